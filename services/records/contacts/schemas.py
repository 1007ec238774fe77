import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import MISSING, BaseModel, Field

from services.kit.auth import Personal
from services.kit.custom import Custom, CustomOut
from services.kit.fields import Code, Email, Id, Input, Line, Output, Query

PreferredChannel = Literal["visit", "call", "mail", "meeting", "chat"]
Flag = Annotated[bool, Field(strict=True)]
Days = Annotated[int, Field(strict=True, ge=1, le=730)]


class ContactFilter(BaseModel):
    q: Query | None = None
    customer_id: Id | None = None
    owner_id: Id | None = None


class ContactCreate(Input):
    customer_id: Id
    name: Line
    title: Line | None = None
    department: Line | None = None
    phone: Code | None = None
    mail: Email | None = None
    messenger: Code | None = None
    reports_to_id: Id | None = None
    dotted_to_id: Id | None = None
    is_payer: Flag = False
    is_user: Flag = False
    is_decider: Flag = False
    preferred_channel: PreferredChannel | None = None
    cadence_days: Days | None = None
    owner_id: Id | None = None
    custom: Custom = Field(default_factory=dict)
    source: Code | None = None
    external_id: Code | None = None


class ContactUpdate(Input):
    name: Line | MISSING = MISSING
    title: Line | MISSING | None = MISSING
    department: Line | MISSING | None = MISSING
    phone: Code | MISSING | None = MISSING
    mail: Email | MISSING | None = MISSING
    messenger: Code | MISSING | None = MISSING
    reports_to_id: Id | MISSING | None = MISSING
    dotted_to_id: Id | MISSING | None = MISSING
    is_payer: Flag | MISSING = MISSING
    is_user: Flag | MISSING = MISSING
    is_decider: Flag | MISSING = MISSING
    preferred_channel: PreferredChannel | MISSING | None = MISSING
    cadence_days: Days | MISSING | None = MISSING
    owner_id: Id | MISSING | None = MISSING
    custom: Custom | MISSING = MISSING
    source: Code | MISSING | None = MISSING
    external_id: Code | MISSING | None = MISSING


class ContactOut(Output):
    id: uuid.UUID
    customer_id: uuid.UUID
    customer_name: str
    name: Personal[str]
    title: Personal[str | None]
    department: Personal[str | None]
    phone: Personal[str | None]
    mail: Personal[str | None]
    messenger: Personal[str | None]
    reports_to_id: uuid.UUID | None
    dotted_to_id: uuid.UUID | None
    is_payer: bool
    is_user: bool
    is_decider: bool
    preferred_channel: PreferredChannel | None
    cadence_days: int | None
    owner_id: uuid.UUID | None
    owner_name: str | None
    custom: Personal[CustomOut]
    source: str | None
    external_id: Personal[str | None]
    erased_at: dt.datetime | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
