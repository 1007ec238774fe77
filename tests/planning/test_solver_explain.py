import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from services.planning.selections.solver import Group, Problem, Rule, solve
from services.planning.selections.solver_curves import frontier, marginal_values
from services.planning.selections.solver_explain import Reason, explain
from services.planning.selections.solver_model import build
from tests.planning.petersen import petersen
from tests.planning.test_solver import brute_force, problems


def test_petersen_first_item():
    problem, _ = petersen()[0]
    result = solve(problem, deadline_seconds=5, gap=0)
    first = explain(problem, result, deadline_seconds=5)[0]
    assert not first.chosen
    assert first.needs_more.tolist() == [0, 0, 0, 0, 2, 0, 0, 0, 0, 0]
    assert first.reasons == (Reason("limit", (4,)),)
    assert (first.regret, first.regret_is_bound, first.regret_at_most) == (500, False, 500)
    plan = result.chosen.copy()
    plan[[0, *first.enters]] = True
    plan[list(first.leaves)] = False
    assert problem.values[plan].sum() == 3300


@pytest.mark.parametrize("factor", [1.05, 1.10, 1.25])
def test_petersen_more_of_resource_five(factor: float):
    problem, _ = petersen()[0]
    limits = problem.limits.copy()
    limits[4] *= factor
    assert solve(replace(problem, limits=limits), deadline_seconds=5, gap=0).value == 3900


def test_petersen_marginal_values():
    problem, _ = petersen()[0]
    result = solve(problem, deadline_seconds=5, gap=0)
    values = marginal_values(problem, result, deadline_seconds=20, steps=(0.01, 0.05), gap=0)
    assert len(values) == 20
    gains = {(value.limit, value.step): value for value in values}
    assert gains[4, 0.05].gain == gains[4, 0.05].gain_at_least == gains[4, 0.05].gain_at_most == 100
    assert gains[4, 0.01].gain == gains[4, 0.01].gain_at_most == 0
    assert sum(value.gain for value in values) == 100


def test_frontier_rises_with_the_limits():
    problem, optimum = petersen()[2]
    points = frontier(problem, deadline_seconds=20, gap=0)
    values = [point.result.value for point in points]
    assert values == sorted(values)
    assert values[5] == pytest.approx(optimum)
    assert points[0].scale == 0.5
    for point in points:
        assert (point.result.usage <= problem.limits * point.scale + 1e-9).all()


@given(problems())
@settings(max_examples=120, deadline=None)
def test_explanations_hold_when_solved_again(problem: Problem):
    result = solve(problem, deadline_seconds=20, gap=0)
    if not result.found:
        return
    for told in explain(problem, result, deadline_seconds=20):
        j = told.index
        assert told.chosen == result.chosen[j]
        assert told.reasons, "every decision has a reason"
        turned = (
            replace(problem, locked_out=problem.locked_out | {j})
            if told.chosen
            else replace(problem, locked_in=problem.locked_in | {j})
        )
        best = brute_force(turned)
        if best is None:
            assert told.regret is None
            assert told.blocked_by in set(problem.rules())
            continue
        assert not told.regret_is_bound
        assert told.regret == pytest.approx(result.value - best, abs=1e-4)
        plan = result.chosen.copy()
        plan[list(told.leaves)] = False
        plan[list(told.enters)] = True
        plan[j] = not told.chosen
        assert build(problem).feasible(plan)
        assert result.value - problem.values[plan].sum() == pytest.approx(told.regret, abs=1e-4)
        if not told.chosen:
            extra = np.maximum(0, result.usage + problem.needs[j] - problem.limits)
            assert told.needs_more == pytest.approx(extra)


def small() -> Problem:
    """0 and 1 fill the limit; each of the others is out for one reason of its own."""
    return Problem(
        values=np.array([30.0, 9.5, 3.0, -1.0, 4.0, 5.0, 6.0, 1.0]),
        needs=np.array([[4.0], [4.0], [3.0], [0.0], [0.0], [0.0], [0.0], [0.0]]),
        limits=np.array([10.0]),
        excludes=((0, 4),),
        requires=((5, 2),),
        locked_out=frozenset({6}),
        groups=(Group("customer", (1, 7), at_most=1),),
    )


def test_reason_codes():
    problem = small()
    result = solve(problem, deadline_seconds=5, gap=0)
    told = {item.index: item for item in explain(problem, result, deadline_seconds=5)}
    assert np.flatnonzero(result.chosen).tolist() == [0, 1]
    assert [told[j].reasons for j in range(8)] == [
        (Reason("worth_it"),),
        (Reason("worth_it"),),
        (Reason("limit", (0,)),),
        (Reason("below_value"),),
        (Reason("excluded_by", (0,)),),
        (Reason("needs_missing", (2,)),),
        (Reason("forbidden"),),
        (Reason("group_limit", (0,)),),
    ]
    assert told[2].needs_more.tolist() == [1]
    assert told[2].leaves == (1,)
    assert told[2].enters == (5, 7)
    assert told[2].regret == 0.5
    assert told[3].regret == 1
    assert told[4].regret == 18
    assert told[6].regret is None
    assert told[6].blocked_by == Rule("locked_out", 6)


def test_needed_and_mandatory():
    problem = Problem(
        values=np.array([10.0, -2.0, 1.0, 3.0]),
        needs=np.array([[1.0], [1.0], [1.0], [9.0]]),
        limits=np.array([4.0]),
        requires=((0, 1),),
        mandatory=frozenset({2}),
    )
    result = solve(problem, deadline_seconds=5, gap=0)
    told = explain(problem, result, deadline_seconds=5)
    assert told[1].reasons == (Reason("needed_by", (0,)),)
    assert told[1].regret == 8
    assert told[2].reasons == (Reason("mandatory"),)
    assert told[2].blocked_by == Rule("mandatory", 2)
    assert told[3].blocked_by == Rule("limit", 0)
    assert told[3].needs_more.tolist() == [8]


def test_many_proposals_are_all_explained_in_time():
    random = np.random.default_rng(5)
    needs = np.zeros((664, 8))
    quarter = random.integers(0, 4, 664)
    needs[np.arange(664), quarter] = random.integers(20, 400, 664)
    needs[np.arange(664), 4 + quarter] = random.integers(1, 12, 664)
    problem = Problem(
        values=np.round(random.lognormal(11, 1, 664)), needs=needs, limits=np.floor(needs.sum(axis=0) * 0.35)
    )
    began = time.monotonic()
    result = solve(problem, deadline_seconds=4, gap=1e-4)
    told = explain(problem, result, deadline_seconds=4)
    assert time.monotonic() - began < 10
    assert len(told) == 664
    assert all(item.reasons for item in told)
    assert all(item.regret is not None and item.regret_at_most is not None for item in told)
    assert all(item.regret <= item.regret_at_most + 1e-6 for item in told)


def test_no_plan_no_explanation():
    problem = Problem(values=np.ones(1), needs=np.ones((1, 1)), limits=np.zeros(1), mandatory=frozenset({0}))
    result = solve(problem, deadline_seconds=5)
    with pytest.raises(ValueError, match="no plan"):
        explain(problem, result, deadline_seconds=5)
