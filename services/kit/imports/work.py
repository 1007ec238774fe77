"""The work of a dry run and of a run, done by a worker.

stage ─▶ look up ─▶ judge ─▶ [dry run: say so]
                       └──▶ apply chunk ─▶ apply chunk ─▶ … ─▶ done

All of it happens on one connection, because the stage is a temporary table. A chunk is one transaction: its records,
their events, its lines taken away, and the tally. So a worker may be killed anywhere: the lines that are still there
are those not applied yet; the next worker judges them anew and goes on. What was rejected stays rejected.
Midway everybody sees the records of the chunks that are done, whole and with their events; parents come before those
that name them.
"""

import asyncio
import contextlib
import time
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import structlog
from sqlalchemy import Table, delete, func, select, text, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from services.kit.db import utcnow
from services.kit.events import note
from services.kit.imports.applying import apply
from services.kit.imports.checking import check
from services.kit.imports.kinds import Kind, Stage
from services.kit.imports.models import ImportRow, ImportRun
from services.kit.imports.patience import allow
from services.kit.imports.resolving import resolve
from services.kit.imports.staging import chunk_of, fill, lay, ready, stage_of
from services.kit.jobs import Job, Yield, handler
from services.kit.jobs.runner import lost
from services.kit.permissions import Principal

log = structlog.get_logger()
DEATHS = 20
"""Deploys that kill count too; nothing else is tried again, but a database that went away."""
CHUNK = 20_000
READ = 50_000
STATEMENT_SECONDS = 1800
JUDGEMENTS = 3
RUNS = cast(Table, ImportRun.__table__)


class Left(Exception):  # noqa: N818 - no failure
    """The run is no longer to be worked on: it was cancelled, or another worker has it."""


@dataclass(slots=True)
class Work:
    """What was ordered, by whom, and the connection it happens on."""

    job: Job
    session: AsyncSession
    run: ImportRun
    kind: Kind
    me: Principal
    dry: bool
    step: str = "waiting"
    since: float = field(default_factory=time.monotonic)
    handled_then: int = 0

    @property
    def state(self) -> str:
        return "checking" if self.dry else "running"

    def begin(self, step: str) -> None:
        """A step begins; what was handled before does not count for its pace."""
        self.step, self.since, self.handled_then = step, time.monotonic(), 0

    def pace(self, handled: int) -> float | None:
        """Rows a second in this step, once there is something to tell."""
        seconds = time.monotonic() - self.since
        return (handled - self.handled_then) / seconds if handled > self.handled_then and seconds > 0 else None


def import_jobs(service: str, kinds: tuple[Kind, ...]) -> None:
    """The job that does the imports of one service, to be declared in its jobs.py."""
    known = {kind.name: kind for kind in kinds}

    @handler(f"{service}.import", attempts=1, deaths=DEATHS)
    async def work(job: Job) -> None:
        await perform(job, known)


async def perform(job: Job, kinds: Mapping[str, Kind]) -> None:
    """Do what was ordered; come here again and it goes on where it stood."""
    run_id = uuid.UUID(job.payload["run_id"])
    try:
        async with pinned(job) as session:
            await _perform(job, session, kinds, run_id)
    except Left:
        return
    except Exception as error:
        if not isinstance(error, (Yield, OSError)) and not lost(error):
            await _failed(job, run_id, "conflict" if isinstance(error, IntegrityError) else "internal")
        raise


async def _perform(job: Job, session: AsyncSession, kinds: Mapping[str, Kind], run_id: uuid.UUID) -> None:
    async with session.begin():
        run = await session.get(ImportRun, run_id)
        if run is None:
            raise Left
        if run.state == "failed" and run.job_id == job.id:  # a dead letter that is run again
            run.state = "checking" if job.payload["dry"] else "running"
    session.expunge(run)
    work = Work(job, session, run, kinds[run.kind], _principal(job.payload["me"]), dry=job.payload["dry"])
    if work.dry:
        await _judge(work)
        return
    async with alone(work):
        for judgement in range(1, JUDGEMENTS + 1):
            try:
                await _write(work, *await _judge(work))
            except IntegrityError:
                # Somebody wrote the same records while we did; judged anew, they are records that exist.
                if judgement == JUDGEMENTS:
                    raise
                log.info("import judged anew", run_id=str(run_id), judgement=judgement)
            else:
                return


def _principal(who: dict[str, Any]) -> Principal:
    return Principal(id=uuid.UUID(who["id"]), kind=who["kind"], name=who["name"], actions=frozenset(who["actions"]))


@asynccontextmanager
async def pinned(job: Job) -> AsyncIterator[AsyncSession]:
    """A session whose transactions all use one connection, which is patient, and is thrown away afterwards."""
    async with AsyncExitStack() as stack:
        bind = job.sessions.kw["bind"]
        if isinstance(bind, AsyncEngine):
            bind = await stack.enter_async_context(bind.connect())
            stack.push_async_callback(bind.invalidate)
        session = await stack.enter_async_context(job.sessions(bind=bind))
        async with session.begin():
            _, restore = await allow(session, seconds=STATEMENT_SECONDS, scope="session")
        stack.callback(restore)
        yield session


@asynccontextmanager
async def alone(work: Work) -> AsyncIterator[None]:
    """One run of a kind at a time: two would create the same records. The lock ends with the connection."""
    key = {"key": f"import:{work.kind.name}"}
    while True:
        async with work.session.begin():
            if await work.session.scalar(text("select pg_try_advisory_lock(hashtextextended(:key, 0))"), key):
                break
        await _tell(work, 0, work.run.rows)
        await asyncio.sleep(1)
    try:
        yield
    finally:
        with contextlib.suppress(SQLAlchemyError):  # a connection that is lost has no lock either
            async with work.session.begin():
                await work.session.execute(text("select pg_advisory_unlock(hashtextextended(:key, 0))"), key)


