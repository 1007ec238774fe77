"""What a worker makes of jobs: each test has a database of its own and a worker in this process."""

import asyncio
import datetime as dt
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
from sqlalchemy import make_url, select, text, update

from services.identity.users.models import User
from services.kit.db import make_engine, make_sessions
from services.kit.jobs import Job, Retry, Yield, clock, enqueue, handler, runner, schedule, worker
from services.kit.jobs.models import JobRun
from services.kit.jobs.queue import cancel, replay, send
from services.kit.jobs.registry import handlers
from services.kit.notify import Notification
from services.kit.permissions import Principal
from services.kit.settings import Settings
from tests.conftest import migrate

seen: list[tuple] = []


@handler("test.once")
async def once(job: Job) -> None:
    seen.append((job.kind, job.attempt, job.payload))
    await job.progress(1, 1, "halfway is all the way")


@handler("test.again", attempts=3)
async def again(job: Job) -> None:
    seen.append((job.kind, job.attempt, asyncio.get_running_loop().time()))
    if job.attempt < job.payload["works_at"]:
        if job.payload.get("asks"):
            raise Retry(0.3)
        raise ValueError("a value that nobody may read")


@handler("test.long")
async def long(job: Job) -> None:
    for step in range(job.payload.get("from", 0), 600):
        seen.append((job.kind, job.attempt, step))
        if job.stopping:
            raise Yield
        await job.progress(step, 600)
        await asyncio.sleep(0.05)


@handler("test.deaf")
async def deaf(job: Job) -> None:
    seen.append((job.kind, job.attempt, job.payload))
    await asyncio.sleep(60)


@schedule("test.clock", every="*/5 * * * *")
async def by_the_clock(job: Job) -> None:
    seen.append((job.kind, job.attempt, job.payload))


OURS = {kind: found for kind, found in handlers.items() if kind.startswith("test.") and not found.every}


@pytest.fixture(scope="module")
async def settings(database_url) -> AsyncIterator[Settings]:
    """A database of its own, because a worker commits."""
    name = f"jobs_{uuid.uuid4().hex}"
    admin = make_engine(Settings(DATABASE_URL=database_url)).execution_options(isolation_level="AUTOCOMMIT")
    url = make_url(database_url).set(database=name).render_as_string(hide_password=False)
    async with admin.connect() as connection:
        await connection.execute(text(f"create database {name}"))
        await asyncio.to_thread(migrate, url)
        yield Settings(DATABASE_URL=url)
        await connection.execute(text(f"drop database {name} with (force)"))
    await admin.dispose()


@pytest.fixture
async def live(settings) -> AsyncIterator[SimpleNamespace]:
    seen.clear()
    engine = make_engine(settings)
    sessions = make_sessions(engine)
    yield SimpleNamespace(sessions=sessions)
    async with sessions.begin() as session:
        await session.execute(text("truncate job_run, pgqueuer, pgqueuer_log"))
    await engine.dispose()


@asynccontextmanager
async def working(settings, kinds=OURS):
    stop = asyncio.Event()
    task = asyncio.create_task(worker.serve(settings, stop, handlers=kinds))
    try:
        yield stop
    finally:
        stop.set()
        assert await task


async def ordered(live, kind, payload=None, **options):
    async with live.sessions.begin() as session:
        return await enqueue(session, kind, payload, **options)


async def until(live, run, *states, seconds=20) -> JobRun:
    async with asyncio.timeout(seconds):
        while True:
            async with live.sessions() as session:
                found = await session.get(JobRun, run)
                if found.state in states:
                    return found
            await asyncio.sleep(0.05)


async def test_a_job_is_done_and_says_so(live, settings):
    run = await ordered(live, "test.once", {"a": [1, "二"]})
    async with working(settings):
        done = await until(live, run, "done")
    assert seen == [("test.once", 1, {"a": [1, "二"]})]
    assert (done.done, done.total, done.note, done.error) == (1, 1, "halfway is all the way", "")
    assert done.started_at <= done.finished_at
    async with live.sessions() as session:
        assert await session.scalar(text("select count(*) from pgqueuer where status <> 'failed'")) == 0


