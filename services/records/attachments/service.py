"""Files at records: whoever reads a record reads its files, whoever may change it attaches and deletes them."""

import asyncio
import datetime as dt
import hashlib
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.kit.auth import require, require_on_customer
from services.kit.db import utcnow
from services.kit.errors import Conflict, TooLarge, invalid, missing_row
from services.kit.events import note
from services.kit.imports.patience import patient
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.settings import Settings
from services.kit.versions import require_version
from services.records.attachments import rules, store
from services.records.attachments.models import Attachment
from services.records.attachments.schemas import AttachmentFilter, AttachmentOut, AttachmentRules
from services.records.comments.service import record_of

GRACE = dt.timedelta(hours=24)
"""So long a deleted file can be restored; then its bytes are removed."""
PUT_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it came: spooled to disk, and what it is called."""

    file: IO[bytes]
    name: str


def limits(settings: Settings) -> AttachmentRules:
    return AttachmentRules(max_bytes=settings.attachment_limit, extensions=[*rules.KINDS])


async def attachments(
    session: AsyncSession, *, me: Principal, filters: AttachmentFilter, query: PageQuery
) -> dict[str, Any]:
    """The latest first."""
    statement = select(Attachment).where(Attachment.deleted_at.is_(None))
    if filters.entity is not None:
        _require_readable(me, filters.entity)
        statement = statement.where(Attachment.entity == filters.entity)
    elif not me.may("planning:read"):
        statement = statement.where(Attachment.entity == "customer")
    if filters.entity_id is not None:
        statement = statement.where(Attachment.entity_id == filters.entity_id)
    if filters.customer_id is not None:
        statement = statement.where(Attachment.customer_id == filters.customer_id)
    return await page(session, statement, by=[Attachment.id], query=query, item=AttachmentOut, descending=True)


async def get(session: AsyncSession, *, me: Principal, attachment_id: uuid.UUID) -> Attachment:
    row = await _find(session, attachment_id)
    if row.deleted_at is not None:
        raise missing_row("attachment", attachment_id)
    _require_readable(me, row.entity)
    return row


async def attach(
    session: AsyncSession, *, settings: Settings, me: Principal, entity: str, entity_id: uuid.UUID, sent: Sent
) -> Attachment:
    """Put the bytes, then write the row: what is not committed is nobody's object, and swept away.

    403 and 422 are known before anything is written; 413, 415 from the file itself.
    """
    _require_readable(me, entity)
    record = await record_of(session, entity=entity, entity_id=entity_id)
    if record is None:
        raise invalid("/entity_id", "unknown_reference", "no such record", "没有这条记录")
    await _require_writable(session, me, entity, record.customer_id)
    name = rules.clean_name(sent.name)
    kind, size, sha256 = await asyncio.to_thread(_looked_at, sent.file, name, settings.attachment_limit)
    row = Attachment(
        id=uuid7(),
        entity=entity,
        entity_id=entity_id,
        customer_id=record.customer_id,
        name=name,
        media_type=kind.media_type,
        size=size,
        sha256=sha256,
        author_id=me.id if me.kind == "user" else None,
        author_name=me.name,
    )
    async with patient(session, seconds=PUT_SECONDS):  # the transaction is idle while the bytes travel
        await store.put(settings, row.id, sent.file)
        session.add(row)
        await session.flush()
    return row


async def content(
    session: AsyncSession, *, settings: Settings, me: Principal, attachment_id: uuid.UUID, inline: bool, known: str
) -> tuple[dict[str, str], AsyncIterator[bytes] | None]:
    """The headers a file goes out with, and its bytes; none when the caller has them (`known`: its If-None-Match).

    Never as a page: what is not a picture is saved, and a browser that shows it after all runs nothing in it.
    """
    row = await get(session, me=me, attachment_id=attachment_id)
    tag = f'"{row.sha256}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if tag in {one.strip().removeprefix("W/") for one in known.split(",")}:
        return headers, None
    shown = inline and row.media_type in rules.INLINE
    headers |= {
        "Content-Type": row.media_type,
        "Content-Length": str(row.size),
        "Content-Disposition": rules.disposition(row.name, inline=shown),
    }
    return headers, await store.read(settings, row.id)


async def delete(session: AsyncSession, *, me: Principal, attachment_id: uuid.UUID, version: int) -> None:
    row = await get(session, me=me, attachment_id=attachment_id)
    await _require_writable(session, me, row.entity, row.customer_id)
    require_version(row, version)
    put_away(session, row)
    await session.flush()


def put_away(session: AsyncSession, row: Attachment, reason: str = "") -> None:
    row.deleted_at = utcnow()
    note(session, row, "deleted", reason)


async def restore(session: AsyncSession, *, me: Principal, attachment_id: uuid.UUID) -> Attachment:
    """Take back a deletion, 404 once the bytes are gone or about to go; asked twice, it is done once."""
    row = await _find(session, attachment_id)
    _require_readable(me, row.entity)
    await _require_writable(session, me, row.entity, row.customer_id)
    if row.deleted_at is None:
        return row
    if row.deleted_at < utcnow() - GRACE:
        raise missing_row("attachment", attachment_id)
    if await record_of(session, entity=row.entity, entity_id=row.entity_id) is None:
        raise Conflict("The record it was attached to is gone.", "所属记录已不存在。", code="record_gone")
    row.deleted_at = None
    note(session, row, "restored")
    await session.flush()
    return row


async def _find(session: AsyncSession, attachment_id: uuid.UUID) -> Attachment:
    row = await session.get(Attachment, attachment_id)
    if row is None:
        raise missing_row("attachment", attachment_id)
    return row


def _looked_at(file: IO[bytes], name: str, limit: int) -> tuple[rules.Kind, int, str]:
    """Kind, size in bytes, SHA-256 in hex."""
    size = file.seek(0, 2)
    if size > limit:
        mb = f"{limit / 1024**2:.4g}"
        raise TooLarge(f"A file may have {mb} MB at most.", f"单个文件不得超过 {mb} MB。", code="file_too_large")
    if size == 0:
        raise invalid("/file", "empty", "the file is empty", "文件是空的")
    kind, digest = rules.kind_of(name, file), hashlib.sha256()
    file.seek(0)
    while piece := file.read(rules.CHUNK):
        digest.update(piece)
    return kind, size, digest.hexdigest()


def _require_readable(me: Principal, entity: str) -> None:
    if entity != "customer":
        require(me, "planning:read")


async def _require_writable(session: AsyncSession, me: Principal, entity: str, customer_id: uuid.UUID | None) -> None:
    await require_on_customer(session, me, customer_id, "records" if entity == "customer" else "planning")