async def _tell(work: Work, handled: int, planned: int) -> None:
    """Say how far it is, and look whether to go on."""
    async with work.session.begin():
        await _noted(work, handled, planned)
    await work.job.progress(handled, planned, work.step)
    if work.job.stopping:
        if not work.job.cancelled:
            raise Yield
        async with work.session.begin():
            await work.session.execute(update(RUNS).where(RUNS.c.id == work.run.id).values(state="cancelled"))
        raise Left


async def _noted(work: Work, handled: int, planned: int, **more: Any) -> None:
    """The same inside a transaction, which it ends by an error when the run has left our hands."""
    pace = work.pace(handled)
    values = {"step": work.step, "handled": handled, "planned": planned, "pace": pace, **more}
    mine = (RUNS.c.id == work.run.id, RUNS.c.state == work.state)
    if not (await work.session.execute(update(RUNS).where(*mine).values(values).returning(RUNS.c.id))).first():
        raise Left


async def _judge(work: Work) -> tuple[Stage, dict[str, int]]:
    """Every line that is left, typed, looked up and judged; the rejected ones are written down. A dry run says what it
    found and is done.
    """
    session, run = work.session, work.run
    work.begin("reading")
    stage = stage_of(work.kind, source=run.source, me=work.me)
    async with session.begin():
        await lay(session, stage)
    staged = 0
    for start in range(0, run.rows, READ):
        await _tell(work, start, run.rows)
        async with session.begin():
            staged += await fill(session, stage, run, after=start, up_to=start + READ)
    work.begin("matching")
    await _tell(work, 0, 0)
    async with session.begin():
        await ready(session, stage)
        await resolve(session, stage, set(run.mapping))
    work.begin("judging")
    await _tell(work, 0, 0)
    async with session.begin():
        await check(session, stage)
        found = await _written_down(work, stage)
        if work.dry:
            await _end(work, "checked", found)
    return stage, found


async def _written_down(work: Work, stage: Stage) -> dict[str, int]:
    """The rejected lines with their errors; and what all lines come to, those applied before included."""
    session, run, columns = work.session, work.run, stage.table.c
    mine = ImportRow.run_id == run.id
    rejected = update(ImportRow).where(mine, ImportRow.number == columns["_number"], columns["_act"] == "reject")
    await session.execute(rejected.values(errors=columns["_errors"]), execution_options={"synchronize_session": False})
    acts = select(columns["_act"], func.count()).group_by(columns["_act"])
    counts = {name: count for name, count in await session.execute(acts)}  # noqa: C416 - rows are not plain tuples to mypy
    tally = await session.scalar(select(RUNS.c.tally).where(RUNS.c.id == run.id)) or {}
    rejects = await session.scalar(select(func.count()).where(mine, ImportRow.errors.is_not(None))) or 0
    created, updated = (tally.get(name, 0) + counts.get(name, 0) for name in ("create", "update"))
    return {
        "create": created,
        "update": updated,
        "skip": run.rows - created - updated - rejects,
        "unchanged": counts.get("unchanged", 0),
        "reject": rejects,
    }


async def _write(work: Work, stage: Stage, found: dict[str, int]) -> None:
    """Apply what is left, chunk by chunk, each in a transaction of its own."""
    session, run, columns = work.session, work.run, stage.table.c
    work.begin("writing")
    async with session.begin():
        last = await session.scalar(select(func.max(columns["_place"]))) or 0
        tally = await session.scalar(select(RUNS.c.tally).where(RUNS.c.id == run.id)) or {}
    tally = {"create": tally.get("create", 0), "update": tally.get("update", 0)}
    planned = found["create"] + found["update"]
    work.handled_then = sum(tally.values())
    for start in range(0, last, CHUNK):
        await _tell(work, sum(tally.values()), planned)
        async with session.begin():
            await session.execute(select(RUNS.c.id).where(RUNS.c.id == run.id).with_for_update())
            chunk = await chunk_of(session, stage, after=start, up_to=start + CHUNK)
            applied = await apply(session, chunk, reason=f"{run.file_name} ({run.source})")
            grown = {name: tally[name] + applied[name] for name in tally}
            gone = delete(ImportRow).where(
                ImportRow.run_id == run.id, ImportRow.number.in_(select(chunk.table.c["_number"]))
            )
            await session.execute(gone, execution_options={"synchronize_session": False})
            await _noted(work, sum(grown.values()), planned, tally=grown)
        tally = grown
        session.expunge_all()
    async with session.begin():
        good = delete(ImportRow).where(ImportRow.run_id == run.id, ImportRow.errors.is_(None))
        await session.execute(good, execution_options={"synchronize_session": False})
        skipped = run.rows - sum(tally.values()) - found["reject"]
        await _end(work, "done", found | tally | {"skip": skipped})


async def _end(work: Work, state: str, result: dict[str, int]) -> None:
    """The last word, in the transaction that made it true."""
    run = await work.session.get(ImportRun, work.run.id, with_for_update=True, populate_existing=True)
    if run is None or run.state != work.state:
        raise Left
    run.state, run.result, run.done_at = state, result, None if work.dry else utcnow()
    note(work.session, run, "checked" if work.dry else "imported")


async def _failed(job: Job, run_id: uuid.UUID, why: str) -> None:
    async with job.sessions.begin() as session:
        run = await session.get(ImportRun, run_id, with_for_update=True)
        if run is not None and run.state in {"checking", "running"}:
            run.state, run.error = "failed", why
            note(session, run, "failed")
