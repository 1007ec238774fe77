"""What imports answer: the kinds there are, a run with its first rejects, the file of all rejects."""

import csv
import io
import math
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from services.kit.errors import Conflict
from services.kit.exports.writing import harmless
from services.kit.imports.kinds import Kind
from services.kit.imports.models import ImportRow, ImportRun
from services.kit.imports.reasons import reason
from services.kit.imports.service import WORKING, Kinds, abandoned, kind_of
from services.kit.permissions import Principal

SHOWN_REJECTS = 50
PIECE_REJECTS, PIECE_CHARACTERS = 500, 1 << 16


def kinds_for(me: Principal, kinds: Kinds) -> dict[str, Any]:
    """What can be imported, and whether this caller may."""
    items = [
        {
            "kind": kind.name,
            "zh": kind.zh,
            "en": kind.en,
            "needs": list(kind.actions),
            "allowed": kind.allows(me),
            "identity": [" + ".join(rule) for rule in kind.identity],
            "fields": [
                {
                    "name": field.name,
                    "zh": field.zh,
                    "en": field.en,
                    "type": field.type,
                    "required": field.required,
                    "choices": list(field.choices),
                    "unknown": field.reference.unknown if field.reference else None,
                }
                for field in kind.fields
            ],
        }
        for kind in kinds.values()
    ]
    return {"items": items, "next": None}


async def shown(session: AsyncSession, run: ImportRun, kinds: Kinds, *, chinese: bool) -> dict[str, Any]:
    """A run as the answer has it: with the first rejects, if it was checked."""
    fields = {column: getattr(run, column) for column in (
        "id", "kind", "state", "file_name", "format", "encoding", "confirmed", "delimiter", "sheets", "sheet", "rows",
        "columns", "samples", "mapping", "only", "source", "error", "version", "created_at", "done_at",
    )}  # fmt: skip
    fields |= {"progress": progress(run), "applied": sum((run.tally or {}).values())}
    if await abandoned(session, run):
        fields |= {"state": "failed", "error": "abandoned", "progress": None}
    if run.result is None:
        return fields | {"result": None}
    kind = kind_of(kinds, run.kind)
    rows = await _rejected(session, run, SHOWN_REJECTS)
    rejects = [one for row in rows for one in _reasons(run, row, kind, chinese=chinese)]
    return fields | {"result": run.result | {"rejects": rejects[:SHOWN_REJECTS]}}


def progress(run: ImportRun) -> dict[str, Any] | None:
    """How far a run is that is under way."""
    if run.state not in WORKING:
        return None
    left = run.planned - run.handled
    return {
        "step": run.step,
        "done": run.handled,
        "total": run.planned,
        "rows_per_second": round(run.pace) if run.pace else None,
        "seconds_left": math.ceil(left / run.pace) if run.pace and run.planned else None,
    }


async def _rejected(session: AsyncSession, run: ImportRun, most: int, *, after: int = 0) -> list[ImportRow]:
    rows = select(ImportRow).where(ImportRow.run_id == run.id, ImportRow.errors.is_not(None), ImportRow.number > after)
    return list(await session.scalars(rows.order_by(ImportRow.number).limit(most)))


def _reasons(run: ImportRun, row: ImportRow, kind: Kind, *, chinese: bool) -> list[dict[str, Any]]:
    found = []
    for error in dict.fromkeys(row.errors or []):
        field, code = error.split(":", 1)
        column = run.mapping.get(field, {}).get("column")
        value = row.cells[run.columns.index(column)] if column in run.columns else None
        detail = reason(code, kind.reasons, chinese=chinese)
        found.append(
            {"row": row.number, "field": field, "column": column, "code": code, "value": value, "detail": detail}
        )
    return found


def rejects(
    readings: async_sessionmaker[AsyncSession], run: ImportRun, kinds: Kinds, *, chinese: bool
) -> AsyncIterator[bytes]:
    """The rejected rows as CSV, piece by piece: the columns as they came, then row and reason; made to be mended and
    uploaded again.
    """
    if run.result is None:
        raise Conflict("Run or dry-run it first.", "请先试运行或运行导入。", code="not_checked")
    kind = kind_of(kinds, run.kind)

    async def lines() -> AsyncIterator[list[Any]]:
        yield [*map(harmless, run.columns), "loam_row", "loam_reason"]
        last = 0
        while True:
            async with readings() as session:
                rows = await _rejected(session, run, PIECE_REJECTS, after=last)
            for row in rows:
                last = row.number
                found = _reasons(run, row, kind, chinese=chinese)
                said = "; ".join(f"{one['column'] or one['field'] or '*'}: {one['detail']}" for one in found)
                yield [*map(harmless, row.cells), row.number, harmless(said)]
            if len(rows) < PIECE_REJECTS:
                return

    return _csv(lines())


async def _csv(lines: AsyncIterator[list[Any]]) -> AsyncIterator[bytes]:
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")
    async for line in lines:
        writer.writerow(line)
        if out.tell() >= PIECE_CHARACTERS:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()
