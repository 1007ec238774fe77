import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import MISSING, Field, StringConstraints

from services.kit.auth import Commercial
from services.kit.fields import Amount, Day, Decimals, Id, Ids, Input, Line, Output, Prose, Scale5, Stance

Kind = Literal[
    "visit",
    "technical_exchange",
    "company_visit",
    "sample_site_visit",
    "executive_meeting",
    "training",
    "service_gift",
    "bid_step",
    "delivery_step",
    "other",
]
State = Literal["planned", "reported", "rated", "cancelled"]
Written = Annotated[Prose, StringConstraints(min_length=1)]


class ActivityCreate(Input):
    """Work for a customer; with `project_id` or `goal_id` for one of its projects or relationship goals."""

    customer_id: Id
    project_id: Id | None = None
    goal_id: Id | None = None
    kind: Kind
    title: Line
    goal: Prose = ""
    owner_id: Id | None = None
    contact_ids: Ids = Field(default_factory=list)
    user_ids: Ids = Field(default_factory=list)
    due_on: Day
    budget: Amount | None = None
    expected_result: Prose = ""


class ActivityUpdate(Input):
    project_id: Id | None = None
    goal_id: Id | None = None
    kind: Kind | MISSING = MISSING
    title: Line | MISSING = MISSING
    goal: Prose | MISSING = MISSING
    owner_id: Id | MISSING = MISSING
    contact_ids: Ids | MISSING = MISSING
    user_ids: Ids | MISSING = MISSING
    due_on: Day | MISSING = MISSING
    budget: Amount | None = None
    expected_result: Prose | MISSING = MISSING


class SupportChange(Input):
    """What the activity changed on a power map, and how we know."""

    person_id: Id
    support: Stance
    evidence: Written


class ReportIn(Input):
    report: Written
    learned: Prose = ""
    next_step: Line | None = None
    support_changes: list[SupportChange] = Field(default_factory=list, max_length=50)


class RatingIn(Input):
    """1 poor … 5 excellent. 1, 2 and 5 need a reason."""

    quality: Scale5
    effect: Scale5
    reason: Prose = ""


class CancelIn(Input):
    reason: Written


class ActivityOut(Output):
    """`rating_overdue`: reported more than 14 days ago and not yet rated."""

    id: uuid.UUID
    customer_id: uuid.UUID
    customer_name: str
    project_id: uuid.UUID | None
    project_name: str | None
    manager_id: uuid.UUID | None
    goal_id: uuid.UUID | None
    kind: Kind
    title: str
    goal: str
    owner_id: uuid.UUID
    owner_name: str
    contact_ids: list[uuid.UUID]
    user_ids: list[uuid.UUID]
    due_on: dt.date
    budget: Commercial[Decimals]
    expected_result: str
    state: State
    report: str
    learned: str
    next_step: str | None
    reported_at: dt.datetime | None
    quality: Commercial[int]
    effect: Commercial[int]
    rating_reason: Commercial[str]
    rated_by: uuid.UUID | None
    rated_at: dt.datetime | None
    rating_overdue: bool
    value_at_risk: Commercial[Decimals]
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class NextStep(Output):
    """The dated next step of a project one manages."""

    project_id: uuid.UUID
    project_name: str
    customer_id: uuid.UUID
    customer_name: str
    next_step: str
    next_step_on: dt.date


class MyWeek(Output):
    """What waits for one person until `until`, overdue included: the activities with the most value at risk first."""

    until: dt.date
    activities: list[ActivityOut]
    ratings_owed: list[ActivityOut]
    next_steps: list[NextStep]
