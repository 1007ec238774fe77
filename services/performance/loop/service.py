"""The loop's health: four stages over the last 13 weeks, and the weakest link with what to do about it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import classes
from services.kit.db import NIL, utcnow
from services.kit.errors import missing_row
from services.kit.pages import PageQuery
from services.performance.indicators.schemas import FactRow
from services.performance.loop import rules
from services.performance.loop.rules import FIGURES, INPUTS, LOOP_SOURCES, PRESENT_ONLY, SHOWN
from services.performance.loop.schemas import (
    CustomerClass,
    FigureKey,
    HealthInput,
    LoopFigure,
    LoopOut,
    RowsLink,
    Stage,
    StageOut,
    WeakestOut,
    WindowOut,
)
from services.performance.measures import service as measures
from services.performance.measures.figures import NO_DATA, WITHHELD, Figure, figure
from services.performance.measures.service import Scope, Span, Totals
from services.performance.scorecards.rules import change, mean

WEEKS = dt.timedelta(weeks=13)
YEAR = dt.timedelta(weeks=52)
"""Whole weeks, so that what is compared has the same weekdays."""
NOW, BEFORE = 0, 1
YEAR_BEFORE = {NOW: 2, BEFORE: 3}
"""Positions of the spans; each is measured by its own year before."""
RECORDS = 5

_SCOPE = sa.text("""
    select (select name from team where id = :team) as team_name,
           (select count(*) from customer_card c left join team t on t.id = c.team_id
            where c.lifecycle <> 'lapsed' and (cast(:class as text) is null or c.class = :class)
              and (cast(:team as uuid) is null or :team = any(t.path))) as customers
""")


def _span(today: dt.date, back: dt.timedelta = dt.timedelta()) -> Span:
    ends = today + dt.timedelta(days=1) - back
    return Span(ends - WEEKS, ends)


def _window(span: Span) -> WindowOut:
    return WindowOut(starts_on=span.starts, ends_on=span.ends - dt.timedelta(days=1))


async def loop(session: AsyncSession, *, customer_class: CustomerClass | None, team_id: uuid.UUID | None) -> LoopOut:
    """Four statements at most, whatever there is: scope, totals, and the records behind the weakest link."""
    today = utcnow().date()
    scope = Scope(customer_class, team_id)
    here = (await session.execute(_SCOPE, {"class": customer_class, "team": team_id})).one()
    if team_id and here.team_name is None:
        raise missing_row("team", team_id)
    spans = [_span(today), _span(today, WEEKS), _span(today, YEAR), _span(today, WEEKS + YEAR)]
    totals = await measures.totals(
        session, sources=LOOP_SOURCES, level="company", subjects=[NIL], spans=spans, today=today, scope=scope
    )
    view = _View(totals, commercial="commercial" in classes())
    stages = [view.stage(stage) for stage in SHOWN]
    return LoopOut(
        window=_window(spans[NOW]),
        previous=_window(spans[BEFORE]),
        customer_class=customer_class,
        team_id=team_id,
        team_name=here.team_name,
        customers=here.customers,
        stages=stages,
        weakest=await _weakest(session, stages, scope, today),
    )


@dataclass(frozen=True, slots=True)
class _View:
    """The loop's figures by name and span."""

    totals: Totals
    commercial: bool

    def figure(self, key: FigureKey, span: int = NOW) -> Figure:
        measure = FIGURES[key]
        if measure.unit == "money" and not self.commercial:
            return WITHHELD
        if span != NOW and measure.source in PRESENT_ONLY:
            return NO_DATA
        return figure(self.totals.get(measure.source, span), measure.how)

    def scores(self, stage: Stage, span: int) -> list[float | None]:
        return [
            rules.input_score(
                self.figure(one.figure, span).value,
                one.anchors,
                self.figure(one.figure, YEAR_BEFORE[span]).value,
            )
            for one in INPUTS[stage]
        ]

    def stage(self, stage: Stage) -> StageOut:
        now = self.scores(stage, NOW)
        return StageOut(
            stage=stage,
            health=mean(now),
            change=rules.health_change(now, self.scores(stage, BEFORE)),
            inputs=[
                HealthInput(
                    key=one.figure,
                    value=self.figure(one.figure).value,
                    state=self.figure(one.figure).state,
                    score=score,
                    next_step=one.next_step,
                    link=_link(one.figure, counted=False),
                )
                for one, score in zip(INPUTS[stage], now, strict=True)
            ],
            figures=[self.shown(key) for key in SHOWN[stage]],
        )

    def shown(self, key: FigureKey) -> LoopFigure:
        now, before, measure = self.figure(key), self.figure(key, BEFORE), FIGURES[key]
        comparable = (
            now.value is not None
            and before.value is not None
            and (None in {now.currency, before.currency} or now.currency == before.currency)
        )
        return LoopFigure(
            key=key,
            unit=measure.unit,
            direction=measure.direction,
            value=now.value,
            state=now.state,
            currency=now.currency,
            previous=before.value,
            change=change(now.value or 0, before.value or 0, measure.unit) if comparable else None,
            link=_link(key),
        )


def _link(key: FigureKey, *, counted: bool | None = None) -> RowsLink:
    return RowsLink(figure=key, kind=LOOP_SOURCES[FIGURES[key].source].kind, counted=counted)


async def _weakest(session: AsyncSession, stages: list[StageOut], scope: Scope, today: dt.date) -> WeakestOut | None:
    """The weakest stage's weakest input, with the first records that pull it down."""
    name = rules.weakest({stage.stage: stage.health for stage in stages})
    stage = next((stage for stage in stages if stage.stage == name), None)
    if stage is None or stage.health is None:
        return None
    worst = min((one for one in stage.inputs if one.score is not None), key=lambda one: one.score or 0)
    found = await _rows(session, worst.key, scope, today, PageQuery(limit=RECORDS, count=True), counted=False)
    return WeakestOut(
        stage=stage.stage,
        health=stage.health,
        input=worst.key,
        next_step=worst.next_step,
        count=found["total"],
        records=[FactRow.model_validate(dict(row)) for row in found["items"]],
        link=worst.link,
    )


async def rows(
    session: AsyncSession,
    *,
    figure: FigureKey,
    customer_class: CustomerClass | None,
    team_id: uuid.UUID | None,
    counted: bool | None,
    query: PageQuery,
) -> dict[str, Any]:
    """What a figure of the loop was counted from, over the same 13 weeks."""
    scope = Scope(customer_class, team_id)
    return await _rows(session, figure, scope, utcnow().date(), query, counted=counted)


async def _rows(
    session: AsyncSession,
    key: FigureKey,
    scope: Scope,
    today: dt.date,
    query: PageQuery,
    *,
    counted: bool | None,
) -> dict[str, Any]:
    measure = FIGURES[key]
    return await measures.rows(
        session,
        source=LOOP_SOURCES[measure.source],
        how=measure.how,
        level="company",
        subject=NIL,
        span=_span(today),
        today=today,
        query=query,
        counted=counted,
        scope=scope,
    )
