"""What webhooks carry, who is told of what, when a failed delivery is tried again, and when an address may rest."""

import base64
import datetime as dt
import random
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from services.kit.db import NIL

MINUTE, HOUR = 60, 3600
PAUSES = (5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR)
"""Seconds between attempts: ten attempts in 75 hours, as Standard Webhooks suggests."""
LIFETIME = dt.timedelta(hours=90)
"""After this a message is dead, even if its address was resting all the time: 75 h and the longest jitter."""
JITTER = 0.1
LATEST = 20
"""Attempts kept in the log of one delivery."""
FAILURES = 5
"""In a row, after which an address rests: a minute first, then twice as long each time, an hour at most."""
SIGNED_TWICE = dt.timedelta(hours=24)
"""How long a former secret signs along after a rotation."""
ALL = "*"
PING = "ping"


def type_of(entity: str, action: str) -> str:
    """`customer.updated`, `project.gate_waived`."""
    return f"{entity}.{action.replace(' ', '_')}"


def wants(event_types: Iterable[str], entity: str, action: str, *, in_all: bool) -> bool:
    """Whether a subscription covers an event; `in_all`: whether `*` includes this entity."""
    named = {type_of(entity, action), f"{entity}.*"} | ({ALL} if in_all else set())
    return not named.isdisjoint(event_types)


def body_of(source: str, event: Any) -> str:
    """A CloudEvents envelope that says what happened to which record, and nothing of what is in it."""
    customer_id = event.customer_id if event.customer_id != NIL else None
    return _envelope(
        source,
        event.id,
        type_of(event.entity, event.action),
        event.at,
        subject=f"{event.entity}/{event.entity_id}",
        data={
            "entity": event.entity,
            "entity_id": event.entity_id,
            "action": event.action,
            "customer_id": customer_id,
            "by": event.actor_kind,
        },
    )


def ping_body(source: str, message_id: uuid.UUID, at: dt.datetime) -> str:
    return _envelope(source, message_id, PING, at, subject=PING, data={})


def _envelope(
    source: str, message_id: uuid.UUID, kind: str, at: dt.datetime, *, subject: str, data: dict[str, Any]
) -> str:
    said = {
        "specversion": "1.0",
        "id": message_id,
        "source": source,
        "type": kind,
        "subject": subject,
        "time": at,
        "datacontenttype": "application/json",
        "data": data,
    }
    return orjson.dumps(said, option=orjson.OPT_UTC_Z, default=str).decode()


def written(secret: bytes) -> str:
    """A secret as its owner is given it."""
    return "whsec_" + base64.b64encode(secret).decode()


def headers_of(secrets: Sequence[bytes], *, message_id: uuid.UUID, body: str, now: dt.datetime) -> dict[str, str]:
    """The signature after Standard Webhooks, one for each live secret."""
    from standardwebhooks import Webhook as Signer  # noqa: PLC0415 - only the worker signs

    identity = str(message_id)
    return {
        "content-type": "application/cloudevents+json; charset=utf-8",
        "user-agent": "Loam-Webhooks/1",
        "webhook-id": identity,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Signer(secret).sign(identity, now, body) for secret in secrets),
    }


def pause_after(attempt: int, *, wished: float | None = None) -> dt.timedelta | None:
    """How long to wait after this attempt (1 the first); None when it was the last. `wished` is a Retry-After."""
    if attempt > len(PAUSES):
        return None
    pause = PAUSES[attempt - 1] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - so that they do not come at once
    return dt.timedelta(seconds=max(pause, min(wished or 0, HOUR)))


def rest_after(failures: int) -> dt.timedelta | None:
    """How long an address rests after so many failures in a row; then one message tries whether it is back."""
    if failures < FAILURES:
        return None
    return dt.timedelta(seconds=min(MINUTE * 2.0 ** min(failures - FAILURES, 10), HOUR))


def succeeded(status: int | None) -> bool:
    return status is not None and 200 <= status < 300  # noqa: PLR2004 - HTTP
