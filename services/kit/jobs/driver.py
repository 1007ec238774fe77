"""pgqueuer's connection to PostgreSQL, made to outlive a database that restarts or falls silent.

As it comes, the library unwinds its worker when a connection breaks and waits for ever on one that only acknowledges.
Here each call is bounded by the pool's `command_timeout` and tried again until it works or the worker ends; a silent
connection expires its pool, and `watch` listens anew when notifications no longer come round.

This leans on private attributes of pgqueuer's driver, see PRIVATE; tests/kit/test_jobs_driver.py says when they go.
"""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

import asyncpg
import structlog
from pgqueuer.adapters.drivers.asyncpg import AsyncpgPoolDriver
from pgqueuer.core.qm import QueueManager
from pgqueuer.ports.driver import NotifyCallback

PRIVATE = ("_pool", "_listener_connection", "_entered")
TRANSIENT = (
    OSError,  # TimeoutError among them
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # what a connection says that was cut while it was being taken up
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
)
"""What a database says, or fails to say, while it restarts, is cut off, or is full."""
WATCH_SECONDS = 5
PROBE_SECONDS = 3
T = TypeVar("T")
log = structlog.get_logger()


class ResilientDriver(AsyncpgPoolDriver):
    """`stop`: the worker is ending, so that nothing is tried again."""

    def __init__(self, pool: Any, stop: asyncio.Event) -> None:
        super().__init__(pool)
        self.stop = stop
        self.listeners: list[tuple[str, NotifyCallback]] = []
        self.listening = asyncio.Event()

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        return await self._patiently(lambda: AsyncpgPoolDriver.fetch(self, query, *args))

    async def execute(self, query: str, *args: object) -> str:
        return await self._patiently(lambda: AsyncpgPoolDriver.execute(self, query, *args))

    async def notify(self, channel: str, payload: str) -> None:
        await self._patiently(lambda: AsyncpgPoolDriver.notify(self, channel, payload))

    async def add_listener(self, channel: str, callback: NotifyCallback) -> None:
        self.listeners.append((channel, callback))
        await super().add_listener(channel, callback)
        self.listening.set()

    async def _patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        pause = 0.1
        while True:
            try:
                return await ask()
            except TRANSIENT as error:
                if self.stop.is_set():
                    raise
                log.warning("jobs: the database does not answer", error=type(error).__name__)
                if isinstance(error, TimeoutError):
                    await self._pool.expire_connections()
                await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - so that workers do not knock together
                pause = min(pause * 2, 2)

    async def listen_anew(self) -> None:
        """Leave the connection that no longer brings notifications, and listen on another."""
        old, self._listener_connection = self._listener_connection, None
        await self._drop(old)
        for channel, callback in self.listeners:
            await super().add_listener(channel, callback)

    async def watch(self, manager: QueueManager, healthy: Callable[[], None]) -> None:
        """Every few seconds, see whether a notification comes round; `healthy` hears of it each time that it does."""
        await self.listening.wait()
        while not self.stop.is_set():
            try:
                async with asyncio.timeout(2 * PROBE_SECONDS):
                    await manager.listener_healthy(timeout=timedelta(seconds=PROBE_SECONDS))
                healthy()
                await asyncio.sleep(WATCH_SECONDS)
            except Exception as error:  # noqa: BLE001 - whatever it was, the answer is the same
                log.warning("jobs: notifications do not come round", error=type(error).__name__)
                await _bounded(self.listen_anew(), seconds=2 * PROBE_SECONDS)
                await asyncio.sleep(0.5)

    async def __aexit__(self, *_: object) -> None:
        """The library would wait here for an answer of a silent database."""
        self._entered -= 1
        old, self._listener_connection = self._listener_connection, None
        await self._drop(old)

    async def _drop(self, connection: Any) -> None:
        if connection is not None:
            with contextlib.suppress(asyncpg.InterfaceError):  # a connection that broke has gone back to the pool
                connection.terminate()
                await _bounded(self._pool.release(connection), seconds=2)


async def _bounded(work: Awaitable[Any], *, seconds: float) -> None:
    """Wait this long at most, and mind no failure: what is left broken is found again by `watch`."""
    try:
        async with asyncio.timeout(seconds):
            await work
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("jobs: listening failed", error=type(error).__name__)
