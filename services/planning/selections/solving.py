"""Running the solver: beside the event loop, two at a time in a process, each within its deadline.

    solve    read · choose · explain · marginal values ─▶ stored on the selection, one row a proposal
    preview  read · choose in a moment                 ─▶ answered, not stored
    frontier read · choose for 50–150 % of the limits  ─▶ answered, not stored

No connection to the database is held while the solver thinks.
"""

import asyncio
import math
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import events
from services.kit.db import utcnow
from services.kit.errors import Conflict, Unavailable
from services.planning.selections import answers, service
from services.planning.selections.board import Board, build
from services.planning.selections.inputs import Scenario, load
from services.planning.selections.models import Selection, SelectionChoice, SelectionUsage
from services.planning.selections.schemas import PreviewIn
from services.planning.selections.solver import Problem, Result, relax
from services.planning.selections.solver import solve as choose
from services.planning.selections.solver_curves import MarginalValue, marginal_values
from services.planning.selections.solver_curves import frontier as choose_along
from services.planning.selections.solver_explain import explain

T = TypeVar("T")

GAP = 0.005
SLOTS = asyncio.Semaphore(2)
# At most; a choice proven to the gap ends sooner. A solve may take the gate's long deadline, the others its short one.
SOLVE_SECONDS, EXPLAIN_SECONDS, GAIN_SECONDS = 8.0, 3.0, 3.0
PREVIEW_SECONDS = 0.5
FRONTIER_SECONDS = 5.0
SOLVE_WAIT_SECONDS, SLOT_WAIT_SECONDS = 20.0, 2.0
STEPS = (0.01, 0.05)


async def beside(work: Callable[[], T], *, wait_seconds: float | None = None) -> T:
    """Run blocking work in a thread, in one of two slots; 503 `solver_busy` when none comes free in time.

    The slot is given back when the thread ends, not when its caller has left.
    """
    try:
        async with asyncio.timeout(SLOT_WAIT_SECONDS if wait_seconds is None else wait_seconds):
            await SLOTS.acquire()
    except TimeoutError:
        raise Unavailable(
            "Other selections are being computed; try again in a moment.",
            "正在计算其他选择,请稍后重试。",
            code="solver_busy",
        ) from None
    running = asyncio.get_running_loop().run_in_executor(None, work)
    running.add_done_callback(_give_back)
    return await asyncio.shield(running)


def _give_back(running: asyncio.Future[Any]) -> None:
    SLOTS.release()
    if not running.cancelled():
        running.exception()  # its caller may have left: then nobody else would ask


async def _board(lookup: AsyncSession, scenario: Scenario) -> Board:
    inputs = await load(lookup, scenario)
    await lookup.close()
    return build(inputs)


async def solve(session: AsyncSession, lookup: AsyncSession, *, selection_id: uuid.UUID) -> Any:
    """Choose, explain and store. When no choice keeps all rules, the conflict is stored instead.

    Errors: 409 `decided`, `changed_meanwhile` (its rules were changed while it ran), `lock_not_possible`; 503.
    """
    seen = await service.existing(lookup, selection_id)
    service.require_undecided(seen)
    board = await _board(lookup, Scenario.of(seen))
    answer = await beside(partial(_answer, board), wait_seconds=SOLVE_WAIT_SECONDS)
    row = await service.locked(session, selection_id)
    service.require_undecided(row)
    if row.version != seen.version:
        raise Conflict(
            "The selection was changed while it was computed; solve again.",
            "计算期间规则已被修改,请重新计算。",
            code="changed_meanwhile",
        )
    await _store(session, row, board, answer)
    return await service.get(session, selection_id)


def _answer(board: Board) -> answers.Answer:
    problem = board.problem
    result = choose(problem, deadline_seconds=SOLVE_SECONDS, gap=GAP)
    if not result.found:
        return answers.Answer(result, (), ())
    explanations = explain(problem, result, deadline_seconds=EXPLAIN_SECONDS)
    return answers.Answer(result, explanations, _gains(problem, result))


def _gains(problem: Problem, result: Result) -> list[MarginalValue]:
    """By solving again for the limits that bind the linear relaxation; a limit that does not bind it cannot add more
    than what the relaxation is above the choice.
    """
    relaxation = relax(problem)
    if relaxation is None:
        return []
    binding = np.flatnonzero(relaxation.prices > 0).tolist()
    room = max(0.0, relaxation.value - result.value)
    free = [limit for limit in range(problem.limits.shape[0]) if limit not in binding]
    return [
        *marginal_values(problem, result, deadline_seconds=GAIN_SECONDS, steps=STEPS, limits=binding),
        *(MarginalValue(limit, step, 0.0, 0.0, room) for limit in free for step in STEPS),
    ]


async def _store(session: AsyncSession, row: Selection, board: Board, answer: answers.Answer) -> None:
    for name, value in answers.summary(board, answer.result).items():
        setattr(row, name, value)
    row.state = "solved" if answer.result.found else "draft"
    row.solved_at, row.fingerprint = utcnow(), board.inputs.fingerprint()
    events.note(session, row, "solved")
    await session.flush()
    await service.forget_result(session, row.id)
    if answer.result.found:
        choices = [{"selection_id": row.id, **choice} for choice in answers.choices(board, answer)]
        usage = [{"selection_id": row.id, **use} for use in answers.usage(board, answer)]
        for model, rows in ((SelectionChoice, choices), (SelectionUsage, usage)):
            if rows:
                await session.execute(insert(model), rows)


async def preview(lookup: AsyncSession, *, data: PreviewIn) -> dict[str, Any]:
    """The choice for these rules in a moment, for a slider: linear relaxation and greedy repair, then what time is left."""
    values = data.model_dump(mode="json")
    scenario = Scenario(data.cycle_id, data.objective, values["limit_scale"], values["rules"], data.corrects)
    board = await _board(lookup, scenario)
    result = await beside(partial(choose, board.problem, deadline_seconds=PREVIEW_SECONDS, gap=GAP))
    return {
        **answers.summary(board, result),
        "seconds": result.seconds,
        "chosen": sorted(answers.chosen_ids(board, result)),
        "chosen_count": int(result.chosen.sum()),
        "usage": answers.use(board, result),
    }


async def frontier(lookup: AsyncSession, *, selection_id: uuid.UUID) -> list[dict[str, Any]]:
    """The best choice for 50 % to 150 % of the limits of a selection."""
    board = await _board(lookup, Scenario.of(await service.existing(lookup, selection_id)))
    points = await beside(partial(choose_along, board.problem, deadline_seconds=FRONTIER_SECONDS))
    return [
        {
            "scale": point.scale,
            "status": point.result.status,
            "value": round(point.result.value, 2) if point.result.found else None,
            "gap": point.result.gap if math.isfinite(point.result.gap) else None,
            "chosen_count": int(point.result.chosen.sum()),
        }
        for point in points
    ]
