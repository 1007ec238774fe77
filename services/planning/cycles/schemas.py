import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import MISSING, Field

from services.kit.fields import Amount, Code, Currency, Day, Decimals, Id, Input, Line, Output, Prose
from services.planning.opportunities.schemas import Quarter

CycleState = Literal["open", "scoring", "selecting", "issued", "executing", "evaluating", "closed"]
ResourceKind = Literal["money", "people"]


class ResourceCreate(Input):
    code: Code
    name_zh: Line
    name_en: Line
    unit: Code
    kind: ResourceKind


class ResourceUpdate(Input):
    code: Code | MISSING = MISSING
    name_zh: Line | MISSING = MISSING
    name_en: Line | MISSING = MISSING
    unit: Code | MISSING = MISSING
    kind: ResourceKind | MISSING = MISSING


class ResourceOut(Output):
    id: uuid.UUID
    code: str
    name_zh: str
    name_en: str
    unit: str
    kind: ResourceKind
    version: int


class CycleCreate(Input):
    """Without `scoring_model_id` the active model is pinned."""

    name: Line
    starts_on: Day
    ends_on: Day
    currency: Currency
    propose_until: Day | None = None
    scoring_model_id: Id | None = None


class CycleUpdate(Input):
    name: Line | MISSING = MISSING
    starts_on: Day | MISSING = MISSING
    ends_on: Day | MISSING = MISSING
    currency: Currency | MISSING = MISSING
    propose_until: Day | MISSING | None = MISSING
    scoring_model_id: Id | MISSING = MISSING


class CycleOut(Output):
    id: uuid.UUID
    name: str
    starts_on: dt.date
    ends_on: dt.date
    currency: str
    propose_until: dt.date | None
    state: CycleState
    scoring_model_id: uuid.UUID
    decided_selection_id: uuid.UUID | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class Limit(Input):
    """How much of a resource there is in one quarter. A quarter without a limit is unlimited."""

    resource_id: Id
    period: Quarter
    amount: Amount


class LimitOut(Output):
    resource_id: uuid.UUID
    period: dt.date
    amount: Decimals


class CycleDetail(CycleOut):
    resources: list[ResourceOut]
    limits: list[LimitOut]


Limits = Annotated[list[Limit], Field(max_length=2000)]


class CycleAdvanceIn(Input):
    """Forward by one step, or back to an earlier one while nothing is decided. `issued` is reached by deciding."""

    to: CycleState
    reason: Prose = ""
