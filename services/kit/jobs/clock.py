"""What comes round by the clock is only ordered here: each slot once, however many workers keep the time."""

import asyncio
import datetime as dt
import time
from collections.abc import Mapping

import structlog
from croniter import croniter
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from services.kit.db import utcnow
from services.kit.jobs import queue
from services.kit.jobs.registry import Handler

SWEEP_SECONDS = 60
STRAYS = text("""
update job_run set carrier = null
where state in ('queued', 'running') and created_at < now() - interval '10 seconds'
    and not exists (select from pgqueuer where payload = uuid_send(job_run.id) and status in ('queued', 'picked'))
returning id, kind, priority, claim
""")
log = structlog.get_logger()


def slot_of(every: str, now: dt.datetime) -> dt.datetime:
    """The last turn of the clock at or before now."""
    found: dt.datetime = croniter(every, now + dt.timedelta(microseconds=1)).get_prev(dt.datetime)
    return found


async def keep_time(sessions: async_sessionmaker[AsyncSession], handlers: Mapping[str, Handler]) -> None:
    """Until cancelled: order each periodic job at its turn; at the start also the last turn, if nobody kept it."""
    seen: dict[str, dt.datetime] = {}
    while True:
        now, pause = utcnow(), 60.0
        for kind, handler in handlers.items():
            if handler.every and seen.get(kind) != (slot := slot_of(handler.every, now)):
                try:
                    async with sessions.begin() as session:
                        await order_slot(session, kind, slot)
                except (SQLAlchemyError, OSError) as error:
                    log.warning("jobs: the clock waits for the database", error=type(error).__name__)
                    pause = 1
                    break
                seen[kind] = slot
        await asyncio.sleep(pause - time.time() % pause)


async def order_slot(session: AsyncSession, kind: str, slot: dt.datetime) -> bool:
    """Whether this call ordered it: not when another worker did, nor while the turn before still waits or runs."""
    values = {"kind": kind, "payload": {}, "key": kind, "slot": f"{kind} {slot:%Y-%m-%dT%H:%M}", "priority": 0}
    return await queue.order(session, values) is not None


async def sweep(sessions: async_sessionmaker[AsyncSession]) -> None:
    """Until cancelled: give pgqueuer again what it should carry and does not, whatever made it forget."""
    while True:
        await asyncio.sleep(SWEEP_SECONDS)
        try:
            async with sessions.begin() as session:
                await send_strays(session)
        except (SQLAlchemyError, OSError) as error:
            log.warning("jobs: the sweep waits for the database", error=type(error).__name__)


async def send_strays(session: AsyncSession) -> None:
    for stray in (await session.execute(STRAYS)).all():
        log.warning("jobs: sent again", kind=stray.kind, id=str(stray.id))
        await queue.send(session, stray.id, stray.kind, claim=stray.claim, priority=stray.priority)
