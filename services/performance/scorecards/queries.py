"""What a set of scorecards needs besides its totals: subjects, issued targets, competitors. One statement each."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db import NIL
from services.kit.errors import missing_row
from services.kit.pages import PageQuery, Statement, page
from services.performance.indicators.schemas import SubjectType
from services.performance.periods import Period
from services.performance.scorecards.schemas import CompetitorOut, SubjectOut

COMPANY = SubjectOut(type="company", id=NIL, name=None, department_id=None, department_name=None)

_person = sa.table(
    "person",
    sa.column("id", sa.Uuid),
    sa.column("name", sa.String),
    sa.column("department_id", sa.Uuid),
    sa.column("department_name", sa.String),
    sa.column("active", sa.Boolean),
)
_team = sa.table(
    "team",
    sa.column("id", sa.Uuid),
    sa.column("name", sa.String),
    sa.column("parent_id", sa.Uuid),
    sa.column("path", sa.ARRAY(sa.Uuid)),
)
_above = _team.alias("above")
_below = _team.alias("below")

_LATEST = sa.text("""
    select max(day) from (
        select max(booked_on) as day from order_fact where booked_on <= :today
        union all select max(closed_on) from opportunity_fact where closed_on <= :today
    ) latest
""")

# Departments by path, so that a region is asked for what its teams are asked for together.
_TARGETS = sa.text("""
    select subject.id as subject_id, t.currency, array_agg(distinct t.cycle_id) as cycle_ids,
           sum(t.order_intake * (cast(:ends as date) - cast(:starts as date)) / (t.ends_on + 1 - t.starts_on)) as value
    from target_fact t join team on team.id = t.team_id
    cross join unnest(team.path || cast(:company as uuid)) as subject(id)
    where subject.id = any(cast(:subjects as uuid[])) and t.starts_on <= :starts and t.ends_on + 1 >= :ends
    group by subject.id, t.currency
""")

_CUSTOMERS: dict[SubjectType, str] = {
    "company": "select id as customer_id, cast(:company as uuid) as subject_id from customer_card",
    "team": "select c.id as customer_id, unnest(t.path) as subject_id from customer_card c join team t on t.id = c.team_id",
    "person": "select distinct customer_id, user_id as subject_id from customer_team",
}
_CUSTOMERS["region"] = _CUSTOMERS["team"]

_COMPETITORS = """
    with cell as (
        select customer_id, product_line_id, max(share) filter (where is_us) as ours
        from vendor_share where share is not null
        group by customer_id, product_line_id having bool_or(is_us) and not bool_and(is_us)
    ), mine as (
        select owner.subject_id, cell.* from cell join ({customers}) owner using (customer_id)
        where owner.subject_id = any(cast(:subjects as uuid[]))
    ), us as (
        select subject_id, count(*) as positions, avg(ours) as share from mine group by subject_id
    )
    select distinct on (us.subject_id)
           us.subject_id, us.positions, us.share as our_share, v.vendor_id, vendor.name as vendor_name,
           sum(v.share) / us.positions as their_share
    from us join mine using (subject_id) join vendor_share v using (customer_id, product_line_id)
    join vendor_card vendor on vendor.id = v.vendor_id
    where not v.is_us and v.share is not null
    group by us.subject_id, us.positions, us.share, v.vendor_id, vendor.name
    order by us.subject_id, their_share desc, v.vendor_id
"""


@dataclass(frozen=True, slots=True)
class Target:
    value: Decimal
    currency: str
    cycle_ids: list[uuid.UUID]


async def latest_quarter(session: AsyncSession, today: dt.date) -> Period:
    """The last quarter with an order or a closing, not after the present one."""
    day = await session.scalar(_LATEST, {"today": today})
    return Period.quarter_of(day or today)


def _departments() -> Statement:
    return sa.select(
        _team.c.id, _team.c.name, _above.c.id.label("department_id"), _above.c.name.label("department_name")
    ).outerjoin(_above, _above.c.id == _team.c.parent_id)


def _people() -> Statement:
    return sa.select(_person.c.id, _person.c.name, _person.c.department_id, _person.c.department_name)


async def subjects(
    session: AsyncSession, *, kind: SubjectType, team_id: uuid.UUID | None, query: PageQuery
) -> dict[str, Any]:
    """A page of subjects by name. A region is a department with others below it, a team one without."""
    if kind == "company":
        return {"items": [COMPANY], "next": None, **({"total": 1} if query.count else {})}
    within = sa.select(_team.c.id).where(sa.literal(team_id, sa.Uuid) == sa.any_(_team.c.path))
    if kind == "person":
        statement, by = _people().where(_person.c.active), [_person.c.name, _person.c.id]
        inside = _person.c.department_id.in_(within)
    else:
        parents = sa.exists().where(_below.c.parent_id == _team.c.id)
        statement, by = _departments().where(parents if kind == "region" else ~parents), [_team.c.name, _team.c.id]
        inside = _team.c.id.in_(within)
    found = await page(
        session, statement.where(inside) if team_id else statement, by=by, query=query, item=SubjectOut, scalars=False
    )
    found["items"] = [_subject(kind, row) for row in found["items"]]
    return found


async def subject(session: AsyncSession, *, kind: SubjectType, subject_id: uuid.UUID) -> SubjectOut:
    """One subject, or 404; people who have left included."""
    if kind == "company" and subject_id == NIL:
        return COMPANY
    row = None
    if kind == "person":
        row = (await session.execute(_people().where(_person.c.id == subject_id))).mappings().first()
    elif kind != "company":
        row = (await session.execute(_departments().where(_team.c.id == subject_id))).mappings().first()
    if row is None:
        raise missing_row(kind, subject_id)
    return _subject(kind, row)


def _subject(kind: SubjectType, row: Any) -> SubjectOut:
    return SubjectOut(
        type=kind,
        id=row["id"],
        name=row["name"],
        department_id=row["department_id"],
        department_name=row["department_name"],
    )


async def targets(session: AsyncSession, *, subjects: list[uuid.UUID], period: Period) -> dict[uuid.UUID, list[Target]]:
    """The order intake asked for in the period, by days, of cycles that cover all of it; a list because of currencies."""
    found: dict[uuid.UUID, list[Target]] = {}
    values = {"subjects": subjects, "starts": period.starts, "ends": period.ends, "company": NIL}
    for row in await session.execute(_TARGETS, values):
        target = Target(value=round(row.value, 2), currency=row.currency, cycle_ids=row.cycle_ids)
        found.setdefault(row.subject_id, []).append(target)
    return found


async def competitors(
    session: AsyncSession, *, kind: SubjectType, subjects: list[uuid.UUID]
) -> dict[uuid.UUID, CompetitorOut]:
    """The strongest named competitor by mean share, over the positions where our share and another's are known."""
    values = {"subjects": subjects} | ({"company": NIL} if kind == "company" else {})
    statement = sa.text(_COMPETITORS.format(customers=_CUSTOMERS[kind]))
    return {
        row.subject_id: CompetitorOut(
            vendor_id=row.vendor_id,
            vendor_name=row.vendor_name,
            our_share=round(float(row.our_share), 1),
            their_share=round(float(row.their_share), 1),
            positions=row.positions,
        )
        for row in await session.execute(statement, values)
    }
