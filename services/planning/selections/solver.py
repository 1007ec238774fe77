"""Which proposals to choose under limited money and people: LP with greedy repair first, then HiGHS within a deadline.

    solve ─ relaxation (bound) → greedy plan → HiGHS from that plan → fill ─▶ Result with a proven gap
       └ infeasible ─▶ the smallest rules that cannot hold together (an irreducible set)

HiGHS can overrun its own time limit by far, so every search runs in a thread of its own that is told to stop at the
deadline and left behind if it does not listen; what it had found and proven by then is the answer.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Literal

import numpy as np
from highspy import Highs, HighsModelStatus, kHighsInf
from highspy.highs import HighsCallbackEvent

from services.planning.selections.solver_model import Model, build
from services.planning.selections.solver_problem import BoolArray, FloatArray, Group, IntArray, Problem, Rule

__all__ = ["Group", "Problem", "Relaxation", "Result", "Rule", "Search", "relax", "run_until", "solve"]

Status = Literal["optimal", "feasible", "infeasible", "deadline"]

PROVEN = 1e-6  # relative gap from which on a plan counts as optimal
GRACE_SECONDS = 0.5  # how long a search told to stop may still answer
RANDOM_SEED = 20


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A plan and what is proven about it.

    chosen (n); value and bound in the unit of `values`, gap = (bound - value) / max(|value|, 1e-9);
    usage (m) of each limit. Status: `optimal` proven; `feasible` within the asked gap; `deadline` time was up first
    (`found` False: no plan yet, chosen is empty); `infeasible`: no plan exists, `conflict` names an irreducible set
    of rules that cannot hold together (`conflict_is_minimal` False: the deadline left it larger than necessary).
    """

    chosen: BoolArray
    value: float
    bound: float
    gap: float
    status: Status
    found: bool
    seconds: float
    usage: FloatArray
    conflict: tuple[Rule, ...] = ()
    conflict_is_minimal: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Relaxation:
    """The linear relaxation: value, shares (n) in 0..1, price (m) per unit of each limit, reduced values (n).

    Prices are indicative only: an integer plan has no exact shadow prices.
    """

    value: float
    shares: FloatArray
    prices: FloatArray
    reduced: FloatArray

    def order(self) -> IntArray:
        """Proposals from the most to the least deserving: by share, then by what they add beyond the prices."""
        return np.lexsort((-self.reduced, -np.round(self.shares, 9)))


