"""Resources: the kinds of money and people that limits, needs, grants and budgets are counted in."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.errors import missing_row
from services.kit.pages import PageQuery, page
from services.kit.versions import require_version
from services.planning.cycles.models import Resource
from services.planning.cycles.schemas import ResourceCreate, ResourceOut, ResourceUpdate

SELECT = select(
    Resource.id, Resource.code, Resource.name_zh, Resource.name_en, Resource.unit, Resource.kind, Resource.version
)


async def resources(session: AsyncSession, *, query: PageQuery) -> dict[str, Any]:
    return await page(
        session, SELECT, by=[Resource.kind, Resource.code, Resource.id], query=query, item=ResourceOut, scalars=False
    )


async def create(session: AsyncSession, *, data: ResourceCreate) -> Resource:
    row = Resource(**data.model_dump())
    session.add(row)
    await session.flush()
    return row


async def update(session: AsyncSession, *, resource_id: uuid.UUID, version: int, data: ResourceUpdate) -> Resource:
    row = await session.get(Resource, resource_id)
    if row is None:
        raise missing_row("resource", resource_id)
    require_version(row, version)
    for name, value in data.model_dump(exclude_unset=True).items():
        setattr(row, name, value)
    await session.flush()
    return row
