"""Migrations: one at a time (advisory lock), never waiting long for a table that others use (lock_timeout).

Each migration is a transaction of its own: what is killed half-way is not there, and the next run begins with it. At
the newest revision the published views become what the code says (services/published.py). `--sql` writes everything
out for a reader or a linter instead of running it.

The lock belongs to the session: through PgBouncer in transaction mode it would be nobody's, so DATABASE_URL names
PostgreSQL itself here.
"""

import asyncio
import os

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from services.kit.db import async_url
from services.kit.feed import set_clock
from services.kit.settings import Settings
from services.published import publish
from services.tables import metadata

LOCK = 0x10A3


def _url() -> str:
    return (
        context.get_x_argument(as_dictionary=True).get("url")
        or os.environ.get("DATABASE_URL")
        or Settings().database_url
    )


def _foreign(table: str | None) -> bool:
    """Tables that are not in our metadata: Alembic's own, and those of pgqueuer (made by the migration `jobs`)."""
    return table is not None and (table == "alembic_version" or table.startswith("pgqueuer"))


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        compare_server_default=False,
        transaction_per_migration=True,
        include_object=lambda _object, name, kind, _reflected, _to: not (kind == "table" and _foreign(name)),
    )
    with context.begin_transaction():
        context.run_migrations()
    if set(context.get_context().get_current_heads()) == set(context.script.get_heads()):
        publish(connection)
        set_clock(connection)


async def _online() -> None:
    engine = create_async_engine(async_url(_url()), poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.execute(text(f"select pg_advisory_lock({LOCK})"))  # for as long as another one migrates
        await connection.execute(text("set lock_timeout = '5s'"))
        await connection.commit()
        try:
            await connection.run_sync(_run)
            await connection.commit()
        finally:
            await connection.rollback()
            await connection.execute(text(f"select pg_advisory_unlock({LOCK})"))
            await connection.commit()
    await engine.dispose()


if context.is_offline_mode():
    context.configure(dialect_name="postgresql", literal_binds=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    asyncio.run(_online())
