import datetime as dt
import uuid
from typing import Annotated, Any, Literal

from pydantic import MISSING, AfterValidator, AliasChoices, Field

from services.kit.auth import Commercial
from services.kit.custom import CommercialOut, Custom, CustomOut
from services.kit.fields import Amount, Day, Decimals, Id, Input, Line, Output, Prose, Share, unique_ids
from services.planning.projects.rules import CheckCode, Link, Outcome, Stage

Result = Literal["won", "lost"]
MemberRole = Literal[
    "leader",
    "marketing",
    "online",
    "service",
    "logistics",
    "production",
    "system",
    "solution",
    "delivery",
    "member",
]
ResultReason = Literal[
    "price",
    "product_fit",
    "relationship",
    "delivery_time",
    "service",
    "terms",
    "technology",
    "references",
    "incumbent",
    "budget_withdrawn",
    "other",
]
Decision = Literal["passed", "refused", "waived"]
Flag = Annotated[bool, Field(strict=True)]


class MilestoneIn(Input):
    title: Line
    due_on: Day
    done_on: Day | None = None


class PaymentIn(Input):
    title: Line
    due_on: Day
    amount: Amount
    paid_on: Day | None = None


class MemberIn(Input):
    user_id: Id
    role: MemberRole
    share: Share | None = None


def _each_once(members: list[MemberIn]) -> list[MemberIn]:
    unique_ids([member.user_id for member in members])
    return members


class TeamIn(Input):
    members: Annotated[list[MemberIn], Field(max_length=100), AfterValidator(_each_once)]


class ProjectCreate(Input):
    """Opens the project of a selected opportunity; customer and default name come from there."""

    opportunity_id: Id
    name: Line | None = None
    manager_id: Id | None = None
    value: Amount | None = None
    next_step: Line | None = None
    next_step_on: Day | None = None
    custom: Custom = Field(default_factory=dict)
    custom_commercial: Custom = Field(default_factory=dict)


class ProjectUpdate(Input):
    """The stage is not among these: it moves through `advance` alone."""

    name: Line | MISSING = MISSING
    manager_id: Id | None = None
    value: Amount | None = None
    budget_confirmed: Flag | MISSING = MISSING
    budget_source: Line | None = None
    next_step: Line | None = None
    next_step_on: Day | None = None
    competitor_analysis: Prose | MISSING = MISSING
    competitors_checked_on: Day | None = None
    bid_documents: Prose | MISSING = MISSING
    price_approved: Flag | MISSING = MISSING
    result: Result | None = None
    result_reasons: Annotated[list[ResultReason], Field(max_length=11)] | MISSING = MISSING
    result_note: Prose | MISSING = MISSING
    winning_vendor_id: Id | None = None
    agreement: Prose | MISSING = MISSING
    milestones: Annotated[list[MilestoneIn], Field(max_length=100)] | MISSING = MISSING
    payments: Annotated[list[PaymentIn], Field(max_length=100)] | MISSING = MISSING
    contract_risks: Prose | MISSING = MISSING
    contract_differences: Prose | MISSING = MISSING
    results_against_target: Prose | MISSING = MISSING
    lessons: Prose | MISSING = MISSING
    outcome: Outcome | None = None
    custom: Custom | MISSING = MISSING
    custom_commercial: Custom | MISSING = MISSING


class AdvanceIn(Input):
    """Forward one stage, back with a reason, or to `closed` with an outcome (here, or set on the project before).

    `waive` lets the project through a gate with something missing; it needs `planning:waive` and a reason.
    """

    to: Stage
    outcome: Outcome | None = None
    reason: Prose = ""
    waive: Flag = False


class MilestoneOut(Output):
    title: str
    due_on: dt.date
    done_on: dt.date | None


class PaymentOut(Output):
    title: str
    due_on: dt.date
    amount: Commercial[Decimals]
    paid_on: dt.date | None


class MemberOut(Output):
    user_id: uuid.UUID
    user_name: str
    role: MemberRole
    share: float | None


class ProjectItem(Output):
    """A project as the board and the table show it."""

    id: uuid.UUID
    customer_id: uuid.UUID
    customer_name: str
    opportunity_id: uuid.UUID
    product_line_id: uuid.UUID | None
    name: str
    stage: Stage
    stage_entered_at: dt.datetime
    manager_id: uuid.UUID | None
    manager_name: str | None
    value: Commercial[Decimals]
    next_step: str | None
    next_step_on: dt.date | None
    result: Result | None
    outcome: Outcome | None
    winning_vendor_id: uuid.UUID | None
    waivers: int
    custom: CustomOut
    custom_commercial: CommercialOut
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class ProjectOut(ProjectItem):
    budget_confirmed: bool
    budget_source: str | None
    competitor_analysis: str
    competitors_checked_on: dt.date | None
    bid_documents: str
    price_approved: bool
    result_reasons: list[ResultReason]
    result_note: str
    agreement: str
    milestones: list[MilestoneOut]
    payments: list[PaymentOut]
    contract_risks: str
    contract_differences: str
    results_against_target: str
    lessons: str
    team: list[MemberOut]


class GateCheckOut(Output):
    """One check of a gate: `link` says where to mend it, `facts` what the sentence about it needs."""

    code: CheckCode
    passed: bool
    waivable: bool
    link: Link
    facts: dict[str, Any]


class GateOut(Output):
    """What stands between this stage and the next. `passed` when nothing is missing."""

    from_: Stage = Field(validation_alias=AliasChoices("from_", "from"), serialization_alias="from")
    to: Stage
    passed: bool
    checks: list[GateCheckOut]


class GateDecisionOut(Output):
    id: uuid.UUID
    project_id: uuid.UUID
    from_stage: Stage
    to_stage: Stage
    decision: Decision
    checks: list[GateCheckOut]
    reason: str
    decided_by: uuid.UUID | None
    decided_by_name: str | None
    decided_at: dt.datetime
