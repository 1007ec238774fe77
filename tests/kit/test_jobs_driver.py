"""What our driver leans on in pgqueuer, and what it promises: an upgrade that breaks either is not taken."""

import asyncio
import importlib.metadata
import inspect

import asyncpg
import pytest
from pgqueuer.adapters.drivers.asyncpg import AsyncpgPoolDriver
from sqlalchemy import make_url

from services.kit.jobs import driver


@pytest.fixture
async def pool(database_url):
    pool = await asyncpg.create_pool(database_url, min_size=2, max_size=4, timeout=3, command_timeout=3)
    yield pool
    pool.terminate()


async def test_the_private_attributes_are_still_there(pool):
    assert importlib.metadata.version("pgqueuer").startswith("1.6."), "run `make faults` before going on to another one"
    fresh = AsyncpgPoolDriver(pool)
    assert set(driver.PRIVATE) <= set(vars(fresh))
    assert fresh._pool is pool
    assert fresh._listener_connection is None
    source = inspect.getsource(AsyncpgPoolDriver)
    assert "self._listener_connection = await self._pool.acquire()" in source, "listening takes a connection of its own"
    assert "self._entered -= 1" in source, "our way out stands in for the library's"


async def test_a_cut_connection_is_replaced_and_the_question_asked_again(pool, database_url):
    ours = driver.ResilientDriver(pool, asyncio.Event())
    me = (await ours.fetch("select pg_backend_pid() as pid"))[0]["pid"]
    await cut(database_url, me)
    assert (await ours.fetch("select 1 as one")) == [{"one": 1}]


async def test_listening_begins_anew_on_another_connection(pool, database_url):
    ours, heard = driver.ResilientDriver(pool, asyncio.Event()), asyncio.Queue()
    await ours.add_listener("loam_test", heard.put_nowait)
    await ours.notify("loam_test", "one")
    assert await asyncio.wait_for(heard.get(), 3) == "one"
    await cut(database_url, ours._listener_connection.get_server_pid())
    await ours.listen_anew()
    await ours.notify("loam_test", "two")
    assert await asyncio.wait_for(heard.get(), 3) == "two"


async def test_a_worker_that_ends_asks_no_more(pool):
    ended = asyncio.Event()
    ended.set()
    ours = driver.ResilientDriver(pool, ended)
    with pytest.raises(TimeoutError):
        await ours.fetch("select pg_sleep(9)")


async def test_a_mistake_in_sql_is_not_tried_again(pool):
    with pytest.raises(asyncpg.UndefinedTableError):
        await driver.ResilientDriver(pool, asyncio.Event()).fetch("select * from nowhere")


async def cut(url: str, pid: int) -> None:
    connection = await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    await connection.execute("select pg_terminate_backend($1)", pid)
    await connection.close()
