"""Writes the accepted rows of a checked stage: records, one event each, and the search index; set by set."""

from typing import Any

from sqlalchemy import ColumnElement, Numeric, Text, case, cast, func, insert, literal, null, select, update
from sqlalchemy import types as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import events, search
from services.kit.db import CLASSIFIED, NIL
from services.kit.imports.checking import new_values
from services.kit.imports.kinds import Kind, Stage
from services.kit.imports.staging import NEW_ID

INDEX_BATCH = 2000
Values = dict[str, ColumnElement[Any]]


async def apply(session: AsyncSession, stage: Stage, *, reason: str) -> None:
    """Create and update. `reason` is written into every event: where the rows came from."""
    kind = stage.kind
    if kind.before is not None:
        await kind.before(session, stage)
    created = first_values(kind, stage)
    columns, table = stage.table.c, kind.table
    updated = new_values(stage)
    await _write_down(session, stage, "created", {name: (None, value) for name, value in created.items()}, reason)
    await _write_down(
        session, stage, "updated", {name: (table.c[name], value) for name, value in updated.items()}, reason
    )
    rows = select(columns["_target"], *created.values()).where(columns["_act"] == "create")
    await session.execute(insert(table).from_select(["id", *created], rows))
    changes: dict[str, Any] = dict(updated)
    if "version" in table.c:
        changes |= {"version": table.c.version + 1, "updated_at": func.now()}
    await session.execute(
        update(table).where(table.c.id == columns["_target"], columns["_act"] == "update").values(changes)
    )
    if kind.after is not None:
        await kind.after(session, stage)
    await _index(session, stage)


def first_values(kind: Kind, stage: Stage) -> Values:
    """What a new record gets; where a cell is empty, the column's own default."""
    table, values = kind.table, Values()
    for field in kind.fields:
        if field.target is not None:
            values[field.target] = stage.table.c[field.name]
    for name, expression in (*kind.derived.items(), *kind.initial.items()):
        values[name] = (
            func.coalesce(values[name], expression(stage.table)) if name in values else expression(stage.table)
        )
    if "source" in table.c:
        values["source"] = case((stage.table.c.external_id.is_not(None), literal(stage.source, Text)))
    return {name: _or_default(cast(value, table.c[name].type), table.c[name]) for name, value in values.items()}


def _or_default(value: ColumnElement[Any], column: Any) -> ColumnElement[Any]:
    if column.nullable or (column.default is None and column.server_default is None):
        return value
    if column.default is None:
        default = column.server_default.arg
        return func.coalesce(value, cast(literal(default, Text), column.type) if isinstance(default, str) else default)
    default = column.default.arg if column.default.is_scalar else column.default.arg(None)
    return func.coalesce(value, literal(default, column.type))


async def _write_down(
    session: AsyncSession,
    stage: Stage,
    action: str,
    pairs: dict[str, tuple[ColumnElement[Any] | None, ColumnElement[Any]]],
    reason: str,
) -> None:
    """One event a record, with before and after of what changes, as the hook of events.py would have written it."""
    kind, columns = stage.kind, stage.table.c
    changes: ColumnElement[Any] = literal({}, JSONB)
    for name, (before, after) in pairs.items():
        secret = kind.table.c[name].info.get(CLASSIFIED) in {"personal", "sensitive"}  # no key for each of a million rows
        old, new = (literal("•"), literal("•")) if secret else (_plain(before), _plain(after))
        changed = after.is_not(None) if before is None else before.is_distinct_from(after)
        pair = func.jsonb_build_object(cast(literal(name), Text), func.jsonb_build_array(old, new))
        changes = changes.op("||", return_type=JSONB())(case((changed, pair), else_=cast(literal({}, JSONB), JSONB)))
    values: Values = {
        name: literal(value)
        for name, value in (events.stamp(session, entity=kind.table.name, action=action) | {"reason": reason}).items()
        if value is not None
    }
    customer = columns["_target"] if kind.customer == "id" else columns.get(kind.customer)
    values |= {
        "id": NEW_ID,
        "customer_id": literal(NIL) if customer is None else func.coalesce(customer, literal(NIL)),
        "entity_id": columns["_target"],
        "changes": changes,
    }
    rows = select(*values.values()).where(columns["_act"] == action.removesuffix("d"))
    if action == "updated":
        rows = rows.where(kind.table.c.id == columns["_target"])
    await session.execute(insert(events.Event).from_select(list(values), rows))


def _plain(value: ColumnElement[Any] | None) -> ColumnElement[Any]:
    """Decimals as text, as everywhere in events: JSON numbers would lose their last digits in a browser."""
    if value is None:
        return cast(null(), Text)
    return cast(value, Text) if isinstance(value.type, (Numeric, sql.Uuid)) else value


async def _index(session: AsyncSession, stage: Stage) -> None:
    model: Any = stage.kind.model
    if not hasattr(model, "search_doc"):
        return
    written = select(stage.table.c["_target"]).where(stage.table.c["_act"].in_(["create", "update"]))
    ids = list(await session.scalars(written.order_by(stage.table.c["_number"])))
    for start in range(0, len(ids), INDEX_BATCH):
        rows = await session.scalars(
            select(model)
            .where(model.id.in_(ids[start : start + INDEX_BATCH]))
            .execution_options(populate_existing=True)
        )
        found = list(rows)
        await search.index(session, [(model.__tablename__, row.id, row.search_doc()) for row in found])
        for row in found:
            session.expunge(row)
