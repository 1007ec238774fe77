"""The two hot reads, as constant statements: one customer, and a window of the list made into JSON by the database.

A statement is put together once for each set of filters and kept; after that a request only binds values. The number
of rows and whether amounts are wanted stand in it as they are: the plan the database keeps is a fifth cheaper for it.
"""

import functools
import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Date, DateTime, Numeric, String, TextClause, literal_column, text
from sqlalchemy.dialects.postgresql.base import PGDialect

from services.kit import custom, custom_filters
from services.kit.filter_values import Field, field_of
from services.kit.lookup import Lookup
from services.records.customers.models import Customer
from services.records.customers.schemas import CustomerOut, CustomerRow

GET = text("""
    select c.*, p.name as parent_name, i.name as industry_name, r.full_name as region_name, t.name as team_name
    from customer c
    left join customer p on p.id = c.parent_id
    left join industry i on i.code = c.industry_code
    left join region r on r.code = c.region_code
    left join team t on t.id = c.team_id
    where c.id = :id
""")

_FILTERS = {
    "class": "c.class = :class",
    "industry": "c.industry_code >= :industry and c.industry_code < :industry_end",
    "region": "c.region_code >= :region and c.region_code < :region_end",
    "lifecycle": "c.lifecycle = :lifecycle",
    "team_id": "c.team_id = :team_id",
    "parent_id": "c.parent_id = :parent_id",
    "source": "c.source = :source",
    "key": "c.id in (select id from search_key where key >= :low and key < :high order by key limit :most)",
    "text": """c.id in (
        (select id from search_key where key >= :low and key < :high order by key limit :most)
        union all
        (select id from search_entry where grams @> :grams and names like :like limit :most)
    )""",
    "nothing": "false",
    "since": "c.updated_at >= :since",
    "before": "(c.{sort}, c.id) < (:last, :last_id)",
    "after": "(c.{sort}, c.id) > (:last, :last_id)",
}


_SALES = """
    select currency, sum(amount) as amount from transaction
    where {commercial} and customer_id = c.id and kind = 'order' and booked_on > current_date - interval '12 months'
    group by currency order by count(*) desc, currency limit 1
"""
_LATEST = "select max(booked_on) as booked_on from transaction where customer_id = c.id and kind = 'order'"
_TOUCH = "select max(at) as at from interaction where customer_id = c.id"

_COMPUTED: dict[str, ColumnElement[Any]] = {
    "parent_name": literal_column("(select name from customer where id = c.parent_id)", String()),
    "industry_name": literal_column("(select name from industry where code = c.industry_code)", String()),
    "region_name": literal_column("(select full_name from region where code = c.region_code)", String()),
    "team_name": literal_column("(select name from team where id = c.team_id)", String()),
    "orders_12m": literal_column(f"(select amount from ({_SALES.format(commercial=True)}) sales)", Numeric(18, 2)),  # noqa: S608 - of our own words
    "orders_currency": literal_column(f"(select currency from ({_SALES.format(commercial=True)}) sales)", String()),  # noqa: S608 - of our own words
    "last_order_on": literal_column(f"({_LATEST})", Date()),
    "last_interaction_at": literal_column(f"({_TOUCH})", DateTime(timezone=True)),
}
SORTS = ("name", "created_at", "updated_at")
"""What the rows can be sorted by: the columns with an index for it."""


async def fields(lookup: Lookup, asked: str) -> dict[str, Field]:
    """What this filter may name: the fields of the rows, those a source knows its customers by, and own fields."""
    if not custom_filters.asked(asked):
        return _fields()
    columns = {name: literal_column(f"c.{name}", custom.VALUES) for name in custom.FIELDS}
    return _fields() | custom_filters.fields(await custom.definitions(lookup.rows, "customer"), columns)


@functools.cache
def _fields() -> dict[str, Field]:
    own = {column.name: literal_column(f"c.{column.name}", column.type) for column in Customer.__table__.c}
    found = {name: field_of(column, CustomerRow, name) for name, column in (own | _COMPUTED).items()}
    found |= {name: field_of(own[name], CustomerOut, name) for name in ("external_id", "credit_code")}
    return {name: field for name, field in found.items() if field is not None}


def condition(clause: ColumnElement[bool]) -> tuple[str, dict[str, Any]]:
    """A filter as text for `window` and `total`, and its values."""
    dialect: Any = PGDialect
    compiled = clause.compile(dialect=dialect(paramstyle="named"))
    return re.sub(r"(:param_\d+)::\w+", r"\1", str(compiled)), dict(compiled.params)  # each is cast already


def _where(names: Iterable[str], sort: str, also: str) -> str:
    return (
        " and ".join([*(_FILTERS[name].format(sort=sort) for name in sorted(names)), *filter(None, [also])]) or "true"
    )


@functools.lru_cache(maxsize=500)
def window(names: frozenset[str], sort: str, *, limit: int, commercial: bool, also: str = "") -> TextClause:
    """Rows of (JSON text of a `CustomerRow`, sort value, id); `sort` is a column, or "-" and a column.

    `also` is the text of a filter, see `condition`.
    """
    column, direction = sort.removeprefix("-"), "desc" if sort.startswith("-") else "asc"
    return text(f"""
        select to_json(item)::text, item.{column}, item.id
        from (
            select c.id, c.name, c.short_name, c.code, c.kind, c.parent_id, p.name as parent_name, c.industry_code,
                   i.name as industry_name, c.region_code, r.full_name as region_name, c.lifecycle, c.class, c.tags,
                   c.importance, c.team_id, t.name as team_name, sales.amount as orders_12m,
                   sales.currency as orders_currency, latest.booked_on as last_order_on, touch.at as last_interaction_at,
                   c.source, coalesce(c.custom, '{{}}'::jsonb) as custom,
                   case when {"true" if commercial else "false"} then coalesce(c.custom_commercial, '{{}}'::jsonb) end as custom_commercial,
                   c.version, c.created_at, c.updated_at
            from (
                select c.* from customer c where {_where(names, column, also)}
                order by c.{column} {direction}, c.id {direction} limit {limit:d}
            ) c
            left join customer p on p.id = c.parent_id
            left join industry i on i.code = c.industry_code
            left join region r on r.code = c.region_code
            left join team t on t.id = c.team_id
            left join lateral (
                {_SALES.format(commercial=commercial)}
            ) sales on true
            left join lateral ({_LATEST}) latest on true
            left join lateral ({_TOUCH}) touch on true
        ) item
        order by item.{column} {direction}, item.id {direction}
    """)  # noqa: S608 - put together from names of our own


@functools.lru_cache(maxsize=500)
def total(names: frozenset[str], also: str = "") -> TextClause:
    return text(f"select count(*) from (select 1 from customer c where {_where(names, '', also)} limit :cap) counted")  # noqa: S608 - as above
