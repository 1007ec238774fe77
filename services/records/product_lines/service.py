"""Product lines: what we sell, as a tree."""

import uuid
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from services.kit import search
from services.kit.errors import missing_row
from services.kit.pages import PageQuery, page
from services.kit.versions import require_version
from services.records import rows
from services.records.product_lines.models import ProductLine
from services.records.product_lines.schemas import (
    ProductLineCreate,
    ProductLineFilter,
    ProductLineOut,
    ProductLineUpdate,
)
from services.records.trees import require_acyclic

_Parent = aliased(ProductLine)
_SELECT: Select[Any] = select(*ProductLine.__table__.c, _Parent.name.label("parent_name")).outerjoin_from(
    ProductLine, _Parent, _Parent.id == ProductLine.parent_id
)


async def product_lines(session: AsyncSession, *, filters: ProductLineFilter, query: PageQuery) -> dict[str, Any]:
    statement = _SELECT
    if filters.q:
        statement = statement.where(ProductLine.id.in_(search.matching(filters.q)))
    if filters.parent_id:
        statement = statement.where(ProductLine.parent_id == filters.parent_id)
    return await page(
        session, statement, by=[ProductLine.name, ProductLine.id], query=query, item=ProductLineOut, scalars=False
    )


async def get(session: AsyncSession, product_line_id: uuid.UUID) -> Any:
    row = (await session.execute(_SELECT.where(ProductLine.id == product_line_id))).first()
    if row is None:
        raise missing_row("product_line", product_line_id)
    return row


async def create(session: AsyncSession, *, data: ProductLineCreate) -> Any:
    row = ProductLine(**data.model_dump())
    session.add(row)
    await session.flush()
    return await get(session, row.id)


async def update(session: AsyncSession, *, product_line_id: uuid.UUID, version: int, data: ProductLineUpdate) -> Any:
    row = await rows.find(session, ProductLine, ProductLine.id == product_line_id, key=product_line_id)
    require_version(row, version)
    if isinstance(data.parent_id, uuid.UUID):
        await require_acyclic(session, ProductLine.parent_id, key=product_line_id, above=data.parent_id)
    rows.change(row, data)
    await session.flush()
    return await get(session, product_line_id)


async def delete(session: AsyncSession, *, product_line_id: uuid.UUID, version: int) -> None:
    row = await rows.find(session, ProductLine, ProductLine.id == product_line_id, key=product_line_id)
    require_version(row, version)
    await session.delete(row)
    await session.flush()
