"""Every event is delivered or a dead letter, whatever happens to the workers: slow and rolled back transactions,
answers that fail or never come, kills in the middle. Duplicates come under the same id with the same bytes, and who
receives them can tell the order of what happened to one record.
"""

import asyncio
import json
import random
import uuid
from collections import defaultdict
from collections.abc import Awaitable

import asyncpg
import httpx

from services.identity.webhooks import service as webhooks
from services.identity.webhooks.schemas import WebhookCreate
from services.kit.db import make_engine, make_sessions
from services.kit.permissions import RULES, Principal
from services.kit.secrets import Vault
from services.kit.settings import Settings
from tests.conftest import with_key
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
EVENTS_OF = "select id, changes from event where entity = 'customer' and entity_id = $1 order by at"
WRITERS = 6


async def subscribe(place: Place, *urls: str) -> list[str]:
    """The secrets under which the messages come."""
    settings = Settings(DATABASE_URL=place.url, webhook_allow="127.0.0.0/8", master_key=KEY)
    engine = make_engine(settings)
    me = Principal(uuid.uuid4(), "user", "fault", RULES["administrator"])
    secrets = []
    async with make_sessions(engine).begin() as session:
        for url in urls:
            data = WebhookCreate(name=url, url=url, event_types=["customer.*"])
            made = await webhooks.create(session, Vault(KEY), me=me, data=data, settings=settings)
            secrets.append(made.secret)
    await engine.dispose()
    return secrets


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
        self.chance, self.seen, self.said = chance, set(), []

    def __call__(self, message: str) -> int:
        first = message not in self.seen
        self.seen.add(message)
        self.said.append(self.chance.choice([500, 0, 200, 200, 200, 200]) if first else 200)
        return self.said[-1]


def taken(receiver: Receiver) -> list[str]:
    """The ids of the messages that it answered to have."""
    return [key for key, status in zip(receiver.ids(), receiver.choose.said, strict=True) if status == 200]


async def killed_meanwhile(place: Place, receiver: Receiver, writing: list[Awaitable[None]], kills: int) -> None:
    """Until all is written and delivered, or dead; the worker that tells it is killed so many times on the way."""
    worker = await place.worker(LOAM_WEBHOOK_ALLOW="127.0.0.0/8").start().ready()
    writers = asyncio.gather(*writing)
    for kill in range(kills):

        async def under_way(kill: int = kill) -> bool:
            told = len(set(taken(receiver)))
            return told >= (kill + 1) * len(place.history.all("acknowledged", "event")) / (kills + 1) > 0

        await until(under_way)
        await asyncio.sleep(place.random.uniform(0, 0.5))
        place.history.add("struck", came=len(receiver.came))
        worker.kill()
        await time_passes(place)
        worker.start()
    await writers

    async def settled() -> bool:
        await time_passes(place)
        acknowledged = set(place.history.all("acknowledged", "event"))
        waiting = await place.value("select count(*) from webhook_delivery where state = 'waiting'")
        return waiting == 0 and acknowledged <= set(taken(receiver))

    await until(settled, every=0.5)


def book_of(place: Place, receiver: Receiver, secret: str) -> dict[str, dict]:
    """What a receiver keeps that verifies each message and looks at its id, in the order in which it took them."""
    kept: dict[str, dict] = {}
    came = zip(receiver.came, receiver.messages(secret), receiver.choose.said, strict=True)
    for (headers, body), message, status in came:
        assert headers["webhook-id"] == message["id"]
        place.history.add("came", event=message["id"], bytes=hash(body), status=status)
        if status == 200:
            kept.setdefault(message["id"], message)
    came = place.history.all("came", "event")
    assert not contradictions(zip(came, place.history.all("came", "bytes"), strict=True)), place.history.path
    assert len(came) > len(kept), "else nothing came twice and nothing is proved"
    acknowledged = place.history.all("acknowledged", "event")
    wrong = verdict(asked=acknowledged, acknowledged=acknowledged, effects=list(kept))
    assert not wrong, f"{wrong}; see {place.history.path}"
    place.history.add("counted", events=len(acknowledged), came=len(came), twice=len(came) - len(kept))
    return kept


async def test_every_event_is_delivered_or_dead_while_workers_are_killed(place: Place) -> None:
    many, kills = sized(40, 6), sized(4, 1)
    async with (
        Receiver(choose=Flaky(random.Random(place.random.random()))) as receiver,
        Receiver(choose=lambda _: 410) as gone,
    ):
        secret, _ = await subscribe(place, receiver.url, gone.url)
        writing = [write(place, random.Random(place.random.random()), many) for _ in range(WRITERS)]
        await killed_meanwhile(place, receiver, writing, kills)
        book_of(place, receiver, secret)
    states = defaultdict(set)
    for row in await place.rows(
        "select w.url, d.state, d.message_id from webhook_delivery d join webhook w on w.id = d.webhook_id"
    ):
        states[row["url"]].add(row["state"])
    assert states[receiver.url] == {"delivered"}
    assert states[gone.url] == {"dead"}, "told once, then stopped"
    assert len(gone.came) <= 4 * (kills + 1)


async def edit(place: Place, client: httpx.AsyncClient, writer: int, many: int) -> None:
    """One customer, changed again and again; each change says which one it is, and its event is found by that."""
    made = (await client.post("/customers", json={"name": f"乱序{writer}有限公司", "short_name": "0"})).json()
    [event] = await place.rows(EVENTS_OF, uuid.UUID(made["id"]))
    place.history.add("acknowledged", event=str(event["id"]), subject=made["id"], number=0)
    for number in range(1, many + 1):
        answer = await client.patch(
            f"/customers/{made['id']}", json={"short_name": str(number)}, headers={"if-match": f'"{number}"'}
        )
        assert answer.status_code == 200, answer.text
        [*_, event] = await place.rows(EVENTS_OF, uuid.UUID(made["id"]))
        assert json.loads(event["changes"])["short_name"] == [str(number - 1), str(number)]
        place.history.add("acknowledged", event=str(event["id"]), subject=made["id"], number=number)


async def test_a_receiver_puts_in_order_what_comes_twice_and_out_of_order(place: Place) -> None:
    """By the ids: of one record, a later change has a larger one."""
    many, kills = sized(40, 8), sized(3, 1)
    service = place.service().start()
    key = await place.key("records:read", "records:write")
    await service.ready()
    async with (
        Receiver(choose=Flaky(random.Random(place.random.random()))) as receiver,
        httpx.AsyncClient(base_url=f"{service.address}/api/v1/records", trust_env=False, timeout=30) as client,
    ):
        [secret] = await subscribe(place, receiver.url)
        client.headers["authorization"] = f"Bearer {key}"
        client.event_hooks["request"].append(with_key)
        await killed_meanwhile(place, receiver, [edit(place, client, one, many) for one in range(WRITERS)], kills)
        book = book_of(place, receiver, secret)
    history = place.history
    numbers = dict(zip(history.all("acknowledged", "event"), history.all("acknowledged", "number"), strict=True))
    arrived, ordered = defaultdict(list), defaultdict(list)
    for key in book:
        arrived[book[key]["subject"]].append(numbers[key])
    for key in sorted(book):
        ordered[book[key]["subject"]].append(numbers[key])
    assert len(ordered) == WRITERS
    assert all(found == list(range(many + 1)) for found in ordered.values()), history.path
    assert arrived != ordered, "else nothing was out of order and nothing is proved"
