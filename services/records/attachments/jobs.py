"""What nobody can reach any more is removed from the store."""

import asyncio
import datetime as dt
import uuid
from collections.abc import Awaitable, Callable

from sqlalchemy import delete, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db import utcnow
from services.kit.jobs import Job, schedule
from services.records.attachments import store
from services.records.attachments.models import Attachment
from services.records.attachments.service import GRACE, put_away
from services.records.neighbours import planned_record

PORTION = 200
SETTLED = dt.timedelta(hours=24)
"""An object this old without a row belongs to an upload that never ended well: no request lives as long."""


@schedule("attachments.purge", every="41 * * * *")
async def purge(job: Job) -> None:
    """Files of records that are gone, and files deleted a day ago. Run again, it goes on."""
    await _in_portions(job, _follow_their_records)
    await _in_portions(job, _purge)


@schedule("attachments.sweep", every="23 3 * * *")
async def sweep(job: Job) -> None:
    """Objects without a row. Goes through the whole store, which in a bucket is a call for each thousand."""
    before = utcnow() - SETTLED
    await asyncio.to_thread(store.sweep_broken_off, job.settings, before=before)
    async for keys in store.kept(job.settings, before=before):
        if job.stopping:
            return
        await _remove_strays(job, keys)


async def _in_portions(job: Job, act: Callable[[Job, AsyncSession], Awaitable[bool]]) -> None:
    more = True
    while more and not job.stopping:
        async with job.sessions.begin() as session:
            more = await act(job, session)


async def _follow_their_records(_job: Job, session: AsyncSession) -> bool:
    """A draft plan can be deleted, and what was attached to it goes along; whether there may be more."""
    record = select(true()).where(
        planned_record.c.entity == Attachment.entity, planned_record.c.id == Attachment.entity_id
    )
    gone = select(Attachment).where(Attachment.deleted_at.is_(None), Attachment.entity != "customer", ~record.exists())
    rows = (await session.scalars(gone.limit(PORTION))).all()
    for row in rows:
        put_away(session, row, "record gone")
    return len(rows) == PORTION


async def _purge(job: Job, session: AsyncSession) -> bool:
    """First the bytes, then the row: cut off between them, it is done again. Whether there may be more."""
    old = select(Attachment.id).where(Attachment.deleted_at < utcnow() - GRACE).limit(PORTION).with_for_update()
    ids = (await session.scalars(old)).all()
    await store.remove(job.settings, ids)
    await session.execute(delete(Attachment).where(Attachment.id.in_(ids)))  # told already: no event of its own
    return len(ids) == PORTION


async def _remove_strays(job: Job, keys: list[uuid.UUID]) -> None:
    async with job.readings() as session:
        known = set(await session.scalars(select(Attachment.id).where(Attachment.id.in_(keys))))
    await store.remove(job.settings, [key for key in keys if key not in known])
