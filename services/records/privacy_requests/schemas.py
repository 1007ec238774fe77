import datetime as dt
import uuid
from typing import Literal

from pydantic import MISSING, BaseModel

from services.kit.auth import Personal
from services.kit.fields import Day, Id, Input, Output, Prose

RequestKind = Literal["access", "erasure", "correction"]
RequestState = Literal["open", "done", "refused"]


class PrivacyRequestFilter(BaseModel):
    contact_id: Id | None = None
    state: RequestState | None = None


class PrivacyRequestCreate(Input):
    """`due_on`: 30 days after it was received, unless a day is named. `wish`: in the person's own words."""

    kind: RequestKind
    contact_id: Id
    received_on: Day
    due_on: Day | None = None
    wish: Prose = ""


class PrivacyRequestUpdate(Input):
    """Whoever closes a request says what was answered."""

    due_on: Day | MISSING = MISSING
    wish: Prose | MISSING = MISSING
    state: RequestState | MISSING = MISSING
    answer: Prose | MISSING = MISSING


class PrivacyRequestOut(Output):
    id: uuid.UUID
    kind: RequestKind
    contact_id: uuid.UUID
    contact_name: Personal[str]
    customer_id: uuid.UUID
    customer_name: str
    erased_at: dt.datetime | None
    received_on: dt.date
    due_on: dt.date
    state: RequestState
    wish: Personal[str]
    answer: Personal[str]
    answered_on: dt.date | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
