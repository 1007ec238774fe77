"""The persons Loam keeps records of, and the key each of them has.

A mapped row that tells of a person names the column with that person's id in `__subject__`; its columns of class
`personal` then enter the append-only events only sealed under the person's key (`kit/events.py`). Once the key is
destroyed, the past of that person is unreadable for everybody, in the database and in every later backup, and not one
row of the sealed chain of events had to be touched.

    subject_key.sealed_key   the person's key under the master key; null once destroyed, which `destroyed_at` tells
"""

import base64
import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, cast

import orjson
from sqlalchemy import Column, Connection, Table, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from services.kit import search, secrets
from services.kit.db import CLASSIFIED, Base, utcnow
from services.kit.secrets import WRAPPED, Vault

HIDDEN = ("•", "•")
"""Stands where a change may be told, but not from what to what."""
PERSONAL = {CLASSIFIED: "personal"}


class SubjectKey(Base):
    __tablename__ = "subject_key"

    subject_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    sealed_key: Mapped[bytes | None] = mapped_column(info={CLASSIFIED: "sensitive", WRAPPED: True})
    created_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    destroyed_at: Mapped[dt.datetime | None]


Keys = dict[uuid.UUID, bytes]


def _place(subject_id: uuid.UUID) -> str:
    return f"{SubjectKey.__tablename__}:{subject_id}:sealed_key"


def _opened(vault: Vault, rows: Iterable[Any]) -> Keys:
    return {row.subject_id: vault.open_key(row.sealed_key, _place(row.subject_id)) for row in rows if row.sealed_key}


def _stored(ids: Iterable[uuid.UUID]) -> Any:
    return select(SubjectKey.subject_id, SubjectKey.sealed_key).where(SubjectKey.subject_id.in_(list(ids)))


def make_keys(connection: Connection, vault: Vault, ids: Iterable[uuid.UUID]) -> Keys:
    """The keys of these persons, made where there is none yet; the erased ones get none again."""
    wanted = set(ids)
    found = connection.execute(_stored(wanted)).all()
    missing = wanted - {row.subject_id for row in found}
    if missing:
        new = [{"subject_id": one, "sealed_key": vault.new_key(_place(one))[1]} for one in sorted(missing)]
        connection.execute(insert(SubjectKey).on_conflict_do_nothing(), new)
        found = connection.execute(_stored(wanted)).all()  # another transaction may have been first
    return _opened(vault, found)


async def key_of(session: AsyncSession, vault: Vault, subject_id: uuid.UUID) -> bytes | None:
    """The person's key, made if need be; None once it was destroyed."""
    connection = await session.connection()
    return (await connection.run_sync(make_keys, vault, [subject_id])).get(subject_id)


async def destroy(session: AsyncSession, subject_id: uuid.UUID) -> None:
    """Nothing that was sealed under this person's key can be read from now on."""
    await (await session.connection()).run_sync(destroy_keys, [subject_id])


def destroy_keys(connection: Connection, ids: Iterable[uuid.UUID]) -> None:
    gone = [{"subject_id": one, "sealed_key": None, "destroyed_at": utcnow()} for one in ids]
    statement = insert(SubjectKey)
    new = {name: statement.excluded[name] for name in ("sealed_key", "destroyed_at")}
    connection.execute(statement.on_conflict_do_update(index_elements=["subject_id"], set_=new), gone)


def seal_pair(key: bytes, pair: Any, *, subject_id: uuid.UUID, event_id: uuid.UUID, name: str) -> dict[str, str]:
    """[before, after] of one field as it stands in an event."""
    plain = orjson.dumps(pair, default=str).decode()
    sealed = secrets.seal(key, plain, place=f"event:{event_id}:{name}")
    return {"of": str(subject_id), "sealed": base64.b64encode(sealed).decode()}


async def open_events(session: AsyncSession, vault: Vault, events: Sequence[Any]) -> list[dict[str, Any]]:
    """The `changes` of these events (of which `id` and `changes` are read), with what was sealed opened, in one statement.

    What belongs to an erased person, and everything when the installation has no master key, stands as ["•", "•"].
    """
    subjects = {uuid.UUID(pair["of"]) for event in events for pair in event.changes.values() if is_sealed(pair)}
    rows = (await session.execute(_stored(subjects))).all()
    keys = _opened(vault, rows) if vault.usable else {}

    def pair_of(event_id: uuid.UUID, name: str, pair: Any) -> Any:
        if not is_sealed(pair):
            return pair
        key = keys.get(uuid.UUID(pair["of"]))
        if key is None:
            return [*HIDDEN]
        sealed = base64.b64decode(pair["sealed"])
        return orjson.loads(secrets.unseal(key, sealed, place=f"event:{event_id}:{name}"))

    return [{name: pair_of(event.id, name, pair) for name, pair in event.changes.items()} for event in events]


def places() -> list[tuple[Table, Column[Any], list[Column[Any]]]]:
    """Where persons are told of: (table, the column with the person's id, its columns of class personal)."""
    found = []
    for mapper in Base.registry.mappers:
        subject = getattr(mapper.class_, "__subject__", None)
        if subject is not None:
            table = cast("Table", mapper.local_table)
            personal = [column for column in table.columns if column.info.get(CLASSIFIED) == "personal"]
            found.append((table, table.columns[subject], personal))
    return sorted(found, key=lambda place: place[0].name)


async def erase(session: AsyncSession, subject_id: uuid.UUID, *, name: str) -> None:
    """Forget a person: the key destroyed, every personal field of every table blanked, the search index cleared.

    `name` stands where a name may not be empty; other text that may not be empty becomes "". Services keep to their own
    tables otherwise; what must not be forgotten anywhere is done here, once, by what the models declare.
    """
    for table, subject, personal in places():
        blank: dict[str, Any] = {
            column.name: None if column.nullable else name if column.name == "name" else "" for column in personal
        }
        if "version" in table.c:
            blank |= {"version": table.c.version + 1, "updated_at": func.now()}
        await session.execute(update(table).where(subject == subject_id).values(blank))
    await search.forget(session, [subject_id])
    await destroy(session, subject_id)


def is_sealed(pair: Any) -> bool:
    return isinstance(pair, dict)
