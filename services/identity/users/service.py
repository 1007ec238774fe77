"""Users: the people of the organisation."""

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.access import require_person
from services.identity.departments.models import Department
from services.identity.sessions import service as sessions
from services.identity.users.models import User
from services.identity.users.schemas import SignInLinkOut, UserCreate, UserOut, UserUpdate
from services.kit.auth import require_proof
from services.kit.errors import Conflict, invalid, missing_row
from services.kit.pages import PageQuery, Statement, page
from services.kit.permissions import Principal
from services.kit.versions import require_version

_NOT_EMPTY = ("name", "roles", "title", "language", "active")
_GUARDED = ("roles", "email", "active")
_COLUMNS = (
    User.id,
    User.name,
    User.email,
    User.roles,
    User.department_id,
    Department.name.label("department_name"),
    User.title,
    User.language,
    User.active,
    User.second_factor_at,
    User.sso_subject.is_not(None).label("has_sso"),
    User.source,
    User.external_id,
    User.version,
    User.created_at,
    User.updated_at,
)


def _select() -> Statement:
    return select(*_COLUMNS).outerjoin(Department, Department.id == User.department_id)


async def users(
    session: AsyncSession, *, query: PageQuery, q: str | None, department_id: uuid.UUID | None, active: bool | None
) -> dict[str, Any]:
    statement = _select()
    if q:
        statement = statement.where(func.strpos(func.lower(User.name), q.lower()) > 0)
    if department_id:
        statement = statement.where(User.department_id == department_id)
    if active is not None:
        statement = statement.where(User.active == active)
    return await page(session, statement, by=[User.name, User.id], query=query, item=UserOut, scalars=False)


async def get(session: AsyncSession, user_id: uuid.UUID) -> Any:
    """The user with the department's name, as a row."""
    row = (await session.execute(_select().where(User.id == user_id))).first()
    if row is None:
        raise missing_row("user", user_id)
    return row


async def make_link(session: AsyncSession, *, me: Principal, user_id: uuid.UUID) -> SignInLinkOut:
    """A path that signs this person in once; a key that made one for an administrator could do everything."""
    _require_person_for_administrators(me, (await get(session, user_id)).roles)
    return await sessions.make_link(session, user_id=user_id)


def _require_person_for_administrators(me: Principal, roles: Iterable[str]) -> None:
    if "administrator" in roles:
        require_person(me)


async def create(session: AsyncSession, *, me: Principal, data: UserCreate) -> Any:
    _require_person_for_administrators(me, data.roles)
    row = User(**data.model_dump())
    session.add(row)
    await session.flush()
    return await get(session, row.id)


async def update(session: AsyncSession, *, me: Principal, user_id: uuid.UUID, version: int, data: UserUpdate) -> Any:
    """Change a user. The last active administrator can be neither demoted nor deactivated.

    Roles, and the address one signs in with, are changed only by somebody who has just proved who they are.
    """
    user = await session.get(User, user_id, with_for_update=True)
    if user is None:
        raise missing_row("user", user_id)
    require_version(user, version)
    changes = data.model_dump(exclude_unset=True)
    for name in _NOT_EMPTY:
        if name in changes and changes[name] is None:
            raise invalid(f"/{name}", "missing", "cannot be empty", "不能为空")
    if any(name in changes and changes[name] != getattr(user, name) for name in _GUARDED):
        require_proof(me)
    _require_person_for_administrators(me, {*user.roles, *changes.get("roles", ())})
    for name, value in changes.items():
        setattr(user, name, value)
    await session.flush()
    if "administrator" not in user.roles or not user.active:
        await _require_administrator(session)
    return await get(session, user_id)


async def _require_administrator(session: AsyncSession) -> None:
    left = await session.scalars(
        select(User.id).where(User.active, User.roles.contains(["administrator"])).with_for_update()
    )
    if not left.first():
        raise Conflict(
            "Somebody has to remain administrator.", "至少要保留一位可用的管理员。", code="last_administrator"
        )
