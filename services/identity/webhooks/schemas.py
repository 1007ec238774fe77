import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from services.identity.webhooks.addresses import checked_url
from services.kit.fields import Input, Line, Output

DeliveryState = Literal["waiting", "delivered", "dead"]

Url = Annotated[
    str,
    Field(strict=True, examples=["https://erp.example.com/hooks/loam"]),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(checked_url),
]
EventType = Annotated[str, Field(strict=True, max_length=100, pattern=r"^(\*|[a-z_]+\.(\*|[a-z_]+))$")]
"""`*`, `customer.*` or `customer.created`."""
EventTypes = Annotated[
    list[EventType], Field(min_length=1, max_length=100, examples=[["customer.*", "project.updated"]])
]


class WebhookCreate(Input):
    name: Line
    url: Url
    event_types: EventTypes


class WebhookUpdate(Input):
    """`active: true` starts a webhook that was stopped; what waits while it is stopped becomes a dead letter."""

    name: Line | None = None
    url: Url | None = None
    event_types: EventTypes | None = None
    active: Annotated[bool, Field(strict=True)] | None = None


class WebhookOut(Output):
    """`stopped_because`: "gone" when the address answered 410. `resting_until`: too many failures in a row."""

    id: uuid.UUID
    name: str
    url: str
    event_types: list[str]
    active: bool
    stopped_because: str | None
    former_until: dt.datetime | None
    failures: int
    resting_until: dt.datetime | None
    waiting: int
    dead: int
    last_success_at: dt.datetime | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class WebhookWithSecret(WebhookOut):
    """The only answers that carry the secret: when it is made."""

    secret: str


class EntityType(Output):
    """A kind of record that webhooks can tell of; `in_all`: included in `*`."""

    entity: str
    in_all: bool


class Attempt(Output):
    at: dt.datetime
    status: int | None
    ms: int
    error: str | None
    excerpt: str


class DeliveryOut(Output):
    """One message for one address. `attempts` holds the latest ones, the last one last."""

    id: uuid.UUID
    webhook_id: uuid.UUID
    message_id: uuid.UUID
    type: str
    body: str
    state: DeliveryState
    attempt: int
    next_at: dt.datetime | None
    queued_at: dt.datetime
    done_at: dt.datetime | None
    attempts: list[Attempt]


class DeliveryFilter(BaseModel):
    state: DeliveryState | None = None


class Replayed(Output):
    """How many dead letters are on their way again."""

    replayed: int
