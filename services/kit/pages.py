"""Lists: keyset cursors, stable under inserts, one statement whatever the number of rows.

A list can be asked for a window (`limit`, `cursor`, `count`), for some rows (`filter`), in another order (`sort`), for
some fields (`fields`, cut out of the answer by kit/routing.py), and for what has changed (`updated_since`, with the ids
of deleted rows). What it may be filtered and sorted by follows from its SELECT and from the shape of its rows.
"""

import base64
import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

import orjson
from fastapi import Query as Parameter
from pydantic import BaseModel
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    DateTime,
    Select,
    Uuid,
    cast,
    column,
    func,
    literal,
    select,
    text,
    tuple_,
    type_coerce,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from services.kit import custom, custom_filters, filters
from services.kit.auth import classes
from services.kit.errors import Forbidden, invalid
from services.kit.fields import INT8, Instant, Output
from services.kit.filter_values import Field, field_of

T = TypeVar("T")
COUNT_CAP = 100_000

Statement = Select[*tuple[Any, ...]]
"""A SELECT of whatever columns."""
SortKey = ColumnElement[Any] | InstrumentedAttribute[Any]


class Tombstone(Output):
    """A row that is there no more."""

    id: uuid.UUID
    deleted_at: dt.datetime


class Page(Output, Generic[T]):
    """One window of a list. `total` is present only with `count=true`, and never above 100,000; `deleted` only with
    `updated_since`.
    """

    items: list[T]
    next: str | None
    total: int | None = None
    deleted: list[Tombstone] | None = None


class Fields(BaseModel):
    """What every list and its file can be asked."""

    fields: Annotated[
        str | None,
        Parameter(
            max_length=1000,
            pattern=r"^[a-z][a-z0-9_.]*(,[a-z][a-z0-9_.]*)*$",
            description="Only these fields of each row, with commas between; `id` always comes along. `custom.x`: of the "
            "organisation's own fields, x.",
        ),
    ] = None


class Choice(Fields):
    """What a list of records and its file can be asked besides."""

    filter: Annotated[
        str | None,
        Parameter(
            max_length=filters.LONGEST,
            description="Only rows for which this is true, such as "
            '`class in (S, A) and name ~ "电力" and not lifecycle = lapsed`; see the guide for partners.',
        ),
    ] = None
    sort: Annotated[
        str | None,
        Parameter(
            max_length=64,
            pattern=r"^-?[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$",
            description="A field of the rows; `-` before it: descending.",
        ),
    ] = None
    updated_since: Annotated[
        Instant | None,
        Parameter(
            description="Only rows changed at this instant or later, the earliest first, with the ids of those "
            "deleted since in `deleted`. Ask again from a minute before your last question: what was being written "
            "then may have been finished after it."
        ),
    ] = None


class Window(Fields):
    """What every list can be asked."""

    limit: Annotated[int, Parameter(ge=1, le=200, description="How many rows at most.")] = 50
    cursor: Annotated[
        str | None,
        Parameter(max_length=1000, description="`next` of the window before, with the same other parameters."),
    ] = None
    count: Annotated[bool, Parameter(description="Also answer `total`, the number of rows, 100,000 at most.")] = False


class PageQuery(Choice, Window):
    """A window of the rows that are asked for."""


Windowing = Annotated[Window, Parameter()]
Paging = Annotated[PageQuery, Parameter()]

GONE = text("""
    select at, entity_id as id from event
    where entity = :entity and action = 'deleted' and at >= :since and (at, entity_id) > (:last, :last_id)
    order by at, entity_id limit :limit
""")
"""Ids of deleted rows after the cursor; served by an index of its own."""
BEGINNING = (dt.datetime(1900, 1, 1, tzinfo=dt.UTC), uuid.UUID(int=0))
EMPTY: dict[type, Any] = {
    str: "",
    int: 0,
    float: 0.0,
    Decimal: Decimal(0),
    bool: False,
    dt.date: dt.date(1900, 1, 1),
    dt.datetime: BEGINNING[0],
    uuid.UUID: BEGINNING[1],
}
"""What stands for an empty value where rows are compared."""


