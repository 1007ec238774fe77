"""A service is killed; its database restarts, falls silent, has no connections left; the service it asks misbehaves:
nothing acknowledged is lost, nothing is done twice, and who has to wait is told so in time.
"""

import asyncio

import asyncpg
import httpx
from sqlalchemy.engine import make_url

from services.kit.settings import SERVICES
from tests.faults.conftest import Place, Postgres, Process, sized, until
from tests.faults.proxy import MANNERS, Manner, Proxy
from tests.faults.writers import Writers, create_customer, customers, log_visit, settle, struck, visits
from tests.installation import free_port

DEADLINE_SECONDS = 3
LATE_SECONDS = 3
"""What a busy machine may add to a deadline."""


async def at_work(place: Place, service: Process, operations: int) -> Writers:
    """Partners who create customers; the service answers."""
    service.start()
    key = await place.key("records:read", "records:write")
    await service.ready()
    return Writers(place, service.address, key, operations, create_customer)


def answered_in_time(place: Place) -> None:
    """Whoever was refused was told so before long; nobody was left without an answer."""
    history = place.history
    assert not history.all("unanswered", "number"), history.path
    seconds = history.all("refused", "seconds")
    history.add("counted", refused=len(seconds), longest=max(seconds))
    assert max(seconds) < DEADLINE_SECONDS + LATE_SECONDS, history.path


async def test_a_killed_service_does_each_of_the_operations_once(place: Place) -> None:
    """1,000 operations, four kills; one in five is sent twice at once, one in five again later."""
    service, operations = place.service(), sized(1000, 120)
    writers = await at_work(place, service, operations)

    async def strike() -> None:
        service.kill()
        await service.start().ready()

    await struck(place, writers, *[strike] * sized(4, 1))
    settle(place, await customers(place), operations)


async def test_a_database_that_restarts_at_once_costs_patience_only(place: Place, postgres: Postgres) -> None:
    service, operations = place.service(), sized(600, 120)
    writers = await at_work(place, service, operations)
    await struck(place, writers, *[postgres.restart_at_once] * sized(3, 1))
    settle(place, await customers(place), operations)
    assert service.process.poll() is None, "it is the same process"


async def test_a_silent_database_is_said_in_time_and_found_again(place: Place) -> None:
    """Connections stand and acknowledge, and nothing comes back. After it they go on, or the network forgot them."""
    url, operations = make_url(place.url), sized(600, 120)
    async with Proxy(url.port) as proxy:
        through = url.set(port=proxy.port).render_as_string(hide_password=False)
        service = place.service(DATABASE_URL=through, LOAM_DEADLINE_SECONDS=str(DEADLINE_SECONDS))
        writers = await at_work(place, service, operations)

        async def strike(*, forgotten: bool) -> None:
            proxy.manner = "silent"
            await writers.feel()
            async with httpx.AsyncClient(trust_env=False, timeout=2) as client:
                assert (await client.get(f"{service.address}/livez")).status_code == 200
            if forgotten:
                proxy.cut()
            proxy.manner = "faithful"

        ways = [True, False] * sized(2, 1)
        place.random.shuffle(ways)
        await struck(place, writers, *(lambda forgotten=way: strike(forgotten=forgotten) for way in ways))
    settle(place, await customers(place), operations)
    answered_in_time(place)
    assert service.process.poll() is None, "it is the same process"


async def test_connections_that_run_out_are_said_at_once_and_come_back(place: Place) -> None:
    pool, operations, readers = 3, sized(400, 120), sized(60, 20)
    service = place.service(
        LOAM_POOL_SIZE=str(pool), LOAM_POOL_WAIT_SECONDS="1", LOAM_DEADLINE_SECONDS=str(DEADLINE_SECONDS)
    )
    writers = await at_work(place, service, operations)

    async def strike() -> None:
        """Somebody holds the table: every connection of the service waits for them, and whoever comes for one."""
        held = await asyncpg.connect(place.url)
        async with (
            httpx.AsyncClient(base_url=service.address, headers=writers.headers, trust_env=False, timeout=30) as client,
            held.transaction(),
        ):
            await held.execute("lock table customer in access exclusive mode")

            async def exhausted() -> bool:
                return await place.value("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == pool

            await until(exhausted)
            reading = [asyncio.create_task(client.get("/api/v1/records/customers")) for _ in range(readers)]
            assert (await client.get("/livez")).status_code == 200
            answers = await asyncio.gather(*reading)
            await writers.feel()
        await held.close()
        place.history.add("read", statuses=[answer.status_code for answer in answers])
        assert {answer.status_code for answer in answers} == {503}, place.history.path
        assert all(int(answer.headers["retry-after"]) >= 1 for answer in answers)

    await struck(place, writers, *[strike] * sized(3, 1))
    settle(place, await customers(place), operations)
    answered_in_time(place)


async def test_four_services_of_which_one_misbehaves(place: Place) -> None:
    """An assistant writes through the process of performance, which asks records: silent, slow, dead, nonsense, half.

    Where records did the work and its answer was lost, the same act sent again is not done again.
    """
    operations, ports = sized(300, 60), {name: str(free_port()) for name in SERVICES}
    manners = place.random.sample(MANNERS, sized(len(MANNERS), 2))
    async with Proxy(int(ports["records"])) as proxy:
        urls = {f"LOAM_{name.upper()}_URL": f"http://127.0.0.1:{port}" for name, port in ports.items()}
        around = {"LOAM_RECORDS_URL": f"http://127.0.0.1:{proxy.port}", "LOAM_DEADLINE_SECONDS": str(DEADLINE_SECONDS)}
        made = {}
        for name, port in ports.items():
            mine = around if name == "performance" else {}
            made[name] = place.service(name, **urls | mine, LOAM_TARGET=name, LOAM_PORT=port).start()
        key = await place.key("records:read", "records:write", "planning:read", "performance:read")
        for service in made.values():
            await service.ready()
        async with httpx.AsyncClient(base_url=made["records"].address, trust_env=False, timeout=60) as client:
            client.headers["authorization"] = f"Bearer {key}"
            customer_id = await create_customer(client, 0)
        writers = Writers(place, made["performance"].address, key, operations, log_visit(customer_id))

        async def strike(manner: Manner) -> None:
            place.history.add("behaves", manner=manner)
            proxy.manner = manner
            await writers.feel()
            proxy.manner = "faithful"

        async def kill() -> None:
            made["records"].kill()
            await made["records"].start().ready()

        strikes = [kill, *(lambda manner=manner: strike(manner) for manner in manners)]
        place.random.shuffle(strikes)
        await struck(place, writers, *strikes)
    settle(place, await visits(place), operations)
    answered_in_time(place)
    for name in {*SERVICES} - {"records"}:
        assert made[name].process.poll() is None, name
