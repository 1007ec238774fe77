"""Indicators and the rows behind their figures."""

import uuid
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require
from services.kit.db import utcnow
from services.kit.pages import PageQuery
from services.kit.permissions import Principal
from services.performance.indicators.catalogue import CATALOGUE, SOURCES, weight
from services.performance.indicators.schemas import AnchorsOut, IndicatorOut, Key, SubjectType
from services.performance.measures import service as measures
from services.performance.measures.service import Span
from services.performance.periods import Period


def indicators() -> dict[str, Any]:
    """The whole catalogue in its order, as one page."""
    items = [
        IndicatorOut(
            key=key,
            name_zh=indicator.zh,
            name_en=indicator.en,
            kind=indicator.kind,
            unit=indicator.unit,
            direction=indicator.direction,
            commercial=indicator.commercial,
            formula_zh=indicator.formula_zh,
            formula_en=indicator.formula_en,
            when_empty_zh=indicator.empty_zh,
            when_empty_en=indicator.empty_en,
            sources=list(SOURCES[indicator.source].views),
            weight=weight(key),
            anchors=[AnchorsOut.model_validate(anchors) for anchors in indicator.anchors],
        )
        for key, indicator in CATALOGUE.items()
    ]
    return {"items": items, "next": None}


def require_subject(me: Principal, subject_type: SubjectType, subject_id: uuid.UUID) -> None:
    """One's own figures are always open; those of others need `performance:read`."""
    if not (me.kind == "user" and subject_type == "person" and subject_id == me.id):
        require(me, "performance:read")


async def rows(
    session: AsyncSession,
    *,
    me: Principal,
    key: Key,
    subject_type: SubjectType,
    subject_id: uuid.UUID,
    period: str,
    counted: bool | None,
    query: PageQuery,
) -> dict[str, Any]:
    """What the figure of this subject and period was counted from."""
    require_subject(me, subject_type, subject_id)
    indicator, during = CATALOGUE[key], Period.parse(period)
    return await measures.rows(
        session,
        source=SOURCES[indicator.source],
        how=indicator.how,
        level=subject_type,
        subject=subject_id,
        span=Span(during.starts, during.ends),
        today=utcnow().date(),
        counted=counted,
        query=query,
    )
