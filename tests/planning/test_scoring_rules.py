import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.planning.scoring_models.rules import (
    DEFAULT_ATTRACTIVENESS,
    DEFAULT_POSITION,
    Factor,
    Score,
    attractiveness,
    position,
    quadrant,
    tie_shift,
    validate,
    value,
)

GROWTH = Factor("growth", 1, "linear", -5, 30)
SPACE = Factor("space", 1, "log", 1e5, 1e8)
RIVALS = Factor("rivals", 1, "linear", 1, 5, "lower")


@pytest.mark.parametrize(
    ("raw", "factor", "expected"),
    [
        (-5, GROWTH, 0),
        (30, GROWTH, 100),
        (12.5, GROWTH, 50),
        (-40, GROWTH, 0),
        (90, GROWTH, 100),
        (1e5, SPACE, 0),
        (1e8, SPACE, 100),
        (1e6, SPACE, 100 / 3),
        (0, SPACE, 0),
        (-1, SPACE, 0),
        (math.inf, SPACE, 100),
        (1, RIVALS, 100),
        (3, RIVALS, 50),
        (5, RIVALS, 0),
    ],
)
def test_value_on_the_curve(raw: float, factor: Factor, expected: float):
    assert value(raw, factor) == pytest.approx(expected)


@pytest.mark.parametrize("raw", [None, math.nan])
def test_unknown_stays_unknown(raw: float | None):
    assert value(raw, GROWTH) is None


def test_unknown_factors_are_left_out_and_shown():
    factors = (Factor("a", 3, "linear", 0, 10), Factor("b", 1, "linear", 0, 10))
    assert attractiveness({"a": 10, "b": 0}, factors) == Score(75, 1)
    assert attractiveness({"a": 10}, factors) == Score(100, 0.75)
    assert attractiveness({"a": None, "b": 4}, factors) == Score(40, 0.25)
    assert attractiveness({}, factors) == Score(None, 0)


def test_only_weightless_factors_known():
    factors = (Factor("a", 0, "linear", 0, 10), Factor("b", 1, "linear", 0, 10))
    assert position({"a": 10}, factors) == Score(None, 0)


def test_defaults_are_valid_and_sum_to_one():
    for factors in (DEFAULT_ATTRACTIVENESS, DEFAULT_POSITION):
        validate(factors)
        assert math.fsum(factor.weight for factor in factors) == pytest.approx(1)
    best = {
        "market_space": 1e8,
        "growth_rate": 30,
        "profit_level": 40,
        "competition_intensity": 1,
        "strategic_value": 5,
    }
    assert attractiveness(best) == Score(pytest.approx(100), pytest.approx(1))
    worst = {"share": 0, "product_fit": 1, "price_position": 1, "relationship": -1}
    assert position(worst) == Score(0, pytest.approx(1))


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((50, 50), "invest"),
        ((50, 49.9), "fix"),
        ((49.9, 50), "harvest"),
        ((49.9, 49.9), "exit"),
        ((None, 80), None),
        ((80, None), None),
    ],
)
def test_quadrants(scores: tuple, expected: str | None):
    assert quadrant(*scores) == expected


def test_quadrant_with_another_cut():
    assert quadrant(65, 70, cut=66) == "harvest"


@pytest.mark.parametrize(
    ("factors", "field"),
    [
        ([], "factors"),
        ([GROWTH, GROWTH], "factors"),
        ([Factor("a", 0, "linear", 0, 1)], "factors"),
        ([Factor("a", -1, "linear", 0, 1)], "a.weight"),
        ([Factor("a", math.nan, "linear", 0, 1)], "a.weight"),
        ([Factor("a", 1, "linear", 1, 1)], "a.low"),
        ([Factor("a", 1, "linear", 2, 1)], "a.low"),
        ([Factor("a", 1, "linear", -math.inf, 1)], "a.low"),
        ([Factor("a", 1, "log", 0, 1)], "a.low"),
    ],
)
def test_what_cannot_be_computed_is_named(factors: list[Factor], field: str):
    with pytest.raises(ValueError, match=f"^{field}:"):
        validate(factors)


def test_tie_shift_reference():
    weights, first, second = (0.4, 0.3, 0.2, 0.1), (0.8, 0.4, 0.6, 0.5), (0.5, 0.8, 0.6, 0.7)
    shift = tie_shift(weights, first, second, 0)
    assert shift == pytest.approx(0.0375)
    moved = (0.4375, *(w * 0.5625 / 0.6 for w in weights[1:]))
    for scores in (first, second):
        assert math.fsum(w * s for w, s in zip(moved, scores, strict=True)) == pytest.approx(0.621875)


def test_no_tie_within_the_weights():
    assert tie_shift((0.5, 0.5), (1, 1), (0, 0), 0) is None  # one is better in everything
    assert tie_shift((1.0, 0.0), (1, 0), (0, 1), 0) is None
    with pytest.raises(ValueError, match="weights"):
        tie_shift((0.5, 0.6), (1, 1), (0, 0), 0)
    with pytest.raises(ValueError, match="weights"):
        tie_shift((0.5, 0.5), (1, 1, 1), (0, 0), 0)


scores = st.lists(st.floats(0, 1), min_size=4, max_size=4)


@given(st.lists(st.integers(1, 20), min_size=4, max_size=4), scores, scores, st.integers(0, 3))
def test_tie_shift_makes_a_tie(parts: list[int], first: list[float], second: list[float], factor: int):
    weights = [part / sum(parts) for part in parts]
    shift = tie_shift(weights, first, second, factor)
    if shift is None:
        return
    rest = 1 - weights[factor]
    moved = [w + shift if k == factor else w * (rest - shift) / rest for k, w in enumerate(weights)]
    assert math.fsum(moved) == pytest.approx(1)
    assert math.fsum(w * (a - b) for w, a, b in zip(moved, first, second, strict=True)) == pytest.approx(0, abs=1e-6)


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_higher_is_never_worse(one: float, other: float):
    low, high = sorted((one, other))
    for factor in (GROWTH, SPACE):
        assert 0 <= (value(low, factor) or 0) <= (value(high, factor) or 0) <= 100
    assert (value(low, RIVALS) or 0) >= (value(high, RIVALS) or 0)
