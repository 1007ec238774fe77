"""Upload → mapping → dry run → run → rejects. A dry run and a run judge the rows by the same statements, so that
their counts are equal; a run then applies, once, whatever the number of times it is asked for.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.kit.auth import require
from services.kit.db import utcnow
from services.kit.errors import Conflict, FieldError, Invalid, invalid, missing_row
from services.kit.events import note
from services.kit.imports.applying import apply
from services.kit.imports.checking import check
from services.kit.imports.guessing import guess
from services.kit.imports.kinds import Kind, Stage
from services.kit.imports.models import ImportRow, ImportRun
from services.kit.imports.reading import Sheet, read
from services.kit.imports.resolving import resolve
from services.kit.imports.schemas import ImportChange, ImportListItem
from services.kit.imports.staging import fill, stage_of
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.versions import require_version

Kinds: TypeAlias = Mapping[str, Kind]
SAMPLES = 5
SAMPLE_LENGTH = 200
KEPT_DAYS = 30
_ONE_AT_A_TIME = text("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
SECONDS = 55


def kind_of(kinds: Kinds, name: str) -> Kind:
    if name not in kinds:
        known = ", ".join(kinds)
        raise invalid("/kind", "literal_error", f"no such kind; known: {known}", f"没有这种导入类型;可选:{known}")
    return kinds[name]


def _require_kind(me: Principal, kind: Kind) -> None:
    if not kind.allows(me):
        require(me, kind.actions[0])


async def upload(
    session: AsyncSession, me: Principal, *, service: str, kinds: Kinds, kind: str, file_name: str, data: bytes
) -> ImportRun:
    """Keep the file's rows; 415 or 422 at `/file` when it is no CSV with a header."""
    found = kind_of(kinds, kind)
    _require_kind(me, found)
    sheet = await asyncio.to_thread(read, data)
    run = ImportRun(
        id=uuid7(),
        service=service,
        kind=kind,
        file_name=_safe_name(file_name),
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        columns=sheet.columns,
        samples=[[cell[:SAMPLE_LENGTH] for cell in cells] for cells, _ in sheet.rows[:SAMPLES]],
        rows=len(sheet.rows),
        mapping=await _remembered(session, found, sheet) or guess(found.fields, sheet.columns),
        created_by=me.id,
    )
    session.add(run)
    await session.flush()
    old = select(ImportRun.id).where(ImportRun.created_at < func.now() - text(f"interval '{KEPT_DAYS} days'"))
    await session.execute(delete(ImportRow).where(ImportRow.run_id.in_(old)))
    async with _patient(session) as driver:
        await driver.copy_records_to_table(
            ImportRow.__tablename__,
            records=((run.id, number, cells, flaws) for number, (cells, flaws) in enumerate(sheet.rows, 1)),
            columns=["run_id", "number", "cells", "flaws"],
        )
    return run


def _safe_name(name: str) -> str:
    return "".join(char for char in name if char.isprintable())[-SAMPLE_LENGTH:] or "file.csv"


async def _remembered(session: AsyncSession, kind: Kind, sheet: Sheet) -> dict[str, Any] | None:
    """The mapping of the last run of such a file."""
    same = select(ImportRun.mapping).where(
        ImportRun.kind == kind.name, ImportRun.state == "done", ImportRun.columns == sheet.columns
    )
    return await session.scalar(same.order_by(ImportRun.done_at.desc()).limit(1))


@asynccontextmanager
async def _patient(session: AsyncSession) -> AsyncIterator[Any]:
    """The driver's connection of this transaction, allowed as long for a statement as the gate gives an import.

    The server's limit is a setting of the transaction; the driver's own has no public door for one connection.
    """
    driver: Any = (await (await session.connection()).get_raw_connection()).driver_connection
    await session.execute(text(f"set local statement_timeout = '{SECONDS}s'"))
    before = driver._config  # noqa: SLF001 - see above
    driver._config = before._replace(command_timeout=SECONDS)  # noqa: SLF001 - see above
    try:
        yield driver
    finally:
        driver._config = before  # noqa: SLF001 - see above


async def get(session: AsyncSession, *, service: str, run_id: uuid.UUID) -> ImportRun:
    run = await session.get(ImportRun, run_id)
    if run is None or run.service != service:
        raise missing_row("import", run_id)
    return run


async def search(session: AsyncSession, *, service: str, kind: str | None, query: PageQuery) -> dict[str, Any]:
    """The runs of a service, newest first."""
    statement = select(ImportRun).where(ImportRun.service == service)
    if kind is not None:
        statement = statement.where(ImportRun.kind == kind)
    return await page(session, statement, by=[ImportRun.id], query=query, item=ImportListItem, descending=True)


