"""What the rows of a stage refer to, and which of them are records that exist already.

Every text used as a key is written once into a temporary table of names; each kind of key is then looked up there in
one statement, and the stage reads the answers. The planner knows the size of that table and has its index: joined
straight to the lookups it guesses one row, and compares each row of the file with each record there is.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    func,
    insert,
    literal,
    null,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.schema import CreateTable

from services.kit.imports.cells import codes
from services.kit.imports.kinds import Field, Kind, Reference, Stage
from services.kit.imports.lanes import Lanes
from services.kit.imports.staging import ROOMY, ids, said, type_of

SEPARATOR = "\x1f"
Write: TypeAlias = Callable[[AsyncSession, tuple[int, int]], Awaitable[None]]
"""Writes the lines of a range, (after, up to), in a transaction of its own."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """`key` over the stage's columns; `answers`: from the keys wanted (a column) to a select of (key, id, n records).
    `direct`: the key is a plain column on both sides, nearly as many as rows, and known to the planner: joined as it is,
    range by range.
    """

    name: str
    key: ColumnElement[Any]
    answers: Callable[[Select[Any]], Select[Any]]
    direct: bool = False


async def resolve(on: Lanes, stage: Stage, mapped: set[str], ranges: Sequence[tuple[int, int]]) -> None:
    """Fill in references and targets; `mapped` are the fields the file has, `ranges` the (after, up to) of its lines. In
    as few writes over the whole stage as can be: first what stands on its own, then what is looked up within what was
    found.
    """
    kind = stage.kind
    fields = [field for field in kind.fields if field.name in mapped and field.reference]
    within = [field for field in fields if field.reference and field.reference.within]
    rules = [rule for rule in kind.identity if set(rule) <= mapped]
    referring = any(kind.field(name).reference for rule in rules for name in rule)
    names = Table(
        f"{stage.table.name}_names",
        MetaData(),
        Column("name", String, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("id", Text),
        Column("n", Integer),
        prefixes=["UNLOGGED"],
        postgresql_with=ROOMY,
    )
    async with on.first.begin():
        await on.first.execute(CreateTable(names))
    first = [field for field in fields if field not in within]

    async def turn(fields: Sequence[Field], rules: Sequence[tuple[str, ...]] | None) -> None:
        async with on.first.begin():
            write = await _turn(on.first, stage, names, fields, rules, adopt="external_id" in mapped)
        if write is not None:
            await on.each(ranges, write)

    if within or referring:
        await turn(first, None)
        await turn(within, rules)
    else:
        await turn(first, rules)
    async with on.first.begin():
        await on.first.execute(text(f"drop table {names.name}"))
        await on.first.execute(text(f"analyze {stage.table.name}"))


def key_of(reference: Reference, said_text: ColumnElement[Any], columns: Any) -> ColumnElement[Any]:
    """What a cell says as the key of a reference; `columns` holds, by name, what it may lie within."""
    key = func.lower(said_text)
    return key if reference.within is None else cast(columns[reference.within], Text) + "/" + key


async def _turn(
    session: AsyncSession,
    stage: Stage,
    names: Table,
    fields: Sequence[Field],
    rules: Sequence[tuple[str, ...]] | None,
    *,
    adopt: bool,
) -> Write | None:
    """Look up these references and, when there are `rules`, the records the rows mean; what writes both for a range."""
    columns = stage.table.c
    lookups = []
    for field in fields:
        assert field.reference is not None
        key = key_of(field.reference, columns[said(field)], columns)
        lookups.append(Lookup(field.name, key, _answers(field, field.reference, stage.source)))
    lookups += [_same(stage, rule, adopt=adopt) for rule in rules or ()]
    found = await _look_up(session, stage, names, lookups)
    values: dict[str, ColumnElement[Any]] = {}
    errors: list[tuple[str, ColumnElement[Any]]] = []
    for field, (record, n) in zip(fields, found.records, strict=False):
        values[field.name] = case((n == 1, cast(record, type_of(field))))
        errors.append((field.name, case((n > 1, "ambiguous_reference"))))
        if field.reference and field.reference.unknown == "reject" and not field.reference.own:
            missing = and_(columns[said(field)].is_not(None), record.is_(None))
            errors.append((field.name, case((missing, "unknown_reference"))))
    if rules is not None:
        values |= _targets(stage, rules, found.records[len(fields) :], errors)
    return _writing(stage, found.rows, values, errors) if values else None


def _answers(field: Field, reference: Reference, source: str) -> Callable[[Select[Any]], Select[Any]]:
    clause = text(reference.keys)
    if ":source" in reference.keys:
        clause = clause.bindparams(bindparam("source", source, Text, unique=True))
    keys = clause.columns(key=Text, id=type_of(field), rank=Integer).subquery()

    def answers(wanted: Select[Any]) -> Select[Any]:
        each = select(keys.c.key, keys.c.id, func.min(keys.c.rank).label("rank")).where(keys.c.key.in_(wanted))
        grouped = each.group_by(keys.c.key, keys.c.id).subquery()
        ranked = select(grouped, func.count().over(partition_by=(grouped.c.key, grouped.c.rank)).label("n")).subquery()
        best = select(ranked.c.key, ranked.c.id, ranked.c.n).ext(distinct_on(ranked.c.key))
        return best.order_by(ranked.c.key, ranked.c.rank)

    return answers


def _targets(
    stage: Stage,
    rules: Sequence[tuple[str, ...]],
    records: Sequence[tuple[ColumnElement[Any], ColumnElement[Any]]],
    errors: list[tuple[str, ColumnElement[Any]]],
) -> dict[str, ColumnElement[Any]]:
    """The records the rows mean, by the first identity rule that fits; new ids for the rest."""
    earlier: list[ColumnElement[Any]] = []
    for rule, (record, n) in zip(rules, records, strict=True):
        errors.append((rule[-1], case((and_(n > 1, *(other.is_(None) for other in earlier)), "ambiguous_match"))))
        earlier.append(record)
    earlier = [cast(record, Uuid) for record in earlier]
    target = func.coalesce(*earlier, null()) if earlier else cast(null(), Uuid)
    return {"_target": func.coalesce(target, ids(stage.table.c["_number"])), "_found": target.is_not(None)}


def _same(stage: Stage, rule: tuple[str, ...], *, adopt: bool) -> Lookup:
    """The records there are, by the fields of one identity rule. A record that came from elsewhere with an external id
    is not taken for one that has another; one without is adopted.
    """
    kind, table = stage.kind, stage.kind.table
    key = _joined(kind, rule, {name: stage.table.c[name] for name in rule})
    there = _joined(kind, rule, {name: table.c[kind.field(name).target or name] for name in rule})

    def answers(wanted: Select[Any]) -> Select[Any]:
        statement = select(
            there.label("key"),
            func.array_agg(table.c.id, type_=ARRAY(Uuid))[1].label("id"),
            func.count().label("n"),
        ).where(there.in_(wanted))
        if "external_id" in rule:
            statement = statement.where(table.c.source == stage.source)
        elif adopt and "external_id" in table.c:
            statement = statement.where(table.c.external_id.is_(None))
        return statement.group_by(there)

    plain = len(rule) == 1 and kind.field(rule[0]).type == "code"
    return Lookup(" ".join(("=", *rule)), key, answers, direct=plain)


def _joined(kind: Kind, rule: tuple[str, ...], columns: dict[str, Any]) -> ColumnElement[Any]:
    """The fields of a rule as one key; null when one is. External ids are compared as they are, names without case."""
    parts: list[ColumnElement[Any]] = [
        func.lower(columns[name]) if kind.field(name).type == "line" else cast(columns[name], Text) for name in rule
    ]
    if len(parts) == 1:
        only = columns[rule[0]]
        return parts[0] if kind.field(rule[0]).type == "line" else only
    key: ColumnElement[Any] = parts[0]
    for part in parts[1:]:
        key = key + SEPARATOR + part
    return key


@dataclass(frozen=True, slots=True)
class Found:
    """`rows`: the stage joined with the answers; `records`: (id, n) of each lookup."""

    rows: Any
    records: Sequence[tuple[ColumnElement[Any], ColumnElement[Any]]]


async def _look_up(session: AsyncSession, stage: Stage, names: Table, lookups: Sequence[Lookup]) -> Found:
    rows: Any = stage.table
    records: list[tuple[ColumnElement[Any], ColumnElement[Any]]] = []
    if named := [each for each in lookups if not each.direct]:
        used = union_all(
            *(select(literal(each.name, String), each.key).where(each.key.is_not(None)).distinct() for each in named)
        )
        await session.execute(insert(names).from_select(["name", "key"], used))
        await session.execute(text(f"analyze {names.name}"))
    for each in lookups:
        if each.direct:
            there = each.answers(select(each.key).where(_in_range(stage))).subquery()
            rows = rows.outerjoin(there, there.c.key == each.key)
            records.append((there.c.id, there.c.n))
            continue
        found = each.answers(select(names.c.key).where(names.c.name == each.name)).subquery()
        known = update(names).where(names.c.name == each.name, names.c.key == found.c.key)
        await session.execute(known.values(id=cast(found.c.id, Text), n=found.c.n))
        answer = names.alias(f"answer_{len(records)}")
        rows = rows.outerjoin(answer, and_(answer.c.name == each.name, answer.c.key == each.key))
        records.append((answer.c.id, answer.c.n))
    return Found(rows, records)


def _writing(
    stage: Stage, rows: Any, values: dict[str, ColumnElement[Any]], errors: list[tuple[str, ColumnElement[Any]]]
) -> Write:
    """What writes that which was found into a range of the stage, errors after those there are."""
    columns = stage.table.c
    values = values | {"_errors": func.array_cat(columns["_errors"], codes(errors))}
    labelled = (value.label(name) for name, value in values.items())
    found = select(columns["_number"], *labelled).select_from(rows).where(_in_range(stage)).subquery()
    written = update(stage.table).where(columns["_number"] == found.c["_number"], _in_range(stage))
    statement = written.values({name: found.c[name] for name in values})

    async def write(session: AsyncSession, piece: tuple[int, int]) -> None:
        async with session.begin():
            await session.execute(statement, dict(zip(("range_after", "range_up_to"), piece, strict=True)))

    return write


def _in_range(stage: Stage) -> ColumnElement[bool]:
    """Whether a line of the stage is in the range that is given when the statement is executed."""
    number = stage.table.c["_number"]
    return and_(number > bindparam("range_after", type_=Integer), number <= bindparam("range_up_to", type_=Integer))
