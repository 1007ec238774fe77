"""Totals for any number of subjects and spans in one statement, and the rows they were counted from."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db import NIL
from services.kit.pages import PageQuery, page
from services.performance.indicators.schemas import FactRow, SubjectType
from services.performance.measures.sources import Source

How = Literal["rows", "hits", "misses", "share", "sum", "mean"]
"""How a figure comes from a source: number of rows, of hits, of the others, hits ÷ rows, Σ amount, Σ amount ÷ rows."""

COUNTED: dict[How, str] = {"rows": "true", "hits": "fact.hit", "misses": "not fact.hit", "share": "fact.hit"}
KEPT: dict[How, str] = {"hits": "fact.hit", "misses": "not fact.hit"}

_DEPARTMENT = "join team on team.id = fact.team_id cross join unnest(team.path) as subject(id)"
_PERSON = "cross join lateral (select fact.person_id as id) as subject"
_PEOPLE = "cross join unnest(fact.people) as subject(id)"
_COMPANY = f"cross join (select cast('{NIL}' as uuid) as id) as subject"


def _subject(source: Source, level: SubjectType) -> str:
    """The join that says whose a row is: `subject.id`, once for each subject of the level it belongs to."""
    if level == "company":
        return _COMPANY
    if level == "person":
        return _PEOPLE if source.shared else _PERSON
    return _DEPARTMENT


SPAN = """
    span as (
        select n, starts, ends, starts::timestamp at time zone 'UTC' as since, ends::timestamp at time zone 'UTC' as until
        from unnest(cast(:numbers as int[]), cast(:starts as date[]), cast(:ends as date[])) as given(n, starts, ends)
    )
"""


@dataclass(frozen=True, slots=True)
class Span:
    """From `starts` up to, not including, `ends`."""

    starts: dt.date
    ends: dt.date


@dataclass(frozen=True, slots=True)
class Scope:
    """Narrows facts to customers of one class, and to one department with all below it."""

    customer_class: str | None = None
    team_id: uuid.UUID | None = None

    @property
    def condition(self) -> str:
        parts = ["true"]
        if self.customer_class:
            parts.append("fact.customer_id in (select id from customer_card where class = :class)")
        if self.team_id:
            parts.append("fact.team_id in (select id from team where :team = any(path))")
        return " and ".join(parts)

    @property
    def values(self) -> dict[str, Any]:
        given = {"class": self.customer_class, "team": self.team_id}
        return {name: value for name, value in given.items() if value}


@dataclass(slots=True)
class Total:
    """What one subject has of one source in one span; money per currency, because currencies are never added."""

    rows: int = 0
    hits: int = 0
    amounts: dict[str, Decimal] = field(default_factory=dict)
    rows_in: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Totals:
    """`known` names the sources and spans of which the company has any row at all."""

    known: set[tuple[str, int]]
    found: dict[tuple[str, int, uuid.UUID], Total]

    def get(self, source: str, span: int, subject: uuid.UUID = NIL) -> Total | None:
        """None when nothing of the kind is recorded for anyone in the span; an empty total when only not for this one."""
        if (source, span) not in self.known:
            return None
        return self.found.get((source, span, subject), Total())


async def totals(
    session: AsyncSession,
    *,
    sources: dict[str, Source],
    level: SubjectType,
    subjects: Sequence[uuid.UUID],
    spans: Sequence[Span],
    today: dt.date,
    scope: Scope = Scope(),
) -> Totals:
    """Everything a set of scorecards needs of these sources: one statement, whatever the number of subjects."""
    parts = [_total(name, source, level, scope) for name, source in sources.items()]
    statement = _text(f"with {SPAN}" + " union all ".join(parts), spans, today, scope, subjects=list(subjects))
    result = Totals(known=set(), found={})
    for row in await session.execute(statement):
        result.known.add((row.source, row.n))
        if row.subject_id is None:
            continue
        total = result.found.setdefault((row.source, row.n, row.subject_id), Total())
        total.rows += row.rows
        total.hits += row.hits
        if row.currency is not None:
            total.amounts[row.currency] = row.amount
            total.rows_in[row.currency] = row.rows
    return result


def _total(name: str, source: Source, level: SubjectType, scope: Scope) -> str:
    return f"""
        select '{name}' as source, whole.n, total.subject_id, total.currency, total.rows, total.hits, total.amount
        from span as whole left join (
            select fact.n, subject.id as subject_id, fact.currency, count(*) as rows,
                   count(*) filter (where fact.hit) as hits, sum(fact.amount) as amount
            from ({source.sql}) fact {_subject(source, level)}
            where subject.id = any(cast(:subjects as uuid[])) and {scope.condition}
            group by fact.n, subject.id, fact.currency
        ) total on total.n = whole.n
        where exists (with span as (select whole.*) select from ({source.sql}) fact)
    """  # noqa: S608 - constants of this service, no value of a caller


ROW = (
    sa.column("kind", sa.String),
    sa.column("id", sa.Uuid),
    sa.column("title", sa.String),
    sa.column("customer_id", sa.Uuid),
    sa.column("customer_name", sa.String),
    sa.column("on", sa.Date),
    sa.column("counted", sa.Boolean),
    sa.column("amount", sa.Numeric(18, 2)),
    sa.column("currency", sa.String),
    sa.column("sort_day", sa.Date),
    sa.column("key", sa.Uuid),
)


async def rows(
    session: AsyncSession,
    *,
    source: Source,
    how: How,
    level: SubjectType,
    subject: uuid.UUID,
    span: Span,
    today: dt.date,
    query: PageQuery,
    counted: bool | None = None,
    scope: Scope = Scope(),
) -> dict[str, Any]:
    """The rows behind one figure, newest first, as a page of `FactRow`s; `counted` keeps only those that (do not) count."""
    statement = _text(
        f"""
        with {SPAN}
        select '{source.kind}' as kind, fact.id, fact.title, fact.customer_id, card.name as customer_name,
               fact.day as "on", {COUNTED.get(how, "true")} as counted, fact.amount, fact.currency,
               coalesce(fact.day, date '1900-01-01') as sort_day, fact.key
        from ({source.sql}) fact {_subject(source, level)} left join customer_card card on card.id = fact.customer_id
        where subject.id = any(cast(:subjects as uuid[])) and {KEPT.get(how, "true")} and {scope.condition}
        """,  # noqa: S608 - constants of this service, no value of a caller
        [span],
        today,
        scope,
        subjects=[subject],
    )
    fact = statement.columns(*ROW).subquery("fact_row")
    shown = sa.select(*(fact.c[column.name] for column in ROW[:-2]))
    if counted is not None:
        shown = shown.where(fact.c.counted == counted)
    return await page(
        session, shown, by=[fact.c.sort_day, fact.c.key], query=query, item=FactRow, descending=True, scalars=False
    )


def _text(sql: str, spans: Iterable[Span], today: dt.date, scope: Scope, **values: Any) -> sa.TextClause:
    spans = list(spans)
    given = values | scope.values
    given |= {
        "numbers": list(range(len(spans))),
        "starts": [span.starts for span in spans],
        "ends": [span.ends for span in spans],
    }
    if ":today" in sql:
        given["today"] = today
    return sa.text(sql).bindparams(**given)
