"""One's own jobs; everybody's for those who may. What a job was given to do stays with it: it may name people."""

import uuid
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.identity.jobs.schemas import JobOut
from services.kit.errors import Conflict, missing_row
from services.kit.events import Event, stamp
from services.kit.jobs import queue
from services.kit.jobs.models import JobRun
from services.kit.pages import PageQuery, page
from services.kit.permissions import Action, Principal


async def jobs(session: AsyncSession, *, me: Principal, query: PageQuery) -> dict[str, Any]:
    """The latest first."""
    statement = select(JobRun)
    if not me.may("jobs:read"):
        statement = statement.where(JobRun.created_by == me.id)
    return await page(session, statement, by=[JobRun.id], query=query, item=JobOut, descending=True)


async def get(session: AsyncSession, *, me: Principal, job_id: uuid.UUID) -> JobRun:
    return await _found(session, me, job_id, "jobs:read")


async def cancel(session: AsyncSession, *, me: Principal, job_id: uuid.UUID) -> JobRun:
    """At once while it waits; a running one leaves at its next step. 409 when it has ended."""
    run = await _found(session, me, job_id, "jobs:write")
    if not await queue.cancel(session, run.id):
        raise Conflict("This job has ended.", "该任务已经结束。", code="job_ended")
    return await _written_down(session, run, "cancelled")


async def replay(session: AsyncSession, *, me: Principal, job_id: uuid.UUID) -> JobRun:
    """A dead letter or a cancelled job, from its beginning. 409 while it, or another in its place, waits or runs."""
    run = await _found(session, me, job_id, "jobs:write")
    if not await queue.replay(session, run.id):
        raise Conflict(
            "Only a failed or cancelled job can run again, and not while another does its work.",
            "只有失败或已取消的任务可以重新运行,且不能有同样的任务正在进行。",
            code="job_not_ended",
        )
    return await _written_down(session, run, "replayed")


async def _found(session: AsyncSession, me: Principal, job_id: uuid.UUID, action: Action) -> JobRun:
    run = await session.get(JobRun, job_id)
    if run is None or not (run.created_by == me.id or me.may(action)):
        raise missing_row("job", job_id)
    return run


async def _written_down(session: AsyncSession, run: JobRun, action: str) -> JobRun:
    """In the audit trail, and read anew: the row was changed below the ORM."""
    entry = stamp(session, entity="job_run", action=action) | {"id": uuid7(), "entity_id": run.id, "changes": {}}
    await session.execute(insert(Event), [entry])
    await session.refresh(run)
    return run
