"""A service is killed, its database restarts, its connections run out: nothing acknowledged is lost or done twice."""

import asyncio
import time

import asyncpg
import httpx

from tests.faults.conftest import Place, Postgres, sized
from tests.faults.history import contradictions, verdict
from tests.faults.writers import Writers, effects


def settle(place: Place, found: list[int]) -> None:
    """The checker of all writes."""
    history = place.history
    acknowledged = history.all("acknowledged", "number")
    wrong = verdict(asked=history.all("asked", "number"), acknowledged=acknowledged, effects=found)
    assert not wrong, f"{wrong}; see {history.path}"
    ids = zip(acknowledged, history.all("acknowledged", "id"), strict=True)
    assert not contradictions(ids), f"one key, two customers; see {history.path}"


async def struck(place: Place, writers: Writers, times: int, strike) -> None:
    """The writers at work, and `strike` that many times at moments that the seed chooses."""
    work = asyncio.create_task(writers.run())
    moments = sorted(place.random.uniform(0.05, 0.9) for _ in range(times))
    for moment in moments:
        await writers.at(moment)
        place.history.add("struck", at=moment)
        await strike()
    await work


async def test_a_killed_service_does_each_of_the_operations_once(place: Place) -> None:
    """1,000 operations, three in ten sent twice besides what is sent again for want of an answer; four kills."""
    service = place.service().start()
    key = await place.key("records:read", "records:write")
    await service.ready()
    operations = sized(1000, 120)

    async def strike() -> None:
        service.kill()
        await service.start().ready()

    await struck(place, Writers(place, service, key, operations), sized(4, 1), strike)
    found = await effects(place)
    settle(place, found)
    assert sorted(found) == list(range(operations))
    assert len(place.history.all("asked", "number")) > operations


async def test_a_database_that_restarts_at_once_costs_patience_only(place: Place, postgres: Postgres) -> None:
    service = place.service().start()
    key = await place.key("records:read", "records:write")
    await service.ready()
    operations = sized(600, 120)

    async def strike() -> None:
        await postgres.restart_at_once()

    await struck(place, Writers(place, service, key, operations), sized(3, 1), strike)
    found = await effects(place)
    settle(place, found)
    assert sorted(found) == list(range(operations))
    assert service.process.poll() is None, "it is the same process"


async def test_connections_that_run_out_are_said_at_once_and_come_back(place: Place) -> None:
    service = place.service(LOAM_POOL_SIZE="3", LOAM_POOL_WAIT_SECONDS="1", LOAM_DEADLINE_SECONDS="3").start()
    key = await place.key("records:read", "records:write")
    await service.ready()
    many = sized(60, 20)
    headers = {"authorization": f"Bearer {key}"}
    limits = httpx.Limits(max_connections=200)
    async with httpx.AsyncClient(
        base_url=service.address, headers=headers, trust_env=False, timeout=30, limits=limits
    ) as client:
        held = await asyncpg.connect(place.url)
        async with held.transaction():
            await held.execute("lock table customer in access exclusive mode")
            began = time.monotonic()
            asked = [asyncio.create_task(client.get("/api/v1/records/customers")) for _ in range(many)]
            await asyncio.sleep(0.3)
            alive = await client.get("/livez")
            place.history.add("livez", status=alive.status_code, seconds=round(time.monotonic() - began, 2))
            answers = await asyncio.gather(*asked)
            seconds = time.monotonic() - began
        await held.close()
        place.history.add("answers", statuses=[answer.status_code for answer in answers], seconds=round(seconds, 2))
        assert alive.status_code == 200
        assert {answer.status_code for answer in answers} == {503}, place.history.path
        assert all(int(answer.headers["retry-after"]) >= 1 for answer in answers)
        assert seconds < 10
        healed = time.monotonic()
        while (await client.get("/api/v1/records/customers")).status_code != 200:
            assert time.monotonic() - healed < 5
            await asyncio.sleep(0.1)
