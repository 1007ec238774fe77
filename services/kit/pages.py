"""Lists: keyset cursors, stable under inserts, one statement whatever the number of rows."""

import base64
import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

import orjson
from fastapi import Query as Parameter
from pydantic import BaseModel
from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from services.kit.errors import invalid
from services.kit.fields import INT8, Output

T = TypeVar("T")
COUNT_CAP = 100_000

Statement = Select[*tuple[Any, ...]]
"""A SELECT of whatever columns."""
SortKey = ColumnElement[Any] | InstrumentedAttribute[Any]


class Page(Output, Generic[T]):
    """One window of a list. `total` is present only with `count=true`, and never above 100,000."""

    items: list[T]
    next: str | None
    total: int | None = None


class PageQuery(BaseModel):
    """The three parameters every list has."""

    limit: Annotated[int, Parameter(ge=1, le=200)] = 50
    cursor: Annotated[str | None, Parameter(max_length=1000)] = None
    count: bool = False


Paging = Annotated[PageQuery, Parameter()]


def encode(values: Sequence[Any]) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(list(values), default=str)).decode().rstrip("=")


def decode(cursor: str, columns: Sequence[SortKey]) -> list[Any]:
    """The sort values of the last row seen, in the types of their columns; 422 when not one of ours."""
    try:
        raw = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [_revive(value, column) for value, column in zip(raw, columns, strict=True)]
    except (ValueError, TypeError, ArithmeticError):
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
    query: PageQuery,
    descending: bool = False,
    scalars: bool = True,
) -> dict[str, Any]:
    """One window of `statement` ordered by the columns `by` (never null; the last one unique), as a `Page`'s fields."""
    window = statement.add_columns(*(column.label(f"_key{i}") for i, column in enumerate(by)))
    window = window.order_by(*(c.desc() if descending else c.asc() for c in by)).limit(query.limit + 1)
    if query.cursor:
        last = [literal(v, c.type) for v, c in zip(decode(query.cursor, by), by, strict=True)]
        here, there = tuple_(*by), tuple_(*last)
        window = window.where(here < there if descending else here > there)
    rows = (await session.execute(window)).all()
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    width = len(by)
    result: dict[str, Any] = {
        "items": [row[0] for row in rows] if scalars else [row._mapping for row in rows],  # noqa: SLF001 - its public name
        "next": encode(rows[-1][-width:]) if more else None,
    }
    if query.count:
        capped = (
            statement.with_only_columns(literal(1), maintain_column_froms=True)
            .order_by(None)
            .limit(COUNT_CAP)
            .subquery()
        )
        result["total"] = await session.scalar(select(func.count()).select_from(capped))
    return result
