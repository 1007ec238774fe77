"""Upload → mapping → dry run → run → rejects. A dry run and a run judge the rows by the same statements, so that
their counts are equal; both are jobs (work.py), and what is said here is who may order them, and when.
"""

import asyncio
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.kit.auth import require
from services.kit.errors import Conflict, FieldError, Invalid, invalid, missing_row
from services.kit.events import note
from services.kit.imports.guessing import guess
from services.kit.imports.keeping import keep
from services.kit.imports.kinds import Kind
from services.kit.imports.models import ImportRow, ImportRun
from services.kit.imports.patience import patient
from services.kit.imports.reading import Encoding, Sheet, Spool, open_sheet, pieces, refuse
from services.kit.imports.schemas import ImportChange, ImportListItem
from services.kit.jobs import enqueue
from services.kit.jobs.models import JobRun
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.versions import require_version

Kinds: TypeAlias = Mapping[str, Kind]
SAMPLES = 5
SAMPLE_LENGTH = 200
KEPT_DAYS = 30
READING_SECONDS = 600
WORKING = ("checking", "running")
HALTED = ("cancelled", "failed")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came: spooled to disk, what it is called, and what was said about it."""

    file: Spool
    name: str
    sheet: str | None = None
    encoding: Encoding | None = None


def kind_of(kinds: Kinds, name: str) -> Kind:
    if name not in kinds:
        known = ", ".join(kinds)
        raise invalid("/kind", "literal_error", f"no such kind; known: {known}", f"没有这种导入类型;可选:{known}")
    return kinds[name]


def _require_kind(me: Principal, kind: Kind) -> None:
    if not kind.allows(me):
        require(me, kind.actions[0])


async def upload(
    session: AsyncSession, me: Principal, *, service: str, kinds: Kinds, kind: str, sent: Sent
) -> ImportRun:
    """Keep the file's rows, piece by piece; 415 or 422 at `/file` when it cannot be read."""
    found = kind_of(kinds, kind)
    _require_kind(me, found)
    sheet = await asyncio.to_thread(open_sheet, sent.file, sheet=sent.sheet, encoding=sent.encoding)
    waiting = pieces(sheet.rows)
    piece = await asyncio.to_thread(next, waiting, None)
    if piece is None:
        refuse("empty", "there is no row below the header", "列名之下没有数据")
    mapping, source = await _remembered(session, found, sheet)
    run = ImportRun(
        id=uuid7(),
        service=service,
        kind=kind,
        file_name=_safe_name(sent.name),
        format=sheet.format,
        encoding=sheet.encoding,
        confirmed=sheet.encoding in {"utf-8", sent.encoding},
        delimiter=sheet.delimiter,
        sheets=sheet.sheets,
        sheet=sheet.sheet,
        columns=sheet.columns,
        samples=[[cell[:SAMPLE_LENGTH] for cell in cells] for cells, _ in piece[:SAMPLES]],
        rows=0,
        mapping=mapping,
        source=source,
        created_by=me.id,
    )
    async with patient(session, seconds=READING_SECONDS) as driver:
        session.add(run)
        await session.flush()
        old = select(ImportRun.id).where(ImportRun.created_at < func.now() - text(f"interval '{KEPT_DAYS} days'"))
        await session.execute(delete(ImportRow).where(ImportRow.run_id.in_(old)))
        run.rows = await keep(driver, run.id, piece, waiting)
        await session.flush()
    return run


def _safe_name(name: str) -> str:
    return "".join(char for char in name if char.isprintable())[-SAMPLE_LENGTH:] or "file.csv"


async def _remembered(session: AsyncSession, kind: Kind, sheet: Sheet) -> tuple[dict[str, Any], str]:
    """Mapping and source of the last run of such a file: what an external id means depends on where it is from."""
    same = select(ImportRun.mapping, ImportRun.source).where(
        ImportRun.kind == kind.name, ImportRun.state == "done", ImportRun.columns == sheet.columns
    )
    row = (await session.execute(same.order_by(ImportRun.done_at.desc()).limit(1))).first()
    return (row.mapping, row.source) if row else (guess(kind.fields, sheet.columns), "import")


async def get(session: AsyncSession, *, service: str, run_id: uuid.UUID) -> ImportRun:
    run = await session.get(ImportRun, run_id)
    if run is None or run.service != service:
        raise missing_row("import", run_id)
    return run


