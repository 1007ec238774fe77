"""One job from its claim to its outcome, both written down before pgqueuer hears of them.

Only the claim of a row says who runs it: `claim` grows with each start, and what an older claim says no longer counts.
A claim of a row that is still `running` means that its last worker died; past the handler's number of deaths the job
is held, so that one that kills its process does not kill them all.
"""

import asyncio
import random
import traceback
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import asyncpg
import httpx
import structlog
from sqlalchemy import RowMapping, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from services.kit import traces
from services.kit.db import make_readings, make_sessions
from services.kit.errors import Problem
from services.kit.jobs.job import Job, Retry, Yield
from services.kit.jobs.registry import Handler
from services.kit.notify import notify
from services.kit.permissions import Principal
from services.kit.settings import Settings

State = Literal["queued", "done", "failed", "cancelled"]
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 2.0, 600.0
LOOK_SECONDS = 1
"""How often a worker that has jobs looks whether one was cancelled."""
SERVICES = str(Path(__file__).parents[2])

CLAIM = text("""
update job_run set state = 'running', claim = claim + 1, carrier = :carrier, finished_at = null,
    attempt = attempt + (state = 'queued')::int, deaths = deaths + (state = 'running')::int,
    started_at = coalesce(started_at, now())
where id = :id and (state = 'queued' or state = 'running' and coalesce(carrier, :carrier) = :carrier)
returning *
""")
OUTCOME = text("""
update job_run set state = cast(:state as text), error = :error, attempt = attempt - :uncounted,
    finished_at = case when cast(:state as text) = 'queued' then null else now() end
where id = :id and claim = :claim and state = 'running'
returning id
""")
PROGRESS = text("""
update job_run set done = :done, total = coalesce(:total, total), note = :note
where id = :id and claim = :claim and state = 'running'
returning cancel_asked_at
""")
LOOK = text("select id, claim, state, cancel_asked_at from job_run where id = any(:ids)")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended; `again` is when to run it next, in seconds, and `counts` whether it used up an attempt."""

    state: State
    error: str = ""
    again: float | None = None
    counts: bool = True


@dataclass(slots=True)
class Runner:
    """Runs what pgqueuer brings; `ending` once the worker was told to end."""

    engine: AsyncEngine
    settings: Settings
    http: Mapping[str, httpx.AsyncClient]
    running: dict[uuid.UUID, tuple[Job, int]] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    ending: bool = False

    async def run(self, handler: Handler, run: uuid.UUID, carrier: int) -> Outcome | None:
        """None when the run has ended already, or is another's: then there is nothing to do."""
        row = await self._claim(run, carrier)
        if row is None:
            return None
        outcome = await self._do(handler, row)
        return outcome if await self._write(row, outcome) else None

    def end(self) -> None:
        """Tell every handler to leave at its next look."""
        self.ending = True
        for job, _ in self.running.values():
            job.stop_asked = True

    def abandon(self) -> None:
        """Those that do not look are cancelled where they wait; their jobs run again elsewhere."""
        for task in self.tasks:
            task.cancel()

    async def look(self) -> None:
        """Until cancelled: tell handlers whose job was cancelled, or went to another worker that thought us dead."""
        readings = make_readings(self.engine)
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if not self.running:
                continue
            try:
                async with readings() as session:
                    rows = {row.id: row for row in await session.execute(LOOK, {"ids": list(self.running)})}
            except (DBAPIError, OSError) as error:
                log.warning("jobs: cannot see what was cancelled", error=type(error).__name__)
                continue
            for run, (job, claim) in list(self.running.items()):
                row = rows.get(run)
                job.cancel_asked |= row is not None and row.cancel_asked_at is not None
                job.stop_asked |= row is None or row.claim != claim

    async def _claim(self, run: uuid.UUID, carrier: int) -> RowMapping | None:
        async with make_sessions(self.engine).begin() as session:
            return (await session.execute(CLAIM, {"id": run, "carrier": carrier})).mappings().first()

    async def _do(self, handler: Handler, row: RowMapping) -> Outcome:
        if row["cancel_asked_at"]:
            return Outcome("cancelled")
        if row["deaths"] >= handler.deaths:
            died = row["deaths"]
            return Outcome(
                "failed", f"运行时有 {died} 个工作进程中途结束。 {died} workers ended while they ran this job."
            )
        job = self._job(row)
        task = asyncio.create_task(_run(handler, job))
        self.running[job.id] = job, row["claim"]
        self.tasks.add(task)
        try:
            await asyncio.wait({task})
        finally:
            self.tasks.discard(task)
            if self.running.get(job.id, (None,))[0] is job:
                del self.running[job.id]
        error = asyncio.CancelledError() if task.cancelled() else task.exception()
        outcome = judge(error, handler=handler, job=job)
        if outcome.error:
            log.warning(
                "job", kind=job.kind, id=str(job.id), attempt=job.attempt, state=outcome.state, error=outcome.error
            )
        return outcome

    def _job(self, row: RowMapping) -> Job:
        scope: dict[str, Any] = {"method": "JOB", "headers": [], "loam.request_id": f"job-{row['id']}"}
        if row["created_by"]:
            scope["loam.me"] = Principal(row["created_by"], row["created_kind"], row["created_name"], frozenset())

        async def write(done: int, total: int | None, note: str) -> None:
            try:
                async with make_sessions(self.engine).begin() as session:
                    values = {"id": row["id"], "claim": row["claim"], "done": done, "total": total, "note": note}
                    found = (await session.execute(PROGRESS, values)).first()
            except (DBAPIError, OSError) as error:
                log.warning("jobs: progress is not written down", error=type(error).__name__)
                return
            job.stop_asked |= found is None
            job.cancel_asked |= found is not None and found.cancel_asked_at is not None

        job = Job(
            id=row["id"],
            kind=row["kind"],
            payload=row["payload"],
            attempt=row["attempt"],
            sessions=_in_the_name_of(scope, make_sessions(self.engine)),
            readings=_in_the_name_of(scope, make_readings(self.engine)),
            settings=self.settings,
            http=self.http,
            stop_asked=self.ending,
            write=write,
        )
        return job

    async def _write(self, row: RowMapping, outcome: Outcome) -> bool:
        """Until it is written, or the worker ends: a job whose outcome is lost would run once more.

        False when the run is another's by now, whose outcome will count.
        """
        values = {"state": outcome.state, "error": outcome.error, "uncounted": int(not outcome.counts)}
        pause = 0.1
        while True:
            try:
                async with make_sessions(self.engine).begin() as session:
                    ended = await session.execute(OUTCOME, {"id": row["id"], "claim": row["claim"], **values})
                    if (found := ended.first() is not None) and outcome.state in {"done", "failed"}:
                        await _tell(session, row, outcome.state)
            except (DBAPIError, OSError) as error:
                if self.ending or not lost(error):
                    raise
                await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - so that workers do not knock together
                pause = min(pause * 2, 2)
            else:
                return found


