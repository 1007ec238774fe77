"""Objectives and relationship goals of a plan. They change while the plan is a draft."""

import uuid
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require_on_customer
from services.kit.errors import Conflict, invalid, missing_row
from services.kit.permissions import Principal
from services.kit.versions import require_version
from services.planning.account_plans.models import AccountPlan, BudgetLine, Objective, RelationshipGoal
from services.planning.account_plans.schemas import GoalCreate, GoalUpdate, ObjectiveCreate, ObjectiveUpdate
from services.planning.editing import apply_changes, require_contacts
from services.planning.targets.models import Target
from services.planning.views import person
from services.planning.views_execution import contact_card

Part = TypeVar("Part", Objective, RelationshipGoal, BudgetLine)

_GOALS = (
    select(
        *RelationshipGoal.__table__.columns,
        Objective.title.label("objective_title"),
        contact_card.c.name.label("contact_name"),
        person.c.name.label("owner_name"),
    )
    .join(Objective, Objective.id == RelationshipGoal.objective_id)
    .join(contact_card, contact_card.c.id == RelationshipGoal.contact_id)
    .join(person, person.c.id == RelationshipGoal.owner_id)
)


async def draft(
    session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, states: Sequence[str] = ("draft",)
) -> AccountPlan:
    """The plan, if this caller may edit it in its present state; locked against a change of state meanwhile."""
    plan = await session.get(AccountPlan, plan_id, with_for_update={"read": True})
    if plan is None:
        raise missing_row("account plan", plan_id)
    await require_on_customer(session, me, plan.customer_id, "planning")
    if plan.state not in states:
        raise Conflict(
            "The plan cannot be edited in this state.",
            "规划在当前状态下不能修改。",
            code="plan_state",
            state=plan.state,
        )
    return plan


async def part_of(
    session: AsyncSession, plan: AccountPlan, model: type[Part], part_id: uuid.UUID, version: int
) -> Part:
    """One part of this very plan, in the version the caller has seen."""
    row = await session.get(model, part_id)
    if row is None or row.plan_id != plan.id:
        raise missing_row(model.__tablename__.replace("_", " "), part_id)
    require_version(row, version)
    return row


async def target_of(session: AsyncSession, *, plan: AccountPlan) -> Target | None:
    """What the company asks of the plan's team in its cycle, once issued."""
    found = await session.scalars(
        select(Target).where(Target.cycle_id == plan.cycle_id, Target.team_id == plan.team_id)
    )
    return found.first()


async def objectives(session: AsyncSession, *, plan_id: uuid.UUID) -> Sequence[Objective]:
    return (await session.scalars(select(Objective).where(Objective.plan_id == plan_id).order_by(Objective.id))).all()


async def goals(session: AsyncSession, *, plan_id: uuid.UUID) -> Sequence[Any]:
    statement = _GOALS.where(RelationshipGoal.plan_id == plan_id).order_by(RelationshipGoal.by, RelationshipGoal.id)
    return (await session.execute(statement)).mappings().all()


async def create_objective(
    session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, data: ObjectiveCreate
) -> Objective:
    """An objective of the team's own, or (with `target_id`) one that answers the target of the plan's team."""
    plan = await draft(session, me=me, plan_id=plan_id)
    if data.target_id is not None:
        target = await target_of(session, plan=plan)
        if target is None or target.id != data.target_id:
            raise invalid(
                "/target_id", "unknown_reference", "not the target of this plan's team", "不是该团队的市场目标"
            )
    row = Objective(**data.model_dump(), plan_id=plan.id, customer_id=plan.customer_id)
    session.add(row)
    await session.flush()
    return row


async def update_objective(
    session: AsyncSession,
    *,
    me: Principal,
    plan_id: uuid.UUID,
    objective_id: uuid.UUID,
    version: int,
    data: ObjectiveUpdate,
) -> Objective:
    plan = await draft(session, me=me, plan_id=plan_id)
    row = await part_of(session, plan, Objective, objective_id, version)
    apply_changes(row, data)
    await session.flush()
    return row


async def delete_objective(
    session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, objective_id: uuid.UUID, version: int
) -> None:
    """409 for an objective that answers a target, and for one that relationship goals still serve."""
    plan = await draft(session, me=me, plan_id=plan_id)
    row = await part_of(session, plan, Objective, objective_id, version)
    if row.target_id is not None:
        raise Conflict(
            "An objective that comes from the target cannot be left out.",
            "来自市场目标的规划目标不能删除。",
            code="objective_from_target",
        )
    await session.delete(row)
    await session.flush()


async def _goal(session: AsyncSession, goal_id: uuid.UUID) -> Any:
    return (await session.execute(_GOALS.where(RelationshipGoal.id == goal_id))).one()


def _require_ambition(row: RelationshipGoal) -> None:
    if row.support_wanted < row.support_now:
        raise invalid("/support_wanted", "below_present", "lies below the present support", "目标支持度低于当前支持度")


async def _require_objective(session: AsyncSession, plan: AccountPlan, objective_id: uuid.UUID) -> None:
    objective = await session.get(Objective, objective_id)
    if objective is None or objective.plan_id != plan.id:
        raise invalid("/objective_id", "unknown_reference", "not an objective of this plan", "不是该规划的目标")


async def create_goal(session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, data: GoalCreate) -> Any:
    """The goal with its names, as a row."""
    plan = await draft(session, me=me, plan_id=plan_id)
    await _require_objective(session, plan, data.objective_id)
    await require_contacts(session, customer_id=plan.customer_id, ids=[data.contact_id], pointer="/contact_id")
    row = RelationshipGoal(**data.model_dump(), plan_id=plan.id, customer_id=plan.customer_id)
    _require_ambition(row)
    session.add(row)
    await session.flush()
    return await _goal(session, row.id)


async def update_goal(
    session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, goal_id: uuid.UUID, version: int, data: GoalUpdate
) -> Any:
    plan = await draft(session, me=me, plan_id=plan_id)
    row = await part_of(session, plan, RelationshipGoal, goal_id, version)
    with session.no_autoflush:
        if "objective_id" in apply_changes(row, data):
            await _require_objective(session, plan, row.objective_id)
    _require_ambition(row)
    await session.flush()
    return await _goal(session, goal_id)


async def delete_goal(
    session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, goal_id: uuid.UUID, version: int
) -> None:
    plan = await draft(session, me=me, plan_id=plan_id)
    await session.delete(await part_of(session, plan, RelationshipGoal, goal_id, version))
    await session.flush()
