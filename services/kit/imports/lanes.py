"""The connections on which one run is worked: each takes the next piece when it is done with its last.

A database process computes on one processor, so two of them, and us reading beside, come in sooner than one. What has
to be done in order, or by one, is done on the first lane.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker
from sqlalchemy.pool import QueuePool

from services.kit.imports.patience import allow

LANES = 2
STATEMENT_SECONDS = 1800
SETTINGS = {"work_mem": "64MB", "default_statistics_target": "10"}
"""A chunk is sorted, and the names of a file are joined, without going to disk; what is analyzed here is a table of one
run, and every column of it is used in one way.
"""
Piece = TypeVar("Piece")


@dataclass(frozen=True, slots=True)
class Lanes:
    """Sessions whose transactions all use one connection each."""

    sessions: tuple[AsyncSession, ...]

    @property
    def first(self) -> AsyncSession:
        return self.sessions[0]

    async def each(
        self, pieces: Iterable[Piece], do: Callable[[AsyncSession, Piece], Awaitable[None]], *, in_order: bool = False
    ) -> None:
        """Do every piece, on whichever lane is free. When one fails, no other is begun, those under way come to their
        end, and the failure is raised.
        """
        left, faults = iter(pieces), list[BaseException]()

        async def walk(session: AsyncSession) -> None:
            try:
                for piece in left:
                    await do(session, piece)
                    if faults:
                        return
            except Exception as error:  # noqa: BLE001 - raised below, when all lanes are at rest
                faults.append(error)

        await asyncio.gather(*(walk(session) for session in (self.sessions[:1] if in_order else self.sessions)))
        if faults:
            raise faults[0]


@asynccontextmanager
async def lanes(sessions: async_sessionmaker[AsyncSession]) -> AsyncIterator[Lanes]:
    """Patient connections, thrown away afterwards; a second one only while the pool has plenty."""
    async with AsyncExitStack() as stack:
        bind = sessions.kw["bind"]
        opened = [await _pinned(stack, sessions, bind)]
        while isinstance(bind, AsyncEngine) and len(opened) < LANES and _plenty(bind):
            opened.append(await _pinned(stack, sessions, bind))
        yield Lanes(tuple(opened))


def _plenty(engine: AsyncEngine) -> bool:
    pool = engine.sync_engine.pool
    return isinstance(pool, QueuePool) and pool.checkedout() * 2 < pool.size()


async def _pinned(stack: AsyncExitStack, sessions: async_sessionmaker[AsyncSession], bind: Any) -> AsyncSession:
    if isinstance(bind, AsyncEngine):
        bind = await stack.enter_async_context(bind.connect())
        stack.push_async_callback(bind.invalidate)
    session = await stack.enter_async_context(sessions(bind=bind))
    async with session.begin():
        _, restore = await allow(session, seconds=STATEMENT_SECONDS, scope="session")
        for name, value in SETTINGS.items():
            await session.execute(text(f"set {name} = '{value}'"))
    stack.callback(restore)
    return session