def encode(values: Sequence[Any], *, order: str = "") -> str:
    """Where a window ended. `order` names an order other than the list's own, in which alone the cursor is good."""
    named = [order, *values] if order else list(values)
    return base64.urlsafe_b64encode(orjson.dumps(named, default=str)).decode().rstrip("=")


def decode(cursor: str, columns: Sequence[SortKey], *, order: str = "") -> list[Any]:
    """The sort values of the last row seen, in the types of their columns; 422 when not one of ours."""
    try:
        raw = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if order:
            raw = raw[1:] if raw[0] == order else None
        return [_revive(value, column) for value, column in zip(raw, columns, strict=True)]
    except (ValueError, TypeError, ArithmeticError, AttributeError, LookupError):
        raise invalid("query/cursor", "cursor", "not a cursor of this list", "不是该列表的游标") from None


def _revive(value: Any, column: SortKey) -> Any:
    """Cursors travel through strangers' hands: whatever the database could not compare is a ValueError here."""
    kind = column.type.python_type
    if kind in {int, float, bool} and isinstance(value, (int, float)) and abs(value) <= INT8:
        return kind(value)
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(value)
    if kind in {uuid.UUID, str, dt.date}:
        return kind.fromisoformat(value) if kind is dt.date else kind(value)
    if kind is Decimal and Decimal(value).is_finite() and abs(Decimal(value)) <= INT8:
        return Decimal(value)
    if kind is dt.datetime and dt.datetime.fromisoformat(value).tzinfo:
        return dt.datetime.fromisoformat(value)
    raise ValueError(value)


async def page(
    session: AsyncSession,
    statement: Statement,
    *,
    by: Sequence[SortKey],
    query: Window,
    item: type[BaseModel] | None = None,
    descending: bool = False,
    scalars: bool = True,
) -> dict[str, Any]:
    """One window of `statement` ordered by the columns `by` (never null; the last one unique), as a `Page`'s fields.

    `item` is the shape of a row; its fields that the statement selects can be filtered and sorted by. Always the
    same number of statements: one, one more for `count`, one more for `updated_since`.
    """
    order = ""
    if isinstance(query, PageQuery) and (query.filter or query.sort or query.updated_since):
        known = fields_of(statement, item)
        if item and "custom" in item.model_fields and custom_filters.asked(query.filter, query.sort):
            table = by[-1].table
            own = await custom.definitions(session.execute, table.name)
            known |= custom_filters.fields(own, {name: table.c[name] for name in custom.FIELDS if name in table.c})
        if query.filter:
            statement = statement.where(filters.where(query.filter, known, classes=classes()))
        if query.updated_since:
            return await _changes(session, statement, by[-1], query=query, scalars=scalars)
        if query.sort:
            order = query.sort
            descending = order.startswith("-")
            by = [*_ordered(order, statement, known, key=by[-1]), by[-1]]
    window = statement.add_columns(*(column.label(f"_key{i}") for i, column in enumerate(by)))
    window = window.order_by(None).order_by(*(c.desc() if descending else c.asc() for c in by)).limit(query.limit + 1)
    if query.cursor:
        last = [literal(v, c.type) for v, c in zip(decode(query.cursor, by, order=order), by, strict=True)]
        here, there = tuple_(*by), tuple_(*last)
        window = window.where(here < there if descending else here > there)
    rows = (await session.execute(window)).all()
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    result: dict[str, Any] = {
        "items": _items(rows, scalars=scalars),
        "next": encode(rows[-1][-len(by) :], order=order) if more else None,
    }
    if query.count:
        result["total"] = await _total(session, statement)
    return result


def _items(rows: Sequence[Any], *, scalars: bool) -> list[Any]:
    return [row[0] for row in rows] if scalars else [row._mapping for row in rows]  # noqa: SLF001 - its public name


async def _total(session: AsyncSession, statement: Statement) -> int | None:
    capped = (
        statement.with_only_columns(literal(1), maintain_column_froms=True).order_by(None).limit(COUNT_CAP).subquery()
    )
    return await session.scalar(select(func.count()).select_from(capped))


