"""Ordering jobs, taking orders back, and running dead letters again: all inside the caller's transaction."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from uuid_utils.compat import uuid7

from services.kit.jobs.models import JobRun
from services.kit.jobs.registry import known
from services.kit.permissions import Principal

_FORGET = text("delete from pgqueuer where payload = uuid_send(:id) and status in ('queued', 'failed')")
_CANCEL = text("""
update job_run set cancel_asked_at = coalesce(cancel_asked_at, now()),
    state = case when state = 'queued' then 'cancelled' else state end,
    finished_at = case when state = 'queued' then now() end
where id = :id and state in ('queued', 'running')
returning state
""")
_REPLAY = text("""
update job_run set state = 'queued', attempt = 0, deaths = 0, error = '', note = '', cancel_asked_at = null, carrier = null,
    started_at = null, finished_at = null
where id = :id and state in ('failed', 'cancelled')
    and not exists (select from job_run same where same.key = job_run.key and same.state in ('queued', 'running'))
returning kind, priority, claim
""")
_SYSTEM = {"created_by": None, "created_kind": "system", "created_name": "Loam"}


async def enqueue(
    session: AsyncSession,
    kind: str,
    payload: dict[str, Any] | None = None,
    *,
    key: str | None = None,
    after: dt.timedelta | None = None,
    priority: int = 0,
    title: str = "",
) -> uuid.UUID:
    """Order a job; it exists when this transaction commits. Higher `priority` first; `after` is how long to wait.

    While a job with the same `key` waits or runs, that one is meant and its id is returned.
    """
    me: Principal | None = session.info.get("scope", {}).get("loam.me")
    who = {"created_by": me.id, "created_kind": me.kind, "created_name": me.name} if me else _SYSTEM
    values = {"kind": kind, "payload": payload or {}, "key": key, "priority": priority, "title": title, **who}
    while True:
        made = await order(session, values, after=after)
        if made:
            return made
        same = await session.scalar(
            select(JobRun.id).where(JobRun.key == key, JobRun.state.in_(("queued", "running"))),
        )
        if same:
            return same
        # It has ended between the two statements: order again.


async def order(
    session: AsyncSession, values: dict[str, Any], *, after: dt.timedelta | None = None
) -> uuid.UUID | None:
    """Write the row and send it on its way; None when its key is taken, or its slot has had its turn."""
    if known(values["kind"]) is None:
        raise LookupError(f"no handler for jobs of kind {values['kind']}")
    made: uuid.UUID | None = await session.scalar(
        insert(JobRun).values({"id": uuid7(), **values}).on_conflict_do_nothing().returning(JobRun.id),
    )
    if made:
        await send(session, made, values["kind"], after=after, priority=values["priority"])
    return made


async def send(
    session: AsyncSession,
    run: uuid.UUID,
    kind: str,
    *,
    claim: int = 0,
    after: dt.timedelta | None = None,
    priority: int = 0,
) -> None:
    """Give a run to pgqueuer, once a claim, over this session's own connection: another would outlive our rollback."""
    from pgqueuer.queries import Queries  # noqa: PLC0415 - most processes never order anything

    queries = Queries(_Inside(await session.connection()))  # type: ignore[arg-type] # enqueue needs only fetch
    wait = after or dt.timedelta(0)
    await queries.enqueue(kind, run.bytes, priority, wait, dedupe_key=f"{run} {claim}", on_conflict="skip")


async def forget(session: AsyncSession, run: uuid.UUID) -> None:
    """Take a run that waits, or is held, out of pgqueuer's hands."""
    await session.execute(_FORGET, {"id": run})


async def cancel(session: AsyncSession, run: uuid.UUID) -> bool:
    """Take an order back: at once while it waits, at its handler's next look while it runs. False when it has ended."""
    state = await session.scalar(_CANCEL, {"id": run})
    if state == "cancelled":
        await forget(session, run)
    return state is not None


async def replay(session: AsyncSession, run: uuid.UUID) -> bool:
    """Run a dead letter, or a job that was cancelled, from its beginning. False when it is neither."""
    found = (await session.execute(_REPLAY, {"id": run})).first()
    if found:
        await forget(session, run)
        await send(session, run, found.kind, claim=found.claim, priority=found.priority)
    return found is not None


class _Inside:
    """As much of pgqueuer's driver as ordering needs, on a connection that is inside a transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        rows = await self.connection.exec_driver_sql(query, args)
        return [dict(row) for row in rows.mappings()]
