"""From settings to a running Loam: database, migrations, server, first words on the console, demo.

up      database (given or embedded) ─▶ migrations ─▶ every service on one port ─▶ sign-in link ─▶ demo, if wanted
        └▶ a worker, as a process of its own
serve   the services of LOAM_TARGET, on a database that somebody else gives and migrates (containers)
work    a worker on such a database
"""

import argparse
import asyncio
import base64
import gc
import logging
import os
import secrets
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import structlog
import uvicorn
import uvloop
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from services import embedded
from services.identity import bootstrap
from services.kit import logs
from services.kit.db import make_engine, make_sessions
from services.kit.settings import Settings

ROOT = Path(__file__).parents[1]
DRAIN_SECONDS = 10
DEMO_DONE = "demo.done"
"""In the data folder of a private database, once the demo is complete: the next start need not look."""
WORKER_HEALTH = "worker.health"
"""In the data folder: the worker's process id, touched while all is well with it."""
MAY_LOAD_DEMO = text("""
select not exists (select from customer) or exists (select from api_client where name like 'Demo %')
""")
"""Never into a database that people work with: an empty one, or one where a demo was begun (its key is made first)."""
GARBAGE = (10_000, 20, 20)
"""Requests leave little behind in circles: to look for it at every 700 objects takes a twentieth of a read."""
KEEP_ALIVE_SECONDS = 75
"""Longer than a gateway keeps an idle connection (60 s), so that it never writes into one that we are closing."""
log = structlog.get_logger()


class StartError(RuntimeError):
    """Loam cannot start; the message says what to do, in Chinese and English."""


def up(settings: Settings, *, tell: Callable[[str], None]) -> None:
    """Run everything until told to stop; returns when requests have drained and the database is down."""
    logs.configure(level=logging.WARNING)  # a person reads this console
    with _listening(settings) as door, connected(settings, embedded.running) as found:
        ready = found.model_copy(update={"port": door.getsockname()[1]})
        migrate(ready)
        private = not settings.database_url
        greet = partial(_greet, ready, tell, settings.data / DEMO_DONE if private else None)
        _serve(ready, door, greet, partial(_keep_worker, ready))


def serve(settings: Settings) -> None:
    """Run the services of `settings.target` until told to stop."""
    if not settings.database_url:
        raise StartError("请设置 DATABASE_URL。 Set DATABASE_URL: only `loam up` brings a database of its own.")
    logs.configure()
    with _listening(settings) as door:
        _serve(settings, door)


def work(settings: Settings, *, health: Path | None) -> None:
    """Do jobs until told to stop."""
    from services.kit.jobs import worker

    logs.configure()
    with connected(settings) as ready:
        worker.work(ready, health=health)


@contextmanager
def connected(
    settings: Settings,
    embed: Callable[[Path], AbstractContextManager[str]] = embedded.reachable,
) -> Iterator[Settings]:
    """The settings with a database that answers: the given one, or the private one of the data folder.

    Together with the private one, the data folder keeps the key of sensitive fields.
    """
    if settings.database_url:
        yield settings
        return
    with embed(settings.data) as url:
        key = settings.master_key or embedded.keep(settings.data / "master.key", _new_master_key)
        yield settings.model_copy(update={"database_url": url, "master_key": key})


def migrate(settings: Settings) -> None:
    """Bring the tables to their newest form; nothing happens when they are."""
    from alembic import command
    from alembic.config import Config as AlembicConfig

    options = argparse.Namespace(x=[f"url={settings.database_url}"])
    command.upgrade(AlembicConfig(toml_file=ROOT / "pyproject.toml", cmd_opts=options), "head")


@asynccontextmanager
async def sessions(settings: Settings) -> AsyncIterator[async_sessionmaker[AsyncSession]]:
    """For a command of the console: as many transactions as it needs."""
    engine = make_engine(settings)
    try:
        yield make_sessions(engine)
    finally:
        await engine.dispose()


@asynccontextmanager
async def transaction(settings: Settings) -> AsyncIterator[AsyncSession]:
    """One transaction for a command of the console."""
    async with sessions(settings) as made, made.begin() as session:
        yield session


async def sign_in_address(settings: Settings) -> str:
    """A one-time link that signs the administrator in; makes the first administrator when there is none."""
    async with transaction(settings) as session:
        return settings.address + await bootstrap.sign_in_link(session)


@contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    """The door, opened before anything slow: a taken port is told at once, and early callers wait instead of failing."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        door = socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except OSError as error:
        other = settings.port + 1
        raise StartError(
            f"端口 {settings.port} 不能使用:请停止占用它的程序,或换一个端口,例如 LOAM_PORT={other}。"
            f" Cannot listen on {settings.host}:{settings.port} ({error.strerror}): stop the program that uses it,"
            f" or choose another port, for example LOAM_PORT={other}.",
        ) from error
    with door:
        yield door


def _serve(settings: Settings, door: socket.socket, *beside: Callable[[], Coroutine[Any, Any, None]]) -> None:
    from services.app import create_app

    for word in (signal.SIGINT, signal.SIGTERM):
        signal.signal(word, lambda *_: None)  # uvicorn hears them, drains, then raises them again for us to ignore
    app = create_app(settings)
    gc.freeze()  # what is made lasts as long as we do: to look through it for garbage takes a quarter of a second
    gc.set_threshold(*GARBAGE)
    config = uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )
    uvloop.run(_Server(config, beside).serve(sockets=[door]))


class _Server(uvicorn.Server):
    """Begins what runs beside it as soon as it answers, and ends that when it is told to end itself."""

    def __init__(self, config: uvicorn.Config, beside: Iterable[Callable[[], Coroutine[Any, Any, None]]]) -> None:
        super().__init__(config)
        self.beside = beside
        self.tasks: set[asyncio.Task[None]] = set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.tasks = {asyncio.create_task(begin()) for begin in self.beside}

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say that we leave, go on for a while, close the door, answer what is being asked, end."""
        app: Any = self.config.app
        app.state.leaving = True
        await asyncio.sleep(app.state.settings.leave_seconds)
        for task in self.tasks:
            task.cancel()
        if self.tasks:
            await asyncio.wait(self.tasks)
        live = getattr(self.config.app.state, "live", None)  # type: ignore[union-attr] # always our own application
        if live:
            live.close()  # whoever listens would keep us waiting
        await super().shutdown(sockets)


async def _greet(settings: Settings, tell: Callable[[str], None], demo_done: Path | None) -> None:
    """The first words on the console, then the demo."""
    try:
        link = await sign_in_address(settings)
        tell(
            f"\n  Loam 沃土        {settings.address}\n"
            f"  登录 Sign in     {link}\n"
            "                   此链接只能用一次。 The link works once.\n"
            "  停止 Stop        Ctrl-C\n",
        )
        there = demo_done is not None and demo_done.exists()  # noqa: ASYNC240 - one look at a local file
        if settings.demo and not there and await _may_load_demo(settings):
            complete = await _load_demo(settings)
            if complete and demo_done:
                demo_done.touch()  # noqa: ASYNC240 - as above
    except Exception:
        log.exception("The start is not complete")


async def _may_load_demo(settings: Settings) -> bool:
    async with transaction(settings) as session:
        return bool(await session.scalar(MAY_LOAD_DEMO))


async def _load_demo(settings: Settings) -> bool:
    """In a process of its own, so that people are served meanwhile; cut off with us, it goes on at the next start."""
    loader = await _child(settings, "demo")
    try:
        return await loader.wait() == 0
    except asyncio.CancelledError:
        loader.terminate()
        await loader.wait()
        raise


async def _keep_worker(settings: Settings) -> None:
    """A worker beside the server; another one soon after, when it dies."""
    while True:
        worker = await _child(settings, "worker", "--health", str(settings.data / WORKER_HEALTH))
        try:
            code = await worker.wait()
        except asyncio.CancelledError:
            worker.terminate()
            await worker.wait()
            raise
        log.error("The worker ended; another one begins", code=code)
        await asyncio.sleep(1)


async def _child(settings: Settings, *command: str) -> asyncio.subprocess.Process:
    """Another command of ours on the same database, that ends when we end."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "services.cli", *command, "--follow", str(os.getpid())),
        env={
            **os.environ,
            "DATABASE_URL": settings.database_url,
            "LOAM_MASTER_KEY": settings.master_key,
            "LOAM_PORT": str(settings.port),
        },
    )


def _new_master_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
