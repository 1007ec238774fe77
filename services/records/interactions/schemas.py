import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import MISSING, BaseModel, Field

from services.kit.auth import Personal
from services.kit.fields import Code, Day, Id, Ids, Input, Instant, Line, Output, Prose

Channel = Literal["visit", "call", "mail", "meeting", "chat", "event", "web"]
Direction = Literal["outbound", "inbound"]


class InteractionFilter(BaseModel):
    """`from` and `to` are instants; `to` itself is not included."""

    customer_id: Id | None = None
    channel: Channel | None = None
    contact_id: Id | None = None
    user_id: Id | None = None
    from_: Annotated[Instant | None, Field(alias="from")] = None
    to: Instant | None = None


class InteractionCreate(Input):
    """`user_ids` left out means the caller."""

    customer_id: Id
    channel: Channel
    direction: Direction = "outbound"
    at: Instant
    contact_ids: Ids = Field(default_factory=list)
    user_ids: Ids | None = None
    summary: Prose = ""
    learned: Prose = ""
    next_step: Line | None = None
    next_step_on: Day | None = None
    source: Code | None = None
    external_id: Code | None = None


class InteractionUpdate(Input):
    channel: Channel | MISSING = MISSING
    direction: Direction | MISSING = MISSING
    at: Instant | MISSING = MISSING
    contact_ids: Ids | MISSING = MISSING
    user_ids: Ids | MISSING = MISSING
    summary: Prose | MISSING = MISSING
    learned: Prose | MISSING = MISSING
    next_step: Line | MISSING | None = MISSING
    next_step_on: Day | MISSING | None = MISSING


class InteractionOut(Output):
    id: uuid.UUID
    customer_id: uuid.UUID
    customer_name: str
    channel: Channel
    direction: Direction
    at: dt.datetime
    contact_ids: list[uuid.UUID]
    contact_names: Personal[list[str]]
    user_ids: list[uuid.UUID]
    user_names: list[str]
    summary: str
    learned: str
    next_step: str | None
    next_step_on: dt.date | None
    source: str | None
    external_id: str | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
