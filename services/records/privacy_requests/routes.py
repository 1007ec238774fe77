"""Addresses of the register of privacy requests."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import PrivacyOfficer
from services.records.privacy_requests import service
from services.records.privacy_requests.schemas import (
    PrivacyRequestCreate,
    PrivacyRequestFilter,
    PrivacyRequestOut,
    PrivacyRequestUpdate,
)

router = Router(prefix="/privacy-requests", tags=["privacy"])


@router.get(
    "",
    response_model=Page[PrivacyRequestOut],
    response_model_exclude_unset=True,
    summary="List what persons asked about their own data, the first due first",
)
async def list_privacy_requests(
    session: Reading, me: PrivacyOfficer, query: Paging, filters: Annotated[PrivacyRequestFilter, Parameter()]
) -> dict[str, Any]:
    return await service.requests(session, filters=filters, query=query)


@router.get("/{request_id}", response_model=PrivacyRequestOut, summary="Get a privacy request")
async def get_privacy_request(session: Reading, me: PrivacyOfficer, response: Response, request_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, request_id))


@router.post("", response_model=PrivacyRequestOut, status_code=201, summary="Enter a privacy request")
async def create_privacy_request(
    session: Session, me: PrivacyOfficer, response: Response, data: PrivacyRequestCreate
) -> Any:
    return tagged(response, await service.create(session, data=data))


@router.patch("/{request_id}", response_model=PrivacyRequestOut, summary="Change or close a privacy request")
async def update_privacy_request(
    session: Session,
    me: PrivacyOfficer,
    response: Response,
    version: IfMatch,
    request_id: uuid.UUID,
    data: PrivacyRequestUpdate,
) -> Any:
    return tagged(response, await service.update(session, request_id=request_id, version=version, data=data))
