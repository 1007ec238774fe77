"""Addresses of consents: the legal bases of what is kept about a person."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import Confidant
from services.records.consents import service
from services.records.consents.schemas import ConsentCreate, ConsentFilter, ConsentOut, ConsentUpdate

router = Router(prefix="/consents", tags=["privacy"])


@router.get(
    "", response_model=Page[ConsentOut], response_model_exclude_unset=True, summary="List the consents of a person"
)
async def list_consents(
    session: Reading, me: Confidant, query: Paging, filters: Annotated[ConsentFilter, Parameter()]
) -> dict[str, Any]:
    return await service.consents(session, filters=filters, query=query)


@router.post("", response_model=ConsentOut, status_code=201, summary="Record a consent, or another legal basis")
async def create_consent(session: Session, me: Confidant, response: Response, data: ConsentCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.patch("/{consent_id}", response_model=ConsentOut, summary="Withdraw a consent, or mend its evidence")
async def update_consent(
    session: Session, me: Confidant, response: Response, version: IfMatch, consent_id: uuid.UUID, data: ConsentUpdate
) -> Any:
    return tagged(response, await service.update(session, me=me, consent_id=consent_id, version=version, data=data))
