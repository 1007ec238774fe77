"""Ordering jobs: part of the business transaction, once per key, and only of kinds that somebody does."""

import pytest
from sqlalchemy import text

from services.kit.jobs import Job, enqueue, handler
from services.kit.jobs.models import JobRun


@handler("test.nothing")
async def nothing(job: Job) -> None: ...


async def carried(session) -> list[str]:
    return list(
        await session.scalars(text("select encode(payload, 'hex') from pgqueuer where entrypoint = 'test.nothing'"))
    )


async def test_an_order_exists_with_its_transaction_and_not_without(live):
    async with live.sessions() as session:
        kept = await enqueue(session, "test.nothing", {"a": 1}, title="kept")
        await session.commit()
        lost = await enqueue(session, "test.nothing")
        await session.rollback()
        assert await session.get(JobRun, lost) is None
        run = await session.get(JobRun, kept)
        assert (run.state, run.payload, run.created_kind) == ("queued", {"a": 1}, "system")
        assert await carried(session) == [kept.hex]


async def test_a_key_means_the_job_that_waits_or_runs(live):
    async with live.sessions.begin() as session:
        first = await enqueue(session, "test.nothing", key="one")
        assert await enqueue(session, "test.nothing", key="one") == first
        assert await enqueue(session, "test.nothing", key="other") != first
        (await session.get(JobRun, first)).state = "done"
        await session.flush()
        assert await enqueue(session, "test.nothing", key="one") != first


async def test_a_kind_that_nobody_does_is_refused(live):
    async with live.sessions() as session:
        with pytest.raises(LookupError):
            await enqueue(session, "test.misspelt")
