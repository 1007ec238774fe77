"""One's own notifications: nobody reads another's."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.notifications.models import Notification, NotificationOff
from services.identity.notifications.schemas import NotificationOut
from services.kit.db import utcnow
from services.kit.errors import Forbidden
from services.kit.notify import KINDS, Kind
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal

COUNT_CAP = 100
KEPT = dt.timedelta(days=180)


async def notifications(session: AsyncSession, *, me: Principal, unread: bool, query: PageQuery) -> dict[str, Any]:
    """The latest first."""
    statement = select(Notification).where(Notification.user_id == me.id)
    if unread:
        statement = statement.where(Notification.read_at.is_(None))
    return await page(session, statement, by=[Notification.id], query=query, item=NotificationOut, descending=True)


async def unread_count(session: AsyncSession, *, me: Principal) -> dict[str, int]:
    few = (
        select(literal(1))
        .where(Notification.user_id == me.id, Notification.read_at.is_(None))
        .limit(COUNT_CAP)
        .subquery()
    )
    return {"count": await session.scalar(select(func.count()).select_from(few)) or 0}


async def mark_read(session: AsyncSession, *, me: Principal, ids: list[uuid.UUID] | None) -> dict[str, int]:
    """Mark these, or all, as read; what is not one's own is left alone. How many are still unread."""
    statement = update(Notification).where(Notification.user_id == me.id, Notification.read_at.is_(None))
    if ids is not None:
        statement = statement.where(Notification.id.in_(ids))
    await session.execute(statement.values(read_at=utcnow()).execution_options(synchronize_session=False))
    return await unread_count(session, me=me)


async def preferences(session: AsyncSession, *, me: Principal) -> list[dict[str, Any]]:
    """Every kind, and whether one wants it."""
    off = set(await session.scalars(select(NotificationOff.kind).where(NotificationOff.user_id == me.id)))
    return [{"kind": kind, "wanted": kind not in off} for kind in KINDS]


async def prefer(session: AsyncSession, *, me: Principal, kind: Kind, wanted: bool) -> list[dict[str, Any]]:
    if me.kind != "user":
        raise Forbidden("Only people are notified.", "只有人员账号可以设置通知。", code="people_only")
    mine = NotificationOff.user_id == me.id
    if wanted:
        await session.execute(delete(NotificationOff).where(mine, NotificationOff.kind == kind))
    else:
        await session.execute(insert(NotificationOff).values(user_id=me.id, kind=kind).on_conflict_do_nothing())
    return await preferences(session, me=me)


async def forget(session: AsyncSession) -> None:
    """Throw away what is half a year old: it has been dealt with, or never will be."""
    await session.execute(delete(Notification).where(Notification.created_at < utcnow() - KEPT))
