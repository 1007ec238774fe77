"""A POST sent twice is done once."""

import asyncio
import uuid

import pytest
from sqlalchemy import text

from services.kit.idempotency import claiming, jobs
from services.kit.jobs import Job
from tests.factories.records import make_customer

CREATE = "/records/customers"


def key():
    return {"idempotency-key": uuid.uuid4().hex}


async def count(world, name):
    async with world.session() as session:
        return await session.scalar(text("select count(*) from customer where name = :name"), {"name": name})


@pytest.mark.parametrize("shape", ["all", "split"], indirect=True)
async def test_the_second_time_the_first_answer_comes_again(world):
    client, headers, body = await world.partner("records:write", "records:read"), key(), {"name": "沃土一号"}
    first = await client.post(CREATE, json=body, headers=headers)
    assert (first.status_code, "idempotent-replayed" in first.headers) == (201, False)
    again = await client.post(CREATE, json=body, headers=headers)
    assert again.headers["idempotent-replayed"] == "true"
    assert (again.status_code, again.content, again.headers["etag"]) == (201, first.content, first.headers["etag"])
    assert again.headers["content-type"] == first.headers["content-type"]
    assert await count(world, "沃土一号") == 1


async def test_a_key_is_for_one_request_of_one_caller(world):
    headers = key()
    client, other = await world.partner("records:write"), await world.partner("records:write")
    assert (await client.post(CREATE, json={"name": "甲"}, headers=headers)).status_code == 201
    for path, body in (
        (CREATE, {"name": "乙"}),
        (f"{CREATE}?a=1", {"name": "甲"}),
        ("/records/vendors", {"name": "甲"}),
    ):
        refused = await client.post(path, json=body, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused"), path
        assert refused.json()["errors"][0]["pointer"] == "header/Idempotency-Key"
    assert "idempotent-replayed" not in (await other.post(CREATE, json={"name": "甲"}, headers=headers)).headers
    assert await count(world, "甲") == 2


async def test_bodies_differ_however_their_kind_is_written(world):
    client, headers = await world.partner("records:write"), key() | {"content-type": "Application/JSON"}
    assert (await client.post(CREATE, content=b'{"name": "one"}', headers=headers)).status_code == 201
    refused = await client.post(CREATE, content=b'{"name": "two"}', headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused"), "as long, but another"


async def test_partners_must_send_one_people_may(world):
    partner, person = await world.partner("records:write"), await world.client()
    partner.event_hooks["request"].clear()
    refused = await partner.post(CREATE, json={"name": "丙"}, headers={"accept-language": "zh"})
    assert (refused.status_code, refused.json()["code"]) == (428, "idempotency_key_required")
    assert refused.json()["errors"][0]["pointer"] == "header/Idempotency-Key"
    assert await count(world, "丙") == 0
    assert (await person.post(CREATE, json={"name": "丙"})).status_code == 201
    assert (await partner.get("/records/customers", params={"limit": 1})).status_code == 403
    for wrong in ("", " ", "a b", "x" * 256):
        refused = await partner.post(CREATE, json={"name": "丙"}, headers={"idempotency-key": wrong})
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "idempotency_key"), wrong


async def test_what_was_refused_may_be_mended_and_sent_again(world):
    client, headers = await world.partner("records:write"), key()
    refused = await client.post(CREATE, json={"name": "丁", "parent_id": str(uuid.uuid4())}, headers=headers)
    assert refused.status_code == 422
    assert (await client.post(CREATE, json={"name": "丁"}, headers=headers)).status_code == 201
    assert await count(world, "丁") == 1


async def test_rights_are_asked_again(world):
    client, headers, body = await world.partner("records:write"), key(), {"name": "戊"}
    created = await client.post(CREATE, json=body, headers=headers)
    assert created.status_code == 201
    async with world.sessions.begin() as session:
        await session.execute(text("update api_client set scopes = '{identity:read}'"))
    assert (await client.post(CREATE, json=body, headers=headers)).status_code == 403


async def test_an_answer_is_kept_sealed(world):
    admin = await world.client()
    body, headers = {"name": "ERP 甲", "scopes": ["records:read"]}, key()
    made = await admin.post("/identity/api-clients", json=body, headers=headers)
    assert made.json()["key"].startswith("loam_")
    async with world.session() as session:
        row = (await session.execute(text("select * from idempotency_key"))).one()
    stored = b"".join(v if isinstance(v, bytes) else str(v).encode() for v in row)
    assert made.json()["key"].encode() not in stored
    assert headers["idempotency-key"].encode() not in stored
    assert (await admin.post("/identity/api-clients", json=body, headers=headers)).json() == made.json()


async def test_a_file_sent_twice_is_imported_once(world):
    admin, headers = await world.client(), key()
    files = {"file": ("f.csv", "name\n沃野\n".encode(), "text/csv")}
    first = await admin.post("/records/imports", files=files, data={"kind": "customers"}, headers=headers)
    again = await admin.post("/records/imports", files=files, data={"kind": "customers"}, headers=headers)
    assert (first.status_code, again.status_code, again.json()["id"]) == (201, 201, first.json()["id"])
    assert again.headers["idempotent-replayed"] == "true"


async def test_many_at_the_same_moment_do_it_once(live):
    """Each of 20 orders sent three times at once, until all are answered; real commits."""
    client = await live.partner("records:write", "transactions:write", "records:read")
    customer = await make_customer(client)

    async def send(number: int, headers: dict[str, str]) -> str:
        body = {"customer_id": customer["id"], "channel": "call", "at": "2026-10-01T08:00:00Z", "summary": str(number)}
        while True:
            answer = await client.post("/records/interactions", json=body, headers=headers)
            if answer.status_code == 201:
                return answer.json()["id"]
            assert answer.status_code in {409, 503}, answer.text
            assert answer.headers["retry-after"]
            await asyncio.sleep(0.05)

    keys = [key() for _ in range(20)]
    ids = await asyncio.gather(*(send(number, keys[number]) for number in range(20) for _ in range(3)))
    assert len(set(ids)) == 20
    rows = (await client.get("/records/interactions", params={"limit": 200})).json()["items"]
    assert len(rows) == 20


async def test_a_commit_that_fails_leaves_no_answer_behind(live):
    """The deferred constraint fails at COMMIT: after the handler, after the answer was kept."""
    client, headers = await live.partner("records:write", "records:read"), key()
    async with live.sessions.begin() as session:
        await session.execute(
            text("alter table customer add constraint late unique (name) deferrable initially deferred")
        )
    assert (await client.post(CREATE, json={"name": "己"}, headers=key())).status_code == 201
    assert (await client.post(CREATE, json={"name": "己"}, headers=headers)).status_code == 409
    async with live.sessions.begin() as session:
        assert await session.scalar(text("select count(*) from idempotency_key")) == 1
        await session.execute(text("alter table customer drop constraint late"))
    done = await client.post(CREATE, json={"name": "己"}, headers=headers)
    assert (done.status_code, "idempotent-replayed" in done.headers) == (201, False)


async def test_keys_are_forgotten_after_72_hours(world):
    client, headers = await world.partner("records:write"), [key(), key()]
    for number, one in enumerate(headers):
        assert (await client.post(CREATE, json={"name": f"庚{number}"}, headers=one)).status_code == 201
    job = Job(
        id=uuid.uuid4(), kind="idempotency.forget", payload={}, attempt=1,
        sessions=world.sessions, readings=world.sessions, settings=None, http={},
    )  # fmt: skip
    await jobs.forget(job)
    async with world.sessions.begin() as session:
        assert await session.scalar(text("select count(*) from idempotency_key")) == 2
        old = text("update idempotency_key set at = now() - interval '73 hours' where id = :id")
        me = await session.scalar(text("select id from api_client"))
        await session.execute(old, {"id": claiming._digest(b"id", me.bytes + headers[0]["idempotency-key"].encode())})
    await jobs.forget(job)
    again = [await client.post(CREATE, json={"name": f"庚{n}"}, headers=one) for n, one in enumerate(headers)]
    assert ["idempotent-replayed" in answer.headers for answer in again] == [False, True]