@dataclass(slots=True, eq=False)
class Search:
    """The state of one search, read by the waiting thread at any moment."""

    model: Model
    gap: float
    ends_at: float  # time.monotonic()
    stop: Event = field(default_factory=Event)
    plan: BoolArray | None = None
    value: float = -np.inf
    bound: float = np.inf
    infeasible: bool = False

    def offer(self, plan: BoolArray) -> None:
        """Take a plan when it keeps every rule and beats the best so far."""
        value = float(self.model.values[plan].sum())
        if (self.plan is None or value > self.value) and self.model.feasible(plan):
            self.plan, self.value = plan.copy(), value

    def lower_bound_to(self, bound: float) -> None:
        """Take a proven bound when it is nearer."""
        if np.isfinite(bound):
            self.bound = min(self.bound, bound)

    @property
    def relative_gap(self) -> float:
        return np.inf if self.plan is None else relative_gap(self.value, self.bound)

    @property
    def seconds_left(self) -> float:
        return 0.0 if self.stop.is_set() else max(0.0, self.ends_at - time.monotonic())

    def run(self, start: BoolArray | None = None) -> None:
        """Search until the gap is reached, nothing is left, or it is told to stop."""
        if start is not None:
            self.offer(start)
        relaxation = relax_model(self.model, self)
        if relaxation is None:
            return
        self.lower_bound_to(relaxation.value)
        order = relaxation.order()
        plan = forced_plan(self.model)
        self.model.fill(plan, order)
        self.offer(plan)
        if (self.plan is None or self.relative_gap > self.gap) and self.seconds_left > 0:
            self.branch()

    def branch(self) -> None:
        """HiGHS from the best plan so far."""
        scale = self.model.objective_scale()
        solver = new_solver(self.seconds_left)
        solver.setOptionValue("mip_rel_gap", self.gap)
        solver.passModel(self.model.lp(integer=True))
        if self.plan is not None:
            size = self.plan.shape[0]
            solver.setSolution(size, np.arange(size, dtype=np.int32), self.plan.astype(np.float64))

        def improved(event: HighsCallbackEvent) -> None:
            self.offer(np.asarray(event.data_out.mip_solution) > 0.5)  # noqa: PLR2004 - a rounded 0 or 1

        def watch(event: HighsCallbackEvent) -> None:
            self.lower_bound_to(event.data_out.mip_dual_bound / scale)
            if self.seconds_left <= 0:
                event.interrupt()

        solver.cbMipImprovingSolution += improved
        solver.cbMipInterrupt += watch
        solver.run()
        status = solver.getModelStatus()
        if status in {HighsModelStatus.kInfeasible, HighsModelStatus.kModelEmpty}:
            self.infeasible = self.plan is None
            return
        info = solver.getInfo()
        self.lower_bound_to(info.mip_dual_bound / scale)
        if info.primal_solution_status == 2:  # noqa: PLR2004 - HiGHS: a feasible point
            self.offer(np.asarray(solver.getSolution().col_value) > 0.5)  # noqa: PLR2004 - a rounded 0 or 1


def solve(problem: Problem, *, deadline_seconds: float, gap: float = 0.005, start: BoolArray | None = None) -> Result:
    """The best plan within `gap` (relative), answered at the latest about a second after `deadline_seconds`.

    `start` (n) is a plan to begin from, e.g. the current choice; ignored when it breaks a rule.
    Never raises for an infeasible problem: see Result.
    """
    began = time.monotonic()
    search = Search(build(problem), gap, began + deadline_seconds)
    run_until(lambda: search.run(start), search.stop, deadline_seconds)
    if search.plan is not None:  # whatever still fits is in, so that a proposal left out has a rule against it
        plan = search.plan.copy()
        search.model.fill(plan, np.argsort(-problem.values, kind="stable"))
        search.offer(plan)
    conflict: tuple[Rule, ...] = ()
    minimal = True
    if search.infeasible:
        conflict, minimal = find_conflict(problem, search.ends_at)
    return _result(problem, search, began, conflict, conflict_is_minimal=minimal)


def relax(problem: Problem) -> Relaxation | None:
    """The linear relaxation of a problem, None when even that has no solution."""
    model = build(problem)
    return relax_model(model, Search(model, 0.0, np.inf))


def relax_model(model: Model, search: Search) -> Relaxation | None:
    """The relaxation within the time of `search`; None when infeasible (noted in `search`) or out of time."""
    solver = new_solver(search.seconds_left)

    def watch(event: HighsCallbackEvent) -> None:
        if search.seconds_left <= 0:
            event.interrupt()

    solver.cbSimplexInterrupt += watch
    solver.passModel(model.lp(integer=False))
    solver.run()
    status = solver.getModelStatus()
    if status not in {HighsModelStatus.kOptimal, HighsModelStatus.kModelEmpty}:
        search.infeasible = status in {HighsModelStatus.kInfeasible, HighsModelStatus.kUnboundedOrInfeasible}
        return None
    solution = solver.getSolution()
    scale = model.objective_scale()
    rows = model.coefficients.shape[1]
    return Relaxation(
        value=solver.getInfo().objective_function_value / scale,
        shares=np.asarray(solution.col_value),
        prices=np.asarray(solution.row_dual)[:rows] * model.row_scale() / scale,
        reduced=np.asarray(solution.col_dual) / scale,
    )


