"""The stage of a run: a temporary table with one row for every line of the file that is wanted, its cells turned into
typed values, references and existing records found, all in one statement whatever the number of rows.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    Boolean,
    Column,
    ColumnElement,
    FromClause,
    Integer,
    MetaData,
    Numeric,
    Select,
    String,
    Subquery,
    Table,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    case,
    cast,
    func,
    insert,
    literal,
    literal_column,
    null,
    select,
    text,
)
from sqlalchemy import types as sql
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.schema import CreateTable
from uuid_utils.compat import uuid7

from services.kit.imports.cells import codes, parse, trimmed
from services.kit.imports.kinds import Field, Kind, Reference, Stage
from services.kit.imports.models import ImportRow, ImportRun
from services.kit.imports.schemas import FieldMapping, Only
from services.kit.permissions import Principal

NEW_ID: ColumnElement[Any] = literal_column(
    "cast(encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing"
    " substring(int8send(cast(extract(epoch from clock_timestamp()) * 1000 as bigint)) from 3) from 1),"
    " 52, 1), 53, 1), 'hex') as uuid)",
    Uuid,
)
"""A UUIDv7 made by any PostgreSQL: a random one whose first 48 bits are the time, version 4 turned into 7."""

TYPES: dict[str, Any] = {
    "integer": Integer,
    "decimal": Numeric,
    "share": Numeric,
    "date": sql.Date,
    "boolean": Boolean,
    "words": ARRAY(Text),
    "reference": Uuid,
}


def stage_of(kind: Kind, *, source: str, me: Principal) -> Stage:
    """The stage's table; its name is used once, because drivers remember the shape of a table by its name."""
    columns: list[Column[Any]] = [Column(field.name, type_of(field)) for field in kind.fields]
    columns += [Column(said(field), Text) for field in kind.fields if field.reference]
    table = Table(
        f"stage_{uuid7().hex}",
        MetaData(),
        Column("_number", Integer, primary_key=True),
        Column("_target", Uuid),
        Column("_found", Boolean),
        Column("_errors", ARRAY(Text)),
        Column("_act", String),
        *columns,
        prefixes=["TEMPORARY"],
        postgresql_on_commit="DROP",
    )
    return Stage(kind=kind, table=table, source=source, me=me)


def type_of(field: Field) -> Any:
    """The SQL type of a field's values."""
    return Text if field.reference and field.reference.by_code else TYPES.get(field.type, Text)


def said(field: Field) -> str:
    """The column that keeps what a cell called the record it refers to."""
    return f"_{field.name}"


async def fill(session: AsyncSession, stage: Stage, run: ImportRun) -> None:
    """Read the run's lines into the stage."""
    mapping = {name: FieldMapping.model_validate(entry) for name, entry in run.mapping.items()}
    only = [Only.model_validate(entry) for entry in run.only]
    await session.execute(CreateTable(stage.table))
    raw = _raw(run, mapping, only)
    typed = _typed(stage.kind, mapping, raw)
    await session.execute(_insert(stage, mapping, typed))
    await session.execute(text(f"analyze {stage.table.name}"))


def _raw(run: ImportRun, mapping: dict[str, FieldMapping], only: list[Only]) -> CTE:
    places = {name: place for place, name in enumerate(run.columns, 1)}
    wanted: dict[str, list[str]] = {}
    for condition in only:
        wanted.setdefault(condition.column, []).append(condition.equals)
    conditions = [
        func.coalesce(trimmed(ImportRow.cells[places[column]]), "").in_(values) for column, values in wanted.items()
    ]
    found = [_cell(entry, places).label(name) for name, entry in mapping.items()]
    flaws = [
        (name, case((any_(ImportRow.flaws) == places[entry.column], "unstorable_character")))
        for name, entry in mapping.items()
        if entry.column is not None
    ]
    flaws.append(("", case((any_(ImportRow.flaws) == 0, "cell_count"))))
    statement = select(ImportRow.number.label("_number"), codes(flaws).label("_flaws"), *found)
    return _once(statement.where(ImportRow.run_id == run.id, *conditions), "raw")


def _once(statement: Select[*tuple[Any, ...]], name: str) -> CTE:
    """A common table expression that is computed once, however often its columns are used."""
    return statement.cte(name).prefix_with("MATERIALIZED")


def _cell(entry: FieldMapping, places: dict[str, int]) -> ColumnElement[Any]:
    value: ColumnElement[Any] = null()
    if entry.constant is not None:
        value = literal(entry.constant, Text)
    elif entry.column is not None:
        value = trimmed(ImportRow.cells[places[entry.column]])
    if entry.values:
        meant = literal(entry.values, JSONB).op("->>", return_type=Text())(value)
        value = func.nullif(func.coalesce(meant, value), "")
    return value if entry.default is None else func.coalesce(value, entry.default)


