"""The work of a dry run and of a run, done by a worker.

stage ─▶ look up ─▶ judge ─▶ [dry run: say so]
                       └──▶ apply chunk ─▶ apply chunk ─▶ … ─▶ done

Ranges of lines are read, looked up and applied on several connections at once (lanes.py), where their order does not
matter. A chunk is one transaction: its lines taken away, its records, their events, and the tally. So a worker may be
killed anywhere: the lines that are still there are those not applied yet; the next worker judges them anew and goes on.
What was rejected stays rejected. Who finds a line of its chunk gone leaves: another has applied it.
Midway everybody sees the records of the chunks that are done, whole and with their events; parents come before those
that name them.
"""

import asyncio
import contextlib
import time
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

import structlog
from sqlalchemy import Integer, Table, any_, delete, func, literal, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db import utcnow
from services.kit.events import note
from services.kit.imports.applying import apply
from services.kit.imports.checking import check
from services.kit.imports.kinds import Kind, Stage
from services.kit.imports.lanes import Lanes, lanes
from services.kit.imports.models import ImportRow, ImportRun
from services.kit.imports.resolving import resolve
from services.kit.imports.staging import chunk_of, clear, fill, findable, lay, ready, stage_of
from services.kit.jobs import Job, Yield, handler
from services.kit.jobs.runner import lost
from services.kit.permissions import Principal

log = structlog.get_logger()
DEATHS = 20
"""Deploys that kill count too; nothing else is tried again, but a database that went away."""
CHUNK = 20_000
READ = 50_000
JUDGEMENTS = 3
RUNS = cast(Table, ImportRun.__table__)


class Left(Exception):  # noqa: N818 - no failure
    """The run is no longer to be worked on: it was cancelled, or another worker has it."""


@dataclass(slots=True)
class Work:
    """What was ordered, by whom, and the connections it happens on."""

    job: Job
    lanes: Lanes
    run: ImportRun
    kind: Kind
    me: Principal
    dry: bool
    step: str = "waiting"
    since: float = field(default_factory=time.monotonic)
    handled: int = 0
    handled_then: int = 0

    @property
    def session(self) -> AsyncSession:
        return self.lanes.first

    @property
    def state(self) -> str:
        return "checking" if self.dry else "running"

    def begin(self, step: str) -> None:
        """A step begins; what was handled before does not count for its pace."""
        self.step, self.since, self.handled, self.handled_then = step, time.monotonic(), 0, 0

    @property
    def pace(self) -> float | None:
        """Rows a second in this step, once there is something to tell."""
        seconds = time.monotonic() - self.since
        return (
            (self.handled - self.handled_then) / seconds if self.handled > self.handled_then and seconds > 0 else None
        )


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
        async with lanes(job.sessions) as opened:
            await _perform(job, opened, kinds, run_id)
    except Left:
        return
    except Exception as error:
        if not isinstance(error, (Yield, OSError)) and not lost(error):
            await _failed(job, run_id, "conflict" if isinstance(error, IntegrityError) else "internal")
        raise


async def _perform(job: Job, on: Lanes, kinds: Mapping[str, Kind], run_id: uuid.UUID) -> None:
    session = on.first
    async with session.begin():
        run = await session.get(ImportRun, run_id)
        if run is None:
            raise Left
        if run.state == "failed" and run.job_id == job.id:  # a dead letter that is run again
            run.state = "checking" if job.payload["dry"] else "running"
    session.expunge(run)
    work = Work(job, on, run, kinds[run.kind], _principal(job.payload["me"]), dry=job.payload["dry"])
    if work.dry:
        async with staged(work) as stage:
            await _judge(work, stage)
        return
    async with alone(work):
        for judgement in range(1, JUDGEMENTS + 1):
            try:
                async with staged(work) as stage:
                    await _write(work, stage, await _judge(work, stage))
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
async def alone(work: Work) -> AsyncIterator[None]:
    """One run of a kind at a time: two would create the same records. The lock ends with the connection."""
    key = {"key": f"import:{work.kind.name}"}
    while True:
        async with work.session.begin():
            if await work.session.scalar(text("select pg_try_advisory_lock(hashtextextended(:key, 0))"), key):
                break
        await _tell(work, work.session, work.run.rows)
        await asyncio.sleep(1)
    try:
        yield
    finally:
        with contextlib.suppress(SQLAlchemyError):  # a connection that is lost has no lock either
            async with work.session.begin():
                await work.session.execute(text("select pg_advisory_unlock(hashtextextended(:key, 0))"), key)


@asynccontextmanager
async def staged(work: Work) -> AsyncIterator[Stage]:
    """A stage, gone afterwards; if the connection is lost, the next import takes it away."""
    stage = stage_of(work.kind, source=work.run.source, me=work.me)
    async with work.session.begin():
        await lay(work.session, stage)
    try:
        yield stage
    finally:
        with contextlib.suppress(SQLAlchemyError):
            async with work.session.begin():
                await clear(work.session, stage)


async def _tell(work: Work, session: AsyncSession, planned: int) -> None:
    """Say how far it is, and look whether to go on."""
    async with session.begin():
        await _noted(work, session, planned)
    await work.job.progress(work.handled, planned, work.step)
    if work.job.stopping:
        if not work.job.cancelled:
            raise Yield
        async with session.begin():
            await session.execute(update(RUNS).where(RUNS.c.id == work.run.id).values(state="cancelled"))
        raise Left