async def _tell(session: AsyncSession, row: RowMapping, state: State) -> None:
    """Whoever ordered something that has a name waits for it."""
    if row["title"] and row["created_kind"] == "user":
        about: dict[str, Any] = {"entity": "job", "entity_id": row["id"], "title": row["title"]}
        await notify(session, [row["created_by"]], "job_finished", **about, text=state)


async def _run(handler: Handler, job: Job) -> None:
    with traces.span(f"job {job.kind}", "CONSUMER", **{"loam.job": str(job.id), "loam.attempt": job.attempt}):
        await handler.run(job)


def _in_the_name_of(
    scope: dict[str, Any], sessions: async_sessionmaker[AsyncSession]
) -> async_sessionmaker[AsyncSession]:
    sessions.configure(info={"scope": scope})
    return sessions


def judge(error: BaseException | None, *, handler: Handler, job: Job) -> Outcome:
    """What becomes of a job whose handler returned, or raised this."""
    left = job.attempt < handler.attempts
    match error:
        case None:
            return Outcome("cancelled" if job.cancel_asked and job.noticed else "done")
        case Yield() | asyncio.CancelledError():
            return Outcome("cancelled") if job.cancel_asked else Outcome("queued", again=0, counts=False)
        case _ if job.cancel_asked:
            return Outcome("cancelled", describe(error))
        case _ if lost(error):
            return Outcome("queued", describe(error), again=random.uniform(1, 3), counts=False)  # noqa: S311 - no secret
        case Retry() if left:
            return Outcome("queued", describe(error), again=error.after_seconds)
        case _ if left:
            return Outcome("queued", describe(error), again=backoff(job.attempt))
    return Outcome("failed", describe(error))


def backoff(attempt: int) -> float:
    """Seconds until the next attempt: doubled each time, with jitter."""
    return min(FIRST_PAUSE_SECONDS * 2.0 ** (attempt - 1), LONGEST_PAUSE_SECONDS) * random.uniform(0.8, 1.2)  # noqa: S311


def lost(error: BaseException) -> bool:
    """Whether the database went away, which is nobody's failed attempt."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or lost(error.orig.__cause__ or error.orig if error.orig else ValueError())
    return isinstance(
        error,
        (
            ConnectionError,
            asyncpg.PostgresConnectionError,
            asyncpg.InternalClientError,
            asyncpg.CannotConnectNowError,
            asyncpg.AdminShutdownError,
            asyncpg.CrashShutdownError,
            asyncpg.TooManyConnectionsError,
        ),
    )


def describe(error: BaseException) -> str:
    """What went wrong and where, for people. Only sentences of our own: others may quote what they stumbled over."""
    if isinstance(error, Problem):
        return f"{error.zh} {error.en}"
    if isinstance(error, Retry):
        return str(error)
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(SERVICES)]
    where = f" at {Path(own[-1].filename).relative_to(Path(SERVICES).parent)}:{own[-1].lineno}" if own else ""
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    return f"{type(error).__name__}{f' {state}' if state else ''}{where}"
