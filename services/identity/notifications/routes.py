"""Addresses of one's own notifications."""

from typing import Annotated, Any

from fastapi import Query as Parameter

from services.identity.notifications import service
from services.identity.notifications.schemas import (
    NotificationFilter,
    NotificationOut,
    Preference,
    PreferenceOut,
    ReadIn,
    UnreadOut,
)
from services.kit.auth import Me
from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router

router = Router(prefix="/notifications", tags=["notifications"])


@router.get(
    "",
    response_model=Page[NotificationOut],
    response_model_exclude_unset=True,
    summary="List one's own notifications, the latest first",
)
async def list_notifications(
    session: Reading, me: Me, query: Paging, filters: Annotated[NotificationFilter, Parameter()]
) -> dict[str, Any]:
    return await service.notifications(session, me=me, unread=filters.unread, query=query)


@router.get("/unread", response_model=UnreadOut, summary="Count one's own unread notifications")
async def count_unread_notifications(session: Reading, me: Me) -> dict[str, int]:
    return await service.unread_count(session, me=me)


@router.post("/read", response_model=UnreadOut, summary="Mark one's own notifications as read")
async def read_notifications(session: Session, me: Me, data: ReadIn) -> dict[str, int]:
    return await service.mark_read(session, me=me, ids=data.ids)


@router.get("/preferences", response_model=list[PreferenceOut], summary="Which kinds of notifications one wants")
async def get_notification_preferences(session: Reading, me: Me) -> list[dict[str, Any]]:
    return await service.preferences(session, me=me)


@router.put("/preferences", response_model=list[PreferenceOut], summary="Want a kind of notifications, or not")
async def set_notification_preference(session: Session, me: Me, data: Preference) -> list[dict[str, Any]]:
    return await service.prefer(session, me=me, kind=data.kind, wanted=data.wanted)
