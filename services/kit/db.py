"""The database: one engine a process, one transaction a request, committed before the first byte of the answer."""

import datetime as dt
import uuid
from collections.abc import AsyncIterator
from typing import Annotated, Any

import orjson
from fastapi import Depends, Request
from sqlalchemy import DateTime, MetaData, Numeric, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from uuid_utils.compat import uuid7

from services.kit.settings import Settings


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        },
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own way to say it
        dt.datetime: DateTime(timezone=True),
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
    }


def utcnow() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


MONEY = Numeric(18, 2)
PERCENT = Numeric(9, 4)
NIL = uuid.UUID(int=0)

CLASSIFIED = "class"
"""Key of `Column.info` that names a column's class; unmarked columns are internal."""


class Identified:
    """An id that sorts by time of creation (UUIDv7), made here so that it is known before the INSERT."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7)


class Versioned:
    """A row people edit: `version` is its ETag, checked by the UPDATE itself."""

    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[dt.datetime] = mapped_column(default=utcnow, server_default=func.now())
    updated_at: Mapped[dt.datetime] = mapped_column(default=utcnow, onupdate=utcnow, server_default=func.now())

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__dict__.get("version") or cls.version}


def make_engine(settings: Settings, *, url: str | None = None) -> AsyncEngine:
    """An engine on asyncpg. Every wait is bounded: for a connection, for a statement, for a lock."""
    timeout_ms = str(int(settings.deadline_seconds * 1000))
    engine = create_async_engine(
        async_url(url or settings.database_url),
        pool_size=settings.pool_size,
        max_overflow=0,
        pool_timeout=settings.pool_wait_seconds,
        pool_pre_ping=False,
        pool_recycle=1800,
        json_serializer=lambda value: orjson.dumps(value, default=str).decode(),
        json_deserializer=orjson.loads,
        connect_args={
            "timeout": 3,
            "command_timeout": settings.deadline_seconds,
            **(SHARED if settings.pgbouncer else {}),
            "server_settings": {"application_name": f"loam-{settings.target}"}
            | {
                name: value
                for name, value in (
                    ("statement_timeout", timeout_ms),
                    ("idle_in_transaction_session_timeout", timeout_ms),
                    ("jit", "off"),
                )
                if not settings.pgbouncer  # which refuses them; docs/runbook.md sets them at the role
            },
        },
    )
    if settings.pgbouncer:
        _set_up_within_transactions(engine)
    return engine


SHARED: dict[str, Any] = {
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": lambda: "",
}
"""For connections that are another's after each transaction: no statement is prepared for later, none has a name."""


def _set_up_within_transactions(engine: AsyncEngine) -> None:
    """What the dialect asks of a new connection takes two messages, between which PgBouncer may change the server."""
    dialect: Any = engine.sync_engine.dialect
    for name in ("setup_asyncpg_json_codec", "setup_asyncpg_jsonb_codec"):
        set_up = getattr(dialect, name)

        async def whole(connection: Any, set_up: Any = set_up) -> None:
            async with connection.driver_connection.transaction():
                await set_up(connection)

        setattr(dialect, name, whole)


def async_url(url: str) -> str:
    """The URL people write (`postgres://`, `postgresql://`) as the driver wants it."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+asyncpg://" + url.removeprefix(prefix)
    return url


def make_sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    return async_sessionmaker(engine, expire_on_commit=False)


def make_readings(engine: AsyncEngine, *, pgbouncer: bool = False) -> async_sessionmaker[AsyncSession]:
    """Sessions for reads: no BEGIN, no COMMIT, one round trip a statement; through PgBouncer a transaction each."""
    if pgbouncer:
        return async_sessionmaker(engine, expire_on_commit=False)
    return async_sessionmaker(engine.execution_options(isolation_level="AUTOCOMMIT"), expire_on_commit=False)


async def reading(request: Request) -> AsyncIterator[AsyncSession]:
    """For routes that read: each statement sees what is committed, none can hold a lock."""
    async with request.app.state.readings() as session:
        yield session


async def transaction(request: Request) -> AsyncIterator[AsyncSession]:
    """The request's boundary. With FastAPI's default scope the 200 would leave before the commit."""
    async with request.app.state.sessions() as session:
        session.info["scope"] = request.scope
        async with session.begin():
            yield session


Session = Annotated[AsyncSession, Depends(transaction, scope="function")]
Reading = Annotated[AsyncSession, Depends(reading, scope="function")]
