"""What a handler is given, and what it may raise."""

import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from services.kit.settings import Settings

PROGRESS_SECONDS = 0.5
"""Progress is written down at most this often: people watch it, nothing depends on it."""


class Retry(Exception):  # noqa: N818 - a request, not a failure
    """Try again later; counts as an attempt."""

    def __init__(self, after_seconds: float, reason: str = "") -> None:
        super().__init__(reason or f"tried again after {after_seconds:g} s")
        self.after_seconds = after_seconds


class Yield(Exception):  # noqa: N818 - as above
    """The worker is being told to end: run me again, this was no failure."""


@dataclass(slots=True)
class Job:
    """One run of a handler. `sessions` and `readings` write events in the name of whoever ordered the job."""

    id: uuid.UUID
    kind: str
    payload: dict[str, Any]
    attempt: int
    """1 the first time."""
    sessions: async_sessionmaker[AsyncSession]
    readings: async_sessionmaker[AsyncSession]
    settings: Settings
    http: Mapping[str, httpx.AsyncClient]
    """The services by name, over the network."""

    cancel_asked: bool = False
    stop_asked: bool = False
    noticed: bool = False
    """Whether the handler has looked and knows that it should leave."""
    write: Callable[[int, int | None, str], Awaitable[None]] | None = None
    told_at: float = field(default=float("-inf"))

    @property
    def stopping(self) -> bool:
        """Whether to leave between two chunks: the worker ends, or the job was cancelled, or is somebody else's now."""
        self.noticed |= self.stop_asked or self.cancel_asked
        return self.stop_asked or self.cancel_asked

    @property
    def cancelled(self) -> bool:
        self.noticed |= self.cancel_asked
        return self.cancel_asked

    async def progress(self, done: int, total: int | None = None, note: str = "") -> None:
        """Tell those who watch; in a transaction of its own, and not more often than they can read."""
        now = time.monotonic()
        if self.write and (now - self.told_at >= PROGRESS_SECONDS or done == total):
            self.told_at = now
            await self.write(done, total, note)
