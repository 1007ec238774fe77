"""The loop's health."""

import uuid
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.pages import PageQuery
from services.performance.loop.schemas import CustomerClass, FigureKey, LoopOut


async def loop(session: AsyncSession, *, customer_class: CustomerClass | None, team_id: uuid.UUID | None) -> LoopOut:
    raise NotImplementedError


async def rows(
    session: AsyncSession,
    *,
    figure: FigureKey,
    customer_class: CustomerClass | None,
    team_id: uuid.UUID | None,
    query: PageQuery,
) -> dict[str, Any]:
    raise NotImplementedError