async def change(
    session: AsyncSession,
    me: Principal,
    *,
    service: str,
    kinds: Kinds,
    run_id: uuid.UUID,
    version: int,
    wanted: ImportChange,
) -> ImportRun:
    """Set mapping, filter or source; what a dry run had found is forgotten."""
    run = await get(session, service=service, run_id=run_id)
    kind = kind_of(kinds, run.kind)
    _require_kind(me, kind)
    require_version(run, version)
    if run.state == "done":
        raise Conflict(
            "This file has been imported already; upload it again.", "该文件已导入,请重新上传。", code="import_done"
        )
    _refuse_unknown(kind, run, wanted)
    if wanted.mapping is not None:
        run.mapping = {
            name: entry.model_dump(mode="json", exclude_defaults=True) for name, entry in wanted.mapping.items()
        }
    if wanted.only is not None:
        run.only = [entry.model_dump() for entry in wanted.only]
    if wanted.source is not None:
        run.source = wanted.source
    run.state, run.result = "uploaded", None
    await session.execute(
        update(ImportRow).where(ImportRow.run_id == run.id, ImportRow.errors.is_not(None)).values(errors=None)
    )
    await session.flush()
    return run


def _refuse_unknown(kind: Kind, run: ImportRun, wanted: ImportChange) -> None:
    errors = []
    fields = {field.name: field for field in kind.fields}
    for name, entry in (wanted.mapping or {}).items():
        if name not in fields:
            errors.append(FieldError(f"/mapping/{name}", "extra_forbidden", "no such field", "没有这个字段"))
        elif entry.factor is not None and fields[name].type != "decimal":
            errors.append(FieldError(f"/mapping/{name}/factor", "not_a_number", "only for numbers", "仅用于数值"))
        if entry.column is not None and entry.column not in run.columns:
            errors.append(_no_column(f"/mapping/{name}/column"))
        elif entry.column is None and entry.constant is None and entry.default is None:
            errors.append(FieldError(f"/mapping/{name}", "missing", "name a column or a constant", "请指定列或固定值"))
        if entry.column is not None and entry.constant is not None:
            errors.append(
                FieldError(f"/mapping/{name}/constant", "extra_forbidden", "column or constant", "列与固定值只能二选一")
            )
    errors += [
        _no_column(f"/only/{place}/column")
        for place, only in enumerate(wanted.only or [])
        if only.column not in run.columns
    ]
    if errors:
        raise Invalid("The mapping does not fit the file.", "字段对应与文件不符。", errors=errors)


def _no_column(pointer: str) -> FieldError:
    return FieldError(pointer, "unknown_column", "the file has no such column", "文件中没有这一列")


async def run(
    session: AsyncSession, me: Principal, *, service: str, kinds: Kinds, run_id: uuid.UUID, dry: bool
) -> ImportRun:
    """Check every row; unless dry, apply the good ones. A run that is done answers what it did."""
    found = await session.get(ImportRun, run_id, with_for_update=True)
    if found is None or found.service != service:
        raise missing_row("import", run_id)
    kind = kind_of(kinds, found.kind)
    _require_kind(me, kind)
    if found.state == "done":
        return found
    if not found.mapping:
        raise invalid("/mapping", "missing", "no field has a column yet", "还没有字段对应到列")
    async with _patient(session):
        if not dry:
            await session.execute(_ONE_AT_A_TIME, {"key": f"import:{kind.name}"})
        stage = stage_of(kind, source=found.source, me=me)
        await fill(session, stage, found)
        await resolve(session, stage, set(found.mapping))
        await check(session, stage)
        result = await _written_down(session, stage, found)
        if not dry:
            await apply(session, stage, reason=f"{found.file_name} ({found.source})")
            await session.execute(delete(ImportRow).where(ImportRow.run_id == found.id, ImportRow.errors.is_(None)))
    found.result, found.state, found.done_at = result, "checked" if dry else "done", None if dry else utcnow()
    note(session, found, "checked" if dry else "imported")
    await session.flush()
    return found


async def _written_down(session: AsyncSession, stage: Stage, found: ImportRun) -> dict[str, int]:
    """The rejected rows with their errors, kept for the answer; and how many rows come to what."""
    columns, mine = stage.table.c, ImportRow.run_id == found.id
    await session.execute(update(ImportRow).where(mine, ImportRow.errors.is_not(None)).values(errors=None))
    rejected = update(ImportRow).where(mine, ImportRow.number == columns["_number"], columns["_act"] == "reject")
    await session.execute(rejected.values(errors=columns["_errors"]))
    acts = select(columns["_act"], func.count()).group_by(columns["_act"])
    counts = {name: count for name, count in await session.execute(acts)}  # noqa: C416 - rows are not plain tuples to mypy
    return {
        "create": counts.get("create", 0),
        "update": counts.get("update", 0),
        "skip": found.rows - sum(counts.values()) + counts.get("unchanged", 0),
        "unchanged": counts.get("unchanged", 0),
        "reject": counts.get("reject", 0),
    }
