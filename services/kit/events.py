"""One append-only table that is the timeline, the audit trail, and the outbox of webhooks and live updates.

Nobody writes to it by hand: after every flush the rows that were added, changed or removed are written down in the
same transaction, with who, when, what, before and after. A business act names itself with `note`.

Of fields of class `sensitive` an event tells only that they changed (["•", "•"]); what it tells of fields of class
`personal` is sealed under the person's own key (kit/subjects.py), and opened for those who may read it.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import BigInteger, Index, event, insert, text
from sqlalchemy import inspect as look
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, UOWTransaction, mapped_column
from sqlalchemy.orm import Session as SyncSession
from uuid_utils.compat import uuid7

from services.kit import search, subjects
from services.kit.db import CLASSIFIED, NIL, Base, utcnow
from services.kit.permissions import WITHHELD, Principal
from services.kit.secrets import vault_of

HIDDEN = frozenset({"id", "version", "created_at", "updated_at", "samples"})
"""What no event tells; samples are lines of a file somebody sent, whatever they hold."""


class Event(Base):
    __tablename__ = "event"
    __table_args__ = (
        Index(None, "entity_id", "id"),
        Index(None, "at"),
        Index(None, "tx", "id"),
        Index("ix_event_entity_id", "entity", "id"),
        Index(None, "actor_id", "at"),
        Index(None, "request_id"),
    )

    customer_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime]
    entity: Mapped[str]
    entity_id: Mapped[uuid.UUID]
    action: Mapped[str]
    actor_id: Mapped[uuid.UUID | None]
    actor_kind: Mapped[str]
    actor_name: Mapped[str]
    reason: Mapped[str]
    changes: Mapped[dict[str, Any]]
    request_id: Mapped[str]
    tx: Mapped[int] = mapped_column(BigInteger, server_default=text("(pg_current_xact_id()::text::bigint)"))
    """The number of the transaction that wrote it, given by the database: see kit/feed.py."""


class Quiet:
    """Mark of rows whose changes are no business events: sessions, staging rows, solver results."""


def note(session: AsyncSession, row: Base, action: str, reason: str = "") -> None:
    """Name what is being done to this row: `proposed`, `decided`, `gate waived` …, with the reason given for it."""
    session.info.setdefault("notes", {})[id(row)] = (action, reason)


def stamp(
    session: AsyncSession | SyncSession, *, entity: str, action: str, customer_id: uuid.UUID = NIL
) -> dict[str, Any]:
    """The columns of an event that do not depend on the row; for set-based writes that bypass the ORM."""
    scope: Mapping[str, Any] = session.info.get("scope", {})
    me: Principal | None = scope.get("loam.me")
    return {
        "at": utcnow(),
        "entity": entity,
        "action": action,
        "customer_id": customer_id,
        "actor_id": me.id if me else None,
        "actor_kind": me.kind if me else "system",
        "actor_name": me.name if me else "Loam",
        "request_id": scope.get("loam.request_id", ""),
        "reason": "",
    }


def _changes(row: Base, *, action: str) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    state = look(row)
    assert state is not None
    for column in state.mapper.column_attrs:
        source = column.columns[0]
        if column.key in HIDDEN:
            continue
        sensitive = source.info.get(CLASSIFIED) == "sensitive"
        history = state.attrs[column.key].history
        if action == "deleted":
            before, after = getattr(row, column.key), None
        elif action == "created":
            before, after = None, getattr(row, column.key)
        elif history.has_changes():
            before, after = (history.deleted or [None])[0], (history.added or [None])[0]
        else:
            continue
        if before != after:
            changes[str(source.name)] = [*subjects.HIDDEN] if sensitive else [before, after]
    return changes


def _describe(session: SyncSession, rows: Iterable[Any], action: str) -> list[dict[str, Any]]:
    notes: dict[int, tuple[str, str]] = session.info.get("notes", {})
    found = []
    for row in rows:
        if isinstance(row, (Event, Quiet)) or (not session.is_modified(row) and action == "updated"):
            continue
        changes = _changes(row, action=action)
        named, reason = notes.pop(id(row), (action, ""))
        if not changes and named == action:
            continue
        entity = row.__tablename__
        customer_id = row.id if entity == "customer" else getattr(row, "customer_id", None)
        key = getattr(row, "id", None) or look(type(row)).primary_key_from_instance(row)[0]
        found.append(
            stamp(session, entity=entity, action=named, customer_id=customer_id or NIL)
            | {
                "id": uuid7(),
                "entity_id": key,
                "changes": changes,
                "reason": reason,
                "subject_id": getattr(row, getattr(row, "__subject__", ""), None),
            },
        )
    return found


@event.listens_for(SyncSession, "after_flush")
def _write_down(session: SyncSession, _context: UOWTransaction) -> None:
    rows = (
        _describe(session, session.new, "created")
        + _describe(session, session.dirty, "updated")
        + _describe(session, session.deleted, "deleted")
    )
    if rows:
        _seal_personal(session, rows)
        session.connection().execute(insert(Event), rows)
    search.reindex(session)


def _seal_personal(session: SyncSession, rows: list[dict[str, Any]]) -> None:
    """Close what these events tell of persons; without a master key they tell only that it changed.

    A person's own row being deleted takes the key along.
    """
    closing = []
    for row in rows:
        table = Base.metadata.tables[row["entity"]]
        names = [name for name in row["changes"] if table.columns[name].info.get(CLASSIFIED) == "personal"]
        subject_id = row.pop("subject_id")
        if names:
            closing.append((row, names, subject_id))
    gone = {row["entity_id"] for row in rows if row["action"] == "deleted"}
    keys: subjects.Keys = {}
    if closing and (vault := vault_of(session)).usable:
        wanted = {subject_id for _, _, subject_id in closing if subject_id} - gone
        keys = subjects.make_keys(session.connection(), vault, wanted)
    for row, names, subject_id in closing:
        key = keys.get(subject_id) if subject_id else None
        for name in names:
            pair = row["changes"][name]
            row["changes"][name] = (
                subjects.seal_pair(key, pair, subject_id=subject_id, event_id=row["id"], name=name)
                if key
                else [*subjects.HIDDEN]
            )
    erased = [subject_id for row, _, subject_id in closing if subject_id in gone and row["entity_id"] == subject_id]
    if erased:
        subjects.destroy_keys(session.connection(), erased)


def visible_changes(entity: str, changes: dict[str, Any], me: Principal) -> dict[str, Any]:
    """The changes of an event without the fields whose class the reader lacks.

    What is still sealed stays hidden: `subjects.open_events` opens it first.
    """
    table = Base.metadata.tables.get(entity)
    if table is None:
        return {}

    def allowed(name: str) -> bool:
        column = table.columns.get(name)
        kind = None if column is None else column.info.get(CLASSIFIED)
        return kind not in WITHHELD or kind in me.classes

    shown = {name: [*subjects.HIDDEN] if subjects.is_sealed(pair) else pair for name, pair in changes.items()}
    return {name: pair for name, pair in shown.items() if allowed(name)}
