"""Many transactions in one request."""

import json
import uuid

import pytest

from tests.factories.records import make_customer

BULK = "/records/transactions/bulk"
ROW = {"kind": "order", "booked_on": "2026-10-01", "amount": 100.5, "currency": "CNY", "source": "erp"}


def row(customer, number, **more):
    return ROW | {"customer_id": customer["id"], "external_id": f"o-{number}"} | more


async def send(client, rows, **headers):
    body = "\n".join(json.dumps(one) if isinstance(one, dict) else one for one in rows).encode()
    answer = await client.post(BULK, content=body, headers={"content-type": "application/x-ndjson"} | headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def counts(done):
    return tuple(done[name] for name in ("created", "updated", "unchanged", "rejected"))


@pytest.fixture
async def erp(world):
    return await world.partner("transactions:write", "records:read", "records:write")


async def test_rows_are_created_then_updated_then_left_alone(erp, world):
    customer, other = await make_customer(erp), await make_customer(erp)
    rows = [row(customer, number) for number in range(5)]
    first = await send(erp, rows)
    assert counts(first) == (5, 0, 0, 0)
    assert counts(await send(erp, rows)) == (0, 0, 5, 0)
    rows[1]["amount"], rows[2]["customer_id"] = 7, other["id"]
    again = await send(erp, rows)
    assert counts(again) == (0, 2, 3, 0)
    assert [one["id"] for one in again["rows"]] == [one["id"] for one in first["rows"]]
    there = (await erp.get("/records/transactions", params={"customer_id": other["id"]})).json()["items"]
    assert [one["id"] for one in there] == [first["rows"][2]["id"]]
    one = (await erp.get(f"/records/transactions/{first['rows'][1]['id']}")).json()
    assert (one["amount"], one["external_id"]) == (7, "o-1")
    since = {"updated_since": "2026-01-01T00:00:00Z"}
    changes = (await erp.get("/records/transactions", params=since)).json()
    assert (len(changes["items"]), changes["deleted"]) == (5, []), "a moved row is not gone"


async def test_a_rejected_row_keeps_no_other_out(erp):
    customer = await make_customer(erp)
    rows = [
        row(customer, 0),
        row(customer, 1, amount="many"),
        row({"id": str(uuid.uuid4())}, 2),
        row(customer, 0, amount=1),
        "{not json",
        '{"external_id": "\\ud800"}',
        row(customer, 3, colour="red"),
        row(customer, 4, owner_id=str(uuid.uuid4())),
        "[]",
        row(customer, 5),
    ]
    done = await send(erp, rows)
    assert counts(done) == (2, 0, 0, 8)
    assert [one["outcome"] for one in done["rows"]] == ["created", *["rejected"] * 8, "created"]
    found = [(error["pointer"], error["code"]) for one in done["rows"] for error in one["errors"]]
    assert found[:4] == [
        ("/1/amount", "not_a_number"),
        ("/2/customer_id", "unknown_reference"),
        ("/3/external_id", "duplicate_item"),
        ("/4/", "json_invalid"),
    ]
    assert ("/6/colour", "extra_forbidden") in found
    assert ("/7/owner_id", "unknown_reference") in found
    chinese = await send(erp, rows[1:2], **{"accept-language": "zh"})
    assert chinese["rows"][0]["errors"][0]["detail"] == "应为数字"


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{}", "application/json", 422),
        (b"[]", "application/json", 422),
        (b"", "application/x-ndjson", 422),
        (b"[1, 2", "application/json", 422),
        (b"[" * 50 + b"]" * 50, "application/json", 422),
        (b"[{}]", "text/csv", 415),
        (b"1\n" * 5001, "application/x-ndjson", 422),
        (b"x" * 1_000_001, "application/x-ndjson", 413),
        ('["网"]'.encode("gb18030"), "application/json", 422),
    ],
)
async def test_what_is_no_batch_is_refused(erp, content, kind, status):
    answer = await erp.post(BULK, content=content, headers={"content-type": kind})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


async def test_statements_do_not_grow_with_the_rows(erp, statements):
    customer, counted = await make_customer(erp), []
    for start, size in ((0, 1), (100, 300)):
        rows = [row(customer, start + number) for number in range(size)]
        for number in range(2):
            with statements() as sent:
                await send(erp, [one | {"amount": number} for one in rows])
            counted.append(len(sent))
    assert counted[0] == counted[2]
    assert counted[1] == counted[3]


async def test_each_row_has_its_event(erp, world):
    customer = await make_customer(erp)
    await send(erp, [row(customer, 1), row(customer, 2)])
    async with world.session() as session:
        from sqlalchemy import text

        found = await session.execute(
            text("select action, changes -> 'external_id' ->> 1 as external_id from event where entity = 'transaction'")
        )
    assert sorted(map(tuple, found)) == [("created", "o-1"), ("created", "o-2")]
