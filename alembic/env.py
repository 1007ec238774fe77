"""Migrations: one at a time (advisory lock), never waiting long for a table that others use (lock_timeout)."""

import asyncio
import os

from alembic import context
from sqlalchemy import Connection, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from services.kit.db import async_url
from services.kit.settings import Settings
from services.tables import metadata

LOCK = 0x10A3


def _url() -> str:
    return (
        context.get_x_argument(as_dictionary=True).get("url")
        or os.environ.get("DATABASE_URL")
        or Settings().database_url
    )


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        compare_server_default=False,
        transaction_per_migration=True,
        include_object=lambda _object, name, kind, _reflected, _to: not (kind == "table" and name == "alembic_version"),
    )
    with context.begin_transaction():
        context.run_migrations()


async def _online() -> None:
    engine = create_async_engine(async_url(_url()), poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.execute(text("set lock_timeout = '5s'"))
        await connection.execute(text(f"select pg_advisory_lock({LOCK})"))
        await connection.commit()
        try:
            await connection.run_sync(_run)
            await connection.commit()
        finally:
            await connection.rollback()
            await connection.execute(text(f"select pg_advisory_unlock({LOCK})"))
            await connection.commit()
    await engine.dispose()


asyncio.run(_online())
