"""The boundary of a request: what was answered is committed, and no wait is without end."""

import asyncio
import gc
import time

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.engine import make_url

from services.app import create_app
from services.kit import problems
from services.kit.db import Session, make_engine, make_readings, make_sessions
from services.kit.gate import Gate
from services.kit.lookup import Lookup
from services.kit.settings import Settings


class Proxy:
    """A TCP proxy in front of PostgreSQL that can fall silent without closing anything, or cut every connection."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.open = asyncio.Event()
        self.open.set()
        self.writers: set[asyncio.StreamWriter] = set()

    async def __aenter__(self):
        self.server = await asyncio.start_server(self.accept, "127.0.0.1", 0)
        self.listening = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self.cut()
        self.server.close()
        await self.server.wait_closed()

    async def accept(self, reader, writer):
        up_reader, up_writer = await asyncio.open_connection(self.host, self.port)
        self.writers |= {writer, up_writer}
        await asyncio.gather(self.pump(reader, up_writer), self.pump(up_reader, writer))

    async def pump(self, reader, writer):
        try:
            while data := await reader.read(65536):
                await self.open.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    def cut(self):
        for writer in self.writers:
            writer.transport.abort()
        self.writers.clear()


def started(url, **settings):
    """The application on its own engine, without a server."""
    settings = Settings(DATABASE_URL=url, public_url="http://loam.test", allow_http=True, **settings)
    app = create_app(settings)
    engine = make_engine(settings)
    app.state.sessions, app.state.readings = make_sessions(engine), make_readings(engine)
    app.state.lookup = Lookup(engine)
    app.state.http = {}
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return engine, httpx.AsyncClient(transport=transport, base_url="http://loam.test")


async def test_the_answer_leaves_after_the_commit(database_url):
    engine = make_engine(Settings(DATABASE_URL=database_url))
    async with engine.begin() as connection:
        await connection.execute(text("create table late (a int unique deferrable initially deferred)"))
        await connection.execute(text("insert into late values (1)"))
    app = FastAPI()
    problems.install(app)
    app.state.sessions = make_sessions(engine)

    @app.post("/late")
    async def late(session: Session) -> dict[str, str]:
        await session.execute(text("insert into late values (1)"))
        return {"status": "done"}

    gate = Gate(app, Settings(DATABASE_URL=database_url))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(gate), base_url="http://t") as client:
        answer = await client.post("/late")
    async with engine.begin() as connection:
        await connection.execute(text("drop table late"))
    await engine.dispose()
    assert answer.status_code == 409, answer.text


# The connection of the abandoned request is closed by nobody but the garbage collector: that is what abandoning means.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
async def test_a_silent_database_is_answered_at_the_deadline_and_comes_back(database_url):
    url = make_url(database_url)
    async with Proxy(url.host, url.port) as proxy:
        through = url.set(host="127.0.0.1", port=proxy.listening).render_as_string(hide_password=False)
        engine, client = started(through, deadline_seconds=1, pool_size=3)
        headers = {"authorization": "Bearer loam_unknown"}
        assert (await client.get("/api/v1/identity/users", headers=headers)).status_code == 401
        proxy.open.clear()
        began = time.monotonic()
        answer = await client.get("/api/v1/identity/users", headers=headers)
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert time.monotonic() - began < 10  # the deadline is 1 s; without the gate it takes 13–20
        assert (await client.get("/livez")).status_code == 200
        proxy.cut()
        proxy.open.set()
        for _ in range(50):
            status = (await client.get("/api/v1/identity/users", headers=headers)).status_code
            if status == 401:
                break
            await asyncio.sleep(0.1)
        assert status == 401
        await client.aclose()
        await engine.dispose()
        gc.collect()


async def test_an_exhausted_pool_says_try_again(database_url):
    engine, client = started(database_url, pool_size=1, pool_wait_seconds=0.2)
    async with engine.connect() as held:
        await held.execute(text("select 1"))
        answer = await client.get("/api/v1/identity/users", headers={"authorization": "Bearer loam_x"})
    await client.aclose()
    await engine.dispose()
    assert answer.status_code == 503
    assert answer.json()["code"] == "database_unavailable"


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
async def test_probes_need_no_sign_in(world, path):
    transport = httpx.ASGITransport(next(iter(world.apps.values())))
    async with httpx.AsyncClient(transport=transport, base_url="http://loam.test") as client:
        assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": "recrods"},
        {"target": "records"},
        {"host": "0.0.0.0"},
        {"public_url": "http://loam.example"},
    ],
)
def test_unsafe_settings_are_refused(wrong):
    with pytest.raises(ValueError, match="LOAM_"):
        Settings(DATABASE_URL="x", **wrong)
