import itertools
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.planning.selections.solver import Group, Problem, Result, Rule, relax, solve
from services.planning.selections.solver_model import build
from tests.planning.petersen import petersen


def brute_force(problem: Problem) -> float | None:
    """The best value over all plans, None when there is none. Written apart from the solver's own checks."""
    size = problem.values.shape[0]
    best = None
    for bits in itertools.product((0, 1), repeat=size):
        x = np.array(bits)
        if (
            (x @ problem.needs <= problem.limits + 1e-9).all()
            and all(x[i] <= x[j] for i, j in problem.requires)
            and all(x[i] + x[j] <= 1 for i, j in problem.excludes)
            and all(x[i] for i in problem.mandatory | problem.locked_in)
            and not any(x[i] for i in problem.locked_out)
            and all(group_holds(group, x) for group in problem.groups)
        ):
            value = float(x @ problem.values)
            best = value if best is None else max(best, value)
    return best


def group_holds(group: Group, x: np.ndarray) -> bool:
    weights = np.ones(len(x)) if group.weights is None else np.array(group.weights)
    inside = sum(weights[i] * x[i] for i in set(group.members))
    whole = float(weights @ x) if group.share else 1.0
    low = group.at_least is None or inside >= group.at_least * whole - 1e-9
    return low and (group.at_most is None or inside <= group.at_most * whole + 1e-9)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    size, limits = draw(st.integers(1, 8)), draw(st.integers(0, 3))
    whole = st.integers(0, 9).map(float)
    index = st.integers(0, size - 1)
    pairs = st.lists(st.tuples(index, index).filter(lambda p: p[0] != p[1]), max_size=3).map(tuple)
    some = st.frozensets(index, max_size=1)
    values = draw(st.lists(st.integers(-4, 20).map(float), min_size=size, max_size=size))
    groups = []
    for number in range(draw(st.integers(0, 2))):
        share = draw(st.booleans())
        bound = st.sampled_from([0.0, 0.15, 0.5, 1.0]) if share else st.integers(0, 3).map(float)
        groups.append(
            Group(
                name=f"g{number}",
                members=tuple(draw(st.frozensets(index, max_size=size))),
                weights=draw(st.sampled_from([None, tuple(max(v, 0.0) for v in values)])),
                share=share,
                at_least=draw(st.none() | bound),
                at_most=draw(st.none() | bound),
            )
        )
    return Problem(
        values=np.array(values),
        needs=np.array(draw(st.lists(st.lists(whole, min_size=limits, max_size=limits), min_size=size, max_size=size)))
        .astype(np.float64)
        .reshape(size, limits),
        limits=np.array(draw(st.lists(st.integers(0, 25).map(float), min_size=limits, max_size=limits)), dtype=float),
        requires=draw(pairs),
        excludes=draw(pairs),
        mandatory=draw(some),
        locked_in=draw(some),
        locked_out=draw(some),
        groups=tuple(groups),
    )


@pytest.mark.parametrize("number", range(7))
def test_petersen_optima(number: int):
    problem, optimum = petersen()[number]
    result = solve(problem, deadline_seconds=20, gap=0)
    assert result.status == "optimal"
    assert result.value == pytest.approx(optimum)
    assert (result.usage <= problem.limits).all()


def test_petersen_first_by_hand():
    problem, _ = petersen()[0]
    result = solve(problem, deadline_seconds=5, gap=0)
    assert np.flatnonzero(result.chosen).tolist() == [1, 2, 5]
    relaxation = relax(problem)
    assert relaxation is not None
    assert relaxation.value == pytest.approx(4134.07, abs=0.01)
    expected = np.zeros(10)
    expected[[0, 4]] = 12.222, 38.519
    assert relaxation.prices == pytest.approx(expected, abs=0.001)


@given(problems())
@settings(max_examples=200, deadline=None)
def test_agrees_with_brute_force(problem: Problem):
    best = brute_force(problem)
    result = solve(problem, deadline_seconds=20, gap=0)
    if best is None:
        assert result.status == "infeasible"
        assert not result.found
        assert_irreducible(problem, result)
    else:
        assert result.status == "optimal"
        assert result.value == pytest.approx(best)
        assert result.bound >= best - 1e-6
        assert build(problem).feasible(result.chosen)


def assert_irreducible(problem: Problem, result: Result) -> None:
    assert result.conflict_is_minimal
    assert result.conflict
    assert brute_force(only(problem, set(result.conflict))) is None
    for rule in result.conflict:
        assert brute_force(only(problem, set(result.conflict) - {rule})) is not None


def only(problem: Problem, rules: set[Rule]) -> Problem:
    """The problem with these rules alone."""

    def indices(kind: str) -> frozenset[int]:
        return frozenset(rule.first for rule in rules if rule.kind == kind)

    def pairs(kind: str) -> tuple[tuple[int, int], ...]:
        return tuple((rule.first, rule.second) for rule in rules if rule.kind == kind and rule.second is not None)

    kept = indices("limit")
    groups = tuple(
        Group(
            name=group.name,
            members=group.members,
            weights=group.weights,
            share=group.share,
            at_least=group.at_least if number in indices("group_at_least") else None,
            at_most=group.at_most if number in indices("group_at_most") else None,
        )
        for number, group in enumerate(problem.groups)
    )
    return Problem(
        values=problem.values,
        needs=problem.needs,
        limits=np.array([amount if i in kept else np.inf for i, amount in enumerate(problem.limits)]),
        requires=pairs("requires"),
        excludes=pairs("excludes"),
        mandatory=indices("mandatory"),
        locked_in=indices("locked_in"),
        locked_out=indices("locked_out"),
        groups=groups,
    )


