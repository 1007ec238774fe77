"""Longer than others may an import wait for a statement: the server's limit and the driver's own are raised together."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Literal

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

LIMITS = ("statement_timeout", "idle_in_transaction_session_timeout")


@asynccontextmanager
async def patient(session: AsyncSession, *, seconds: int) -> AsyncIterator[Any]:
    """The driver's connection of this transaction, allowed this long for a statement."""
    driver, restore = await allow(session, seconds=seconds, scope="local")
    try:
        yield driver
    finally:
        restore()


async def allow(
    session: AsyncSession, *, seconds: int, scope: Literal["local", "session"]
) -> tuple[Any, Callable[[], None]]:
    """The same for the rest of the transaction or of the connection; and what puts the driver's limit back.

    The server's limit is a setting; the driver's own has no public door for one connection.
    """
    driver: Any = (await (await session.connection()).get_raw_connection()).driver_connection
    for name in LIMITS:
        await session.execute(text(f"set {scope} {name} = '{seconds}s'"))
    before = driver._config  # noqa: SLF001 - see above
    driver._config = before._replace(command_timeout=seconds)  # noqa: SLF001 - see above

    def restore() -> None:
        driver._config = before  # noqa: SLF001 - see above

    return driver, restore
