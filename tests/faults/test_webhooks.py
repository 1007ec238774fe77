"""Every event is delivered or a dead letter, whatever happens to the workers: slow and rolled back transactions,
answers that fail or never come, kills in the middle. Duplicates come under the same id with the same bytes."""

import asyncio
import random
import uuid
from collections import defaultdict

import asyncpg

from services.identity.webhooks import service
from services.identity.webhooks.schemas import WebhookCreate
from services.kit.db import make_engine, make_sessions
from services.kit.permissions import RULES, Principal
from services.kit.secrets import Vault
from services.kit.settings import Settings
from tests.faults.conftest import KEY, Place, sized, until
from tests.faults.history import contradictions, verdict
from tests.identity.webhook_receiver import Receiver

WRITE = """
insert into event (customer_id, id, at, entity, entity_id, action, actor_kind, actor_name, reason, changes, request_id)
values ($1, $2, now(), 'customer', $1, 'updated', 'system', 'Loam', '', '{}', '')
"""
RESTED = "update webhook set resting_until = null where resting_until is not null"
DUE = """
update webhook_delivery set next_at = now() where id in (
    select id from webhook_delivery where state = 'waiting' and next_at > now() for update skip locked
)
"""
WRITERS = 6


async def subscribe(place: Place, *urls: str) -> None:
    settings = Settings(DATABASE_URL=place.url, webhook_allow="127.0.0.0/8", master_key=KEY)
    engine = make_engine(settings)
    me = Principal(uuid.uuid4(), "user", "fault", RULES["administrator"])
    async with make_sessions(engine).begin() as session:
        for url in urls:
            data = WebhookCreate(name=url, url=url, event_types=["customer.*"])
            await service.create(session, Vault(KEY), me=me, data=data, settings=settings)
    await engine.dispose()


async def write(place: Place, chance: random.Random, many: int) -> None:
    """Transactions of different length: one that began earlier often ends later, some never happened."""
    connection = await asyncpg.connect(place.url)
    for _ in range(many):
        events = [uuid.uuid4() for _ in range(chance.randint(1, 3))]
        wanted = chance.random() > 0.2
        transaction = connection.transaction()
        await transaction.start()
        for event in events:
            await connection.execute(WRITE, uuid.uuid4(), event)
            await asyncio.sleep(chance.choice([0, 0, 0.02, 0.3]))
        await (transaction.commit() if wanted else transaction.rollback())
        for event in events:
            place.history.add("acknowledged" if wanted else "withdrawn", event=str(event))
    await connection.close()


async def time_passes(place: Place) -> None:
    """The minutes and hours between attempts, and the leases of those that were killed."""
    await place.rows(RESTED)
    await place.rows(DUE)


class Flaky:
    """Fails some messages the first time they come, with a status or without an answer; later ones go through."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.seen = chance, set()

    def __call__(self, message: str) -> int:
        first = message not in self.seen
        self.seen.add(message)
        return self.chance.choice([500, 0, 200, 200, 200, 200]) if first else 200


async def test_every_event_is_delivered_or_dead_while_workers_are_killed(place: Place) -> None:
    many, kills = sized(40, 6), sized(4, 1)
    async with (
        Receiver(choose=Flaky(random.Random(place.random.random()))) as receiver,
        Receiver(choose=lambda _: 410) as gone,
    ):
        await subscribe(place, receiver.url, gone.url)
        worker = await place.worker(LOAM_WEBHOOK_ALLOW="127.0.0.0/8").start().ready()
        writers = [
            asyncio.create_task(write(place, random.Random(place.random.random()), many)) for _ in range(WRITERS)
        ]
        for kill in range(kills):
            reached = (kill + 1) * WRITERS * many // (kills + 2)

            async def under_way(reached: int = reached) -> bool:
                return len(receiver.came) >= reached

            await until(under_way)
            worker.kill()
            await time_passes(place)
            worker.start()
        await asyncio.gather(*writers)

        async def settled() -> bool:
            await time_passes(place)
            acknowledged = set(place.history.all("acknowledged", "event"))
            waiting = await place.value("select count(*) from webhook_delivery where state = 'waiting'")
            return waiting == 0 and acknowledged <= set(receiver.ids())

        await until(settled, seconds=50, every=0.5)
        for headers, body in receiver.came:
            place.history.add("came", event=headers["webhook-id"], bytes=hash(body))

    acknowledged = place.history.all("acknowledged", "event")
    came = place.history.all("came", "event")
    effects = list(dict.fromkeys(came))  # as a receiver that looks at webhook-id keeps them
    wrong = verdict(asked=acknowledged, acknowledged=acknowledged, effects=effects)
    assert not wrong, f"{wrong}; see {place.history.path}"
    assert not contradictions(zip(came, place.history.all("came", "bytes"), strict=True)), place.history.path
    states = defaultdict(set)
    for row in await place.rows(
        "select w.url, d.state, d.message_id from webhook_delivery d join webhook w on w.id = d.webhook_id"
    ):
        states[row["url"]].add(row["state"])
    assert states[receiver.url] == {"delivered"}
    assert states[gone.url] == {"dead"}, "told once, then stopped"
    assert len(gone.came) <= 4 * (kills + 1)
    place.history.add("counted", events=len(acknowledged), came=len(came), twice=len(came) - len(effects))
    assert len(came) > len(effects), "else nothing came twice and nothing is proved"
