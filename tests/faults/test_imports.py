"""A worker killed in the middle of an import, again and again: every row of the file is there once."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

import asyncpg
import httpx
import pytest

from services.kit.imports.work import CHUNK
from tests.faults.conftest import PATIENCE_SECONDS, Place, Process, sized, until
from tests.faults.writers import create_customer, name

NOW = """
select r.step, r.state, coalesce((r.tally->>'create')::int, 0) there, j.claim
from import_run r join job_run j on j.id = r.job_id
"""
THERE = 'select count(*), count(distinct external_id), count(distinct {own}) from "{table}"'
TOLD = "select count(*), count(distinct entity_id) from event where entity = $1 and action = 'created'"


@dataclass(frozen=True)
class File:
    """Records with a number each, of which `own` and the external id are like no other's."""

    kind: str
    table: str
    own: str
    rows: int
    kills: int
    header: str
    line: Callable[[int], str]

    def content(self) -> bytes:
        return "\n".join([self.header, *map(self.line, range(self.rows))]).encode()


FILES = (
    File(  # written on two connections, in any order
        "transactions",
        "transaction",
        "amount",
        sized(200_000, 25_000),
        sized(5, 1),
        "external_id,customer_id,kind,booked_on,amount,currency",
        lambda number: f"T{number:06d},{name(0)},order,2026-11-02,{number}.00,CNY",
    ),
    File(  # one after the other, because one may name another as its parent; and each is made findable
        "customers",
        "customer",
        "name",
        sized(45_000, 25_000),
        sized(2, 1),
        "external_id,name",
        lambda number: f"C{number:06d},故障演练{number + 1:06d}有限公司",
    ),
)


@dataclass(frozen=True)
class Strike:
    """In which step of the work, once so much of the file is there, and how long after that."""

    step: str
    share: float
    after: float


def strikes(chance: random.Random, kills: int, last: float) -> list[Strike]:
    """While it writes, and once in one of the steps before, which a worker that comes back goes through again."""
    steps = ["writing"] * kills
    if kills > 1:
        steps[chance.randrange(1, kills)] = chance.choice(["reading", "matching", "judging"])
    shares = sorted(chance.uniform(0.01, last) for _ in range(kills))
    return [Strike(step, share, chance.uniform(0, 0.5)) for step, share in zip(steps, shares, strict=True)]


async def strike_at(place: Place, worker: Process, strike: Strike, rows: int) -> None:
    claims = place.history.all("struck", "claim")

    async def now() -> asyncpg.Record:
        return (await place.rows(NOW))[0]

    async def begun() -> bool:
        """By the worker that lives: what the last one said of itself stands until then."""
        found = await now()
        return (found["claim"] > max(claims, default=0) and found["step"] == "reading") or found["state"] == "done"

    async def reached() -> bool:
        found = await now()
        enough = strike.step != "writing" or found["there"] >= strike.share * rows
        return (found["step"] == strike.step and enough) or found["state"] == "done"

    await until(begun, every=0.01)
    await until(reached, every=0.01)
    await asyncio.sleep(strike.after)
    found = await now()
    place.history.add(
        "struck",
        step=strike.step,
        share=strike.share,
        after=strike.after,
        found=found["step"],
        there=found["there"],
        state=found["state"],
        claim=found["claim"],
    )
    worker.kill()
    worker.start()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.kind)
async def test_an_import_killed_in_the_middle_applies_every_row_once(place: Place, file: File) -> None:
    rows, kills = file.rows, file.kills
    planned = strikes(place.random, kills, last=1 - 1.1 * CHUNK / rows)
    service = place.service().start()
    worker = place.worker().start()
    key = await place.key("records:read", "records:write", "transactions:write", "imports:write")
    await service.ready()
    headers = {"authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(
        base_url=service.address, headers=headers, trust_env=False, timeout=PATIENCE_SECONDS
    ) as client:
        if file.kind == "transactions":
            await create_customer(client, 0)
        client.base_url = f"{service.address}/api/v1/records"
        sent = await client.post(
            "/imports",
            files={"file": ("a.csv", file.content(), "text/csv")},
            data={"kind": file.kind},
            headers={"idempotency-key": "upload"},
        )
        assert sent.status_code == 201, sent.text
        run = sent.json()
        place.history.add("uploaded", rows=run["rows"], mapping=run["mapping"])
        ordered = await client.post(f"/imports/{run['id']}/run", headers={"idempotency-key": "run"})
        assert ordered.status_code == 202, ordered.text

        began = time.monotonic()
        for strike in planned:
            await strike_at(place, worker, strike, rows)

        async def done() -> bool:
            now = (await client.get(f"/imports/{run['id']}")).json()
            assert now["state"] != "failed", now
            assert not now["result"] or not now["result"]["reject"], now["result"]
            return now if now["state"] == "done" else False

        now = await until(done, every=0.2)
        place.history.add("done", seconds=round(time.monotonic() - began, 1), result=now["result"])
    there = (await place.rows(THERE.format(own=file.own, table=file.table)))[0]
    told = (await place.rows(TOLD, file.table))[0]
    assert tuple(there) == (rows, rows, rows), place.history.path
    assert tuple(told) == (rows, rows), place.history.path
    assert (now["result"]["create"], now["result"]["reject"]) == (rows, 0)
    deaths = await place.value("select deaths from job_run where kind like '%.import'")
    left = await place.value("select count(*) from pg_class where relname like 'import_stage_%'")
    assert left <= 2, "the next worker takes away what is left; only the last one's connection may outlive it"
    ended = place.history.all("struck", "state").count("done")
    assert kills - ended <= deaths <= kills, place.history.path
    assert ended < kills
