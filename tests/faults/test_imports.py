"""A worker killed in the middle of an import, again and again: every row of the file is there once."""

import time

import httpx

from services.kit.imports.work import CHUNK
from tests.faults.conftest import FAULT_SECONDS, Place, sized, until


def file_of(rows: int) -> bytes:
    """Customers with a number each; the names differ, so that every row is a customer of its own."""
    lines = (f"C{number:06d},故障演练{number:06d}有限公司" for number in range(rows))
    return "\n".join(["external_id,name", *lines]).encode()


async def test_an_import_killed_in_the_middle_applies_every_row_once(place: Place) -> None:
    rows, kills = sized(200_000, 25_000), sized(5, 1)
    service = place.service().start()
    worker = place.worker().start()
    key = await place.key("records:read", "records:write", "imports:write")
    await service.ready()
    headers = {"authorization": f"Bearer {key}"}
    async with httpx.AsyncClient(
        base_url=f"{service.address}/api/v1/records", headers=headers, trust_env=False, timeout=60
    ) as client:
        sent = await client.post(
            "/imports",
            files={"file": ("c.csv", file_of(rows), "text/csv")},
            data={"kind": "customers"},
            headers={"idempotency-key": "upload"},
        )
        assert sent.status_code == 201, sent.text
        run = sent.json()
        place.history.add("uploaded", rows=run["rows"], mapping=run["mapping"])
        ordered = await client.post(f"/imports/{run['id']}/run", headers={"idempotency-key": "run"})
        assert ordered.status_code == 202, ordered.text

        began = time.monotonic()
        for share in sorted(place.random.uniform(0.01, 1 - 1.1 * CHUNK / rows) for _ in range(kills)):

            async def reached(share: float = share) -> bool:
                return await place.value("select count(*) from customer") >= share * rows

            await until(reached, seconds=FAULT_SECONDS * 2, every=0.01)
            place.history.add("struck", at=share, there=await place.value("select count(*) from customer"))
            worker.kill()
            worker.start()

        async def done() -> bool:
            now = (await client.get(f"/imports/{run['id']}")).json()
            assert now["state"] != "failed", now
            assert not now["result"] or not now["result"]["reject"], now["result"]
            return now if now["state"] == "done" else False

        now = await until(done, seconds=FAULT_SECONDS * 2, every=0.2)
        place.history.add("done", seconds=round(time.monotonic() - began, 1), result=now["result"])
    there = (await place.rows("select count(*), count(distinct external_id), count(distinct name) from customer"))[0]
    told = (
        await place.rows(
            "select count(*), count(distinct entity_id) from event where entity = 'customer' and action = 'created'"
        )
    )[0]
    assert tuple(there) == (rows, rows, rows), place.history.path
    assert tuple(told) == (rows, rows), place.history.path
    assert (now["result"]["create"], now["result"]["reject"]) == (rows, 0)
    deaths = await place.value("select deaths from job_run where kind = 'records.import'")
    assert 1 <= deaths <= kills, "one that had only just begun may have been killed before it took the job"
