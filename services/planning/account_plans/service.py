"""Account plans as a whole. Their parts are in parts.py and budget.py, their states in states.py."""

import uuid
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require_on_customer
from services.kit.errors import Conflict, invalid, missing_row
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.versions import require_version
from services.planning.account_plans import budget, parts
from services.planning.account_plans.models import AccountPlan, Objective, RelationshipGoal
from services.planning.account_plans.schemas import (
    AccountPlanCreate,
    AccountPlanItem,
    AccountPlanOut,
    AccountPlanUpdate,
)
from services.planning.cycles.models import PlanningCycle
from services.planning.editing import apply_changes, equal
from services.planning.opportunities.models import Opportunity
from services.planning.targets.models import Target
from services.planning.views import customer_card, team

TAKEN_ON = ("selected", "in_project", "won", "lost")
_OBJECTIVES = select(func.count()).where(Objective.plan_id == AccountPlan.id).correlate(AccountPlan).scalar_subquery()
_GOALS = select(func.count()).where(RelationshipGoal.plan_id == AccountPlan.id).correlate(AccountPlan).scalar_subquery()
_ITEM = (
    AccountPlan.id,
    AccountPlan.customer_id,
    customer_card.c.name.label("customer_name"),
    AccountPlan.cycle_id,
    PlanningCycle.name.label("cycle_name"),
    AccountPlan.team_id,
    team.c.name.label("team_name"),
    AccountPlan.state,
    _OBJECTIVES.label("objectives_count"),
    _GOALS.label("goals_count"),
    AccountPlan.submitted_at,
    AccountPlan.approved_at,
    AccountPlan.version,
    AccountPlan.created_at,
    AccountPlan.updated_at,
)


def _joined(statement: Select[Any]) -> Select[Any]:
    return (
        statement.select_from(AccountPlan)
        .join(customer_card, customer_card.c.id == AccountPlan.customer_id)
        .join(PlanningCycle, PlanningCycle.id == AccountPlan.cycle_id)
        .outerjoin(team, team.c.id == AccountPlan.team_id)
    )


async def account_plans(session: AsyncSession, *, query: PageQuery, equals: dict[str, Any]) -> dict[str, Any]:
    """Plans, the latest change first; `equals` maps columns to the value wanted, None meaning any."""
    statement = _joined(select(*_ITEM)).where(*equal(AccountPlan, equals))
    by = [AccountPlan.updated_at, AccountPlan.id]
    return await page(session, statement, by=by, query=query, item=AccountPlanItem, descending=True, scalars=False)


async def get(session: AsyncSession, *, plan_id: uuid.UUID) -> AccountPlanOut:
    """The plan with its parts and its team's grants: five statements, however many parts there are."""
    statement = _joined(
        select(
            *_ITEM,
            AccountPlan.summary,
            AccountPlan.strategy,
            AccountPlan.returned_reason,
            Target.id.label("target_id"),
        )
    ).outerjoin(Target, (Target.cycle_id == AccountPlan.cycle_id) & (Target.team_id == AccountPlan.team_id))
    row = (await session.execute(statement.where(AccountPlan.id == plan_id))).mappings().first()
    if row is None:
        raise missing_row("account plan", plan_id)
    return AccountPlanOut.model_validate(
        {
            **row,
            "objectives": await parts.objectives(session, plan_id=plan_id),
            "relationship_goals": await parts.goals(session, plan_id=plan_id),
            "budget_lines": await budget.lines(session, plan_id=plan_id),
            "grants": await budget.grants(session, target_id=row["target_id"]),
        }
    )


async def create(session: AsyncSession, *, me: Principal, data: AccountPlanCreate) -> AccountPlanOut:
    """Begin a plan with the objective its team's target already sets for this customer."""
    await require_on_customer(session, me, data.customer_id, "planning")
    card = (
        await session.execute(select(customer_card.c.team_id).where(customer_card.c.id == data.customer_id))
    ).first()
    if card is None:
        raise invalid("/customer_id", "unknown_reference", "no such record", "没有这条记录")
    cycle = await session.get(PlanningCycle, data.cycle_id)
    if cycle is None:
        raise invalid("/cycle_id", "unknown_reference", "no such record", "没有这条记录")
    if cycle.state == "closed":
        raise Conflict("This cycle is closed.", "该规划周期已关闭。", code="cycle_closed")
    plan = AccountPlan(**data.model_dump(), team_id=card.team_id)
    session.add(plan)
    await session.flush()
    target = await parts.target_of(session, plan=plan)
    if target is not None:
        session.add(await _first_objective(session, me=me, plan=plan, cycle=cycle, target=target))
        await session.flush()
    return await get(session, plan_id=plan.id)


async def _first_objective(
    session: AsyncSession, *, me: Principal, plan: AccountPlan, cycle: PlanningCycle, target: Target
) -> Objective:
    """This customer's part of the order intake asked of its team: what its chosen opportunities bring a year."""
    expected = await session.scalar(
        select(func.coalesce(func.sum(Opportunity.expected_revenue), 0)).where(
            Opportunity.customer_id == plan.customer_id,
            Opportunity.cycle_id == plan.cycle_id,
            Opportunity.state.in_(TAKEN_ON),
        )
    )
    return Objective(
        plan_id=plan.id,
        customer_id=plan.customer_id,
        target_id=target.id,
        title="订单额" if me.language == "zh" else "Order intake",
        measure="order_intake",
        unit=cycle.currency,
        goal_value=expected,
        due_on=cycle.ends_on,
    )


async def update(
    session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, version: int, data: AccountPlanUpdate
) -> AccountPlanOut:
    plan = await parts.draft(session, me=me, plan_id=plan_id)
    require_version(plan, version)
    apply_changes(plan, data)
    await session.flush()
    return await get(session, plan_id=plan_id)


async def delete(session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, version: int) -> None:
    """Only a draft can be thrown away; what was submitted stays on record."""
    plan = await parts.draft(session, me=me, plan_id=plan_id)
    require_version(plan, version)
    await session.delete(plan)
    await session.flush()
