"""Indicators and the rows behind their figures."""

import uuid
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.pages import PageQuery
from services.kit.permissions import Principal
from services.performance.indicators.schemas import Key, SubjectType


def indicators() -> dict[str, Any]:
    raise NotImplementedError


async def rows(
    session: AsyncSession,
    *,
    me: Principal,
    key: Key,
    subject_type: SubjectType,
    subject_id: uuid.UUID,
    period: str,
    query: PageQuery,
) -> dict[str, Any]:
    raise NotImplementedError
