"""Scorecards of the company, its regions, teams and people: figures, targets, last year, competitor, score, trend.

A list costs the same few statements whatever its length: subjects, totals, targets, competitors.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db import utcnow
from services.kit.errors import invalid
from services.kit.pages import PageQuery
from services.kit.permissions import Principal
from services.performance.indicators.catalogue import SOURCES
from services.performance.indicators.schemas import SubjectType
from services.performance.indicators.service import require_subject
from services.performance.measures import service as measures
from services.performance.measures.service import Span
from services.performance.periods import Period
from services.performance.scorecards import queries
from services.performance.scorecards.cards import Sheet, card
from services.performance.scorecards.schemas import ScorecardOut, SubjectOut

TREND = 4
"""Periods of the same length shown before the period itself."""


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
    """A page of cards, subjects by name; `team_id` keeps those within one department."""
    during, base = await _periods(session, period, compare)
    found = await queries.subjects(session, kind=subject_type, team_id=team_id, query=query)
    found["items"] = await _cards(session, me=me, kind=subject_type, subjects=found["items"], during=during, base=base)
    return found


async def scorecard(
    session: AsyncSession,
    *,
    me: Principal,
    subject_type: SubjectType,
    subject_id: uuid.UUID,
    period: str | None,
    compare: str | None,
) -> ScorecardOut:
    require_subject(me, subject_type, subject_id)
    during, base = await _periods(session, period, compare)
    subject = await queries.subject(session, kind=subject_type, subject_id=subject_id)
    return (await _cards(session, me=me, kind=subject_type, subjects=[subject], during=during, base=base))[0]


async def _periods(session: AsyncSession, period: str | None, compare: str | None) -> tuple[Period, Period]:
    """The period and what it is compared with: unless said otherwise, the same a year before."""
    during = Period.parse(period) if period else await queries.latest_quarter(session, utcnow().date())
    base = Period.parse(compare) if compare else during.year_before()
    if base.grain != during.grain:
        raise invalid("query/compare", "period_length", "must be as long as the period", "须与评价周期长度一致")
    return during, base


async def _cards(
    session: AsyncSession,
    *,
    me: Principal,
    kind: SubjectType,
    subjects: Sequence[SubjectOut],
    during: Period,
    base: Period,
) -> list[ScorecardOut]:
    if not subjects:
        return []
    today = utcnow().date()
    ids = [subject.id for subject in subjects]
    trend = [during.before(count) for count in range(TREND, -1, -1)]
    periods = list(dict.fromkeys([*trend, base]))
    totals = await measures.totals(
        session,
        sources=SOURCES,
        level=kind,
        subjects=ids,
        spans=[Span(one.starts, one.ends) for one in periods],
        today=today,
    )
    targets = {} if kind == "person" else await queries.targets(session, subjects=ids, period=during)
    competitors = await queries.competitors(session, kind=kind, subjects=ids)
    sheet = Sheet(totals, periods, during, base, trend, today, commercial="commercial" in me.classes)
    return [
        card(sheet, subject, targets=targets.get(subject.id, []), competitor=competitors.get(subject.id))
        for subject in subjects
    ]
