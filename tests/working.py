"""What the worker would do, done here and now: so that a test sees it inside its own transaction."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import async_sessionmaker

from services.kit.jobs import Job
from services.kit.jobs.models import JobRun
from services.kit.jobs.registry import known
from services.kit.permissions import Principal
from services.kit.settings import Settings


async def work(world: Any, prefix: str = "") -> int:
    """Run every job that waits, whose kind begins so, and those that they order; how many. What one raises, is raised
    here.
    """
    count = 0
    while row := await _claimed(world, prefix):
        who = Principal(row.created_by, row.created_kind, row.created_name, frozenset())
        scope = {"method": "JOB", "headers": [], "loam.request_id": f"job-{row.id}"}
        info = {"scope": scope | ({"loam.me": who} if row.created_by else {})}
        app = next(iter(world.apps.values()))
        handler = known(row.kind)
        assert handler
        await handler.run(
            Job(
                id=row.id,
                kind=row.kind,
                payload=row.payload,
                attempt=row.attempt,
                sessions=async_sessionmaker(**world.sessions.kw | {"info": info}),
                readings=async_sessionmaker(**app.state.readings.kw | {"info": info}),
                settings=Settings(),
                http=app.state.http,
            )
        )
        async with world.sessions.begin() as session:
            await session.execute(update(JobRun).where(JobRun.id == row.id).values(state="done"))
        count += 1
    return count


async def _claimed(world: Any, prefix: str) -> JobRun | None:
    waiting = select(JobRun).where(JobRun.state == "queued", JobRun.kind.startswith(prefix, autoescape=True))
    async with world.sessions.begin() as session:
        row = await session.scalar(waiting.order_by(JobRun.priority.desc(), JobRun.id).limit(1))
        if row is not None:
            row.state, row.attempt = "running", 1
    return row


@contextlib.asynccontextmanager
async def working(world: Any) -> AsyncIterator[None]:
    """A worker beside the test, for installations with real commits."""

    async def forever() -> None:
        while True:
            if not await work(world):
                await asyncio.sleep(0.05)

    worker = asyncio.create_task(forever())
    try:
        yield
    finally:
        worker.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await worker