async def read(session: AsyncSession, me: Principal, *, service: str, kinds: Kinds, run_id: uuid.UUID) -> ImportRun:
    """A run with rows of its file: only for those who could have sent such a file themselves."""
    found = await get(session, service=service, run_id=run_id)
    _require_kind(me, kind_of(kinds, found.kind))
    return found


async def search(
    session: AsyncSession, me: Principal, *, service: str, kinds: Kinds, kind: str | None, query: PageQuery
) -> dict[str, Any]:
    """The runs of a service whose kinds this caller may import, newest first."""
    allowed = [found.name for found in kinds.values() if found.allows(me)]
    statement = select(ImportRun).where(ImportRun.service == service, ImportRun.kind.in_(allowed))
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
    if run.state in WORKING and not await abandoned(session, run):
        raise Conflict("Cancel it first, or wait for its end.", "正在处理,请先取消或等待完成。", code="import_working")
    _refuse_unknown(kind, run, wanted)
    if wanted.mapping is not None:
        run.mapping = {
            name: entry.model_dump(mode="json", exclude_defaults=True) for name, entry in wanted.mapping.items()
        }
    if wanted.only is not None:
        run.only = [entry.model_dump() for entry in wanted.only]
    if wanted.source is not None:
        run.source = wanted.source
    if wanted.confirmed:
        run.confirmed = True
    run.state, run.result, run.error = "uploaded", None, ""
    await _forget_errors(session, run)
    await session.flush()
    return run


async def _forget_errors(session: AsyncSession, run: ImportRun) -> None:
    errors = update(ImportRow).where(ImportRow.run_id == run.id, ImportRow.errors.is_not(None)).values(errors=None)
    async with patient(session, seconds=READING_SECONDS):
        await session.execute(errors)


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


async def start(
    session: AsyncSession, me: Principal, *, service: str, kinds: Kinds, run_id: uuid.UUID, dry: bool
) -> ImportRun:
    """Order a dry run or a run. One that is under way or done is answered as it stands; one that was cancelled or
    failed half way goes on with the rows that are left.
    """
    found = await _locked(session, service=service, run_id=run_id)
    kind = kind_of(kinds, found.kind)
    _require_kind(me, kind)
    if found.state == "done" or (found.state in WORKING and not await abandoned(session, found)):
        return found
    if not found.mapping:
        raise invalid("/mapping", "missing", "no field has a column yet", "还没有字段对应到列")
    if not found.confirmed:
        raise Conflict(
            "Look at the samples first and confirm that the file is GB18030.",
            "请先查看样例,确认文件为 GB18030 编码。",
            code="encoding_unconfirmed",
        )
    if found.state not in (*HALTED, *WORKING):
        await _forget_errors(session, found)
    who = {"id": str(me.id), "kind": me.kind, "name": me.name, "actions": sorted(me.actions)}
    payload = {"run_id": str(found.id), "dry": dry, "me": who}
    found.job_id = await enqueue(session, f"{service}.import", payload, title=found.file_name)
    found.state, found.error, found.result = ("checking" if dry else "running"), "", None
    found.step, found.handled, found.planned, found.pace = "waiting", 0, found.rows, None
    await session.flush()
    return found


async def cancel(session: AsyncSession, me: Principal, *, service: str, kinds: Kinds, run_id: uuid.UUID) -> ImportRun:
    """The work ends before its next piece; a run that is not under way stays as it is."""
    found = await _locked(session, service=service, run_id=run_id)
    _require_kind(me, kind_of(kinds, found.kind))
    if found.state in WORKING:
        found.state = "cancelled" if found.state == "running" or found.tally else "uploaded"
        note(session, found, "cancelled")
        await session.flush()
    return found


async def _locked(session: AsyncSession, *, service: str, run_id: uuid.UUID) -> ImportRun:
    found = await session.get(ImportRun, run_id, with_for_update=True)
    if found is None or found.service != service:
        raise missing_row("import", run_id)
    return found


async def abandoned(session: AsyncSession, run: ImportRun) -> bool:
    """Whether its job has ended and never came to say how: its worker died once too often, or it was taken back."""
    if run.state not in WORKING:
        return False
    state = await session.scalar(select(JobRun.state).where(JobRun.id == run.job_id))
    return state not in {"queued", "running"}
