"""Reads past the session: the same rows, the same failures, the same pool."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from services.kit.db import make_engine
from services.kit.lookup import Lookup
from services.kit.problems import from_database
from services.kit.settings import Settings

TWICE = text("select :n as n, :word || ' ' || :word as words, cast(null as text) as \"class\"")


@pytest.fixture(params=[1, 8], ids=["one connection", "some kept at hand"])
async def lookup(database_url, request):
    engine = make_engine(Settings(DATABASE_URL=database_url, pool_size=request.param, pool_wait_seconds=0.2))
    lookup = Lookup(engine)
    yield lookup
    await lookup.close()
    await engine.dispose()


async def test_names_become_positions_and_columns_attributes(lookup):
    row = await lookup.first(TWICE, {"word": "沃土", "n": "1"})
    assert (row.n, row["words"], getattr(row, "class")) == ("1", "沃土 沃土", None)
    with pytest.raises(AttributeError):
        _ = row.absent
    assert await lookup.first(text("select 1 where :n = '2'"), {"n": "1"}) is None


async def test_a_refusal_of_the_database_is_the_problem_a_session_makes_of_it(lookup):
    with pytest.raises(DBAPIError) as refused:
        await lookup.rows(text("select 1 / (length(:word) - 1)"), {"word": "a"})
    assert from_database(refused.value).status == 422
    assert (await lookup.first(TWICE, {"word": "a", "n": "1"})).words == "a a"


async def test_connections_the_server_closed_are_not_given_out(lookup):
    [before] = await lookup.first(text("select pg_backend_pid()"), {})
    with pytest.raises(DBAPIError) as cut:
        await lookup.rows(text("select pg_terminate_backend(pg_backend_pid())"), {})
    assert from_database(cut.value).status == 503
    [after] = await lookup.first(text("select pg_backend_pid()"), {})
    assert before != after


async def test_every_connection_is_given_back(lookup):
    for _ in range(20):
        await lookup.rows(TWICE, {"word": "a", "n": "1"})
    await asyncio.gather(*(lookup.rows(TWICE, {"word": "a", "n": "1"}) for _ in range(5)))
    await lookup.close()
    assert lookup._engine.sync_engine.pool.checkedout() == 0


async def test_a_read_given_up_half_way_leaves_nothing_to_the_next(lookup):
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await lookup.rows(text("select pg_sleep(5)"), {})
    async with asyncio.timeout(2):
        assert (await lookup.first(TWICE, {"word": "a", "n": "1"})).n == "1"
