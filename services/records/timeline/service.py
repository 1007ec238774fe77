"""A customer's timeline: what was changed and what was said, in one order.

Transactions are left out (they have a list of their own, and an ERP sends thousands); an interaction stands for itself
and not for the event of its entry.
"""

import functools
import uuid
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import subjects
from services.kit.errors import missing_row
from services.kit.events import Event, visible_changes
from services.kit.pages import COUNT_CAP, Window, decode, encode
from services.kit.permissions import Principal
from services.kit.secrets import Vault
from services.records.timeline.schemas import TimelineFilter

_EVENTS = """
    select id, 'event' as kind, at, entity, entity_id, action, actor_id, actor_name, reason as text, changes
    from event
    where customer_id = :customer and entity not in ('transaction', 'interaction')
      and (:sensitive or entity not in ('private_traits', 'consent'))
"""
_INTERACTIONS = """
    select i.id, 'interaction' as kind, i.at, 'interaction' as entity, i.id as entity_id, i.channel as action,
           p.id as actor_id, coalesce(p.name, '') as actor_name, i.summary as text, '{}'::jsonb as changes
    from interaction i left join person p on p.id = i.user_ids[1]
    where i.customer_id = :customer
"""
_SOURCES = {"event": _EVENTS, "interaction": _INTERACTIONS, None: f"{_EVENTS} union all {_INTERACTIONS}"}
_TITLES = text("""
    select distinct on (entity_id, entity) id, entity, entity_id,
           jsonb_strip_nulls(jsonb_build_object('name', changes -> 'name', 'title', changes -> 'title')) as changes
    from event
    where entity_id = any(:ids) and (changes ? 'name' or changes ? 'title')
    order by entity_id, entity, (changes ? 'name') desc, id desc
""")
_EXISTS = text("select 1 from customer where id = :customer")


@functools.cache
def _window(kind: str | None, *, after: bool) -> TextClause:
    further = "where (at, id) < (:at, :id)" if after else ""
    return text(f"select * from ({_SOURCES[kind]}) item {further} order by at desc, id desc limit :limit")  # noqa: S608 - of our own words


@functools.cache
def _total(kind: str | None) -> TextClause:
    return text(f"select count(*) from (select 1 from ({_SOURCES[kind]}) item limit :cap) counted")  # noqa: S608 - of our own words


def _title(changes: dict[str, list[str | None]]) -> str | None:
    """What the record was last called; None once that was a person who was erased."""
    names = [pair[1] for pair in (changes.get("name"), changes.get("title")) if pair]
    return next((name for name in names if name and name != subjects.HIDDEN[1]), None)


async def timeline(
    session: AsyncSession,
    vault: Vault,
    *,
    me: Principal,
    customer_id: uuid.UUID,
    filters: TimelineFilter,
    query: Window,
) -> dict[str, Any]:
    """A `Page[TimelineItem]`, latest first; changed fields of a class the reader lacks are left out."""
    if not await session.scalar(_EXISTS, {"customer": customer_id}):
        raise missing_row("customer", customer_id)
    values: dict[str, Any] = {"customer": customer_id}
    if filters.kind != "interaction":
        values["sensitive"] = "sensitive" in me.classes
    last = {}
    if query.cursor:
        last = dict(zip(("at", "id"), decode(query.cursor, [Event.at, Event.id]), strict=True))
    statement = _window(filters.kind, after=bool(last))
    found = (await session.execute(statement, values | last | {"limit": query.limit + 1})).all()
    window = found[: query.limit]
    named = (await session.execute(_TITLES, {"ids": [row.entity_id for row in window]})).all()
    opened = await subjects.open_events(session, vault, [*window, *named])
    titles = {
        (row.entity, row.entity_id): _title(pairs) for row, pairs in zip(named, opened[len(window) :], strict=True)
    }
    page: dict[str, Any] = {
        "items": [
            {
                **row._mapping,  # noqa: SLF001 - its public name
                "title": titles.get((row.entity, row.entity_id)),
                "changes": visible_changes(row.entity, changes, me),
            }
            for row, changes in zip(window, opened[: len(window)], strict=True)
        ],
        "next": encode([window[-1].at, window[-1].id]) if len(found) > query.limit else None,
    }
    if query.count:
        page["total"] = await session.scalar(_total(filters.kind), values | {"cap": COUNT_CAP})
    return page
