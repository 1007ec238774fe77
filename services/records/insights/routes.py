"""Addresses of insights."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import Reader, Writer
from services.records.insights import service
from services.records.insights.schemas import InsightCreate, InsightFilter, InsightOut, InsightPublish, InsightUpdate

router = Router(prefix="/insights", tags=["insights"])


@router.get("", response_model=Page[InsightOut], response_model_exclude_unset=True, summary="List insights")
async def list_insights(
    session: Reading, me: Reader, query: Paging, filters: Annotated[InsightFilter, Parameter()]
) -> dict[str, Any]:
    return await service.insights(session, filters=filters, query=query)


@router.get("/{insight_id}", response_model=InsightOut, summary="Get an insight")
async def get_insight(session: Reading, me: Reader, response: Response, insight_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, insight_id))


@router.post("", response_model=InsightOut, status_code=201, summary="Create an insight")
async def create_insight(session: Session, me: Writer, response: Response, data: InsightCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.patch("/{insight_id}", response_model=InsightOut, summary="Change an insight")
async def update_insight(
    session: Session, me: Writer, response: Response, version: IfMatch, insight_id: uuid.UUID, data: InsightUpdate
) -> Any:
    return tagged(response, await service.update(session, me=me, insight_id=insight_id, version=version, data=data))


@router.delete("/{insight_id}", status_code=204, summary="Delete an insight")
async def delete_insight(session: Session, me: Writer, version: IfMatch, insight_id: uuid.UUID) -> None:
    await service.delete(session, me=me, insight_id=insight_id, version=version)


@router.post("/{insight_id}/publish", response_model=InsightOut, summary="Publish an insight with what came of it")
async def publish_insight(
    session: Session, me: Writer, response: Response, insight_id: uuid.UUID, data: InsightPublish
) -> Any:
    return tagged(response, await service.publish(session, me=me, insight_id=insight_id, data=data))
