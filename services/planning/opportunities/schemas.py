import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import MISSING, AfterValidator, Field
from pydantic_core import PydanticCustomError

from services.kit.auth import Commercial
from services.kit.custom import CommercialOut, Custom, CustomOut
from services.kit.fields import (
    Amount,
    Code,
    Day,
    Decimals,
    Growth,
    Id,
    Input,
    Line,
    Output,
    Percent,
    Prose,
    Scale5,
    Share,
)

OpportunityState = Literal["found", "proposed", "selected", "given_up", "in_project", "won", "lost", "dropped"]
Horizon = Literal["short", "mid", "long"]
SourceRole = Literal["sales", "technical", "service"]
LinkKind = Literal["needs", "excludes"]
Flag = Annotated[bool, Field(strict=True)]
Reason = Annotated[Prose, Field(min_length=1)]


def _quarter(value: dt.date) -> dt.date:
    if value.day != 1 or value.month not in {1, 4, 7, 10}:
        raise PydanticCustomError("not_a_quarter", "must be the first day of a quarter")
    return value


Quarter = Annotated[Day, AfterValidator(_quarter)]
"""A period: the first day of a quarter."""


class OpportunityCreate(Input):
    """Money in the company's planning currency. Without `horizon` it follows from `award_on`."""

    title: Line
    customer_id: Id | None = None
    product_line_id: Id | None = None
    insight_id: Id | None = None
    source_role: SourceRole | None = None
    horizon: Horizon | None = None
    award_on: Day | None = None
    market_space: Amount | None = None
    expected_revenue: Amount | None = None
    growth_percent: Growth | None = None
    margin_percent: Percent | None = None
    competition: Scale5 | None = None
    strategic_value: Scale5 | None = None
    our_share: Percent | None = None
    product_fit: Scale5 | None = None
    price_position: Scale5 | None = None
    relationship: Scale5 | None = None
    win_probability: Share | None = None
    owner_id: Id | None = None
    team_id: Id | None = None
    mandatory: Flag = False
    engaged_on: Day | None = None
    custom: Custom = Field(default_factory=dict)
    custom_commercial: Custom = Field(default_factory=dict)
    source: Code | None = None
    external_id: Code | None = None


class OpportunityUpdate(Input):
    title: Line | MISSING = MISSING
    customer_id: Id | None = None
    product_line_id: Id | None = None
    insight_id: Id | None = None
    source_role: SourceRole | None = None
    horizon: Horizon | None = None
    award_on: Day | None = None
    market_space: Amount | None = None
    expected_revenue: Amount | None = None
    growth_percent: Growth | None = None
    margin_percent: Percent | None = None
    competition: Scale5 | None = None
    strategic_value: Scale5 | None = None
    our_share: Percent | None = None
    product_fit: Scale5 | None = None
    price_position: Scale5 | None = None
    relationship: Scale5 | None = None
    win_probability: Share | None = None
    owner_id: Id | None = None
    team_id: Id | None = None
    mandatory: Flag | MISSING = MISSING
    engaged_on: Day | None = None
    custom: Custom | MISSING = MISSING
    custom_commercial: Custom | MISSING = MISSING
    source: Code | None = None
    external_id: Code | None = None


class OpportunityOut(Output):
    id: uuid.UUID
    title: str
    customer_id: uuid.UUID | None
    customer_name: str | None
    product_line_id: uuid.UUID | None
    insight_id: uuid.UUID | None
    source_role: SourceRole | None
    horizon: Horizon | None
    horizon_given: Horizon | None
    award_on: dt.date | None
    market_space: Decimals | None
    expected_revenue: Decimals | None
    growth_percent: Decimals | None
    margin_percent: Commercial[Decimals]
    competition: int | None
    strategic_value: int | None
    our_share: Decimals | None
    product_fit: int | None
    price_position: int | None
    relationship: int | None
    win_probability: float | None
    value: Commercial[Decimals]
    owner_id: uuid.UUID | None
    owner_name: str | None
    team_id: uuid.UUID | None
    team_name: str | None
    state: OpportunityState
    reason: str
    reason_code: str | None
    cycle_id: uuid.UUID | None
    cycle_name: str | None
    mandatory: bool
    proposed_at: dt.datetime | None
    selected_at: dt.datetime | None
    engaged_on: dt.date | None
    closed_on: dt.date | None
    closed_value: Commercial[Decimals]
    custom: CustomOut
    custom_commercial: CommercialOut
    source: str | None
    external_id: str | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class Need(Input):
    """`amount` of a resource in one quarter, in the resource's unit."""

    resource_id: Id
    period: Quarter
    amount: Annotated[Amount, Field(gt=0)]


class NeedOut(Output):
    resource_id: uuid.UUID
    period: dt.date
    amount: Decimals


class OpportunityLinkIn(Input):
    other_id: Id
    kind: LinkKind


class OpportunityLinkOut(Output):
    other_id: uuid.UUID
    other_title: str
    other_state: OpportunityState
    kind: LinkKind


class OpportunityDetail(OpportunityOut):
    needs: list[NeedOut]
    links: list[OpportunityLinkOut]


Needs = Annotated[list[Need], Field(max_length=400)]
OpportunityLinks = Annotated[list[OpportunityLinkIn], Field(max_length=100)]


class ProposeIn(Input):
    cycle_id: Id
    reason: Prose = ""


class WithReason(Input):
    reason: Reason
