"""Why a plan is as it is: per proposal the reason, the regret and the cheapest exchange.

Regret of turning the decision on j round = z* - z*(x_j turned), from below by the linear relaxation with x_j turned
(warm dual simplex, all n of them), from above by a real plan with x_j turned: a greedy exchange for all, HiGHS from
that exchange for the closest until the deadline. Where the two meet the regret is exact; otherwise it says so.
"""

import time
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Literal

import numpy as np
from highspy import HighsModelStatus

from services.planning.selections.solver import (
    PROVEN,
    Problem,
    Relaxation,
    Result,
    Rule,
    Search,
    find_conflict,
    new_solver,
    relax_model,
    run_until,
)
from services.planning.selections.solver_exchange import exchanges
from services.planning.selections.solver_model import TOLERANCE, Model, build
from services.planning.selections.solver_problem import BoolArray, FloatArray

ReasonCode = Literal[
    "worth_it",
    "mandatory",
    "locked_in",
    "needed_by",
    "below_value",
    "limit",
    "excluded_by",
    "needs_missing",
    "forbidden",
    "group_limit",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """A code and what it points at: limits, groups or proposals, by index."""

    code: ReasonCode
    subjects: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """Why one proposal is chosen or given up, and what turning that decision round would cost.

    regret in the unit of `values`: what the plan loses, or, for one given up, by how much its value must rise to be
    in. None when it cannot be turned: `blocked_by` names a rule in the way. When `regret_is_bound` it is at least
    `regret` and at most `regret_at_most` (None: no such plan found in time). `needs_more` (m): units of each limit
    missing to add it on top of the plan. `leaves` and `enters`: what would go and come with the best such plan
    found, the proposal itself left out.
    """

    index: int
    chosen: bool
    reasons: tuple[Reason, ...]
    regret: float | None
    regret_is_bound: bool
    regret_at_most: float | None
    needs_more: FloatArray
    leaves: tuple[int, ...] = ()
    enters: tuple[int, ...] = ()
    blocked_by: Rule | None = None


@dataclass(slots=True, eq=False)
class _Turned:
    """What is known about turning one decision: bounds on the value of the best plan, and the best plan found."""

    index: int
    at_most: float
    plan: BoolArray | None = None
    value: float = -np.inf
    impossible: bool = False
    blocked_by: Rule | None = None

    def offer(self, plan: BoolArray, value: float) -> None:
        if value > self.value:
            self.plan, self.value = plan, value


@dataclass(slots=True, eq=False)
class _Study:
    """The work behind `explain`, filled by a thread that may be left behind."""

    problem: Problem
    result: Result
    model: Model
    ends_at: float
    turned: list[_Turned]
    stop: Event = field(default_factory=Event)

    @property
    def seconds_left(self) -> float:
        return 0.0 if self.stop.is_set() else max(0.0, self.ends_at - time.monotonic())

    def run(self) -> None:
        relaxation = relax_model(self.model, Search(self.model, 0.0, self.ends_at, stop=self.stop))
        if relaxation is None:
            return
        for turned, cost in zip(self.turned, np.abs(relaxation.reduced), strict=True):
            turned.at_most = min(turned.at_most, relaxation.value - float(cost))
        nearest = np.argsort(np.abs(relaxation.reduced), kind="stable").tolist()
        self.exchange(relaxation, nearest)
        self.tighten(nearest)
        self.block()
        self.resolve()

    def exchange(self, relaxation: Relaxation, nearest: list[int]) -> None:
        """A greedy plan for every turned decision."""
        order = relaxation.order()
        chosen = self.result.chosen
        for j in nearest:
            if self.seconds_left <= 0:
                return
            for plan in exchanges(self.model, chosen, j, order):
                self.turned[j].offer(plan, float(self.model.values[plan].sum()))

    def tighten(self, nearest: list[int]) -> None:
        """The relaxation solved again with each decision turned; from the basis of the last, few steps each."""
        solver = new_solver(self.seconds_left)
        solver.passModel(self.model.lp(integer=False))
        solver.run()
        basis = solver.getBasis()
        scale = self.model.objective_scale()
        for j in nearest:
            if self.seconds_left <= 0:
                return
            wanted = 0.0 if self.result.chosen[j] else 1.0
            turned = self.turned[j]
            if (self.model.forced[j] and wanted == 0) or (self.model.banned[j] and wanted == 1):
                turned.impossible = True
                continue
            solver.changeColBounds(j, wanted, wanted)
            solver.setBasis(basis)
            solver.run()
            status = solver.getModelStatus()
            if status == HighsModelStatus.kOptimal:
                turned.at_most = min(turned.at_most, solver.getInfo().objective_function_value / scale)
            elif status in {HighsModelStatus.kInfeasible, HighsModelStatus.kUnboundedOrInfeasible}:
                turned.impossible = True
            solver.changeColBounds(j, float(self.model.forced[j]), float(not self.model.banned[j]))

    def block(self) -> None:
        """Name the rule in the way of each decision that cannot be turned."""
        for j, turned in enumerate(self.turned):
            if turned.impossible and turned.blocked_by is None:
                turned.blocked_by = self.blocker(j)

    def resolve(self) -> None:
        """HiGHS for the open ones, those with the smallest known loss first."""
        z = self.result.value
        closed = PROVEN * max(abs(z), 1e-9)
        open_ones = [j for j, t in enumerate(self.turned) if not t.impossible and t.at_most - t.value > closed]
        open_ones.sort(key=lambda j: (z - self.turned[j].value, z - self.turned[j].at_most))
        for position, j in enumerate(open_ones):
            share = max(self.seconds_left / min(len(open_ones) - position, 6), 0.05)
            if self.seconds_left <= 0:
                return
            turned = self.turned[j]
            search = Search(
                build(_turn(self.problem, j, chosen=bool(self.result.chosen[j]))),
                PROVEN,
                min(self.ends_at, time.monotonic() + share),
                stop=self.stop,
            )
            search.run(turned.plan)
            if search.infeasible:
                turned.impossible = True
                turned.blocked_by = self.blocker(j)
                continue
            turned.at_most = min(turned.at_most, max(search.bound, search.value))
            if search.plan is not None:
                turned.offer(search.plan, search.value)

    def blocker(self, j: int) -> Rule | None:
        """A rule that forbids turning j: its own, one beside it, or one of an irreducible conflict."""
        problem, chosen = self.problem, bool(self.result.chosen[j])
        own = {"locked_in": problem.locked_in, "mandatory": problem.mandatory, "locked_out": problem.locked_out}
        for kind in ("locked_in", "mandatory") if chosen else ("locked_out",):
            if j in own[kind]:
                return Rule(kind, j)
        too_much = np.flatnonzero(problem.needs[j] > problem.limits * (1 + TOLERANCE))
        if not chosen and too_much.size:
            return Rule("limit", int(too_much[0]))
        turned = _turn(problem, j, chosen=chosen)
        mine = set(turned.rules()) - set(problem.rules())
        rules, _ = find_conflict(turned, min(self.ends_at, time.monotonic() + self.seconds_left / 4))
        others = [rule for rule in rules if rule not in mine]
        beside = [rule for rule in others if j in {rule.first, rule.second} and rule.second is not None]
        return next(iter([*beside, *others]), None)


def explain(problem: Problem, result: Result, *, deadline_seconds: float) -> list[Explanation]:
    """One explanation per proposal, in order, at the latest about a second after `deadline_seconds`.

    Raises ValueError when the result holds no plan.
    """
    if not result.found:
        raise ValueError("explain: the result holds no plan")
    ends_at = time.monotonic() + deadline_seconds
    turned = [_Turned(j, at_most=result.bound) for j in range(problem.values.shape[0])]
    study = _Study(problem, result, build(problem), ends_at, turned)
    run_until(study.run, study.stop, deadline_seconds)
    over = np.maximum(0.0, result.usage + problem.needs - problem.limits)
    over[over <= TOLERANCE * np.maximum(1.0, np.where(np.isfinite(problem.limits), problem.limits, 1.0))] = 0.0
    over[result.chosen] = 0.0
    activity = study.model.activity(result.chosen)
    return [
        _explanation(problem, result, turned[j], over[j], _reasons(problem, study.model, result.chosen, j, activity))
        for j in range(problem.values.shape[0])
    ]


def _turn(problem: Problem, j: int, *, chosen: bool) -> Problem:
    """The same problem with the decision on j fixed the other way."""
    if chosen:
        return replace(problem, locked_out=problem.locked_out | {j})
    return replace(problem, locked_in=problem.locked_in | {j})


def _reasons(problem: Problem, model: Model, chosen: BoolArray, j: int, activity: FloatArray) -> tuple[Reason, ...]:
    if chosen[j]:
        return _reasons_in(problem, model, chosen, j)
    reasons = []
    if j in problem.locked_out:
        reasons.append(Reason("forbidden"))
    if problem.values[j] <= 0:
        reasons.append(Reason("below_value"))
    if rivals := tuple(k for k in model.rivals.get(j, ()) if chosen[k]):
        reasons.append(Reason("excluded_by", rivals))
    if missing := tuple(k for k in model.closure([j], model.needed) if k != j and not chosen[k]):
        reasons.append(Reason("needs_missing", missing))
    kept = model.keeps(activity, activity + model.coefficients[j])
    broken = [rule for rule, keeps in zip(model.row_rules, kept, strict=True) if not keeps]
    if limits := tuple(rule.first for rule in broken if rule.kind == "limit"):
        reasons.append(Reason("limit", limits))
    if groups := tuple(dict.fromkeys(rule.first for rule in broken if rule.kind != "limit")):
        reasons.append(Reason("group_limit", groups))
    return tuple(reasons)


def _reasons_in(problem: Problem, model: Model, chosen: BoolArray, j: int) -> tuple[Reason, ...]:
    if j in problem.locked_in:
        return (Reason("locked_in"),)
    if j in problem.mandatory:
        return (Reason("mandatory"),)
    reasons = []
    if problem.values[j] > 0:
        reasons.append(Reason("worth_it"))
    if users := tuple(k for k in model.dependents.get(j, ()) if chosen[k]):
        reasons.append(Reason("needed_by", users))
    if not reasons:  # of no value, needed by nothing: it is there for a minimum
        groups = (rule.first for rule in model.row_rules if rule.kind == "group_at_least")
        reasons.append(Reason("group_limit", tuple(g for g in groups if j in problem.groups[g].members)))
    return tuple(reasons)


def _explanation(
    problem: Problem, result: Result, turned: _Turned, needs_more: FloatArray, reasons: tuple[Reason, ...]
) -> Explanation:
    j = turned.index
    chosen = bool(result.chosen[j])
    if turned.impossible:
        return Explanation(j, chosen, reasons, None, False, None, needs_more, blocked_by=turned.blocked_by)
    least = max(0.0, result.value - turned.at_most)
    plan = turned.plan  # read once: a study left behind may still improve it
    if plan is None:
        return Explanation(j, chosen, reasons, least, True, None, needs_more)
    most = max(0.0, result.value - float(problem.values[plan].sum()))
    exact = most - least <= PROVEN * max(abs(result.value), 1e-9)
    leaves = np.flatnonzero(result.chosen & ~plan).tolist()
    enters = np.flatnonzero(plan & ~result.chosen).tolist()
    return Explanation(
        index=j,
        chosen=chosen,
        reasons=reasons,
        regret=most if exact else least,
        regret_is_bound=not exact,
        regret_at_most=most,
        needs_more=needs_more,
        leaves=tuple(k for k in leaves if k != j),
        enters=tuple(k for k in enters if k != j),
    )
