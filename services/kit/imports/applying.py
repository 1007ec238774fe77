"""Writes accepted rows of a checked stage: records, one event each, and the search index; set by set."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Numeric, Text, case, cast, func, insert, literal, select, update
from sqlalchemy import types as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import events, search
from services.kit.db import CLASSIFIED, NIL
from services.kit.imports.checking import new_values
from services.kit.imports.kinds import Kind, Stage
from services.kit.imports.staging import ids

INDEX_BATCH = 2000
Values = dict[str, ColumnElement[Any]]


async def apply(session: AsyncSession, stage: Stage, *, reason: str) -> dict[str, int]:
    """Create and update; how many of each. `reason` is written into every event: where the rows came from."""
    kind, act = stage.kind, stage.table.c["_act"]
    acts = dict([tuple(row) for row in await session.execute(select(act, func.count()).group_by(act))])
    if kind.before is not None:
        await kind.before(session, stage)
    created = await _create(session, stage, reason) if "create" in acts else 0
    updated = await _update(session, stage, reason) if "update" in acts else 0
    if kind.after is not None:
        await kind.after(session, stage)
    await _index(session, stage)
    return {"create": created, "update": updated}


async def _create(session: AsyncSession, stage: Stage, reason: str) -> int:
    """The records and, from what was written, their events, in one statement. Rows of one customer go in together:
    they lie together in the indexes.
    """
    kind, columns = stage.kind, stage.table.c
    values = first_values(kind, stage)
    rows = select(columns["_target"], *values.values()).where(columns["_act"] == "create")
    if kind.customer in columns:
        rows = rows.order_by(columns[kind.customer])
    written = (
        insert(kind.table)
        .from_select(["id", *values], rows)
        .returning(kind.table.c.id, *(kind.table.c[name] for name in values))
    )
    made = written.cte("made")
    number, customer = func.row_number().over(), made.c.get(kind.customer)
    event = _event(session, stage, "created", reason, number=number, record=made.c.id, customer=customer) | {
        "changes": _told([(name, _said(kind, name, made.c[name]), made.c[name]) for name in values])
    }
    result = await session.execute(
        insert(events.Event).from_select(list(event), select(*event.values()).select_from(made))
    )
    assert isinstance(result, CursorResult)
    return result.rowcount


async def _update(session: AsyncSession, stage: Stage, reason: str) -> int:
    """What changes is written down before it changes: the event has both values."""
    kind, columns = stage.kind, stage.table.c
    table, values = kind.table, new_values(stage)
    mine = (table.c.id == columns["_target"], columns["_act"] == "update")
    changes: ColumnElement[Any] = literal({}, JSONB)
    for name, value in values.items():
        pair = func.jsonb_build_array(_said(kind, name, table.c[name]), _said(kind, name, value))
        changed = case(
            (table.c[name].is_distinct_from(value), func.jsonb_build_object(cast(literal(name), Text), pair))
        )
        changes = changes.op("||", return_type=JSONB())(func.coalesce(changed, cast(literal({}, JSONB), JSONB)))
    customer = columns["_target"] if kind.customer == "id" else columns.get(kind.customer)
    number = columns["_number"]
    event = _event(session, stage, "updated", reason, number=number, record=columns["_target"], customer=customer)
    event |= {"changes": changes}
    await session.execute(insert(events.Event).from_select(list(event), select(*event.values()).where(*mine)))
    changed_columns: dict[str, Any] = dict(values)
    if "version" in table.c:
        changed_columns |= {"version": table.c.version + 1, "updated_at": func.now()}
    result = await session.execute(update(table).where(*mine).values(changed_columns))
    assert isinstance(result, CursorResult)
    return result.rowcount


def _event(
    session: AsyncSession,
    stage: Stage,
    action: str,
    reason: str,
    *,
    number: ColumnElement[Any],
    record: ColumnElement[Any],
    customer: ColumnElement[Any] | None,
) -> Values:
    """One event a record, as the hook of events.py would have written it; without what changed."""
    stamp = events.stamp(session, entity=stage.kind.table.name, action=action) | {"reason": reason}
    return {name: literal(value) for name, value in stamp.items() if value is not None} | {
        "id": ids(number),
        "customer_id": literal(NIL) if customer is None else func.coalesce(customer, literal(NIL)),
        "entity_id": record,
    }


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


def _told(values: Sequence[tuple[str, ColumnElement[Any], ColumnElement[Any]]]) -> ColumnElement[Any]:
    """{name: [null, said]} of the values that are not null. Put together as text and read once, which takes less than
    half the time of objects built from arrays.
    """
    pairs: list[ColumnElement[Any]] = []
    for name, said, value in values:
        pair = literal(f'"{name}":[null,', Text).concat(cast(func.to_json(said), Text)).concat("]")
        pairs.append(case((value.is_not(None), pair)))
    return cast(literal("{", Text).concat(func.concat_ws(",", *pairs)).concat("}"), JSONB)


def _said(kind: Kind, name: str, value: ColumnElement[Any]) -> ColumnElement[Any]:
    """A value as events have it: decimals as text, since JSON numbers would lose their last digits in a browser, and
    nothing of what is sensitive.
    """
    if kind.table.c[name].info.get(CLASSIFIED) in {"personal", "sensitive"}:  # no key for each of a million rows
        return cast(literal("•"), Text)
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
