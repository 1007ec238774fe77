"""Many transactions in one request, as an ERP sends them: each row is taken or refused by itself, all in one transaction.

The number of statements does not grow with the rows: what they refer to and what is known of them is read in sets, and
what changes is written in sets with one event each.
"""

import re
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson
from pydantic import ValidationError
from sqlalchemy import ARRAY, Text, cast, func, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.kit.errors import FieldError, UnsupportedMedia, invalid
from services.kit.problems import from_validation
from services.kit.routing import too_deep
from services.records.transactions.models import Transaction
from services.records.transactions.schemas import TransactionIn
from services.records.transactions.service import SOURCE_LOCK

MOST = 5000
NDJSON = re.compile(r"application/(x-)?ndjson\s*(;|$)", re.IGNORECASE)
JSON = re.compile(r"application/json\s*(;|$)", re.IGNORECASE)
_KNOWN = text("""
    select 'customer_id' as field, id, team_id from customer where id = any(:customer_id)
    union all select 'product_line_id', id, null from product_line where id = any(:product_line_id)
    union all select 'owner_id', id, department_id from person where id = any(:owner_id)
    union all select 'team_id', id, null from team where id = any(:team_id)
""")
KEY = ("source", "external_id")
REFERENCES = ("customer_id", "product_line_id", "owner_id", "team_id")


@dataclass(slots=True)
class Line:
    """One row on its way: what was sent, and what became of it."""

    index: int
    external_id: str | None = None
    data: TransactionIn | None = None
    outcome: str = "rejected"
    id: uuid.UUID | None = None
    errors: list[FieldError] = field(default_factory=list)

    def refuse(self, name: str, code: str, en: str, zh: str) -> None:
        self.errors.append(FieldError(f"/{self.index}/{name}", code, en, zh))


def read(body: bytes, content_type: str) -> list[Line]:
    """The rows of a JSON array, or of one JSON object a line; rows that are none are refused, not the request."""
    if NDJSON.match(content_type):
        sent: Any = [line for line in body.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    elif JSON.match(content_type):
        if too_deep(body):
            raise invalid("/", "too_deep", "JSON may be 32 levels deep", "JSON 嵌套不得超过 32 层")
        try:
            sent = orjson.loads(body)
        except orjson.JSONDecodeError:
            raise invalid("/", "json_invalid", "not JSON in UTF-8", "不是 UTF-8 编码的 JSON") from None
    else:
        raise UnsupportedMedia(
            "Send application/x-ndjson or application/json.", "请以 application/x-ndjson 或 application/json 发送。"
        )
    if not isinstance(sent, list) or not 1 <= len(sent) <= MOST:
        raise invalid("/", "too_long", f"send 1 to {MOST} rows", f"请发送 1 至 {MOST} 行")
    return [_line(index, row) for index, row in enumerate(sent)]


def _line(index: int, row: Any) -> Line:
    line = Line(index)
    try:
        if isinstance(row, bytes):
            row = orjson.loads(row)
        line.external_id = (
            row.get("external_id") if isinstance(row, dict) and isinstance(row.get("external_id"), str) else None
        )
        line.data = TransactionIn.model_validate(row)
    except orjson.JSONDecodeError:
        line.refuse("", "json_invalid", "not JSON in UTF-8", "不是 UTF-8 编码的 JSON")
    except ValidationError as error:
        found = (
            {**one, "loc": ("body", index, *one["loc"])} for one in error.errors(include_url=False, include_input=False)
        )
        line.errors = from_validation(found).errors
    return line


async def record(session: AsyncSession, *, lines: list[Line]) -> list[Line]:
    """Take what can be taken; a number of statements that does not depend on how many there are."""
    _refuse_doubles(lines)
    good = [line for line in lines if not line.errors]
    for source in sorted({line.data.source for line in good if line.data}):
        await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(SOURCE_LOCK + source, 0))))
    teams = await _refuse_unknown(session, good)
    good = [line for line in good if not line.errors]
    known = await _known(session, good)
    moved = []
    for line in good:
        assert line.data is not None
        values = line.data.model_dump()
        values["team_id"] = values["team_id"] or teams.get(values["owner_id"]) or teams.get(values["customer_id"])
        row = known.get((line.data.source, line.data.external_id))
        if row is not None and row.customer_id == line.data.customer_id:
            for name, value in values.items():
                setattr(row, name, value)
            line.outcome, line.id = "updated" if session.is_modified(row) else "unchanged", row.id
        elif row is not None:  # its source moved it to another customer: it keeps its id
            moved.append(Transaction(**values, id=row.id, created_at=row.created_at))
            await session.delete(row)
            line.outcome, line.id = "updated", row.id
        else:
            line.outcome, line.id = "created", uuid7()
            session.add(Transaction(**values, id=line.id))
    await session.flush()
    session.add_all(moved)
    await session.flush()
    return lines


def _refuse_doubles(lines: Iterable[Line]) -> None:
    seen: set[tuple[str, str]] = set()
    for line in lines:
        if line.data is None:
            continue
        key = (line.data.source, line.data.external_id)
        if key in seen:
            line.refuse("external_id", "duplicate_item", "stands in an earlier row too", "与前面的行重复")
        seen.add(key)


async def _refuse_unknown(session: AsyncSession, lines: list[Line]) -> dict[uuid.UUID, uuid.UUID | None]:
    """Refuses rows that refer to what is not there; answers the departments of owners and the teams of customers."""
    asked = {name: list({one for line in lines if (one := getattr(line.data, name))}) for name in REFERENCES}
    rows = (await session.execute(_KNOWN, asked)).all()
    known = {(row.field, row.id) for row in rows}
    for line in lines:
        for name in REFERENCES:
            value = getattr(line.data, name)
            if value is not None and (name, value) not in known:
                line.refuse(name, "unknown_reference", "no such record", "没有这条记录")
    return {row.id: row.team_id for row in rows}


async def _known(session: AsyncSession, lines: list[Line]) -> dict[tuple[str, str], Transaction]:
    keys = [(line.data.source, line.data.external_id) for line in lines if line.data]
    if not keys:
        return {}
    both = (
        func.unnest(cast(list(one), ARRAY(Text))).label(name)
        for name, one in zip(KEY, zip(*keys, strict=True), strict=True)
    )
    sent = select(*both).subquery()
    wanted = tuple_(Transaction.source, Transaction.external_id).in_(select(sent.c.source, sent.c.external_id))
    return {(row.source, row.external_id): row for row in await session.scalars(select(Transaction).where(wanted))}


def told(lines: list[Line], *, chinese: bool) -> dict[str, Any]:
    """A `BulkResult`."""
    counts = Counter(line.outcome for line in lines)
    rows = [
        {
            "index": line.index,
            "external_id": line.external_id,
            "outcome": line.outcome,
            "id": line.id,
            "errors": [
                {"pointer": e.pointer, "code": e.code, "detail": e.zh if chinese else e.en} for e in line.errors
            ],
        }
        for line in lines
    ]
    return {name: counts[name] for name in ("created", "updated", "unchanged", "rejected")} | {"rows": rows}
