"""What is wrong with the rows of a stage beyond their single cells, and what would become of each."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    text,
    tuple_,
    union_all,
    update,
)
from sqlalchemy import types as sql
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import column as named
from sqlalchemy.sql import table as view

from services.kit.imports.cells import codes
from services.kit.imports.kinds import Field, Stage
from services.kit.imports.resolving import key_of
from services.kit.imports.staging import said
from services.kit.permissions import Action

Wrong: TypeAlias = tuple[str, str, ColumnElement[bool]]
"""(field, code, what is wrong)."""
ON_TEAM = view("customer_team", named("customer_id"), named("user_id"))


def good(stage: Stage) -> ColumnElement[bool]:
    return func.cardinality(stage.table.c["_errors"]) == 0


async def reject(session: AsyncSession, stage: Stage, field: str, code: str, wrong: ColumnElement[bool]) -> int:
    """Mark the rows for which `wrong` is true and nothing was found wrong with the field yet; how many there are."""
    errors = stage.table.c["_errors"]
    if field:
        wrong = wrong & ~(literal(" ") + func.array_to_string(errors, " ")).contains(f" {field}:", autoescape=True)
    marked = func.array_append(errors, literal(f"{field}:{code}", sql.Text), type_=ARRAY(sql.Text))
    result = await session.execute(update(stage.table).where(wrong).values({"_errors": marked}))
    assert isinstance(result, CursorResult)
    return result.rowcount


async def _reject_all(session: AsyncSession, stage: Stage, wrong: Sequence[Wrong]) -> None:
    """Several faults, each of another field, in one walk over the stage."""
    errors = stage.table.c["_errors"]
    said_before = literal(" ") + func.array_to_string(errors, " ")
    faults = [(name, code, found & ~said_before.contains(f" {name}:", autoescape=True)) for name, code, found in wrong]
    if not faults:
        return
    marks = codes([(name, case((found, code))) for name, code, found in faults])
    some = or_(*(found for _, _, found in faults))
    await session.execute(update(stage.table).where(some).values({"_errors": func.array_cat(errors, marks)}))


async def check(session: AsyncSession, stage: Stage) -> None:
    """Judge every row; afterwards `_act` says what it comes to."""
    kind, columns = stage.kind, stage.table.c
    await _refuse_repeated(session, stage)
    await _refuse_taken(session, stage)
    needed = [field.name for field in kind.fields if field.required]
    await _reject_all(
        session, stage, [(name, "missing", columns[name].is_(None) & ~columns["_found"]) for name in needed]
    )
    own = [field for field in kind.fields if field.reference and field.reference.own]
    for field in own:
        await _settle_own(session, stage, field)
        await _refuse_circles(session, stage, field)
    if kind.resolve is not None:
        await kind.resolve(session, stage)
    await _reject_all(
        session, stage, [(name, code, func.coalesce(wrong(stage.table), False)) for name, code, wrong in kind.checks]
    )
    await _refuse_strangers(session, stage)
    for field in own:
        await _settle_own(session, stage, field)
    await _decide(session, stage)


async def _refuse_repeated(session: AsyncSession, stage: Stage) -> None:
    """Of several rows that mean one record the first good one counts."""
    columns = stage.table.c
    order = (func.cardinality(columns["_errors"]) > 0, columns["_number"])
    keys: list[tuple[str, Sequence[ColumnElement[Any]], ColumnElement[bool]]] = []
    for rule in stage.kind.identity:
        given = [columns[name].is_not(None) for name in rule]
        if "external_id" not in rule and "external_id" in columns:
            given.append(columns.external_id.is_(None))
        fields: list[ColumnElement[Any]] = [
            func.lower(columns[n]) if stage.kind.field(n).type == "line" else columns[n] for n in rule
        ]
        keys.append((rule[-1], fields, and_(*given)))
    keys.append((stage.kind.identity[-1][-1], [columns["_target"]], columns["_found"]))
    for last, parts, known in keys:
        again = select(*parts).where(known).group_by(*parts).having(func.count() > 1)
        if not await session.scalar(select(again.exists())):
            continue  # a count by hash is cheap; the order within each key is needed only for the few that repeat
        place = func.row_number().over(partition_by=parts, order_by=order).label("place")
        ranked = select(columns["_number"], place).where(known, tuple_(*parts).in_(again)).subquery()
        later = select(ranked.c["_number"]).where(ranked.c.place > 1)
        await reject(session, stage, last, "duplicate_in_file", columns["_number"].in_(later) & good(stage))


async def _refuse_taken(session: AsyncSession, stage: Stage) -> None:
    """A value that must be unique and belongs to another record, there already or earlier in the file."""
    columns, table = stage.table.c, stage.kind.table
    for name in stage.kind.unique:
        target = table.c[stage.kind.field(name).target or name]
        holders = select(columns["_number"]).where(target == columns[name], table.c.id != columns["_target"])
        await reject(session, stage, name, "duplicate", columns["_number"].in_(holders) & good(stage))
        place = func.row_number().over(partition_by=columns[name], order_by=columns["_number"]).label("place")
        ranked = select(columns["_number"], place).where(columns[name].is_not(None), good(stage)).subquery()
        later = select(ranked.c["_number"]).where(ranked.c.place > 1)
        await reject(session, stage, name, "duplicate_in_file", columns["_number"].in_(later))


async def _settle_own(session: AsyncSession, stage: Stage, field: Field) -> None:
    """References to rows of the same file, in any order; what refers to a rejected row is rejected in turn."""
    reference, columns = field.reference, stage.table.c
    assert reference is not None
    sources = [
        select(
            key_of(reference, columns[name], columns).label("key"),
            columns["_target"].label("id"),
            literal(rank).label("rank"),
        ).where(columns[name].is_not(None), good(stage))
        for rank, name in enumerate(reference.own)
    ]
    every = union_all(*sources).subquery()
    best = select(every.c.key, every.c.id).ext(distinct_on(every.c.key)).order_by(every.c.key, every.c.rank).subquery()
    unsettled = columns[said(field)].is_not(None) & columns[field.name].is_(None)
    named_here = update(stage.table).where(unsettled, best.c.key == key_of(reference, columns[said(field)], columns))
    await session.execute(named_here.values({field.name: best.c.id}))
    refused = stage.table.alias("refused")
    lost = exists().where(
        refused.c["_target"] == columns[field.name], ~refused.c["_found"], func.cardinality(refused.c["_errors"]) > 0
    )
    while True:
        emptied = await session.execute(update(stage.table).where(lost).values({field.name: null()}))
        again = 0
        if reference.unknown == "reject":
            again = await reject(session, stage, field.name, "unknown_reference", unsettled & good(stage))
        assert isinstance(emptied, CursorResult)
        if not again:
            return


async def _refuse_circles(session: AsyncSession, stage: Stage, field: Field) -> None:
    """Nobody is above themselves: the tree as it would be after the run is walked upwards from every changed row. The
    lock is the one under which single edits of the tree wait for each other.
    """
    name, table = field.name, stage.kind.table.name
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"{table}.{field.target}"))))
    ring = text(f"""
        with recursive link as (
            select coalesce(s._target, t.id) as id, coalesce(s.{name}, t.{field.target}) as up
            from {table} t full join (select * from {stage.table.name} where cardinality(_errors) = 0) s on s._target = t.id
        ), walk as (
            select s._target as start, s.{name} as at from {stage.table.name} s where s.{name} is not null
            union
            select walk.start, link.up from walk join link on link.id = walk.at where link.up is not null
        )
        select s._number from {stage.table.name} s join walk on walk.start = s._target and walk.at = s._target
    """).columns(_number=sql.Integer)  # noqa: S608 - names of our own tables and fields, no input
    await reject(session, stage, name, "cycle", stage.table.c["_number"].in_(select(ring.subquery())) & good(stage))


async def _refuse_strangers(session: AsyncSession, stage: Stage) -> None:
    """Whoever may not write everywhere changes only customers whose team they are on; creating one is free."""
    kind, columns = stage.kind, stage.table.c
    if kind.team is None:
        return
    anywhere: Action = "records:write" if kind.team == "records" else "planning:write"
    if stage.me.may(anywhere):
        return
    own = kind.customer == "id"
    customer = columns["_target"] if own else columns[kind.customer]
    member = exists().where(ON_TEAM.c.customer_id == customer, ON_TEAM.c.user_id == stage.me.id)
    stranger = ~member & (columns["_found"] if own else literal(True))
    await reject(session, stage, "" if own else kind.customer, "not_on_team", stranger & good(stage))
    if not own:
        before = kind.table.alias("before")
        held = select(before.c.id).where(
            before.c.id == columns["_target"],
            ~exists().where(ON_TEAM.c.customer_id == before.c[kind.customer], ON_TEAM.c.user_id == stage.me.id),
        )
        await reject(session, stage, kind.customer, "not_on_team", columns["_found"] & held.exists() & good(stage))


def new_values(stage: Stage) -> dict[str, ColumnElement[Any]]:
    """For every column an import writes, the value a record that exists gets: an empty cell leaves what is there."""
    kind, rows, table = stage.kind, stage.table, stage.kind.table
    values: dict[str, ColumnElement[Any]] = {}
    for field in kind.fields:
        if field.target is None:
            continue
        plain = func.coalesce(rows.c[field.name], table.c[field.target])
        values[field.target] = plain if field.update is None else field.update(rows, table)
    for name, expression in kind.derived.items():
        values[name] = func.coalesce(expression(rows), table.c[name])
    if "source" in table.c:  # a record without an external id that is adopted gets the file's, and its source
        adopted = and_(rows.c.external_id.is_not(None), table.c.external_id.is_(None))
        values["source"] = case((adopted, stage.source), else_=table.c.source)
    return {name: cast(value, table.c[name].type) for name, value in values.items()}


async def _decide(session: AsyncSession, stage: Stage) -> None:
    """Find the rows that would change nothing, and let parents go before those below them."""
    columns, table = stage.table.c, stage.kind.table
    changed = or_(*(table.c[name].is_distinct_from(v) for name, v in new_values(stage).items()))
    same = update(stage.table).where(columns["_act"] == "update", table.c.id == columns["_target"], ~changed)
    await session.execute(same.values({"_same": True}))
    for field in stage.kind.fields:
        if field.reference and field.reference.own:
            await _parents_first(session, stage, field)


async def _parents_first(session: AsyncSession, stage: Stage, field: Field) -> None:
    """Rows are applied in the order of `_place`: whoever names a record that the file creates comes after it."""
    name, up = stage.table.name, field.name
    await session.execute(
        text(f"""
        with recursive below as (
            select s._number, s._target, 1 as depth from {name} s join {name} p on p._target = s.{up}
            where p._act = 'create' and s._act in ('create', 'update')
              and not exists (select 1 from {name} g where g._target = p.{up} and g._act = 'create')
            union all
            select s._number, s._target, below.depth + 1 from {name} s join below on s.{up} = below._target
            where s._act in ('create', 'update')
        ), ordered as (
            select s._number, row_number() over (order by coalesce(below.depth, 0), s._number) as place
            from {name} s left join below on below._number = s._number
        )
        update {name} s set _place = ordered.place from ordered
        where ordered._number = s._number and exists (select 1 from below)
    """)  # noqa: S608 - names of our own tables and fields, no input
    )
