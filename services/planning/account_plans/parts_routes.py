"""The parts of an account plan: objectives, relationship goals, budget lines. Lists come with the plan itself."""

import uuid
from typing import Any

from fastapi import Response

from services.kit.db import Session
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.planning.access import Member
from services.planning.account_plans import budget, parts
from services.planning.account_plans.schemas import (
    BudgetLineCreate,
    BudgetLineOut,
    BudgetLineUpdate,
    GoalCreate,
    GoalOut,
    GoalUpdate,
    ObjectiveCreate,
    ObjectiveOut,
    ObjectiveUpdate,
)

router = Router(prefix="/{plan_id}")


@router.post("/objectives", response_model=ObjectiveOut, status_code=201, summary="Add an objective")
async def create_objective(
    session: Session, me: Member, response: Response, plan_id: uuid.UUID, data: ObjectiveCreate
) -> Any:
    return tagged(response, await parts.create_objective(session, me=me, plan_id=plan_id, data=data))


@router.patch("/objectives/{objective_id}", response_model=ObjectiveOut, summary="Change an objective")
async def update_objective(
    *,
    session: Session,
    me: Member,
    response: Response,
    version: IfMatch,
    plan_id: uuid.UUID,
    objective_id: uuid.UUID,
    data: ObjectiveUpdate,
) -> Any:
    row = await parts.update_objective(
        session, me=me, plan_id=plan_id, objective_id=objective_id, version=version, data=data
    )
    return tagged(response, row)


@router.delete("/objectives/{objective_id}", status_code=204, summary="Delete an objective")
async def delete_objective(
    session: Session, me: Member, version: IfMatch, plan_id: uuid.UUID, objective_id: uuid.UUID
) -> None:
    await parts.delete_objective(session, me=me, plan_id=plan_id, objective_id=objective_id, version=version)


@router.post("/relationship-goals", response_model=GoalOut, status_code=201, summary="Add a relationship goal")
async def create_relationship_goal(
    session: Session, me: Member, response: Response, plan_id: uuid.UUID, data: GoalCreate
) -> Any:
    return tagged(response, await parts.create_goal(session, me=me, plan_id=plan_id, data=data))


@router.patch("/relationship-goals/{goal_id}", response_model=GoalOut, summary="Change a relationship goal")
async def update_relationship_goal(
    *,
    session: Session,
    me: Member,
    response: Response,
    version: IfMatch,
    plan_id: uuid.UUID,
    goal_id: uuid.UUID,
    data: GoalUpdate,
) -> Any:
    row = await parts.update_goal(session, me=me, plan_id=plan_id, goal_id=goal_id, version=version, data=data)
    return tagged(response, row)


@router.delete("/relationship-goals/{goal_id}", status_code=204, summary="Delete a relationship goal")
async def delete_relationship_goal(
    session: Session, me: Member, version: IfMatch, plan_id: uuid.UUID, goal_id: uuid.UUID
) -> None:
    await parts.delete_goal(session, me=me, plan_id=plan_id, goal_id=goal_id, version=version)


@router.post("/budget-lines", response_model=BudgetLineOut, status_code=201, summary="Add a budget line")
async def create_budget_line(
    session: Session, me: Member, response: Response, plan_id: uuid.UUID, data: BudgetLineCreate
) -> Any:
    return tagged(response, await budget.create(session, me=me, plan_id=plan_id, data=data))


@router.patch("/budget-lines/{line_id}", response_model=BudgetLineOut, summary="Change a budget line")
async def update_budget_line(
    *,
    session: Session,
    me: Member,
    response: Response,
    version: IfMatch,
    plan_id: uuid.UUID,
    line_id: uuid.UUID,
    data: BudgetLineUpdate,
) -> Any:
    row = await budget.update(session, me=me, plan_id=plan_id, line_id=line_id, version=version, data=data)
    return tagged(response, row)


@router.delete("/budget-lines/{line_id}", status_code=204, summary="Delete a budget line")
async def delete_budget_line(
    session: Session, me: Member, version: IfMatch, plan_id: uuid.UUID, line_id: uuid.UUID
) -> None:
    await budget.delete(session, me=me, plan_id=plan_id, line_id=line_id, version=version)
