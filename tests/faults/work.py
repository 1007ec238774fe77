"""A worker with handlers made to be hit: `python -m tests.faults.work HEALTH`."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from sqlalchemy import text

from services.kit import logs
from services.kit.jobs import Job, Yield, handler, worker
from services.kit.settings import get_settings

CHUNK = 1000
TABLES = """
create table fault_row (run uuid not null, number integer not null, claim integer not null);
create table fault_effect (number integer not null);
"""
"""Without unique keys: what is done twice must be seen."""
REACHED = text("select coalesce(max(number), 0) from fault_row where run = :run")
CHUNK_IN = text("""
insert into fault_row select :run, number, :attempt from generate_series(cast(:first as integer), :last) number
""")


@handler("fault.rows", deaths=20)
async def rows(job: Job) -> None:
    """Many rows in chunks; what is there says where to go on. Two at once would be seen as rows that are there twice."""
    total = job.payload["rows"]
    async with job.readings() as session:
        reached = await session.scalar(REACHED, {"run": job.id})
    while reached < total:
        if job.stopping:
            raise Yield
        last = min(reached + CHUNK, total)
        values = {"run": job.id, "first": reached + 1, "last": last, "attempt": job.attempt}
        async with job.sessions.begin() as session:
            await session.execute(CHUNK_IN, values)
        reached = last
        await job.progress(reached, total)
        await asyncio.sleep(0.05)


@handler("fault.effect", attempts=20, deaths=20)
async def effect(job: Job) -> None:
    """One effect, guarded as handlers are to guard themselves: by looking, under a lock, whether it is there."""
    number = job.payload["number"]
    async with job.sessions.begin() as session:
        await session.execute(text("select pg_advisory_xact_lock(:number)"), {"number": number})
        there = await session.scalar(text("select 1 from fault_effect where number = :number"), {"number": number})
        if not there:
            await session.execute(text("insert into fault_effect values (:number)"), {"number": number})


@handler("fault.poison", deaths=3)
async def poison(job: Job) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    logs.configure()
    worker.work(get_settings(), health=Path(sys.argv[1]))


if __name__ == "__main__":
    main()
