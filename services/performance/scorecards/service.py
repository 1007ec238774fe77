"""Scorecards of teams and persons."""

import uuid
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.pages import PageQuery
from services.kit.permissions import Principal
from services.performance.indicators.schemas import SubjectType
from services.performance.scorecards.schemas import ScorecardOut


async def scorecards(
    session: AsyncSession,
    *,
    me: Principal,
    subject_type: SubjectType,
    period: str | None,
    compare: str | None,
    team_id: uuid.UUID | None,
    query: PageQuery,
) -> dict[str, Any]:
    raise NotImplementedError


async def scorecard(
    session: AsyncSession,
    *,
    me: Principal,
    subject_type: SubjectType,
    subject_id: uuid.UUID,
    period: str | None,
    compare: str | None,
) -> ScorecardOut:
    raise NotImplementedError
