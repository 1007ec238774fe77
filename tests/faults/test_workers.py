"""A worker is killed in the middle, its database restarts or falls silent, a job kills it: each job is done once."""

import asyncio
import json
import time
import uuid

from sqlalchemy.engine import make_url

from services.kit.db import make_engine, make_sessions
from services.kit.jobs import enqueue
from services.kit.settings import Settings
from tests.faults.conftest import PATIENCE_SECONDS, Place, Postgres, Process, sized, until
from tests.faults.history import verdict
from tests.faults.proxy import Proxy

DONE = "select count(*) from job_run where state = 'done' and kind like 'fault.%'"


async def order(place: Place, kind: str, *payloads: dict) -> list[uuid.UUID]:
    engine = make_engine(Settings(DATABASE_URL=place.url))
    async with make_sessions(engine).begin() as session:
        made = [await enqueue(session, kind, payload) for payload in payloads]
    await engine.dispose()
    for run, payload in zip(made, payloads, strict=True):
        place.history.add("asked", run=run, number=payload.get("number"))
    return made


def noticed(worker: Process) -> int:
    """How often it has said that the database does not answer."""
    return worker.log().count("does not answer") + worker.log().count("do not come round")


async def state(place: Place, run: uuid.UUID) -> str:
    return await place.value("select state from job_run where id = $1", run)


async def effects_are_those_asked_for(place: Place) -> None:
    asked = [number for number in place.history.all("asked", "number") if number is not None]
    found = [row["number"] for row in await place.rows("select number from fault_effect")]
    wrong = verdict(asked=asked, acknowledged=asked, effects=found)
    assert not wrong, f"{wrong}; see {place.history.path}"


async def test_a_worker_killed_in_the_middle_leaves_every_row_once(place: Place) -> None:
    total, kills = sized(200_000, 20_000), sized(5, 1)
    (run,) = await order(place, "fault.rows", {"rows": total})
    worker = place.worker().start()
    for share in sorted(place.random.uniform(0.05, 0.9) for _ in range(kills)):

        async def reached(share: float = share) -> bool:
            return await place.value("select count(*) from fault_row") >= share * total

        await until(reached, every=0.01)
        place.history.add("struck", at=share)
        worker.kill()
        worker.start()

    async def done() -> bool:
        return await state(place, run) == "done"

    await until(done)
    counted = (await place.rows("select count(*), count(distinct number), max(number) from fault_row"))[0]
    place.history.add("counted", rows=list(counted))
    assert tuple(counted) == (total, total, total), place.history.path
    deaths, attempt = (await place.rows("select deaths, attempt from job_run where id = $1", run))[0]
    assert (deaths, attempt) == (kills, 1)


async def test_a_database_that_restarts_under_the_worker(place: Place, postgres: Postgres) -> None:
    jobs, strikes = sized(400, 60), sized(3, 1)
    worker = await place.worker().start().ready()
    (long,) = await order(place, "fault.rows", {"rows": sized(60_000, 10_000)})
    for strike in range(strikes):
        share = jobs // strikes
        await order(place, "fault.effect", *({"number": strike * share + n} for n in range(share)))
        await asyncio.sleep(place.random.uniform(0.1, 0.6))
        place.history.add("struck")
        await postgres.restart_at_once()

    async def done() -> bool:
        return await place.value(DONE) == strikes * (jobs // strikes) + 1

    await until(done, every=0.2)
    await effects_are_those_asked_for(place)
    counted = (await place.rows("select count(*), count(distinct number) from fault_row where run = $1", long))[0]
    assert counted[0] == counted[1] == sized(60_000, 10_000)
    assert worker.process.poll() is None, "it is the same process"


async def test_a_silent_database_is_left_and_found_again(place: Place) -> None:
    """The connection stands and acknowledges, and nothing comes back: first for a while, then while it is told to end."""
    url = make_url(place.url)
    async with Proxy(url.port) as proxy:
        through = url.set(port=proxy.port).render_as_string(hide_password=False)
        worker = await place.worker(DATABASE_URL=through).start().ready()
        await order(place, "fault.effect", {"number": 1})

        async def one() -> bool:
            return await place.value(DONE) == 1

        await until(one)

        async def fall_silent() -> None:
            """Until the worker has noticed."""
            told = noticed(worker)
            proxy.manner = "silent"
            place.history.add("silent")

            async def notices() -> bool:
                return noticed(worker) > told

            await until(notices)
            place.history.add("noticed")

        await fall_silent()
        await order(place, "fault.effect", {"number": 2})
        if place.random.random() < 1 / 2:  # the network forgets the connections, or lets them go on
            proxy.cut()
        proxy.manner = "faithful"
        place.history.add("speaks")
        began = time.monotonic()

        async def two() -> bool:
            return await place.value(DONE) == 2

        await until(two)
        place.history.add("healed", seconds=round(time.monotonic() - began, 2))
        await fall_silent()
        seconds = await asyncio.to_thread(worker.terminate, 9)
        place.history.add("ended by itself", seconds=round(seconds, 2))
    await effects_are_those_asked_for(place)


async def test_a_job_that_kills_its_worker_is_held_and_the_others_are_done(place: Place) -> None:
    (bad,) = await order(place, "fault.poison", {})
    others = sized(50, 10)
    await order(place, "fault.effect", *({"number": n} for n in range(others)))
    worker, starts = place.worker(), 0
    deadline = time.monotonic() + PATIENCE_SECONDS
    while await state(place, bad) != "failed":
        assert time.monotonic() < deadline, worker.told()
        if worker.process is None or worker.process.poll() is not None:
            worker.start()
            starts += 1
        await asyncio.sleep(0.1)
    place.history.add("held", starts=starts)

    async def done() -> bool:
        return await place.value(DONE) == others

    await until(done)
    assert starts == 4, "three deaths, and the worker that holds it"
    assert "3 workers" in await place.value("select error from job_run where id = $1", bad)
    assert worker.process.poll() is None
    await effects_are_those_asked_for(place)


async def test_told_to_end_in_the_middle_it_hands_over(place: Place) -> None:
    total = sized(60_000, 10_000)
    (run,) = await order(place, "fault.rows", {"rows": total})
    worker = await place.worker().start().ready()

    async def half() -> bool:
        return await place.value("select count(*) from fault_row") > 2000

    await until(half, every=0.01)
    seconds = await asyncio.to_thread(worker.terminate, 8)
    place.history.add("ended by itself", seconds=round(seconds, 2))
    row = (await place.rows("select state, deaths, attempt from job_run where id = $1", run))[0]
    assert tuple(row) == ("queued", 0, 0)
    worker.start()

    async def done() -> bool:
        return await state(place, run) == "done"

    await until(done)
    counted = (await place.rows("select count(*), count(distinct number) from fault_row"))[0]
    assert tuple(counted) == (total, total)
    assert json.loads(await place.value("select payload::text from job_run where id = $1", run)) == {"rows": total}
