import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import MISSING, BaseModel, Field

from services.kit.fields import Day, Id, Input, Line, Output, Prose, Query, Scale5
from services.records.risks.schemas import RiskFields

InsightRole = Literal["sales", "technical", "service"]
InsightState = Literal["draft", "published"]


class InsightFilter(BaseModel):
    q: Query | None = None
    customer_id: Id | None = None
    role: InsightRole | None = None
    state: InsightState | None = None
    author_id: Id | None = None


class InsightCreate(Input):
    """`dated_on` left out means today."""

    customer_id: Id
    role: InsightRole
    dated_on: Day | None = None
    title: Line
    findings: Prose = ""


class InsightUpdate(Input):
    role: InsightRole | MISSING = MISSING
    dated_on: Day | MISSING = MISSING
    title: Line | MISSING = MISSING
    findings: Prose | MISSING = MISSING


class InsightPublish(Input):
    """What came of it; opportunities found in it name it as theirs."""

    value_grade: Scale5 | None = None
    risks: Annotated[list[RiskFields], Field(max_length=50)] = Field(default_factory=list)


class InsightOut(Output):
    id: uuid.UUID
    customer_id: uuid.UUID
    customer_name: str
    role: InsightRole
    dated_on: dt.date
    title: str
    findings: str
    state: InsightState
    author_id: uuid.UUID | None
    author_name: str | None
    value_grade: int | None
    published_at: dt.datetime | None
    risks: int
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
