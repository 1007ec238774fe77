import uuid
from typing import Any

from fastapi import Response

from services.identity.access import Administrator, ProvenAdministrator
from services.identity.api_clients import service
from services.identity.api_clients.models import ApiClient
from services.identity.api_clients.schemas import (
    ApiClientCreate,
    ApiClientCreated,
    ApiClientOut,
    ApiClientUpdate,
    KeyRotation,
)
from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged

router = Router(prefix="/api-clients", tags=["api-clients"])


@router.get("", response_model=Page[ApiClientOut], response_model_exclude_unset=True, summary="List API clients")
async def list_api_clients(session: Reading, me: Administrator, query: Paging) -> dict[str, Any]:
    return await service.api_clients(session, query=query)


@router.post("", response_model=ApiClientCreated, status_code=201, summary="Create an API client and its key")
async def create_api_client(
    session: Session, me: ProvenAdministrator, response: Response, data: ApiClientCreate
) -> ApiClientCreated:
    return tagged(response, await service.create(session, data=data, me=me))


@router.patch("/{client_id}", response_model=ApiClientOut, summary="Change an API client")
async def update_api_client(
    session: Session,
    me: ProvenAdministrator,
    response: Response,
    version: IfMatch,
    client_id: uuid.UUID,
    data: ApiClientUpdate,
) -> ApiClient:
    return tagged(response, await service.update(session, me=me, client_id=client_id, version=version, data=data))


@router.post("/{client_id}/rotate", response_model=ApiClientCreated, summary="Make a second key, to change over to")
async def rotate_api_key(
    session: Session,
    me: ProvenAdministrator,
    response: Response,
    version: IfMatch,
    client_id: uuid.UUID,
    data: KeyRotation,
) -> ApiClientCreated:
    return tagged(response, await service.rotate(session, me=me, client_id=client_id, version=version, data=data))


@router.delete("/{client_id}/former-key", response_model=ApiClientOut, summary="End the older of two keys")
async def end_former_key(
    session: Session, me: Administrator, response: Response, version: IfMatch, client_id: uuid.UUID
) -> ApiClient:
    return tagged(response, await service.end_former_key(session, client_id=client_id, version=version))


@router.delete("/{client_id}", response_model=ApiClientOut, summary="Revoke an API client's key")
async def revoke_api_client(
    session: Session, me: Administrator, response: Response, version: IfMatch, client_id: uuid.UUID
) -> ApiClient:
    return tagged(response, await service.revoke(session, client_id=client_id, version=version))
