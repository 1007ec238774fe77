"""A service whose peer is slow, dead or talks nonsense says so in time, and goes on living."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from services.kit.errors import Unavailable
from services.kit.http import ServiceClient, peer
from services.kit.settings import Settings
from tests.faults.conftest import SEED
from tests.faults.history import History
from tests.installation import free_port

Manner = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
PATIENCE_SECONDS = 7
"""The deadline of a request, and a little."""


class Client(ServiceClient):
    name = "records"


async def mute(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(100)
    writer.write(bytes(range(256)) * 40)
    await writer.drain()
    writer.close()


async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(100)
    writer.write(b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"items": [')
    await writer.drain()
    writer.close()


async def not_json(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(100)
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 12\r\n\r\n<html></html")
    await writer.drain()
    writer.close()


async def own_problem(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(100)
    body = b"<h1>502 Bad Gateway</h1>"
    writer.write(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))
    await writer.drain()
    writer.close()


@asynccontextmanager
async def listening(manner: Manner) -> AsyncIterator[int]:
    tasks, writers = set(), []

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        tasks.add(asyncio.create_task(manner(reader, writer)))

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for writer in writers:
        writer.transport.abort()
    await asyncio.sleep(0)


def http(port: int) -> httpx.AsyncClient:
    urls = {f"{name}_url": f"http://127.0.0.1:{port}" for name in ("identity", "records", "performance")}
    key = "bG9hbSB0ZXN0cyBsb2FtIHRlc3RzIGxvYW0gdGVzdHM="
    settings = Settings(DATABASE_URL="postgresql://none", target="planning", master_key=key, **urls)
    return peer(None, settings, "records")


@pytest.mark.parametrize("manner", [mute, hang_up, garbage, half, not_json, own_problem], ids=lambda m: m.__name__)
async def test_a_peer_that_behaves_so_is_unavailable_in_time(manner, tmp_path) -> None:
    history = History(tmp_path / "history.jsonl", seed=SEED, manner=manner.__name__)
    async with listening(manner) as port, http(port) as client:
        began = time.monotonic()
        with pytest.raises(Unavailable) as told:
            await Client(client, {}, time.monotonic() + 5).get("/customers")
        history.add("told", code=told.value.code, seconds=round(time.monotonic() - began, 2))
    assert told.value.code == "peer_unavailable"
    assert time.monotonic() - began < PATIENCE_SECONDS


async def test_a_peer_that_is_not_there(tmp_path) -> None:
    async with http(free_port()) as client:
        with pytest.raises(Unavailable):
            await Client(client, {}, time.monotonic() + 5).get("/customers")
