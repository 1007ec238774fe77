import datetime as dt
import uuid
from typing import Literal

from pydantic import MISSING, BaseModel

from services.kit.fields import Day, Id, Input, Line, Output, Prose, Scale5

RiskKind = Literal["credit", "delivery", "price", "competitor", "political", "compliance", "other"]
Horizon = Literal["short", "mid", "long"]
RiskState = Literal["open", "closed"]


class RiskFilter(BaseModel):
    customer_id: Id | None = None
    insight_id: Id | None = None
    owner_id: Id | None = None
    kind: RiskKind | None = None
    horizon: Horizon | None = None
    state: RiskState | None = None


class RiskFields(Input):
    """What makes up a risk, wherever it is written down."""

    title: Line
    kind: RiskKind = "other"
    probability: Scale5
    impact: Scale5
    horizon: Horizon
    owner_id: Id | None = None
    measure: Prose = ""
    review_on: Day | None = None


class RiskCreate(RiskFields):
    customer_id: Id
    insight_id: Id | None = None


class RiskUpdate(Input):
    title: Line | MISSING = MISSING
    kind: RiskKind | MISSING = MISSING
    probability: Scale5 | MISSING = MISSING
    impact: Scale5 | MISSING = MISSING
    horizon: Horizon | MISSING = MISSING
    owner_id: Id | MISSING | None = MISSING
    measure: Prose | MISSING = MISSING
    review_on: Day | MISSING | None = MISSING
    state: RiskState | MISSING = MISSING


class RiskOut(Output):
    id: uuid.UUID
    customer_id: uuid.UUID
    customer_name: str
    insight_id: uuid.UUID | None
    title: str
    kind: RiskKind
    probability: int
    impact: int
    horizon: Horizon
    owner_id: uuid.UUID | None
    owner_name: str | None
    measure: str
    review_on: dt.date | None
    state: RiskState
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
