"""Events in an order that never changes, although transactions end in another order than they began.

An id (UUIDv7) is made when a row is written, and a slow transaction shows rows with old ids after a quick one has shown
new ones: who reads "after the last id I saw" loses them. So each event carries its transaction's number (`tx`), and
readers go by (tx, id) and only as far as the *horizon*: the oldest transaction still open when they look. Below it
every transaction has ended, so nothing can appear there any more. A transaction that stays open holds the readers up;
it never makes them lose an event.

Transaction numbers belong to one database cluster. A backup restored into another one brings events whose numbers lie
ahead of the new cluster's, so the clock is set forward (`set_clock`) before anything is written: by every
`loam migrate` and `loam up`.
"""

import functools
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Connection, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import NIL, Base
from services.kit.events import Quiet
from services.kit.permissions import Action, Principal


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in the order of events: after the event that has these two."""

    tx: int
    id: uuid.UUID

    def __str__(self) -> str:
        return f"{self.tx}.{self.id}"

    @classmethod
    def parse(cls, written: str) -> "Position":
        """What `str` wrote; ValueError when somebody else wrote it."""
        tx, _, key = written.partition(".")
        if not (tx.isascii() and tx.isdigit() and len(tx) < 19):  # noqa: PLR2004 - within int8
            raise ValueError(written)
        return cls(int(tx), uuid.UUID(key))


START = Position(-1, NIL)
"""Before all events."""


class EventClock(Quiet, Base):
    """One row: which cluster the numbers come from, and what is added to its own."""

    __tablename__ = "event_clock"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cluster: Mapped[str]
    shift: Mapped[int] = mapped_column(BigInteger)


class EventCursor(Quiet, Base):
    """How far a reader has come, moved in the transaction that does its work. Its migration puts it there."""

    __tablename__ = "event_cursor"

    name: Mapped[str] = mapped_column(primary_key=True)
    tx: Mapped[int] = mapped_column(BigInteger)
    id: Mapped[uuid.UUID]


HORIZON = "(select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + shift from event_clock)"
"""SQL: events with a `tx` below this are complete."""

_NEXT = text(f"""
    select tx, id, at, entity, entity_id, customer_id, action, actor_kind from event
    where (tx, id) > (:tx, :id) and tx < {HORIZON}
    order by tx, id limit :limit
""")  # noqa: S608 - of our own words
_NOW = text(f"select {HORIZON} - 1")
_CURSOR = text("select tx, id from event_cursor where name = :name for update skip locked")
_MOVE = text("update event_cursor set tx = :tx, id = :id where name = :name")
_CLUSTER = text("select c.cluster, s.system_identifier::text from event_clock c, pg_control_system() s for update of c")
_AHEAD = text("""
    select greatest(0,
        1 - pg_snapshot_xmin(pg_current_snapshot())::text::bigint
          + greatest((select max(tx) from event), (select max(tx) from event_cursor)))
""")
_LAST_ID = uuid.UUID(int=2**128 - 1)


async def following(session: AsyncSession, after: Position, *, limit: int) -> Sequence[Any]:
    """The next complete events as rows (tx, id, at, entity, entity_id, customer_id, action, actor_kind)."""
    return (await session.execute(_NEXT, {"tx": after.tx, "id": after.id, "limit": limit})).all()


async def now(session: AsyncSession) -> Position:
    """After everything that is complete."""
    return Position(int(await session.scalar(_NOW)), _LAST_ID)


async def held_cursor(session: AsyncSession, name: str) -> Position | None:
    """A reader's place, its alone until this transaction ends; None while another process has it."""
    row = (await session.execute(_CURSOR, {"name": name})).first()
    return Position(row.tx, row.id) if row else None


async def move_cursor(session: AsyncSession, name: str, to: Position) -> None:
    await session.execute(_MOVE, {"name": name, "tx": to.tx, "id": to.id})


def set_clock(connection: Connection) -> int | None:
    """After a restore into another cluster: put the numbers of new events behind all there are; what was added."""
    known, here = connection.execute(_CLUSTER).one()
    if known == here:
        return None
    shift = int(connection.execute(_AHEAD).scalar() or 0)
    connection.execute(
        text(f"alter table event alter column tx set default (pg_current_xact_id()::text::bigint + {shift:d})")
    )
    connection.execute(text("update event_clock set cluster = :here, shift = :shift"), {"here": here, "shift": shift})
    return shift


_OPEN: frozenset[Action] = frozenset({"identity:read", "records:read", "planning:read", "performance:read"})
_NEVER = frozenset({"event", "search_entry", "search_key", "idempotency_key"})
"""Tables without a model's flush: nothing is ever told of them."""
_CLOSED: dict[str, Action] = {
    "private_traits": "sensitive",
    "consent": "sensitive",
    "privacy_request": "privacy:write",
    "subject_key": "sensitive",
    "api_client": "identity:write",
    "webhook": "webhooks:write",
    "event_seal": "audit:read",
}


@functools.cache
def entities() -> dict[str, Action]:
    """Everything events tell of, with the action a reader needs to learn that such a record changed."""
    found: dict[str, Action] = {"event_seal": "audit:read"}
    for mapper in Base.registry.mappers:
        name = str(mapper.class_.__tablename__)
        if name in _NEVER or issubclass(mapper.class_, Quiet):
            continue
        service = mapper.class_.__module__.split(".")[1]
        own: Action = next((one for one in _OPEN if one == f"{service}:read"), "identity:read")
        found[name] = _CLOSED.get(name, own)
    return found


def is_open(entity: str) -> bool:
    """Whether a subscription to everything includes it."""
    return entities().get(entity) in _OPEN


def may_learn(me: Principal, entity: str) -> bool:
    """Whether this reader may know that such a record changed."""
    needed = entities().get(entity)
    return needed is not None and me.may(needed)
