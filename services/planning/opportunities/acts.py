"""The life of an opportunity. Its state changes here and in a decision (selections/decision.py), nowhere else.

    found ──propose──▶ proposed ──decide──▶ selected ──start_project──▶ in_project ──close──▶ won | lost | dropped
      ▲  ◀──withdraw──────┘ │                │ ▲
      │                     │decide   correct│ │correct
      │                     ▼                ▼ │
      ├──reopen──────────── given_up ──────────┘
      ├──reopen── dropped ◀──drop── found | proposed | given_up | selected
      └ given_up ──propose──▶ proposed: it comes back as a candidate of a later cycle

Every change is an event with who, when and why.
"""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import events
from services.kit.db import utcnow
from services.kit.errors import Conflict, invalid
from services.kit.permissions import Principal
from services.planning.cycles.models import PlanningCycle
from services.planning.opportunities import service
from services.planning.opportunities.models import Opportunity

Act = Literal["propose", "withdraw", "drop", "reopen", "start_project", "close"]
FROM: dict[Act, frozenset[str]] = {
    "propose": frozenset({"found", "given_up"}),
    "withdraw": frozenset({"proposed"}),
    "drop": frozenset({"found", "proposed", "given_up", "selected"}),
    "reopen": frozenset({"given_up", "dropped"}),
    "start_project": frozenset({"selected"}),
    "close": frozenset({"in_project"}),
}


async def propose(
    session: AsyncSession, *, me: Principal, opportunity_id: uuid.UUID, cycle_id: uuid.UUID, reason: str
) -> Any:
    """Enter it into an open cycle. The cycle is locked before the opportunity, as a decision does.

    Errors: 409 `customer_missing`, `team_missing`, `cycle_not_open`, `deadline_passed`, `wrong_state`.
    """
    cycle = await session.scalar(select(PlanningCycle).where(PlanningCycle.id == cycle_id).with_for_update(read=True))
    if cycle is None:
        raise invalid("/cycle_id", "unknown_reference", "no such planning cycle", "没有这个规划周期")
    row = await _locked_for(session, me, opportunity_id, "propose")
    if row.customer_id is None:
        raise Conflict(
            "A lead needs its customer before it can be proposed.",
            "线索须先关联客户才能申报。",
            code="customer_missing",
        )
    if cycle.state != "open":
        raise Conflict("The cycle takes no proposals now.", "该周期目前不接受申报。", code="cycle_not_open")
    if cycle.propose_until and utcnow().date() > cycle.propose_until and not me.may("planning:write"):
        raise Conflict("The deadline for proposals has passed.", "申报截止日期已过。", code="deadline_passed")
    row.team_id = row.team_id or await service.team_of(session, row) or me.department_id
    if row.team_id is None:
        raise Conflict(
            "Name the team that would pursue it: targets are issued to teams.",
            "请先指定负责团队:目标按团队下达。",
            code="team_missing",
        )
    row.cycle_id, row.proposed_at, row.selected_at, row.reason_code = cycle_id, utcnow(), None, None
    return await _moved(session, row, "proposed", "proposed", reason)


async def withdraw(session: AsyncSession, *, me: Principal, opportunity_id: uuid.UUID, reason: str) -> Any:
    """Take a proposal back, until the cycle stops taking them (planning:write: until the decision)."""
    row = await _locked_for(session, me, opportunity_id, "withdraw")
    state = await session.scalar(select(PlanningCycle.state).where(PlanningCycle.id == row.cycle_id))
    if state != "open" and not me.may("planning:write"):
        raise Conflict("The cycle no longer takes changes.", "该周期已停止修改申报。", code="proposals_closed")
    row.cycle_id, row.proposed_at = None, None
    return await _moved(session, row, "found", "withdrawn", reason)


async def drop(session: AsyncSession, *, me: Principal, opportunity_id: uuid.UUID, reason: str) -> Any:
    """It leads nowhere. A selected one keeps its grants until the decision is corrected."""
    row = await _locked_for(session, me, opportunity_id, "drop")
    row.closed_on = utcnow().date()
    return await _moved(session, row, "dropped", "dropped", reason)


async def reopen(session: AsyncSession, *, me: Principal, opportunity_id: uuid.UUID, reason: str) -> Any:
    """Look at it again, as if newly found."""
    row = await _locked_for(session, me, opportunity_id, "reopen")
    row.cycle_id, row.proposed_at, row.selected_at, row.closed_on, row.reason_code = None, None, None, None, None
    return await _moved(session, row, "found", "reopened", reason)


async def start_project(session: AsyncSession, *, opportunity_id: uuid.UUID) -> Opportunity:
    """Work on a selected opportunity begins; called by the project, whose rules say who may."""
    row = await service.locked(session, opportunity_id)
    _require_state(row, "start_project")
    row.engaged_on = row.engaged_on or utcnow().date()
    await _move(session, row, "in_project", "project_started", "")
    return row


async def close(
    session: AsyncSession,
    *,
    opportunity_id: uuid.UUID,
    outcome: Literal["won", "lost", "dropped"],
    on: dt.date,
    value: Decimal | None,
    reason: str,
) -> Opportunity:
    """The project has ended; `value` is the contract's, for a won one."""
    row = await service.locked(session, opportunity_id)
    _require_state(row, "close")
    row.closed_on, row.closed_value = on, value
    await _move(session, row, outcome, outcome, reason)
    return row


async def _locked_for(session: AsyncSession, me: Principal, opportunity_id: uuid.UUID, act: Act) -> Opportunity:
    row = await service.locked(session, opportunity_id)
    await service.require_write(session, me, row)
    _require_state(row, act)
    return row


def _require_state(row: Opportunity, act: Act) -> None:
    if row.state not in FROM[act]:
        raise Conflict(
            f"Not possible in state {row.state}.",
            "当前状态下不能执行此操作。",
            code="wrong_state",
            state=row.state,
            possible_from=sorted(FROM[act]),
        )


async def _move(session: AsyncSession, row: Opportunity, state: str, action: str, reason: str) -> None:
    row.state, row.reason = state, reason
    events.note(session, row, action, reason)
    await session.flush()


async def _moved(session: AsyncSession, row: Opportunity, state: str, action: str, reason: str) -> Any:
    await _move(session, row, state, action, reason)
    return await service.get(session, row.id)
