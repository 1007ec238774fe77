"""A subject's card from what the database counted (no session: totals, targets and competitor in, card out)."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from services.performance.indicators.catalogue import CATALOGUE, WEIGHTS, Anchors, Indicator, weight
from services.performance.indicators.schemas import Basis, Key, Kind
from services.performance.measures.figures import WITHHELD, Figure, figure
from services.performance.measures.service import Totals
from services.performance.periods import Period
from services.performance.scorecards import rules
from services.performance.scorecards.queries import Target
from services.performance.scorecards.schemas import (
    AmountOut,
    CompetitorOut,
    FigureOut,
    NoChange,
    NoScore,
    ScorecardLine,
    ScorecardOut,
    SubjectOut,
    TargetOut,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the cards of one answer share. `periods` names the spans of `totals` in their order."""

    totals: Totals
    periods: list[Period]
    during: Period
    base: Period
    trend: list[Period]
    today: dt.date
    commercial: bool

    def figure(self, indicator: Indicator, period: Period, subject: SubjectOut) -> Figure:
        if indicator.commercial and not self.commercial:
            return WITHHELD
        return figure(self.totals.get(indicator.source, self.periods.index(period), subject.id), indicator.how)


class Scored(NamedTuple):
    score: float | None
    basis: Basis | None
    reason: NoScore | None


def card(sheet: Sheet, subject: SubjectOut, *, targets: list[Target], competitor: CompetitorOut | None) -> ScorecardOut:
    """Every indicator of the catalogue in one line each, and what they add up to."""
    lines = [
        _line(
            sheet,
            key,
            subject,
            targets=targets if key == "order_intake" else [],
            competitor=competitor if key == "order_intake" else None,
        )
        for key in CATALOGUE
    ]
    scores: dict[Kind, float | None] = {
        kind: rules.mean(line.score for line in lines if line.kind == kind) for kind in WEIGHTS
    }
    return ScorecardOut(
        subject=subject,
        period=sheet.during.out(sheet.today),
        compare=sheet.base.out(sheet.today),
        lines=lines,
        process_score=scores["process"],
        result_score=scores["result"],
        score=rules.overall(scores),
        known_share=round(sum(weight(line.indicator) for line in lines if line.score is not None) / 100, 4),
    )


def _line(
    sheet: Sheet, key: Key, subject: SubjectOut, *, targets: list[Target], competitor: CompetitorOut | None
) -> ScorecardLine:
    indicator = CATALOGUE[key]
    now = sheet.figure(indicator, sheet.during, subject)
    before = sheet.figure(indicator, sheet.base, subject)
    target = targets[0] if len(targets) == 1 else None
    no_change = _no_change(now, before)
    scored = _score(indicator, now, before, target)
    return ScorecardLine(
        indicator=key,
        kind=indicator.kind,
        unit=indicator.unit,
        figure=_shown(now, sheet.during),
        target=TargetOut.model_validate(target) if target else None,
        baseline=_shown(before, sheet.base),
        change=None if no_change else rules.change(now.value or 0, before.value or 0, indicator.unit),
        no_change=no_change,
        competitor=competitor,
        score=scored.score,
        basis=scored.basis,
        no_score=scored.reason,
        trend=[_shown(sheet.figure(indicator, period, subject), period) for period in sheet.trend],
    )


def _shown(figure: Figure, period: Period) -> FigureOut:
    return FigureOut(
        period=period.label,
        value=figure.value,
        state=figure.state,
        currency=figure.currency,
        amounts=[AmountOut(currency=currency, value=value) for currency, value in figure.amounts],
        sample=figure.sample,
    )


def _no_change(now: Figure, before: Figure) -> NoChange | None:
    if now.value is None:
        return "value_unknown"
    if before.value is None:
        return "baseline_unknown"
    return None if _same_money(now.currency, before.currency) else "currency_differs"


def _same_money(one: str | None, other: str | None) -> bool:
    """A zero carries no currency and can stand beside any."""
    return one is None or other is None or one == other


def _score(indicator: Indicator, now: Figure, before: Figure, target: Target | None) -> Scored:
    """By the first basis that is known; without one, why not."""
    if now.value is None:
        return Scored(None, None, "value_unknown")
    reason: NoScore = "nothing_to_compare"
    for anchors in indicator.anchors:
        reference, currency = _reference(anchors, before, target)
        if reference is None:
            continue
        if not _same_money(now.currency, currency):
            reason = "currency_differs"
            continue
        points = anchors if anchors.basis == "standard" else rules.scaled(anchors, reference, indicator.unit)
        if points is not None:
            return Scored(rules.score(now.value, points), anchors.basis, None)
        reason = "baseline_zero"
    return Scored(None, None, reason)


def _reference(anchors: Anchors, before: Figure, target: Target | None) -> tuple[float | None, str | None]:
    if anchors.basis == "standard":
        return 1.0, None
    if anchors.basis == "baseline":
        return before.value, before.currency
    return (float(target.value), target.currency) if target else (None, None)
