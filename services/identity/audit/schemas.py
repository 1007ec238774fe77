import datetime as dt
import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from pydantic import BaseModel

from services.identity.audit.rules import Fault
from services.kit.fields import Code, Instant, Line, Output


class AuditFilter(BaseModel):
    """All of these together; `from` and `to` bound the time (`to` excluded)."""

    entity: Code | None = None
    entity_id: uuid.UUID | None = None
    actor: uuid.UUID | None = None
    action: Line | None = None
    customer: uuid.UUID | None = None
    request_id: Code | None = None
    since: Annotated[Instant | None, Parameter(alias="from")] = None
    until: Annotated[Instant | None, Parameter(alias="to")] = None


class AuditItem(Output):
    """One change of one record. `changes` maps fields to [before, after]; those of a class that the reader lacks are
    left out, and `withheld` says how many. `title` and `customer_name` are what they were last called.
    """

    id: uuid.UUID
    at: dt.datetime
    entity: str
    entity_id: uuid.UUID
    title: str | None
    action: str
    actor_id: uuid.UUID | None
    actor_kind: str
    actor_name: str
    customer_id: uuid.UUID | None
    customer_name: str | None
    reason: str
    changes: dict[str, Any]
    withheld: int
    request_id: str
    sealed: bool


class Finding(Output):
    """Something that is not as it was sealed: in which seal, and between which times its events lie."""

    seal: int
    fault: Fault
    expected: int
    found: int
    first_at: dt.datetime | None
    last_at: dt.datetime | None


class SealCheck(Output):
    at: dt.datetime
    seals: int
    events: int
    findings: list[Finding]


class SealState(Output):
    """How far the audit trail is sealed. `fingerprint` is the last seal's chain value: keep it elsewhere to compare."""

    seals: int
    sealed_events: int
    waiting_events: int
    sealed_until: dt.datetime | None
    fingerprint: str | None
    kept_years: int
    pruned_until: dt.datetime | None
    check: SealCheck | None
    checking: bool
