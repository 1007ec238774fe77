"""Addresses of risks."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import Reader, Writer
from services.records.risks import service
from services.records.risks.schemas import RiskCreate, RiskFilter, RiskOut, RiskUpdate

router = Router(prefix="/risks", tags=["risks"])


@router.get("", response_model=Page[RiskOut], response_model_exclude_unset=True, summary="List risks")
async def list_risks(
    session: Reading, me: Reader, query: Paging, filters: Annotated[RiskFilter, Parameter()]
) -> dict[str, Any]:
    return await service.risks(session, filters=filters, query=query)


@router.get("/{risk_id}", response_model=RiskOut, summary="Get a risk")
async def get_risk(session: Reading, me: Reader, response: Response, risk_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, risk_id))


@router.post("", response_model=RiskOut, status_code=201, summary="Create a risk")
async def create_risk(session: Session, me: Writer, response: Response, data: RiskCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.patch("/{risk_id}", response_model=RiskOut, summary="Change a risk")
async def update_risk(
    session: Session, me: Writer, response: Response, version: IfMatch, risk_id: uuid.UUID, data: RiskUpdate
) -> Any:
    return tagged(response, await service.update(session, me=me, risk_id=risk_id, version=version, data=data))


@router.delete("/{risk_id}", status_code=204, summary="Delete a risk")
async def delete_risk(session: Session, me: Writer, version: IfMatch, risk_id: uuid.UUID) -> None:
    await service.delete(session, me=me, risk_id=risk_id, version=version)