async def test_whoever_ordered_what_has_a_name_is_told_of_its_end(live, settings):
    async with live.sessions.begin() as session:
        me = User(name="下单的人", roles=["member"])
        session.add(me)
    scope = {"method": "JOB", "headers": [], "loam.me": Principal(me.id, "user", me.name, frozenset())}
    async with live.sessions.begin() as session:
        session.info["scope"] = scope
        named = await enqueue(session, "test.once", title="客户名单.csv")
        nameless = await enqueue(session, "test.once")
    async with working(settings):
        await until(live, named, "done")
        await until(live, nameless, "done")
    async with live.sessions() as session:
        told = (await session.scalars(select(Notification).where(Notification.user_id == me.id))).all()
    assert [(note.kind, note.entity_id, note.title, note.text) for note in told] == [
        ("job_finished", named, "客户名单.csv", "done")
    ]


async def test_an_error_is_tried_again_later_and_its_words_stay_inside(live, settings, monkeypatch):
    monkeypatch.setattr(runner, "FIRST_PAUSE_SECONDS", 0.4)
    run = await ordered(live, "test.again", {"works_at": 3})
    async with working(settings):
        waiting = await until(live, run, "queued")
        done = await until(live, run, "done")
    times = [at for _, _, at in seen]
    assert [attempt for _, attempt, _ in seen] == [1, 2, 3]
    assert times[1] - times[0] >= 0.32
    assert times[2] - times[1] >= 0.64
    assert waiting.attempt in {0, 1}
    assert done.attempt == 3
    async with live.sessions() as session:
        told = (await session.execute(text("select error from job_run"))).scalars().all()
        kept = (await session.execute(text("select traceback::text from pgqueuer_log"))).scalars().all()
    assert "nobody may read" not in str(told + kept)


async def test_a_handler_may_ask_for_later(live, settings):
    run = await ordered(live, "test.again", {"works_at": 2, "asks": True})
    async with working(settings):
        assert (await until(live, run, "done")).attempt == 2
    assert 0.3 <= seen[1][2] - seen[0][2] < 3


async def test_no_attempts_left_is_a_dead_letter_that_runs_again_when_told(live, settings, monkeypatch):
    monkeypatch.setattr(runner, "FIRST_PAUSE_SECONDS", 0.05)
    run = await ordered(live, "test.again", {"works_at": 9}, key="k")
    async with working(settings):
        dead = await until(live, run, "failed")
        assert dead.attempt == 3
        assert dead.error.startswith("ValueError")
        async with live.sessions.begin() as session:
            await session.execute(update(JobRun).values(payload={"works_at": 1}))
            assert await replay(session, run)
            assert not await replay(session, run)
        assert (await until(live, run, "done")).attempt == 1
    async with live.sessions() as session:
        assert await session.scalar(text("select count(*) from pgqueuer where status <> 'failed'")) == 0


async def test_cancelled_while_it_waits_it_never_runs(live, settings):
    run = await ordered(live, "test.once", after=dt.timedelta(seconds=1))
    async with live.sessions.begin() as session:
        assert await cancel(session, run)
    async with working(settings):
        await asyncio.sleep(1.5)
        assert (await until(live, run, "cancelled")).finished_at
        async with live.sessions.begin() as session:
            assert not await cancel(session, run)
    assert seen == []


async def test_cancelled_while_it_runs_it_leaves_between_two_steps(live, settings):
    run = await ordered(live, "test.long")
    async with working(settings):
        await until(live, run, "running")
        async with live.sessions.begin() as session:
            assert await cancel(session, run)
        left = await until(live, run, "cancelled", seconds=4)
    assert 0 < len(seen) < 100
    assert left.done <= len(seen)


