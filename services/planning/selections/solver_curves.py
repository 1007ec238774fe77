"""What one more unit of a limit is worth, and what smaller or larger limits would buy: by solving again."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.planning.selections.solver import Problem, Result, solve
from services.planning.selections.solver_problem import BoolArray


@dataclass(frozen=True, slots=True)
class MarginalValue:
    """What a limit raised by `step` (a share of it) adds, between the plans found; proven to be within the bounds."""

    limit: int
    step: float
    gain: float
    gain_at_least: float
    gain_at_most: float


@dataclass(frozen=True, slots=True, eq=False)
class FrontierPoint:
    """The best plan when the limits are `scale` times as large."""

    scale: float
    result: Result


def marginal_values(
    problem: Problem,
    result: Result,
    *,
    deadline_seconds: float,
    steps: Sequence[float] = (0.01, 0.05),
    limits: Sequence[int] | None = None,
    gap: float = 1e-4,
) -> list[MarginalValue]:
    """What each limit (all, or those given by index) would add if it were larger by each step (shares), by solving
    again from the plan.

    First the plan itself is improved to `gap`, so that a better plan under the same limits is not credited to one.
    """
    ends_at = time.monotonic() + deadline_seconds
    raised = range(problem.limits.shape[0]) if limits is None else limits
    runs = [(limit, step) for limit in raised for step in steps]
    base = solve(problem, deadline_seconds=deadline_seconds / (len(runs) + 1), gap=gap, start=result.chosen)
    values = []
    for position, (limit, step) in enumerate(runs):
        amounts = problem.limits.copy()
        amounts[limit] *= 1 + step
        left = max(0.0, ends_at - time.monotonic()) / (len(runs) - position)
        better = solve(replace(problem, limits=amounts), deadline_seconds=left, gap=gap, start=base.chosen)
        values.append(
            MarginalValue(
                limit=limit,
                step=step,
                gain=better.value - base.value,
                gain_at_least=max(0.0, better.value - base.bound),
                gain_at_most=better.bound - base.value,
            )
        )
    return values


def frontier(
    problem: Problem,
    *,
    deadline_seconds: float,
    scales: Sequence[float] = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5),
    limits: Sequence[int] | None = None,
    gap: float = 0.005,
) -> list[FrontierPoint]:
    """The best plan for each scale of the limits (all, or those given by index), smallest scale first."""
    ends_at = time.monotonic() + deadline_seconds
    scaled = list(range(problem.limits.shape[0])) if limits is None else list(limits)
    points: list[FrontierPoint] = []
    start: BoolArray | None = None
    for position, scale in enumerate(sorted(scales)):
        amounts = problem.limits.copy()
        amounts[scaled] *= scale
        left = max(0.0, ends_at - time.monotonic()) / (len(scales) - position)
        result = solve(replace(problem, limits=amounts), deadline_seconds=left, gap=gap, start=start)
        start = result.chosen if result.found else start
        points.append(FrontierPoint(scale, result))
    return points
