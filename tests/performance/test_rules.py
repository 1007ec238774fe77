"""Scores at their borders, periods at theirs."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.performance.indicators.catalogue import CATALOGUE, OF_BASELINE, OF_TARGET, Anchors
from services.performance.loop.rules import BACKLOG, FIGURES, INPUTS, health_change, input_score, weakest
from services.performance.measures.figures import figure
from services.performance.measures.service import Total
from services.performance.periods import Period
from services.performance.scorecards import rules

UP = Anchors("standard", 10, 20, 40, 50)
DOWN = Anchors("standard", 50, 40, 20, 10)


@pytest.mark.parametrize(
    ("value", "score"),
    [(9.99, 0), (10, 0), (15, 30), (20, 60), (30, 80), (40, 100), (45, 110), (50, 120), (51, 120), (1e9, 120), (-5, 0)],
)
def test_a_score_is_piecewise_linear_and_capped(value, score):
    assert rules.score(value, UP) == score
    assert rules.score(60 - value, DOWN) == score, "less is better when the anchors fall"


@given(st.floats(-100, 200), st.floats(-100, 200))
def test_more_is_never_worse(one, other):
    low, high = sorted((one, other))
    assert rules.score(low, UP) <= rules.score(high, UP)
    assert rules.score(low, DOWN) >= rules.score(high, DOWN)


def test_anchors_are_multiples_of_their_reference():
    assert rules.score(80, rules.scaled(OF_TARGET, 100, "money")) == 60
    assert rules.score(100, rules.scaled(OF_TARGET, 100, "money")) == 100
    assert rules.score(100, rules.scaled(OF_BASELINE, 100, "count")) == 60
    assert rules.score(110, rules.scaled(OF_BASELINE, 100, "count")) == pytest.approx(100)
    assert rules.scaled(OF_BASELINE, 0, "count") is None


@given(st.floats(0.001, 1))
def test_a_share_can_always_reach_the_top(baseline):
    anchors = rules.scaled(OF_BASELINE, baseline, "share")
    assert anchors.floor < anchors.base <= anchors.target <= anchors.stretch <= 1
    assert rules.score(1, anchors) == 120


def test_change_never_grows_without_end():
    assert rules.change(5, 4, "count") == 0.25
    assert rules.change(4, 5, "count") == -0.2
    assert rules.change(7, 0, "count") == 7
    assert rules.change(0.5, 0, "share") == 50
    assert rules.change(-5, -10, "money") == 0.5


def test_overall_counts_what_is_known():
    assert rules.overall({"process": 50, "result": 100}) == 80
    assert rules.overall({"process": None, "result": 100}) == 100
    assert rules.overall({"process": None, "result": None}) is None
    assert rules.mean([10, None, 20]) == 15
    assert rules.mean([None]) is None


def test_every_indicator_has_rising_anchors():
    for indicator in CATALOGUE.values():
        for anchors in indicator.anchors:
            assert anchors.floor < anchors.base < anchors.target < anchors.stretch


def test_nothing_divided_by_nothing_is_no_number():
    empty = Total()
    assert (figure(None, "hits").state, figure(empty, "hits").value) == ("no_data", 0)
    assert (figure(empty, "share").value, figure(empty, "share").state) == (None, "no_base")
    assert (figure(empty, "mean").value, figure(empty, "mean").state) == (None, "no_base")
    assert (figure(empty, "sum").value, figure(empty, "sum").currency) == (0, None)


@pytest.mark.parametrize(
    ("label", "starts", "ends", "year_before", "before"),
    [
        ("2017", dt.date(2017, 1, 1), dt.date(2018, 1, 1), "2016", "2016"),
        ("2017-Q1", dt.date(2017, 1, 1), dt.date(2017, 4, 1), "2016-Q1", "2016-Q4"),
        ("2017-Q4", dt.date(2017, 10, 1), dt.date(2018, 1, 1), "2016-Q4", "2017-Q3"),
        ("2017-01", dt.date(2017, 1, 1), dt.date(2017, 2, 1), "2016-01", "2016-12"),
        ("2016-12", dt.date(2016, 12, 1), dt.date(2017, 1, 1), "2015-12", "2016-11"),
    ],
)
def test_periods(label, starts, ends, year_before, before):
    period = Period.parse(label)
    assert (period.label, period.starts, period.ends) == (label, starts, ends)
    assert (period.year_before().label, period.before().label) == (year_before, before)


@pytest.mark.parametrize("label", ["", "2017-Q", "2017-Q5", "2017-1", "2017-13", "1899", "2200", "2017-Q4\n", " 2017"])
def test_what_is_no_period(label):
    with pytest.raises(ValueError, match=r".*"):
        Period.parse(label)


def test_the_quarter_of_a_day():
    assert Period.quarter_of(dt.date(2017, 12, 31)).label == "2017-Q4"
    assert Period.quarter_of(dt.date(2018, 1, 1)).label == "2018-Q1"


def test_health_is_made_of_shares_at_most_full():
    assert input_score(1, BACKLOG, None) == 100
    assert input_score(None, BACKLOG, None) is None
    assert input_score(0.6, OF_BASELINE, None) is None
    assert input_score(0.6, OF_BASELINE, 0.6) == 60
    assert all(FIGURES[one.figure].unit == "share" for inputs in INPUTS.values() for one in inputs)


def test_change_of_health_compares_like_with_like():
    assert health_change([80, None, 50], [60, 70, None]) == 20
    assert health_change([80], [None]) is None


def test_the_weakest_is_the_lowest_and_the_earlier_of_equals():
    assert weakest({"understand": 50, "plan": 40, "execute": 40, "evaluate": None}) == "plan"
    assert weakest({"understand": None, "plan": 100}) is None
