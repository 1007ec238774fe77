"""Partners who write through the API and never give up: each operation under one Idempotency-Key, some of them twice."""

import asyncio

import httpx

from tests.faults.conftest import Place, Process

WRITERS = 8
PAUSE_SECONDS = 0.2


class Writers:
    """`sent` counts answers of any kind, so that faults can strike in the middle."""

    def __init__(self, place: Place, service: Process, key: str, operations: int) -> None:
        self.place, self.service, self.operations = place, service, operations
        self.headers = {"authorization": f"Bearer {key}"}
        self.acknowledged = 0

    async def run(self) -> None:
        waiting: asyncio.Queue[int] = asyncio.Queue()
        again = {number for number in range(self.operations) if self.place.random.random() < 0.3}
        order = [*range(self.operations), *again]
        self.place.random.shuffle(order)
        for number in order:
            waiting.put_nowait(number)
        async with httpx.AsyncClient(base_url=self.service.address, trust_env=False, timeout=15) as client:
            await asyncio.gather(*(self._write(client, waiting) for _ in range(WRITERS)))

    async def _write(self, client: httpx.AsyncClient, waiting: asyncio.Queue[int]) -> None:
        while not waiting.empty():
            number = waiting.get_nowait()
            headers = self.headers | {"idempotency-key": f"operation-{number}"}
            while True:
                self.place.history.add("asked", number=number)
                try:
                    answer = await client.post(
                        "/api/v1/records/customers", json={"name": name(number)}, headers=headers
                    )
                except httpx.HTTPError as error:
                    self.place.history.add("unanswered", number=number, why=type(error).__name__)
                else:
                    if answer.status_code == 201:
                        self.place.history.add("acknowledged", number=number, id=answer.json()["id"])
                        self.acknowledged += 1
                        break
                    self.place.history.add("refused", number=number, status=answer.status_code, why=answer.text[:200])
                    assert answer.status_code in {409, 503}, answer.text
                await asyncio.sleep(PAUSE_SECONDS)

    async def at(self, share: float) -> None:
        """Until this share of the operations is acknowledged."""
        while self.acknowledged < share * self.operations:  # noqa: ASYNC110 - a moment in many small steps
            await asyncio.sleep(0.01)


def name(number: int) -> str:
    return f"故障演练{number:05d}有限公司"


async def effects(place: Place) -> list[int]:
    """The customers that are there, by number."""
    found = await place.rows("select name from customer where name like '故障演练%'")
    return [int(row["name"][4:9]) for row in found]