async def test_told_to_end_a_worker_hands_its_job_over_and_no_attempt_is_lost(live, settings):
    run = await ordered(live, "test.long", {"from": 590})
    async with working(settings):
        await until(live, run, "running")
    waiting = await until(live, run, "queued")
    assert (waiting.attempt, waiting.deaths, waiting.error) == (0, 0, "")
    async with working(settings):
        done = await until(live, run, "done")
    assert (done.attempt, done.claim) == (1, 2)


async def test_a_handler_that_does_not_look_is_cut_off_and_runs_again(live, settings, monkeypatch):
    monkeypatch.setattr(worker, "LEAVE_SECONDS", 0.3)
    run = await ordered(live, "test.deaf")
    async with working(settings):
        await until(live, run, "running")
        await asyncio.sleep(0.2)
    assert (await until(live, run, "queued")).deaths == 0


async def test_a_turn_of_the_clock_comes_once_with_two_workers(live, settings):
    both = {"test.clock": handlers["test.clock"]}
    async with working(settings, both), working(settings, both):
        await asyncio.sleep(2)
    assert seen == [("test.clock", 1, {})]
    async with live.sessions.begin() as session:
        (slot,) = (await session.execute(select(JobRun.slot))).scalars().all()
        turn = dt.datetime.strptime(slot.split()[1], "%Y-%m-%dT%H:%M").replace(tzinfo=dt.UTC)
        assert not await clock.order_slot(session, "test.clock", turn)
        assert await clock.order_slot(session, "test.clock", turn + dt.timedelta(minutes=5))
        assert not await clock.order_slot(session, "test.clock", turn + dt.timedelta(minutes=10)), "the last one waits"


def test_a_slot_is_the_turn_that_has_come():
    at = dt.datetime(2026, 11, 22, 1, 5, tzinfo=dt.UTC)
    assert clock.slot_of("*/5 * * * *", at) == at
    assert clock.slot_of("*/5 * * * *", at - dt.timedelta(microseconds=1)) == at - dt.timedelta(minutes=5)
    assert clock.slot_of("37 3 * * *", at) == dt.datetime(2026, 11, 21, 3, 37, tzinfo=dt.UTC)


async def test_what_pgqueuer_forgot_is_sent_again(live, settings):
    run = await ordered(live, "test.once")
    async with live.sessions.begin() as session:
        await session.execute(text("delete from pgqueuer"))
        await session.execute(update(JobRun).values(created_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)))
        await clock.send_strays(session)
        await clock.send_strays(session)
    async with working(settings):
        await until(live, run, "done")
    assert len(seen) == 1


async def test_a_job_whose_workers_die_is_held(live, settings):
    run = await ordered(live, "test.once")
    async with live.sessions.begin() as session:
        await session.execute(update(JobRun).values(state="running", deaths=4))
    async with working(settings):
        held = await until(live, run, "failed")
    assert seen == []
    assert held.error.endswith("5 workers ended while they ran this job.")


async def test_the_words_of_an_older_claim_do_not_count(live, settings):
    run = await ordered(live, "test.long")
    async with working(settings):
        await until(live, run, "running")
        async with live.sessions.begin() as session:
            await session.execute(update(JobRun).values(claim=JobRun.claim + 1, done=7, note="another's"))
        await asyncio.sleep(2)
        steps = len(seen)
        await asyncio.sleep(0.5)
        assert len(seen) == steps, "it has left"
        now = await until(live, run, "running")
        assert (now.done, now.note) == (7, "another's")


async def test_a_second_row_of_pgqueuer_does_not_take_over_what_runs(live, settings):
    run = await ordered(live, "test.long")
    async with working(settings):
        await until(live, run, "running")
        async with live.sessions.begin() as session:
            await send(session, run, "test.long", claim=9)
        await asyncio.sleep(1)
        now = await until(live, run, "running")
    assert (now.claim, now.deaths) == (1, 0)
