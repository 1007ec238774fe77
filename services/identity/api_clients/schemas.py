import datetime as dt
import ipaddress
import uuid
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from services.kit.fields import Code, Input, Instant, Line, Output

Scope = Literal[
    "identity:read",
    "identity:write",
    "records:read",
    "records:write",
    "transactions:write",
    "imports:write",
    "planning:read",
    "planning:write",
    "planning:decide",
    "performance:read",
    "jobs:read",
    "audit:read",
    "webhooks:write",
    "sensitive",
]


def _network(value: str) -> str:
    try:
        return str(ipaddress.ip_network(value))
    except ValueError:
        raise PydanticCustomError("network", "not a network as 203.0.113.0/24 or 2001:db8::/48") from None


Networks = Annotated[list[Annotated[Code, AfterValidator(_network)]], Field(max_length=50)]
"""CIDR blocks the key may come from; an empty list lets it come from anywhere."""


class ApiClientCreate(Input):
    name: Line
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=20)]
    expires_at: Instant | None = None
    networks: Networks = Field(default=[])


class ApiClientUpdate(Input):
    """`expires_at: null` takes the end away."""

    name: Line | None = None
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=20)] | None = None
    expires_at: Instant | None = None
    networks: Networks | None = None


class KeyRotation(Input):
    """For how many hours the present key goes on beside the new one: 0 to 720."""

    keep_hours: Annotated[int, Field(strict=True, ge=0, le=720)] = 24


class ApiClientOut(Output):
    """Its keys are told by their beginnings. When one was last used is true to five minutes."""

    id: uuid.UUID
    name: str
    scopes: list[str]
    networks: list[str]
    key_start: str
    key_made_at: dt.datetime
    key_used_at: dt.datetime | None
    former_key_start: str | None
    former_key_ends_at: dt.datetime | None
    former_key_used_at: dt.datetime | None
    expires_at: dt.datetime | None
    revoked_at: dt.datetime | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class ApiClientCreated(ApiClientOut):
    """The only answer that carries the key."""

    key: str
