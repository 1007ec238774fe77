"""The audit trail: every event, latest first, for those who may read it."""

import uuid
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.audit.schemas import AuditFilter, AuditItem
from services.kit import subjects
from services.kit.db import NIL
from services.kit.events import Event, visible_changes
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.secrets import Vault

_SAME = ("id", "at", "entity", "entity_id", "action", "actor_id", "actor_kind", "actor_name", "reason", "request_id")
_EQUAL = {
    "entity": Event.entity,
    "entity_id": Event.entity_id,
    "actor": Event.actor_id,
    "action": Event.action,
    "customer": Event.customer_id,
    "request_id": Event.request_id,
}
_TITLES = text("""
    select distinct on (entity_id) entity_id, coalesce(changes -> 'name' ->> 1, changes -> 'title' ->> 1) as title
    from event
    where entity_id = any(:ids) and coalesce(changes -> 'name' ->> 1, changes -> 'title' ->> 1, '•') <> '•'
    order by entity_id, id desc
""")
_SEALED = text("select tx, id from event_seal order by number desc limit 1")


async def events(
    session: AsyncSession, vault: Vault, *, me: Principal, filters: AuditFilter, query: PageQuery
) -> dict[str, Any]:
    """A `Page[AuditItem]`, in four statements."""
    statement = select(Event)
    for name, column in _EQUAL.items():
        value = getattr(filters, name)
        if value is not None:
            statement = statement.where(column == value)
    if filters.since:
        statement = statement.where(Event.at >= filters.since)
    if filters.until:
        statement = statement.where(Event.at < filters.until)
    found = await page(session, statement, by=[Event.at, Event.id], query=query, item=AuditItem, descending=True)
    rows: list[Event] = found["items"]
    named = await session.execute(
        _TITLES, {"ids": list({one for row in rows for one in (row.entity_id, row.customer_id)})}
    )
    titles: dict[uuid.UUID, str] = {row.entity_id: row.title for row in named}
    seal = (await session.execute(_SEALED)).first()
    last = (seal.tx, seal.id) if seal else (-1, NIL)
    opened = await subjects.open_events(session, vault, rows)
    items = [_item(row, changes, me, titles, last) for row, changes in zip(rows, opened, strict=True)]
    return found | {"items": items}


def _item(
    row: Event,
    changes: dict[str, Any],
    me: Principal,
    titles: dict[uuid.UUID, str],
    last: tuple[int, uuid.UUID],
) -> dict[str, Any]:
    shown = visible_changes(row.entity, changes, me)
    return {
        **{name: getattr(row, name) for name in _SAME},
        "title": titles.get(row.entity_id),
        "customer_id": row.customer_id if row.customer_id != NIL else None,
        "customer_name": titles.get(row.customer_id),
        "changes": shown,
        "withheld": len(changes) - len(shown),
        "sealed": (row.tx, row.id) <= last,
    }
