"""Fields of the organisation's own: defined here, checked in kit/custom.py. Nothing here ever touches a value."""

import uuid
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.custom_values import CHOOSING
from services.kit.errors import Conflict, invalid
from services.kit.pages import PageQuery, page
from services.kit.versions import require_version
from services.records import rows
from services.records.custom_fields.models import CustomField
from services.records.custom_fields.schemas import CustomFieldCreate, CustomFieldOut, CustomFieldUpdate

_SELECT: Select[Any] = select(*CustomField.__table__.c)
MOST = 100
"""Fields an entity can have."""


async def custom_fields(session: AsyncSession, *, entity: str, query: PageQuery) -> dict[str, Any]:
    """In the order they are shown, the archived ones among them."""
    statement = _SELECT.where(CustomField.entity == entity)
    return await page(
        session, statement, by=[CustomField.position, CustomField.id], query=query, item=CustomFieldOut, scalars=False
    )


async def get(session: AsyncSession, field_id: uuid.UUID) -> Any:
    return (await session.execute(_SELECT.where(CustomField.id == field_id))).one()


async def create(session: AsyncSession, *, data: CustomFieldCreate) -> Any:
    """A new field stands last."""
    present = select(func.count(), func.coalesce(func.max(CustomField.position), 0))
    count, last = (await session.execute(present.where(CustomField.entity == data.entity))).one()
    if count >= MOST:
        raise Conflict(f"At most {MOST} fields.", f"最多 {MOST} 个字段。", code="too_many_fields")
    row = CustomField(**data.model_dump(), position=last + 1)
    session.add(row)
    await session.flush()
    return await get(session, row.id)


async def update(session: AsyncSession, *, field_id: uuid.UUID, version: int, data: CustomFieldUpdate) -> Any:
    """Change how a field is called and asked for. Choices can be added and archived, never taken away."""
    row = await rows.find(session, CustomField, CustomField.id == field_id, key=field_id)
    require_version(row, version)
    if isinstance(data.choices, list):
        _require_all_kept(row, [choice.value for choice in data.choices])
    rows.change(row, data)
    await session.flush()
    return await get(session, field_id)


async def order(session: AsyncSession, *, entity: str, ids: list[uuid.UUID]) -> None:
    """Give the fields of an entity their places; 422 unless these are all of them."""
    found = (await session.scalars(select(CustomField).where(CustomField.entity == entity).with_for_update())).all()
    if {row.id for row in found} != set(ids):
        raise invalid("/ids", "unknown_reference", "must name every field of it once", "须列出全部字段")
    for row in found:
        row.position = ids.index(row.id) + 1
    await session.flush()


def _require_all_kept(row: CustomField, values: list[str]) -> None:
    if row.type not in CHOOSING or len(set(values)) != len(values):
        raise invalid("/choices", "choices", "only for a choice, and each value once", "仅选项字段可用,且不可重复")
    if {choice["value"] for choice in row.choices} - set(values):
        raise invalid(
            "/choices", "choice_missing", "archive a choice instead of removing it", "选项不能删除,请改为停用"
        )
