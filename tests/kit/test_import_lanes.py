"""Several connections at one import: who takes what, what a failure ends, what is left of a connection that died."""

import asyncio
import uuid

import pytest
from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db import make_sessions
from services.kit.imports.lanes import LANES, Lanes, lanes
from services.kit.imports.staging import clear, lay, stage_of, sweep
from services.kit.permissions import Principal
from services.records.import_kinds import PRODUCT_LINES, TRANSACTIONS


async def test_every_piece_is_done_once_and_in_order_where_order_matters():
    on = Lanes((AsyncSession(), AsyncSession()))
    done: list[tuple[AsyncSession, int]] = []

    async def do(session, piece):
        await asyncio.sleep(0.001 * (piece % 3))
        done.append((session, piece))

    await on.each(range(20), do)
    assert sorted(piece for _, piece in done) == list(range(20))
    assert {session for session, _ in done} == set(on.sessions)
    done.clear()
    await on.each(range(20), do, in_order=True)
    assert done == [(on.first, piece) for piece in range(20)]
    assert TRANSACTIONS.in_any_order
    assert not PRODUCT_LINES.in_any_order, "one may stand above another of the same file"


async def test_a_failure_ends_the_other_lanes_between_two_pieces():
    on = Lanes((AsyncSession(), AsyncSession()))
    begun, ended = [], []

    async def do(_session, piece):
        begun.append(piece)
        await asyncio.sleep(0.05 if piece else 0.01)
        if piece == 0:
            raise ValueError("the first")
        ended.append(piece)

    with pytest.raises(ValueError, match="the first"):
        await on.each(range(20), do)
    assert begun == [0, 1]
    assert ended == [1], "what was under way came to its end before the failure was told"


async def test_the_stage_of_a_dead_connection_is_taken_away_and_no_other(engine):
    me = Principal(id=uuid.uuid4(), kind="service", name="test", actions=frozenset())
    sessions = make_sessions(engine)
    stages = [stage_of(TRANSACTIONS, source="x", me=me) for _ in range(2)]

    async def there() -> set[str]:
        async with engine.connect() as connection:
            names = await connection.run_sync(lambda plain: inspect(plain).get_table_names())
        return {stage.table.name for stage in stages} & set(names)

    async with lanes(sessions) as living:
        assert len(living.sessions) == LANES
        async with lanes(sessions) as dying:
            for on, stage in ((living, stages[0]), (dying, stages[1])):
                async with on.first.begin():
                    await lay(on.first, stage)
        assert await there() == {stages[0].table.name, stages[1].table.name}, "nobody has looked yet"
        async with lanes(sessions) as other, asyncio.timeout(30):
            while stages[1].table.name in await there():  # the server takes a moment to notice that it is alone
                async with other.first.begin():
                    await sweep(other.first)
        assert await there() == {stages[0].table.name}
        async with living.first.begin():
            await clear(living.first, stages[0])
    assert await there() == set()
