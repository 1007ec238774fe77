import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import Field

from services.kit.fields import Input, Instant, Line, Output

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
    "sensitive",
]


class ApiClientCreate(Input):
    name: Line
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=20)]
    expires_at: Instant | None = None


class ApiClientOut(Output):
    id: uuid.UUID
    name: str
    scopes: list[str]
    key_start: str
    expires_at: dt.datetime | None
    revoked_at: dt.datetime | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class ApiClientCreated(ApiClientOut):
    """The only answer that carries the key."""

    key: str