async def _noted(work: Work, session: AsyncSession, planned: int, **more: Any) -> None:
    """The same inside a transaction, which it ends by an error when the run has left our hands."""
    values = {"step": work.step, "handled": work.handled, "planned": planned, "pace": work.pace, **more}
    mine = (RUNS.c.id == work.run.id, RUNS.c.state == work.state)
    if not (await session.execute(update(RUNS).where(*mine).values(values).returning(RUNS.c.id))).first():
        raise Left


async def _judge(work: Work, stage: Stage) -> dict[str, int]:
    """Every line that is left, typed, looked up and judged; the rejected ones are written down. A dry run says what it
    found and is done.
    """
    session, run = work.session, work.run
    ranges = [(start, start + READ) for start in range(0, run.rows, READ)]

    async def read(lane: AsyncSession, piece: tuple[int, int]) -> None:
        await _tell(work, lane, run.rows)
        async with lane.begin():
            await fill(lane, stage, run, after=piece[0], up_to=piece[1])
        work.handled = min(work.handled + READ, run.rows)

    work.begin("reading")
    await work.lanes.each(ranges, read)
    work.begin("matching")
    await _tell(work, session, 0)
    async with session.begin():
        await ready(session, stage)
    await resolve(work.lanes, stage, set(run.mapping), ranges)
    work.begin("judging")
    await _tell(work, session, 0)
    async with session.begin():
        await check(session, stage)
        found = await _written_down(work, stage)
        if work.dry:
            await _end(work, "checked", found)
    return found


async def _written_down(work: Work, stage: Stage) -> dict[str, int]:
    """The rejected lines with their errors; and what all lines come to, those applied before included."""
    session, run, columns = work.session, work.run, stage.table.c
    mine = ImportRow.run_id == run.id
    acts = select(columns["_act"], func.count()).group_by(columns["_act"])
    counts = {name: count for name, count in await session.execute(acts)}  # noqa: C416 - rows are not plain tuples to mypy
    if "reject" in counts:
        rejected = update(ImportRow).where(mine, ImportRow.number == columns["_number"], columns["_act"] == "reject")
        await session.execute(
            rejected.values(errors=columns["_errors"]), execution_options={"synchronize_session": False}
        )
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
    session, run = work.session, work.run
    work.begin("writing")
    async with session.begin():
        await findable(session, stage, "_place")
        last = await session.scalar(select(func.max(stage.table.c["_place"]))) or 0
        tally = await session.scalar(select(RUNS.c.tally).where(RUNS.c.id == run.id)) or {}
    planned = found["create"] + found["update"]
    work.handled = work.handled_then = tally.get("create", 0) + tally.get("update", 0)

    async def write(lane: AsyncSession, after: int) -> None:
        await _tell(work, lane, planned)
        async with lane.begin():
            applied = await _chunk(work, lane, stage, after)
            # The run is locked at the end only: that is where the lanes would wait for each other.
            now = await _counted(work, lane, applied)
            work.handled = sum(now.values())
            await _noted(work, lane, planned)
        lane.expunge_all()

    await work.lanes.each(range(0, last, CHUNK), write, in_order=not work.kind.in_any_order)
    async with session.begin():
        good = delete(ImportRow).where(ImportRow.run_id == run.id, ImportRow.errors.is_(None))
        await session.execute(good, execution_options={"synchronize_session": False})
        done = await _counted(work, session, {"create": 0, "update": 0})
        skipped = run.rows - sum(done.values()) - found["reject"]
        await _end(work, "done", found | done | {"skip": skipped})


async def _chunk(work: Work, lane: AsyncSession, stage: Stage, after: int) -> dict[str, int]:
    """Take the lines of a chunk and apply them; how many of each act."""
    run = work.run
    async with chunk_of(lane, stage, after=after, up_to=after + CHUNK) as chunk:
        numbers = func.array(select(chunk.table.c["_number"]).scalar_subquery(), type_=ARRAY(Integer))
        gone = delete(ImportRow).where(ImportRow.run_id == run.id, ImportRow.number == any_(numbers))
        taken = await lane.execute(gone, execution_options={"synchronize_session": False})
        applied = await apply(lane, chunk, reason=f"{run.file_name} ({run.source})")
    assert isinstance(taken, CursorResult)
    if taken.rowcount != sum(applied.values()):
        raise Left
    return applied


async def _counted(work: Work, session: AsyncSession, applied: dict[str, int]) -> dict[str, int]:
    """Add to the tally of the run, which stays locked until the transaction ends; what it is then."""
    before = {name: func.coalesce(RUNS.c.tally[name].as_integer(), 0) for name in applied}
    tally = func.jsonb_build_object(
        *(part for name, count in applied.items() for part in (literal(name), before[name] + count)), type_=JSONB
    )
    mine = (RUNS.c.id == work.run.id, RUNS.c.state == work.state)
    now = await session.scalar(update(RUNS).where(*mine).values(tally=tally).returning(RUNS.c.tally))
    if now is None:
        raise Left
    return dict(now)


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
