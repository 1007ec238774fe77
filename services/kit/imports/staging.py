"""The stage of a run: a table with one row for every line of the file that is wanted, its cells turned into typed values
by statements over ranges of lines. What the cells refer to is looked up in resolving.py.

It is unlogged, and its name is held by a lock of the connection that made it: several connections can work on it, and
when that one ends, the next import takes the table away (`sweep`). What has not been applied is staged anew.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    CTE,
    Boolean,
    Column,
    ColumnElement,
    Computed,
    Index,
    Integer,
    MetaData,
    Numeric,
    Select,
    String,
    Table,
    Text,
    Uuid,
    any_,
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
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.schema import CreateIndex, CreateTable
from uuid_utils.compat import uuid7

from services.kit.imports.cells import BREAK, PATTERNED, codes, parse, plain, trimmed
from services.kit.imports.kinds import Field, Kind, Stage
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


def ids(number: ColumnElement[Any]) -> ColumnElement[Any]:
    """UUIDv7s for the rows of one statement, ascending with their numbers: what is ordered is cheap to index, and
    nothing random has to be fetched for each. 96 bits are of one made here, 32 are the number.
    """
    begin = literal(uuid7().hex[:24], Text)
    return cast(begin.concat(func.lpad(func.to_hex(number), 8, "0")), Uuid)


PREFIX = "import_stage_"
ROOMY = {"fillfactor": "50", "autovacuum_enabled": "false"}
"""Every row is written once more when it has been looked up: then it stays on its page, and no index is touched."""

ACT = """case when cardinality(_errors) > 0 then 'reject' when _same then 'unchanged' when _found then 'update'
    else 'create' end"""

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
        f"{PREFIX}{uuid7().hex}",
        MetaData(),
        Column("_number", Integer),
        Column("_place", Integer),
        Column("_target", Uuid),
        Column("_found", Boolean),
        Column("_same", Boolean),
        Column("_errors", ARRAY(Text)),
        Column("_act", String, Computed(ACT, persisted=True)),
        *columns,
        prefixes=["UNLOGGED"],
        postgresql_with=ROOMY,
    )
    return Stage(kind=kind, table=table, source=source, me=me)


def type_of(field: Field) -> Any:
    """The SQL type of a field's values."""
    return Text if field.reference and field.reference.by_code else TYPES.get(field.type, Text)


def said(field: Field) -> str:
    """The column that keeps what a cell called the record it refers to."""
    return f"_{field.name}"


async def lay(session: AsyncSession, stage: Stage) -> None:
    """Make the stage, empty, and take away those whose makers are gone."""
    await sweep(session)
    await session.execute(text(f"select pg_advisory_lock({HELD})"), {"name": stage.table.name})
    await session.execute(CreateTable(stage.table))


HELD = "hashtextextended(:name, 0)"
_LEFT = text(f"""
    select relname from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and starts_with(relname, '{PREFIX}')
""")  # noqa: S608 - a word of our own


async def sweep(session: AsyncSession) -> None:
    """Drop the stages that no living connection holds, and what was made beside them."""
    for name in list(await session.scalars(_LEFT)):
        maker = {"name": name[: len(PREFIX) + 32]}
        if await session.scalar(text(f"select pg_try_advisory_xact_lock({HELD})"), maker):
            await session.execute(text(f"drop table if exists {name}"))


async def clear(session: AsyncSession, stage: Stage) -> None:
    """The stage is of no more use."""
    await session.execute(text(f"drop table {stage.table.name}"))
    await session.execute(text(f"select pg_advisory_unlock({HELD})"), {"name": stage.table.name})


async def fill(session: AsyncSession, stage: Stage, run: ImportRun, *, after: int, up_to: int) -> int:
    """Read the run's lines with these numbers into the stage, but those rejected before; how many came. References wait
    in their own columns as they were said.
    """
    mapping = {name: FieldMapping.model_validate(entry) for name, entry in run.mapping.items()}
    only = [Only.model_validate(entry) for entry in run.only]
    fields = [field for field in stage.kind.fields if field.name in mapping]
    raw = _raw(run, mapping, only, ImportRow.number.between(after + 1, up_to))
    numbers = {
        f"_{field.name}": plain(field, raw.c[field.name], mapping[field.name].factor)
        for field in fields
        if field.type in PATTERNED
    }
    raw = _once(select(*raw.c, *(value.label(name) for name, value in numbers.items())), "plain")
    values: dict[str, ColumnElement[Any]] = {"_number": raw.c["_number"], "_place": raw.c["_number"]}
    errors: list[tuple[str, ColumnElement[Any]]] = []
    for field in fields:
        said_text = raw.c[field.name]
        value, error = parse(
            field, said_text, raw.c[f"_{field.name}"] if field.type in PATTERNED else said_text, broken=raw.c["_broken"]
        )
        values[said(field) if field.reference else field.name] = value
        errors.append((field.name, error))
    values["_errors"] = func.array_cat(raw.c["_flaws"], codes(errors))
    written = await session.execute(insert(stage.table).from_select(list(values), select(*values.values())))
    assert isinstance(written, CursorResult)
    return written.rowcount


async def ready(session: AsyncSession, stage: Stage) -> None:
    """All lines are in: say so to the planner, and make a line findable by its number."""
    await findable(session, stage, "_number")
    await session.execute(text(f"analyze {stage.table.name}"))


async def findable(session: AsyncSession, stage: Stage, column: str) -> None:
    await session.execute(CreateIndex(Index(f"{stage.table.name}{column}", stage.table.c[column])))


@asynccontextmanager
async def chunk_of(session: AsyncSession, stage: Stage, *, after: int, up_to: int) -> AsyncIterator[Stage]:
    """The rows to be written at these places, as a stage of their own: a view, so that nothing is copied."""
    name = f"{stage.table.name}_chunk"
    await session.execute(
        text(f"""
        create temporary view {name} as select * from {stage.table.name}
        where _place > {int(after)} and _place <= {int(up_to)} and _act in ('create', 'update')
    """)  # noqa: S608 - our own table's name and two numbers
    )
    table = Table(name, MetaData(), *(Column(column.name, column.type) for column in stage.table.columns))
    yield replace(stage, table=table)
    await session.execute(text(f"drop view {name}"))


def _raw(run: ImportRun, mapping: dict[str, FieldMapping], only: list[Only], wanted_lines: ColumnElement[bool]) -> CTE:
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
    marks = case((ImportRow.flaws.is_not(None), codes(flaws)), else_=literal([], ARRAY(Text)))
    broken = func.array_to_string(ImportRow.cells, "").regexp_match(BREAK)
    statement = select(ImportRow.number.label("_number"), marks.label("_flaws"), broken.label("_broken"), *found)
    mine = (ImportRow.run_id == run.id, wanted_lines, ImportRow.errors.is_(None))
    return _once(statement.where(*mine, *conditions), "raw")


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
