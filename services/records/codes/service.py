"""The national code lists."""

from typing import Any

from pydantic import BaseModel
from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.pages import PageQuery, page
from services.records.codes.models import Industry, Region
from services.records.codes.schemas import CodeFilter, IndustryOut, RegionOut


async def industries(session: AsyncSession, *, filters: CodeFilter, query: PageQuery) -> dict[str, Any]:
    return await _codes(session, Industry, Industry.name_en, IndustryOut, filters=filters, query=query)


async def regions(session: AsyncSession, *, filters: CodeFilter, query: PageQuery) -> dict[str, Any]:
    return await _codes(session, Region, Region.full_name, RegionOut, filters=filters, query=query)


async def _codes(
    session: AsyncSession, model: Any, second_name: Any, item: type[BaseModel], *, filters: CodeFilter, query: PageQuery
) -> dict[str, Any]:
    statement = select(model)
    if filters.q:
        statement = statement.where(
            or_(
                model.code.istartswith(filters.q, autoescape=True),
                model.name.icontains(filters.q, autoescape=True),
                second_name.icontains(filters.q, autoescape=True),
            )
        )
    if filters.level:
        statement = statement.where(model.level == filters.level)
    if filters.parent_code:
        statement = statement.where(model.parent_code == filters.parent_code)
    return await page(session, statement, by=[model.code], query=query, item=item)
