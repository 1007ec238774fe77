"""Who is listening to changes in this process, and the one task that reads them for all of them.

    event table ──one look a second, while anybody listens──▶ Hub ──▶ a queue for each listener

A listener that is too slow, or more changes at once than anybody could show, is told to load everything again.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from services.kit import feed
from services.kit.errors import Unavailable
from services.kit.feed import Position

LOOK_SECONDS = 1.0
MANY = 300
"""Changes at once that are worth telling one by one."""
MOST = 1000
"""Listeners in one process."""
log = structlog.get_logger()


@dataclass(eq=False, slots=True)
class Listener:
    """`changes`: what is new, oldest first. `lost`: something was left out. `ended`: this process is closing."""

    changes: list[Any] = field(default_factory=list)
    lost: bool = False
    ended: bool = False
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, rows: Sequence[Any], *, lost: bool) -> None:
        self.lost |= lost or len(self.changes) + len(rows) > MANY
        self.changes = [] if self.lost else [*self.changes, *rows]
        self.woken.set()

    def taken(self) -> tuple[list[Any], bool]:
        """What is new since last asked, and whether something is missing."""
        changes, lost = self.changes, self.lost
        self.changes, self.lost = [], False
        self.woken.clear()
        return changes, lost


class Hub:
    """One for a process, made when the first listener comes."""

    def __init__(self, readings: async_sessionmaker[AsyncSession]) -> None:
        self.readings = readings
        self.listeners: set[Listener] = set()
        self.looking: asyncio.Task[None] | None = None
        self.closed = False

    def require_room(self) -> None:
        """503 when there are too many, or the process is closing."""
        if self.closed or len(self.listeners) >= MOST:
            raise Unavailable("Too many are listening; try again later.", "实时更新的连接过多,请稍后再试。")

    def join(self) -> Listener:
        """A new listener, until it leaves."""
        listener = Listener(ended=self.closed)
        self.listeners.add(listener)
        if self.looking is None or self.looking.done():
            self.looking = asyncio.create_task(self._look())
        return listener

    def leave(self, listener: Listener) -> None:
        self.listeners.discard(listener)

    def close(self) -> None:
        """Let everybody go: the process is about to end."""
        self.closed = True
        for listener in self.listeners:
            listener.ended = True
            listener.woken.set()

    async def _look(self) -> None:
        """Until nobody listens."""
        place: Position | None = None
        while self.listeners and not self.closed:
            try:
                async with self.readings() as session:
                    if place is None:
                        place = await feed.now(session)
                    rows = await feed.following(session, place, limit=MANY)
                    if len(rows) == MANY:
                        place = await feed.now(session)
                    elif rows:
                        place = Position(rows[-1].tx, rows[-1].id)
            except (SQLAlchemyError, OSError) as error:
                log.warning("live: cannot see what changed", error=type(error).__name__)
                rows = []
            if rows:
                for listener in self.listeners:
                    listener.tell(rows, lost=len(rows) == MANY)
            await asyncio.sleep(LOOK_SECONDS)


def hub_of(state: Any) -> Hub:
    """The hub of this application."""
    found: Hub | None = getattr(state, "live", None)
    if found is None:
        found = state.live = Hub(state.readings)
    return found
