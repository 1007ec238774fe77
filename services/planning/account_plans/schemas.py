import datetime as dt
import uuid
from decimal import Decimal
from typing import Literal

from pydantic import MISSING

from services.kit.auth import Personal
from services.kit.fields import Amount, Day, Decimals, Id, Input, Line, Output, Prose, Stance
from services.planning.opportunities.schemas import Quarter

State = Literal["draft", "submitted", "approved", "in_force", "closed"]


class AccountPlanCreate(Input):
    customer_id: Id
    cycle_id: Id
    summary: Prose = ""
    strategy: Prose = ""


class AccountPlanUpdate(Input):
    summary: Prose | MISSING = MISSING
    strategy: Prose | MISSING = MISSING


class PlanActIn(Input):
    """Why; required when a plan is returned."""

    reason: Prose = ""


class ObjectiveCreate(Input):
    title: Line
    target_id: Id | None = None
    measure: Line | None = None
    unit: Line | None = None
    goal_value: Amount | None = None
    due_on: Day | None = None


class ObjectiveUpdate(Input):
    title: Line | MISSING = MISSING
    measure: Line | None = None
    unit: Line | None = None
    goal_value: Amount | None = None
    due_on: Day | None = None


class GoalCreate(Input):
    """A goal for one person names the objective it serves: no relationship work without a business aim."""

    objective_id: Id
    contact_id: Id
    support_now: Stance
    support_wanted: Stance
    by: Day
    owner_id: Id


class GoalUpdate(Input):
    objective_id: Id | MISSING = MISSING
    support_now: Stance | MISSING = MISSING
    support_wanted: Stance | MISSING = MISSING
    by: Day | MISSING = MISSING
    owner_id: Id | MISSING = MISSING


class BudgetLineCreate(Input):
    """Quantities in the resource's unit: money in the cycle's currency, people in person-months."""

    title: Line
    resource_id: Id
    period: Quarter
    planned: Amount
    committed: Amount = Decimal(0)
    spent: Amount = Decimal(0)


class BudgetLineUpdate(Input):
    title: Line | MISSING = MISSING
    planned: Amount | MISSING = MISSING
    committed: Amount | MISSING = MISSING
    spent: Amount | MISSING = MISSING


class ObjectiveOut(Output):
    id: uuid.UUID
    plan_id: uuid.UUID
    title: str
    target_id: uuid.UUID | None
    measure: str | None
    unit: str | None
    goal_value: Decimals | None
    due_on: dt.date | None
    version: int


class GoalOut(Output):
    id: uuid.UUID
    plan_id: uuid.UUID
    customer_id: uuid.UUID
    objective_id: uuid.UUID
    objective_title: str
    contact_id: uuid.UUID
    contact_name: Personal[str]
    support_now: int
    support_wanted: int
    by: dt.date
    owner_id: uuid.UUID
    owner_name: str
    version: int


class BudgetLineOut(Output):
    id: uuid.UUID
    plan_id: uuid.UUID
    title: str
    resource_id: uuid.UUID
    resource_code: str
    period: dt.date
    planned: Decimals
    committed: Decimals
    spent: Decimals
    version: int


class GrantUse(Output):
    """A grant of the customer's team: how much its plans have planned of it, this one included, and what is left."""

    resource_id: uuid.UUID
    resource_code: str
    period: dt.date
    granted: Decimals
    planned: Decimals
    free: Decimals


class AccountPlanItem(Output):
    id: uuid.UUID
    customer_id: uuid.UUID
    customer_name: str
    cycle_id: uuid.UUID
    cycle_name: str
    team_id: uuid.UUID | None
    team_name: str | None
    state: State
    objectives_count: int
    goals_count: int
    submitted_at: dt.datetime | None
    approved_at: dt.datetime | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class AccountPlanOut(AccountPlanItem):
    summary: str
    strategy: str
    target_id: uuid.UUID | None
    returned_reason: str
    objectives: list[ObjectiveOut]
    relationship_goals: list[GoalOut]
    budget_lines: list[BudgetLineOut]
    grants: list[GrantUse]
