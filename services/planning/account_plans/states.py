"""The life of an account plan.

draft ──submit──▶ submitted ──approve──▶ approved ──start──▶ in_force ──close──▶ closed
  ▲                   │                     │
  └──────return───────┴──────return─────────┘
"""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require, require_on_customer
from services.kit.db import utcnow
from services.kit.errors import Conflict, invalid, missing_row
from services.kit.events import note
from services.kit.permissions import Principal
from services.planning.account_plans import parts, service
from services.planning.account_plans.models import AccountPlan
from services.planning.account_plans.schemas import AccountPlanOut, PlanActIn


async def _locked(
    session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, states: Sequence[str], decides: bool = False
) -> AccountPlan:
    """The plan in one of these states, nobody else moving it; `decides` asks for those who approve plans."""
    plan = await session.get(AccountPlan, plan_id, with_for_update=True)
    if plan is None:
        raise missing_row("account plan", plan_id)
    if decides:
        require(me, "planning:decide")
    else:
        await require_on_customer(session, me, plan.customer_id, "planning")
    if plan.state not in states:
        raise Conflict(
            "The plan's state does not allow this.", "规划的当前状态不允许此操作。", code="plan_state", state=plan.state
        )
    return plan


async def _move(
    session: AsyncSession, plan: AccountPlan, to: str, action: str, data: PlanActIn | None
) -> AccountPlanOut:
    plan.state = to
    note(session, plan, action, data.reason if data else "")
    await session.flush()
    return await service.get(session, plan_id=plan.id)


async def submit(session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, data: PlanActIn | None) -> AccountPlanOut:
    """409 `plan_incomplete` with what is missing: a strategy, an objective, an answer to the team's target."""
    plan = await _locked(session, me=me, plan_id=plan_id, states=("draft",))
    objectives = await parts.objectives(session, plan_id=plan_id)
    target = await parts.target_of(session, plan=plan)
    missing: list[dict[str, Any]] = []
    if not plan.strategy:
        missing.append({"code": "strategy"})
    if not objectives:
        missing.append({"code": "objectives"})
    if target is not None and all(row.target_id != target.id for row in objectives):
        missing.append({"code": "objective_from_target", "target_id": target.id})
    if missing:
        raise Conflict("The plan is not complete yet.", "规划尚不完整。", code="plan_incomplete", missing=missing)
    plan.submitted_at, plan.returned_reason = utcnow(), ""
    return await _move(session, plan, "submitted", "submitted", data)


async def approve(
    session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, data: PlanActIn | None
) -> AccountPlanOut:
    plan = await _locked(session, me=me, plan_id=plan_id, states=("submitted",), decides=True)
    plan.approved_at = utcnow()
    return await _move(session, plan, "approved", "approved", data)


async def give_back(session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, data: PlanActIn) -> AccountPlanOut:
    """Return a plan to draft; its authors read why."""
    plan = await _locked(session, me=me, plan_id=plan_id, states=("submitted", "approved"), decides=True)
    if not data.reason:
        raise invalid("/reason", "missing", "say why it is returned", "请说明退回原因")
    plan.submitted_at = plan.approved_at = None
    plan.returned_reason = data.reason
    return await _move(session, plan, "draft", "returned", data)


async def start(session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, data: PlanActIn | None) -> AccountPlanOut:
    plan = await _locked(session, me=me, plan_id=plan_id, states=("approved",))
    return await _move(session, plan, "in_force", "put in force", data)


async def close(session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, data: PlanActIn | None) -> AccountPlanOut:
    plan = await _locked(session, me=me, plan_id=plan_id, states=("in_force",))
    return await _move(session, plan, "closed", "closed", data)