def fields_of(statement: Statement, item: type[BaseModel] | None) -> dict[str, Field]:
    """What the rows of this statement can be filtered and sorted by: what `item` shows of them."""
    if item is None:
        return {}
    columns = ((name, getattr(column, "element", column)) for name, column in statement.selected_columns.items())
    found = ((name, field_of(column, item, name)) for name, column in columns)
    return {name: field for name, field in found if field is not None}


def _ordered(order: str, statement: Statement, known: Mapping[str, Field], *, key: SortKey) -> list[SortKey]:
    """The columns to sort by; empty values come last either way."""
    name = order.removeprefix("-")
    field = known.get(name)
    if field is None or field.kind in {"texts", "ids"}:
        names = ", ".join(sorted(key for key, one in known.items() if one.kind not in {"texts", "ids"}))
        raise invalid("query/sort", "sort", f"one of: {names}", f"可用的排序字段:{names}")
    require_class(name, field)
    column, selected = field.column, statement.selected_columns.get(name)
    if isinstance(selected, Column) and not selected.nullable and selected.table.name == key.table.name:
        return [column]
    empty = cast(literal(EMPTY[column.type.python_type], column.type), column.type)
    last = column.is_not(None) if order.startswith("-") else column.is_(None)
    return [type_coerce(last, Boolean), type_coerce(func.coalesce(column, empty), column.type)]


def require_class(name: str, field: Field | None) -> None:
    """403 when the order of the rows would tell what the reader may not see."""
    if field is not None and field.withheld and field.withheld not in classes():
        raise Forbidden(
            f"Sorting by {name} needs the class {field.withheld}.",
            f"按 {name} 排序需要权限:{field.withheld}。",
            needs=field.withheld,
        )


async def _changes(
    session: AsyncSession, statement: Statement, key: SortKey, *, query: PageQuery, scalars: bool
) -> dict[str, Any]:
    """Rows changed and rows deleted since an instant, in one order of time. Two statements, `count` not counted."""
    table = key.table
    if "updated_at" not in table.c or not isinstance(key.type, Uuid):
        raise invalid("query/updated_since", "updated_since", "this list has none", "该列表不支持")
    if query.sort:
        raise invalid("query/sort", "sort", "not together with updated_since", "不能与 updated_since 同时使用")
    by = [table.c.updated_at, key]
    values = changes_values(query, table.name)
    window = statement.add_columns(by[0].label("_at"), by[1].label("_id")).order_by(None).order_by(*by)
    last = tuple_(literal(values["last"], by[0].type), literal(values["last_id"], by[1].type))
    window = window.where(by[0] >= values["since"], tuple_(*by) > last).limit(query.limit + 1)
    rows = (await session.execute(window)).all()
    gone = (await session.execute(GONE, values)).all()
    changed = zip(((row[-2], row[-1]) for row in rows), _items(rows, scalars=scalars), strict=True)
    found = together(list(changed), [(row.at, row.id) for row in gone], limit=query.limit)
    if query.count:
        found["total"] = await _total(session, statement.where(by[0] >= values["since"]))
    return found


def changes_values(query: PageQuery, entity: str) -> dict[str, Any]:
    """What `GONE` binds."""
    columns: list[SortKey] = [column("at", DateTime(timezone=True)), column("id", Uuid())]
    last, last_id = decode(query.cursor, columns, order="updated_since") if query.cursor else BEGINNING
    return {"entity": entity, "since": query.updated_since, "last": last, "last_id": last_id, "limit": query.limit + 1}


def together(
    changed: list[tuple[tuple[dt.datetime, uuid.UUID], Any]], gone: list[tuple[dt.datetime, uuid.UUID]], *, limit: int
) -> dict[str, Any]:
    """The first `limit` of both in order of time, as a `Page`'s fields; each list is in order and reaches past it."""
    all_keys = sorted([*(at for at, _ in changed), *gone])
    keys = all_keys[:limit]
    end = keys[-1] if keys else BEGINNING
    back = {row_id for (at, row_id), _ in changed if (at, row_id) <= end}  # a row that moved was deleted and made anew
    return {
        "items": [row for at, row in changed if at <= end],
        "next": encode(end, order="updated_since") if len(all_keys) > limit else None,
        "deleted": [
            Tombstone(id=row_id, deleted_at=at) for at, row_id in gone if (at, row_id) <= end and row_id not in back
        ],
    }
