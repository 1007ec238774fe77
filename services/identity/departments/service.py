"""Departments: the tree of regions and teams."""

import uuid
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.departments.models import Department
from services.identity.departments.schemas import DepartmentCreate, DepartmentOut, DepartmentUpdate
from services.kit.errors import invalid, missing_row
from services.kit.pages import PageQuery, page
from services.kit.versions import require_version

_ABOVE = text("""
    with recursive above as (
        select id, parent_id from department where id = :start
        union select d.id, d.parent_id from department d join above a on d.id = a.parent_id
    )
    select 1 from above where id = :moved
""")
_TREE_LOCK = text("select pg_advisory_xact_lock(hashtext('department_tree'))")


async def departments(session: AsyncSession, *, query: PageQuery, parent_id: uuid.UUID | None) -> dict[str, Any]:
    statement = select(Department)
    if parent_id:
        statement = statement.where(Department.parent_id == parent_id)
    return await page(session, statement, by=[Department.name, Department.id], query=query, item=DepartmentOut)


async def get(session: AsyncSession, department_id: uuid.UUID) -> Department:
    row = await session.get(Department, department_id)
    if row is None:
        raise missing_row("department", department_id)
    return row


async def create(session: AsyncSession, *, data: DepartmentCreate) -> Department:
    row = Department(**data.model_dump())
    session.add(row)
    await session.flush()
    return row


async def update(
    session: AsyncSession, *, department_id: uuid.UUID, version: int, data: DepartmentUpdate
) -> Department:
    """Rename or move; a department cannot come to lie below itself, not even through two edits at once."""
    row = await get(session, department_id)
    require_version(row, version)
    changes = data.model_dump(exclude_unset=True)
    if changes.get("name", "") is None:
        raise invalid("/name", "missing", "a department needs a name", "部门需要名称")
    if parent := changes.get("parent_id"):
        await session.execute(_TREE_LOCK)
        if (await session.execute(_ABOVE, {"start": parent, "moved": department_id})).first():
            raise invalid("/parent_id", "cycle", "would lie below itself", "上级不能是自己或自己的下级")
    for name, value in changes.items():
        setattr(row, name, value)
    await session.flush()
    return row
