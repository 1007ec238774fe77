"""Addresses of saved views."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.identity.saved_views import service
from services.identity.saved_views.schemas import (
    DefaultIn,
    SavedViewCreate,
    SavedViewFilter,
    SavedViewOut,
    SavedViewUpdate,
)
from services.kit.auth import Me
from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged

router = Router(prefix="/saved-views", tags=["saved views"])


@router.get(
    "",
    response_model=Page[SavedViewOut],
    response_model_exclude_unset=True,
    summary="List one's own and the shared views of a list",
)
async def list_saved_views(
    session: Reading, me: Me, query: Paging, filters: Annotated[SavedViewFilter, Parameter()]
) -> dict[str, Any]:
    return await service.saved_views(session, me=me, list_name=filters.of, query=query)


@router.put("/default", status_code=204, summary="Choose the view one sees first in a list")
async def set_default_view(session: Session, me: Me, data: DefaultIn) -> None:
    await service.set_default(session, me=me, list_name=data.of, view_id=data.view_id)


@router.get("/{saved_view_id}", response_model=SavedViewOut, summary="Get a saved view")
async def get_saved_view(session: Reading, me: Me, response: Response, saved_view_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, me=me, view_id=saved_view_id))


@router.post("", response_model=SavedViewOut, status_code=201, summary="Save a view")
async def create_saved_view(session: Session, me: Me, response: Response, data: SavedViewCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.patch("/{saved_view_id}", response_model=SavedViewOut, summary="Change one's own view")
async def update_saved_view(
    session: Session, me: Me, response: Response, version: IfMatch, saved_view_id: uuid.UUID, data: SavedViewUpdate
) -> Any:
    return tagged(response, await service.update(session, me=me, view_id=saved_view_id, version=version, data=data))


@router.delete("/{saved_view_id}", status_code=204, summary="Delete one's own view")
async def delete_saved_view(session: Session, me: Me, version: IfMatch, saved_view_id: uuid.UUID) -> None:
    await service.delete_view(session, me=me, view_id=saved_view_id, version=version)
