"""Partners who write and never give up: each operation under one key, some of them sent twice, some of these at once."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import httpx

from tests.faults.conftest import PATIENCE_SECONDS, Place
from tests.faults.history import contradictions, verdict

WRITERS = 8
PAUSE_SECONDS = 0.2
ASSISTANT = {"accept": "application/json, text/event-stream"}


class Refused(Exception):  # noqa: N818 - an answer that asks to come again
    """The operation was not done, or nobody can say whether it was."""


Send = Callable[[httpx.AsyncClient, int], Awaitable[str]]
"""One operation, by number; the id of what it made. Refused when it is to be sent again."""


class Writers:
    """`acknowledged` and `refused` count, so that faults can strike in the middle and end when they were felt."""

    def __init__(self, place: Place, address: str, key: str, operations: int, send: Send) -> None:
        self.place, self.address, self.operations, self.send = place, address, operations, send
        self.headers = {"authorization": f"Bearer {key}"}
        self.acknowledged = self.refused = 0

    async def run(self) -> None:
        chance = self.place.random
        waiting: asyncio.Queue[tuple[int, int]] = asyncio.Queue()
        order = [(number, chance.choice([1, 1, 1, 1, 2])) for number in range(self.operations)]
        order += [(number, 1) for number in range(self.operations) if chance.random() < 0.2]
        chance.shuffle(order)
        for one in order:
            waiting.put_nowait(one)
        limits = httpx.Limits(max_connections=4 * WRITERS)
        async with httpx.AsyncClient(base_url=self.address, trust_env=False, timeout=15, limits=limits) as client:
            client.headers.update(self.headers)
            async with asyncio.TaskGroup() as group:
                for _ in range(WRITERS):
                    group.create_task(self._write(client, waiting))

    async def _write(self, client: httpx.AsyncClient, waiting: asyncio.Queue[tuple[int, int]]) -> None:
        while not waiting.empty():
            number, copies = waiting.get_nowait()
            while not any(await asyncio.gather(*(self._ask(client, number) for _ in range(copies)))):  # noqa: ASYNC110 - as below
                await asyncio.sleep(PAUSE_SECONDS)
            self.acknowledged += 1

    async def _ask(self, client: httpx.AsyncClient, number: int) -> bool:
        add, began = self.place.history.add, time.monotonic()
        add("asked", number=number)
        try:
            made = await self.send(client, number)
        except httpx.HTTPError as error:
            add("unanswered", number=number, why=type(error).__name__)
        except Refused as error:
            add("refused", number=number, why=str(error), seconds=round(time.monotonic() - began, 2))
        else:
            add("acknowledged", number=number, id=made)
            return True
        self.refused += 1
        return False

    async def at(self, share: float) -> None:
        """Until this share of what is sent is acknowledged."""
        while self.acknowledged < share * self.operations:  # noqa: ASYNC110 - a moment in many small steps
            await asyncio.sleep(0.01)

    async def feel(self, times: int = WRITERS) -> None:
        """Until so many more were refused, or had no answer."""
        enough = self.refused + times
        while self.refused < enough:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)


async def struck(place: Place, writers: Writers, *strikes: Callable[[], Awaitable[None]]) -> None:
    """The writers at work, and these strikes at moments that the seed chooses."""
    moments = sorted(place.random.uniform(0.05, 0.9) for _ in strikes)
    async with asyncio.timeout(PATIENCE_SECONDS), asyncio.TaskGroup() as group:
        group.create_task(writers.run())
        for moment, strike in zip(moments, strikes, strict=True):
            await writers.at(moment)
            place.history.add("struck", at=moment)
            await strike()


def settle(place: Place, found: list[int], operations: int) -> None:
    """The checker of all writes: each is there, once, and every one that was acknowledged twice was told the same."""
    history = place.history
    acknowledged = history.all("acknowledged", "number")
    wrong = verdict(asked=history.all("asked", "number"), acknowledged=acknowledged, effects=found)
    assert not wrong, f"{wrong}; see {history.path}"
    ids = zip(acknowledged, history.all("acknowledged", "id"), strict=True)
    assert not contradictions(ids), f"one key, two results; see {history.path}"
    assert sorted(found) == list(range(operations)), history.path
    assert len(acknowledged) > operations, "else nothing was sent twice and nothing is proved"


def name(number: int) -> str:
    return f"故障演练{number:05d}有限公司"


async def create_customer(client: httpx.AsyncClient, number: int) -> str:
    key = {"idempotency-key": f"operation-{number}"}
    answer = await client.post("/api/v1/records/customers", json={"name": name(number)}, headers=key)
    if answer.status_code in {409, 503}:
        assert int(answer.headers["retry-after"]) >= 1
        raise Refused(f"{answer.status_code} {answer.json()['code']}")
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def customers(place: Place) -> list[int]:
    """The customers that are there, by number; each has told of itself once."""
    found = await place.rows("select id, name from customer where name like '故障演练%'")
    told = await place.rows("select entity_id from event where entity = 'customer' and action = 'created'")
    assert sorted(row["entity_id"] for row in told) == sorted(row["id"] for row in found), place.history.path
    return [int(row["name"][4:9]) for row in found]


def log_visit(customer_id: str) -> Send:
    """Through an assistant's tool: the process that hosts it asks another service to do it."""

    async def send(client: httpx.AsyncClient, number: int) -> str:
        visit = {
            "customer_id": customer_id,
            "channel": "visit",
            "at": "2026-11-02T09:30:00+08:00",
            "summary": name(number),
            "repeat_key": f"visit-{number}",
        }
        call = {"name": "log_interaction", "arguments": visit}
        body = {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": call}
        answer = await client.post("/api/v1/mcp", json=body, headers=ASSISTANT)
        if answer.status_code == 503:
            raise Refused(f"503 {answer.json()['code']}")
        assert answer.status_code == 200, answer.text
        result = answer.json()["result"]
        if result.get("isError"):
            words = result["content"][0]["text"]
            assert words.startswith(("The service ", "Conflict ", "Not available")), words
            raise Refused(words)
        return result["structuredContent"]["id"]

    return send


async def visits(place: Place) -> list[int]:
    """As `customers`."""
    found = await place.rows("select id, summary from interaction where summary like '故障演练%'")
    told = await place.rows("select entity_id from event where entity = 'interaction' and action = 'created'")
    assert sorted(row["entity_id"] for row in told) == sorted(row["id"] for row in found), place.history.path
    return [int(row["summary"][4:9]) for row in found]
