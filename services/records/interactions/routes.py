"""Addresses of interactions."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import Reader, Writer
from services.records.interactions import service
from services.records.interactions.schemas import (
    InteractionCreate,
    InteractionFilter,
    InteractionOut,
    InteractionUpdate,
)

router = Router(prefix="/interactions", tags=["interactions"])


@router.get("", response_model=Page[InteractionOut], response_model_exclude_unset=True, summary="List interactions")
async def list_interactions(
    session: Reading, me: Reader, query: Paging, filters: Annotated[InteractionFilter, Parameter()]
) -> dict[str, Any]:
    return await service.interactions(session, filters=filters, query=query)


@router.get("/{interaction_id}", response_model=InteractionOut, summary="Get an interaction")
async def get_interaction(session: Reading, me: Reader, response: Response, interaction_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, interaction_id))


@router.post("", response_model=InteractionOut, status_code=201, summary="Create an interaction")
async def create_interaction(session: Session, me: Writer, response: Response, data: InteractionCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.patch("/{interaction_id}", response_model=InteractionOut, summary="Change an interaction")
async def update_interaction(
    session: Session,
    me: Writer,
    response: Response,
    version: IfMatch,
    interaction_id: uuid.UUID,
    data: InteractionUpdate,
) -> Any:
    return tagged(
        response, await service.update(session, me=me, interaction_id=interaction_id, version=version, data=data)
    )


@router.delete("/{interaction_id}", status_code=204, summary="Delete an interaction")
async def delete_interaction(session: Session, me: Writer, version: IfMatch, interaction_id: uuid.UUID) -> None:
    await service.delete(session, me=me, interaction_id=interaction_id, version=version)