def forced_plan(model: Model) -> BoolArray:
    """What must be chosen, with all it needs."""
    plan = np.zeros(model.values.shape[0], dtype=np.bool_)
    plan[model.closure(np.flatnonzero(model.forced).tolist(), model.needed)] = True
    return plan


def new_solver(seconds: float) -> Highs:
    """A silent, repeatable HiGHS of one thread: the threads of the machine belong to the requests."""
    solver = Highs()  # type: ignore[no-untyped-call]  # its constructor alone is not annotated
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", RANDOM_SEED)
    solver.setOptionValue("time_limit", min(max(seconds, 0.0), kHighsInf))
    return solver


def run_until(work: Callable[[], None], stop: Event, seconds: float) -> None:
    """Run `work` in its own thread for `seconds`; then set `stop`, wait a moment, and go on without it.

    Its exception is raised here. The thread is no daemon: a process that ends while
    HiGHS still calls back into Python would crash, and it does stop at its next call back.
    """
    errors: list[Exception] = []

    def guarded() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - raised again in the waiting thread
            errors.append(error)

    thread = Thread(target=guarded, name="selection")
    thread.start()
    thread.join(max(0.0, seconds))
    stop.set()
    thread.join(GRACE_SECONDS)
    if errors:
        raise errors[0]


def find_conflict(problem: Problem, ends_at: float) -> tuple[tuple[Rule, ...], bool]:
    """An irreducible set of rules of an infeasible problem, and whether it is known to be irreducible.

    QuickXplain (Junker, AAAI 2004): halves instead of single deletions. A check the deadline cuts short counts as
    "can hold", which keeps more rules than needed but never loses the conflict.
    """
    stop = Event()
    cut_short = False

    def can_hold(rules: Sequence[Rule]) -> bool:
        nonlocal cut_short
        search = Search(build(problem, frozenset(rules)), np.inf, ends_at, stop=stop)
        if search.seconds_left <= 0:
            cut_short = True
            return True
        search.run()
        cut_short |= search.plan is None and not search.infeasible
        return not search.infeasible

    def explain(background: list[Rule], fresh: list[Rule], candidates: list[Rule]) -> list[Rule]:
        if fresh and not can_hold(background):
            return []
        if len(candidates) == 1:
            return candidates
        half = len(candidates) // 2
        first, second = candidates[:half], candidates[half:]
        from_second = explain([*background, *first], first, second)
        from_first = explain([*background, *from_second], from_second, first)
        return [*from_first, *from_second]

    rules = list(problem.rules())
    found: list[Rule] = []
    run_until(lambda: found.extend(explain([], [], rules)), stop, ends_at - time.monotonic())
    if not found:
        return tuple(rules), False
    return tuple(found), not cut_short


def relative_gap(value: float, bound: float) -> float:
    """How far the bound is above the value, as a share of the value (≥ 0)."""
    return max(0.0, bound - value) / max(abs(value), 1e-9)


def _result(
    problem: Problem, search: Search, began: float, conflict: tuple[Rule, ...], *, conflict_is_minimal: bool
) -> Result:
    plan = search.plan  # read once: a search left behind may still improve it
    chosen = np.zeros(problem.values.shape[0], dtype=np.bool_) if plan is None else plan
    value = float(problem.values[chosen].sum())
    gap = np.inf if plan is None else relative_gap(value, search.bound)
    status: Status = "deadline"
    if search.infeasible:
        status = "infeasible"
    elif gap <= PROVEN:
        status = "optimal"
    elif gap <= search.gap:
        status = "feasible"
    return Result(
        chosen=chosen,
        value=value,
        bound=max(search.bound, value),
        gap=gap,
        status=status,
        found=plan is not None,
        seconds=time.monotonic() - began,
        usage=chosen.astype(np.float64) @ problem.needs,
        conflict=conflict,
        conflict_is_minimal=conflict_is_minimal,
    )
