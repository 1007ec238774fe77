"""How a figure becomes a score, and scores become one (pure: numbers in, numbers out).

Frame, breakpoints and change: product formulas on performance evaluation. A score is piecewise linear through
(floor, 0), (base, 60), (target, 100), (stretch, 120), and flat outside.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from services.performance.indicators.catalogue import WEIGHTS, Anchors
from services.performance.indicators.schemas import Kind, Unit

LEVELS = (0.0, 60.0, 100.0, 120.0)
SMALLEST: dict[Unit, float] = {"count": 1, "share": 0.01, "money": 1}
"""A baseline smaller than this counts as this: one piece, one per cent, one unit of money. No endless growth."""


def score(value: float, anchors: Anchors) -> float:
    """0–120, one decimal. Less is better when the anchors fall; of equal anchors the highest one reached counts."""
    points = (anchors.floor, anchors.base, anchors.target, anchors.stretch)
    if anchors.stretch < anchors.floor:
        value, points = -value, (-points[0], -points[1], -points[2], -points[3])
    if value >= points[-1]:
        return LEVELS[-1]
    if value < points[0]:
        return LEVELS[0]
    low = max(i for i in range(3) if points[i] <= value)
    part = (value - points[low]) / (points[low + 1] - points[low])
    return round(LEVELS[low] + part * (LEVELS[low + 1] - LEVELS[low]), 1)


def scaled(anchors: Anchors, reference: float, unit: Unit) -> Anchors | None:
    """Multiples of a target or baseline as figures; None when it is not above zero. A share's end at 1.

    A baseline near 1 leaves no room for a tenth more, so what a share has to gain is at most half of what is left.
    """
    if reference <= 0:
        return None
    base, target, stretch = (reference * part for part in (anchors.base, anchors.target, anchors.stretch))
    if unit == "share":
        base, stretch = min(base, 1), min(stretch, 1)
        target = min(target, base + (1 - base) / 2)
    return replace(anchors, floor=reference * anchors.floor, base=base, target=target, stretch=stretch)


def change(now: float, before: float, unit: Unit) -> float:
    """(now − before) / max(|before|, smallest), four decimals; 0.25 is a quarter more."""
    return round((now - before) / max(abs(before), SMALLEST[unit]), 4)


def mean(scores: Iterable[float | None]) -> float | None:
    """Of those that are known; None when none is."""
    known = [one for one in scores if one is not None]
    return round(sum(known) / len(known), 1) if known else None


def overall(scores: Mapping[Kind, float | None]) -> float | None:
    """Process against result by WEIGHTS; when one of them is unknown altogether, the other alone."""
    known = {kind: one for kind, one in scores.items() if one is not None}
    if not known:
        return None
    return round(sum(WEIGHTS[kind] * one for kind, one in known.items()) / sum(WEIGHTS[kind] for kind in known), 1)
