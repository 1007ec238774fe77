"""Saved views: a list as somebody arranged it, for oneself or shared with everybody."""

import uuid
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.saved_views.models import SavedView, SavedViewDefault
from services.identity.saved_views.schemas import SavedViewCreate, SavedViewOut, SavedViewUpdate
from services.identity.users.models import User
from services.kit.errors import Forbidden, invalid, missing_row
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.versions import require_version


def _visible(me: Principal) -> ColumnElement[bool]:
    return or_(SavedView.owner_id == me.id, SavedView.shared)


def _select(me: Principal) -> Select[Any]:
    mine_first = and_(SavedViewDefault.view_id == SavedView.id, SavedViewDefault.user_id == me.id)
    return (
        select(
            *SavedView.__table__.c,
            (SavedView.owner_id == me.id).label("mine"),
            SavedViewDefault.view_id.is_not(None).label("is_default"),
            User.name.label("owner_name"),
        )
        .join_from(SavedView, User, User.id == SavedView.owner_id)
        .outerjoin(SavedViewDefault, mine_first)
        .where(_visible(me))
    )


async def saved_views(session: AsyncSession, *, me: Principal, list_name: str, query: PageQuery) -> dict[str, Any]:
    """One's own and the shared ones of a list, by name."""
    statement = _select(me).where(SavedView.of == list_name)
    return await page(
        session, statement, by=[SavedView.name, SavedView.id], query=query, item=SavedViewOut, scalars=False
    )


async def get(session: AsyncSession, *, me: Principal, view_id: uuid.UUID) -> Any:
    row = (await session.execute(_select(me).where(SavedView.id == view_id))).first()
    if row is None:
        raise missing_row("saved view", view_id)
    return row


async def create(session: AsyncSession, *, me: Principal, data: SavedViewCreate) -> Any:
    _require_person(me)
    row = SavedView(**data.model_dump(), owner_id=me.id)
    session.add(row)
    await session.flush()
    return await get(session, me=me, view_id=row.id)


async def update(
    session: AsyncSession, *, me: Principal, view_id: uuid.UUID, version: int, data: SavedViewUpdate
) -> Any:
    row = await _own(session, me=me, view_id=view_id)
    require_version(row, version)
    for name, value in data.model_dump().items():
        setattr(row, name, value)
    await session.flush()
    return await get(session, me=me, view_id=view_id)


async def delete_view(session: AsyncSession, *, me: Principal, view_id: uuid.UUID, version: int) -> None:
    """One's own; an administrator clears away shared ones of others."""
    row = await _own(session, me=me, view_id=view_id, also_shared=me.may("identity:write"))
    require_version(row, version)
    await session.delete(row)
    await session.flush()


async def set_default(session: AsyncSession, *, me: Principal, list_name: str, view_id: uuid.UUID | None) -> None:
    """What this person sees first in a list; 422 for a view of another list, or one he cannot see."""
    _require_person(me)
    if view_id is None:
        mine = and_(SavedViewDefault.user_id == me.id, SavedViewDefault.of == list_name)
        await session.execute(delete(SavedViewDefault).where(mine))
        return
    known = select(SavedView.id).where(SavedView.id == view_id, SavedView.of == list_name, _visible(me))
    if await session.scalar(known) is None:
        raise invalid("/view_id", "unknown_reference", "not a view of this list", "不是该列表的视图")
    wanted = insert(SavedViewDefault).values(user_id=me.id, of=list_name, view_id=view_id)
    await session.execute(wanted.on_conflict_do_update(index_elements=["user_id", "of"], set_={"view_id": view_id}))


async def _own(session: AsyncSession, *, me: Principal, view_id: uuid.UUID, also_shared: bool = False) -> SavedView:
    row = (await session.scalars(select(SavedView).where(SavedView.id == view_id, _visible(me)))).one_or_none()
    if row is None:
        raise missing_row("saved view", view_id)
    if row.owner_id != me.id and not also_shared:
        raise Forbidden("Only its owner may change this view.", "只有视图的创建者可以修改。", code="not_owner")
    return row


def _require_person(me: Principal) -> None:
    if me.kind != "user":
        raise Forbidden("Only people keep views.", "只有人员账号可以保存视图。", code="people_only")
