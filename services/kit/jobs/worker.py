"""The worker: takes jobs from pgqueuer, keeps the clock of periodic ones, and leaves in order when told to end.

    SIGTERM ─▶ takes no more jobs, tells handlers ─▶ LEAVE_SECONDS later cancels those that do not look
            ─▶ writes down what became of them ─▶ ends; what could not be written runs again on another worker

It connects to PostgreSQL itself: notifications and prepared statements do not go through PgBouncer.
"""

import asyncio
import logging
import os
import signal
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import asyncpg
import httpx
import pgqueuer
import structlog
import uvloop
from pgqueuer.models import Job as Carried
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.kit import traces
from services.kit.db import make_engine, make_sessions
from services.kit.jobs import clock, registry
from services.kit.jobs.driver import ResilientDriver
from services.kit.jobs.registry import Handler
from services.kit.jobs.runner import Runner
from services.kit.settings import SERVICES, Settings

BATCH = 10
AT_ONCE = 2 * BATCH
STATEMENT_SECONDS = 60
"""How long one statement of a handler may take."""
LEAVE_SECONDS, CLOSE_SECONDS = 5.0, 2.0
"""For handlers to leave; then for what they leave behind, twice. Together less than a container is given (10 s)."""
log = structlog.get_logger()


class Peers(Mapping[str, httpx.AsyncClient]):
    """The services over the network; a client is made when a handler first asks for it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.made: dict[str, httpx.AsyncClient] = {}

    def __getitem__(self, name: str) -> httpx.AsyncClient:
        if name not in SERVICES:
            raise KeyError(name)
        if name not in self.made:
            from httpx_aiohttp import AiohttpTransport  # noqa: PLC0415 - few handlers ask anybody

            url = getattr(self.settings, f"{name}_url") or self.settings.address
            timeout = httpx.Timeout(self.settings.deadline_seconds, connect=2)
            transport = traces.outgoing(AiohttpTransport(), name)
            self.made[name] = httpx.AsyncClient(transport=transport, base_url=url, timeout=timeout)
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(SERVICES)

    def __len__(self) -> int:
        return len(SERVICES)

    async def close(self) -> None:
        for client in self.made.values():
            await client.aclose()


def work(settings: Settings, *, health: Path | None) -> None:
    """Until SIGTERM or SIGINT. `health` is touched every few seconds while jobs and notifications come through."""
    logging.getLogger("pgqueuer").setLevel(logging.CRITICAL)  # the outcome of a job is told by its runner
    uvloop.run(_until_told(settings, health))


async def _until_told(settings: Settings, health: Path | None) -> None:
    stop = asyncio.Event()
    for word in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(word, stop.set)
    if not await serve(settings, stop, handlers=registry.find(), health=health):
        log.warning("jobs: left in haste, what was running runs again")
        os._exit(1)  # something waits for a database that does not answer, and the loop would wait for it


async def serve(
    settings: Settings, stop: asyncio.Event, *, handlers: dict[str, Handler], health: Path | None = None
) -> bool:
    """Take jobs until `stop`; whether everything that ran was then brought to an end."""
    patient = settings.model_copy(
        update={"pool_size": AT_ONCE, "pool_wait_seconds": 30, "deadline_seconds": STATEMENT_SECONDS}
    )
    traces.configure("loam-worker")
    engine, peers = make_engine(patient), Peers(settings)
    traces.watch(engine)
    runner = Runner(engine, settings, peers)
    sessions = make_sessions(engine)
    aside = [
        asyncio.create_task(runner.look()),
        asyncio.create_task(clock.keep_time(sessions, handlers)),
        asyncio.create_task(clock.sweep(sessions)),
    ]
    main = asyncio.create_task(
        pgqueuer.run(
            lambda: _manager(settings, runner, handlers, stop, health),
            dequeue_timeout=timedelta(seconds=2),
            batch_size=BATCH,
            max_concurrent_tasks=AT_ONCE,
            heartbeat_timeout=timedelta(seconds=settings.job_heartbeat_seconds),
            restart_on_failure=True,
            restart_delay=timedelta(seconds=1),
            shutdown_on_listener_failure=False,
            shutdown=stop,
        )
    )
    told = asyncio.create_task(stop.wait())
    await asyncio.wait({main, told}, return_when=asyncio.FIRST_COMPLETED)
    for task in aside:
        task.cancel()
    runner.end()
    if runner.tasks:
        await asyncio.wait(runner.tasks, timeout=LEAVE_SECONDS)
    runner.abandon()
    _, late = await asyncio.wait({main}, timeout=CLOSE_SECONDS)
    if health:
        health.unlink(missing_ok=True)  # noqa: ASYNC240 - a local file, and nothing else is going on
    closing = asyncio.create_task(_close(engine, peers))
    _, open_still = await asyncio.wait({closing}, timeout=CLOSE_SECONDS)
    await traces.flush()
    return not late and not open_still


async def _close(engine: AsyncEngine, peers: Peers) -> None:
    await peers.close()
    await engine.dispose()


@asynccontextmanager
async def _manager(
    settings: Settings, runner: Runner, handlers: dict[str, Handler], stop: asyncio.Event, health: Path | None
) -> AsyncIterator[pgqueuer.QueueManager]:
    """The loop of pgqueuer, on a small pool of its own whose every wait is short."""
    pool = await asyncpg.create_pool(
        settings.database_url.replace("postgresql+asyncpg://", "postgresql://"),
        min_size=2,
        max_size=8,
        timeout=3,
        command_timeout=3,
        server_settings={"application_name": "loam-worker"},
    )
    driver = ResilientDriver(pool, stop)
    manager = pgqueuer.QueueManager(pgqueuer.Queries(driver))
    for handler in handlers.values():
        manager.entrypoint(handler.kind, on_failure="hold", accepts_context=False)(_entry(runner, handler))
    watch = asyncio.create_task(driver.watch(manager, lambda: _touch(health)))
    try:
        yield manager
    finally:
        watch.cancel()
        try:
            await asyncio.wait_for(pool.close(), 3)
        except TimeoutError:
            pool.terminate()


def _entry(runner: Runner, handler: Handler) -> Callable[[Carried], Awaitable[None]]:
    """What pgqueuer calls: it learns of the outcome only whether to carry the job again, and when."""

    async def entry(carried: Carried) -> None:
        try:
            outcome = await runner.run(handler, uuid.UUID(bytes=carried.payload), carried.id)
        except (DBAPIError, OSError) as error:
            log.warning("jobs: the database went away around a job", error=type(error).__name__)
            raise pgqueuer.RetryRequested(timedelta(seconds=2)) from None
        if outcome and outcome.again is not None:
            raise pgqueuer.RetryRequested(timedelta(seconds=outcome.again))
        if outcome and outcome.state == "failed":
            raise Held

    return entry


class Held(Exception):  # noqa: N818 - a word to pgqueuer, which keeps the row
    """Says nothing of the reason: job_run does, and pgqueuer's log keeps whole tracebacks."""


def _touch(health: Path | None) -> None:
    if health:
        health.write_text(str(os.getpid()))