def _typed(kind: Kind, mapping: dict[str, FieldMapping], raw: CTE) -> CTE:
    columns, errors = [], []
    for field in kind.fields:
        if field.name in mapping:
            value, error = parse(field, raw.c[field.name], mapping[field.name].factor)
            columns.append(value.label(field.name))
            errors.append((field.name, error))
        else:
            columns.append(cast(null(), Text if field.reference else type_of(field)).label(field.name))
    found = func.array_cat(raw.c["_flaws"], codes(errors)).label("_errors")
    return _once(select(raw.c["_number"], found, *columns), "typed")


def _insert(stage: Stage, mapping: dict[str, FieldMapping], typed: CTE) -> Any:
    origin: FromClause = typed
    errors: list[tuple[str, ColumnElement[Any]]] = []
    values: dict[str, ColumnElement[Any]] = {}
    for field in stage.kind.fields:
        values[field.name] = typed.c[field.name]
        if field.reference is None:
            continue
        values[said(field)] = typed.c[field.name]
        if field.name not in mapping:
            values[field.name] = cast(null(), type_of(field))
            continue
        names = _names(field, field.reference, typed, stage.source)
        origin = origin.outerjoin(names, names.c.key == key_of(field.reference, typed.c[field.name], values))
        values[field.name] = case((names.c.n == 1, names.c.id))
        errors.append((field.name, case((names.c.n > 1, "ambiguous_reference"))))
        if field.reference.unknown == "reject" and not field.reference.own:
            missing = and_(typed.c[field.name].is_not(None), names.c.id.is_(None))
            errors.append((field.name, case((missing, "unknown_reference"))))
    targets: list[ColumnElement[Any]] = []
    for place, rule in enumerate(stage.kind.identity):
        if not set(rule) <= set(mapping):
            continue
        same = _same(stage, rule, f"same_{place}", adopt="external_id" in mapping, typed=typed)
        origin = origin.outerjoin(same, and_(*(same.c[name] == _key(stage.kind, name, values[name]) for name in rule)))
        errors.append(
            (rule[-1], case((and_(same.c.n > 1, *(target.is_(None) for target in targets)), "ambiguous_match")))
        )
        targets.append(same.c.target)
    target = func.coalesce(*targets, null()) if targets else cast(null(), Uuid)
    values |= {
        "_number": typed.c["_number"],
        "_target": func.coalesce(target, NEW_ID),
        "_found": target.is_not(None),
        "_errors": func.array_cat(typed.c["_errors"], codes(errors)),
    }
    return insert(stage.table).from_select(list(values), select(*values.values()).select_from(origin))


def key_of(reference: Reference, text: ColumnElement[Any], columns: Any) -> ColumnElement[Any]:
    """What a cell says as the key of a reference; `columns` holds, by name, what it may lie within."""
    key = func.lower(text)
    return key if reference.within is None else cast(columns[reference.within], Text) + "/" + key


def _names(field: Field, reference: Reference, typed: CTE, source: str) -> Subquery:
    """For every text used in the file: the record it names, and how many it might name."""
    clause = text(reference.keys)
    if ":source" in reference.keys:
        clause = clause.bindparams(bindparam("source", source, Text, unique=True))
    keys = clause.columns(key=Text, id=type_of(field), rank=Integer).subquery()
    each = select(keys.c.key, keys.c.id, func.min(keys.c.rank).label("rank"))
    if reference.within is None:
        each = each.where(keys.c.key.in_(select(func.lower(typed.c[field.name]))))
    grouped = each.group_by(keys.c.key, keys.c.id).subquery()
    ranked = select(grouped, func.count().over(partition_by=(grouped.c.key, grouped.c.rank)).label("n")).subquery()
    best = select(ranked).ext(distinct_on(ranked.c.key)).order_by(ranked.c.key, ranked.c.rank)
    return best.subquery(f"named_{field.name}")


def _key(kind: Kind, name: str, value: ColumnElement[Any]) -> ColumnElement[Any]:
    """External ids are compared as they are, names without regard to case."""
    return func.lower(value) if kind.field(name).type == "line" else value


def _same(stage: Stage, rule: tuple[str, ...], alias: str, *, adopt: bool, typed: CTE) -> Subquery:
    """The records there are, by the fields of one identity rule. A record that came from elsewhere with an external id
    is not taken for one that has another; one without is adopted.
    """
    kind, table = stage.kind, stage.kind.table
    columns = {name: _key(kind, name, table.c[kind.field(name).target or name]) for name in rule}
    statement = select(
        *(column.label(name) for name, column in columns.items()),
        func.array_agg(table.c.id, type_=ARRAY(Uuid))[1].label("target"),
        func.count().label("n"),
    )
    if "external_id" in rule:
        statement = statement.where(table.c.source == stage.source)
    elif adopt and "external_id" in table.c:
        statement = statement.where(table.c.external_id.is_(None))
    plain = [name for name in rule if kind.field(name).reference is None]
    for name in plain:
        statement = statement.where(columns[name].in_(select(_key(kind, name, typed.c[name]))))
    return statement.group_by(*columns.values()).subquery(alias)