def test_mid_and_long_share_of_value():
    problem = Problem(
        values=np.array([100.0, 90.0, 20.0, 10.0]),
        needs=np.array([[5.0], [5.0], [5.0], [5.0]]),
        limits=np.array([10.0]),
        groups=(Group("mid and long", (2, 3), weights=(100.0, 90.0, 20.0, 10.0), share=True, at_least=0.15),),
    )
    result = solve(problem, deadline_seconds=5, gap=0)
    assert np.flatnonzero(result.chosen).tolist() == [0, 2]


def test_at_most_one_per_customer():
    problem = Problem(
        values=np.array([10.0, 9.0, 3.0]),
        needs=np.zeros((3, 0)),
        limits=np.zeros(0),
        groups=(Group("customer", (0, 1), at_most=1),),
    )
    assert solve(problem, deadline_seconds=5, gap=0).value == 13


def test_conflict_names_only_what_collides():
    problem = Problem(
        values=np.ones(4),
        needs=np.array([[6.0, 1.0], [6.0, 1.0], [1.0, 1.0], [1.0, 1.0]]),
        limits=np.array([10.0, 100.0]),
        mandatory=frozenset({0, 2}),
        locked_in=frozenset({1}),
    )
    result = solve(problem, deadline_seconds=5)
    assert result.status == "infeasible"
    assert set(result.conflict) == {Rule("mandatory", 0), Rule("locked_in", 1), Rule("limit", 0)}


def test_values_of_nothing_are_not_chosen_unless_forced():
    problem = Problem(
        values=np.array([-5.0, 0.0, 4.0]),
        needs=np.zeros((3, 1)),
        limits=np.ones(1),
        requires=((2, 0),),
        mandatory=frozenset({1}),
    )
    result = solve(problem, deadline_seconds=5, gap=0)
    assert result.chosen.tolist() == [False, True, False]
    assert result.gap == 0


def test_nothing_to_choose_from():
    problem = Problem(values=np.zeros(0), needs=np.zeros((0, 2)), limits=np.ones(2))
    result = solve(problem, deadline_seconds=5)
    assert result.status == "optimal"
    assert result.usage.tolist() == [0, 0]


def hard_problem(size: int, limits: int) -> Problem:
    random = np.random.default_rng(2)
    needs = random.integers(1, 1000, (size, limits)).astype(np.float64)
    return Problem(
        values=needs.mean(axis=1) + 500 * random.random(size), needs=needs, limits=np.floor(needs.sum(axis=0) / 2)
    )


@pytest.mark.parametrize("seconds", [0.0, 0.3, 1.5])
def test_answers_by_the_deadline_with_what_it_has(seconds: float):
    problem = hard_problem(400, 60)
    began = time.monotonic()
    result = solve(problem, deadline_seconds=seconds, gap=0)
    assert time.monotonic() - began < seconds + 1
    assert result.status == "deadline"
    assert result.bound >= result.value
    if result.found:
        assert build(problem).feasible(result.chosen)


def test_starts_from_a_given_plan():
    problem, optimum = petersen()[4]
    best = solve(problem, deadline_seconds=10, gap=0)
    again = solve(problem, deadline_seconds=10, gap=1.0, start=best.chosen)
    assert again.value == pytest.approx(optimum)
    assert again.status == "feasible"


def test_same_question_same_answer():
    problem = hard_problem(200, 5)
    first, second = (solve(problem, deadline_seconds=20, gap=0.002) for _ in range(2))
    assert first.chosen.tolist() == second.chosen.tolist()


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("values", {"values": np.array([1.0, np.nan])}),
        ("needs", {"needs": np.array([[1.0], [-1.0]])}),
        ("needs", {"needs": np.ones((1, 1))}),
        ("limits", {"limits": np.array([np.nan])}),
        ("requires", {"requires": ((0, 0),)}),
        ("excludes", {"excludes": ((0, 2),)}),
        ("mandatory", {"mandatory": frozenset({-1})}),
        ("locked_in", {"locked_in": frozenset({2})}),
        ("locked_out", {"locked_out": frozenset({2})}),
        ("groups", {"groups": (Group("g", (5,)),)}),
        ("groups", {"groups": (Group("g", (0,), share=True, at_most=1.5),)}),
        ("groups", {"groups": (Group("g", (0,), weights=(1.0,)),)}),
    ],
)
def test_wrong_input_is_named(field: str, change: dict):
    right = {"values": np.ones(2), "needs": np.ones((2, 1)), "limits": np.ones(1)}
    with pytest.raises(ValueError, match=field):
        Problem(**right | change)
