"""Attractiveness and position: raw values mapped to 0..100 by fixed anchors, weighted, and placed on the SPAN matrix.

Anchors are fixed and versioned with the model, never taken from the batch: otherwise one more opportunity would
re-rank the others (OECD/JRC Handbook on Constructing Composite Indicators, 2008).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Curve = Literal["linear", "log"]
Direction = Literal["higher", "lower"]
Quadrant = Literal["invest", "fix", "harvest", "exit"]

ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor: `low` and `high` are the raw values, in its own unit, at the two ends of the scale.

    `lower` as direction means that less is better: `low` then scores 100. Weights need not add up to 1.
    """

    name: str
    weight: float
    curve: Curve
    low: float
    high: float
    direction: Direction = "higher"


@dataclass(frozen=True, slots=True)
class Score:
    """A score 0..100, None when nothing is known, and the share of the weight that is known, 0..1."""

    score: float | None
    known_share: float


# Anchors are assumptions of ours, to be set by the organisation: money in its currency over the horizon, rates in %.
DEFAULT_ATTRACTIVENESS: tuple[Factor, ...] = (
    Factor("market_space", 0.35, "log", 100_000, 100_000_000),
    Factor("growth_rate", 0.20, "linear", -5, 30),
    Factor("profit_level", 0.20, "linear", 0, 40),
    Factor("competition_intensity", 0.15, "linear", 1, 5, "lower"),
    Factor("strategic_value", 0.10, "linear", 1, 5),
)
DEFAULT_POSITION: tuple[Factor, ...] = (
    Factor("share", 0.30, "linear", 0, 60),
    Factor("product_fit", 0.25, "linear", 1, 5),
    Factor("price_position", 0.20, "linear", 1, 5),
    Factor("relationship", 0.25, "linear", -1, 1),
)


def validate(factors: Sequence[Factor]) -> None:
    """Raises ValueError naming `<factor>.<field>` for what cannot be computed with, `factors` for the whole."""
    names = [factor.name for factor in factors]
    if not factors or len(set(names)) != len(names):
        raise ValueError("factors: at least one, each name once")
    for factor in factors:
        if not math.isfinite(factor.weight) or factor.weight < 0:
            raise ValueError(f"{factor.name}.weight: a number of 0 or more")
        if not (math.isfinite(factor.low) and math.isfinite(factor.high)) or factor.low >= factor.high:
            raise ValueError(f"{factor.name}.low: finite and below high")
        if factor.curve == "log" and factor.low <= 0:
            raise ValueError(f"{factor.name}.low: above 0 for a log curve")
    if not any(factor.weight > 0 for factor in factors):
        raise ValueError("factors: some weight above 0")


def value(raw: float | None, factor: Factor) -> float | None:
    """0..100 on the factor's curve between its anchors, cut off at both ends; None for unknown (None or NaN).

    A raw value of 0 or less on a log curve lies below every anchor.
    """
    if raw is None or math.isnan(raw):
        return None
    low, high, at = factor.low, factor.high, raw
    if factor.curve == "log":
        low, high, at = math.log(low), math.log(high), math.log(raw) if raw > 0 else -math.inf
    part = min(1.0, max(0.0, (at - low) / (high - low)))
    return 100 * (part if factor.direction == "higher" else 1 - part)


def weighted_score(raws: Mapping[str, float | None], factors: Sequence[Factor]) -> Score:
    """Σ w·s / Σ w over the known factors; unknown ones are left out, never counted as zero."""
    whole = math.fsum(factor.weight for factor in factors)
    scores = [(factor.weight, value(raws.get(factor.name), factor)) for factor in factors]
    known = [(weight, score) for weight, score in scores if score is not None]
    weight = math.fsum(weight for weight, _ in known)
    if weight <= 0:
        return Score(None, 0.0)
    return Score(math.fsum(w * s for w, s in known) / weight, min(1.0, weight / whole))


def attractiveness(raws: Mapping[str, float | None], factors: Sequence[Factor] = DEFAULT_ATTRACTIVENESS) -> Score:
    """How attractive the market of an opportunity is (市场吸引力), from raw values by factor name."""
    return weighted_score(raws, factors)


def position(raws: Mapping[str, float | None], factors: Sequence[Factor] = DEFAULT_POSITION) -> Score:
    """How well we stand there (竞争地位), from raw values by factor name."""
    return weighted_score(raws, factors)


def quadrant(attractiveness_score: float | None, position_score: float | None, *, cut: float = 50) -> Quadrant | None:
    """The SPAN quadrant: invest (both high), fix (attractive, weak position), harvest, exit. None when one is unknown.

    A score on the cut line counts as high.
    """
    if attractiveness_score is None or position_score is None:
        return None
    if attractiveness_score >= cut:
        return "invest" if position_score >= cut else "fix"
    return "harvest" if position_score >= cut else "exit"


def tie_shift(weights: Sequence[float], first: Sequence[float], second: Sequence[float], factor: int) -> float | None:
    """How far the weight of `factor` must move until two alternatives tie, the other weights scaled to keep the sum.

    weights sum to 1; first and second are the scores per factor on one scale. d* = (V1-V2) / [(Vbar1-Vbar2) -
    (v1k-v2k)] with Vbar = (V - w_k v_k) / (1 - w_k). None when no admissible weight (0..1) makes them tie.
    Raises ValueError when the lengths differ or the weights are not shares.
    """
    if not len(weights) == len(first) == len(second):
        raise ValueError("weights: as many as scores")
    if any(weight < 0 for weight in weights) or not math.isclose(math.fsum(weights), 1, abs_tol=1e-9):
        raise ValueError("weights: shares that add up to 1")
    weight = weights[factor]
    if weight >= 1:
        return None  # the others have nothing to be scaled up from
    gap = math.fsum(w * (a - b) for w, a, b in zip(weights, first, second, strict=True))
    own = first[factor] - second[factor]
    others = (gap - weight * own) / (1 - weight)
    if math.isclose(others, own, abs_tol=ROUNDING):
        return None
    shift = gap / (others - own)
    return shift if -ROUNDING <= weight + shift <= 1 + ROUNDING else None
