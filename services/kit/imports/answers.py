"""What imports answer: the kinds there are, a run with its first rejects, the file of all rejects."""

import csv
import io
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.errors import Conflict
from services.kit.imports.kinds import Kind
from services.kit.imports.models import ImportRow, ImportRun
from services.kit.imports.reasons import reason
from services.kit.imports.service import Kinds, kind_of
from services.kit.permissions import Principal

SHOWN_REJECTS = 50
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
        "id", "kind", "state", "file_name", "encoding", "delimiter", "rows", "columns", "samples", "mapping", "only",
        "source", "version", "created_at", "done_at",
    )}  # fmt: skip
    if run.result is None:
        return fields | {"result": None}
    kind = kind_of(kinds, run.kind)
    rows = await _rejected(session, run, SHOWN_REJECTS)
    rejects = [one for row in rows for one in _reasons(run, row, kind, chinese=chinese)]
    return fields | {"result": run.result | {"rejects": rejects[:SHOWN_REJECTS]}}


async def _rejected(session: AsyncSession, run: ImportRun, most: int | None) -> list[ImportRow]:
    rows = select(ImportRow).where(ImportRow.run_id == run.id, ImportRow.errors.is_not(None)).order_by(ImportRow.number)
    return list(await session.scalars(rows.limit(most)))


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


async def rejects(session: AsyncSession, run: ImportRun, kinds: Kinds, *, chinese: bool) -> str:
    """The rejected rows as CSV: the columns as they came, then row and reason; made to be mended and uploaded again."""
    if run.state == "uploaded":
        raise Conflict("Run or dry-run it first.", "请先试运行或运行导入。", code="not_checked")
    kind = kind_of(kinds, run.kind)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*map(_harmless, run.columns), "loam_row", "loam_reason"])
    for row in await _rejected(session, run, None):
        said = [f"{r['column'] or r['field'] or '*'}: {r['detail']}" for r in _reasons(run, row, kind, chinese=chinese)]
        writer.writerow([*map(_harmless, row.cells), row.number, _harmless("; ".join(said))])
    return "\ufeff" + out.getvalue()


def _harmless(cell: str) -> str:
    """A spreadsheet runs cells that begin like a formula; an apostrophe makes them text. Plain numbers stay numbers."""
    if not cell.startswith(FORMULA):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
