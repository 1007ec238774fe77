import asyncio

import pytest

from tests.factories.records import (
    make_contact,
    make_customer,
    make_position,
    make_product_line,
    make_vendor,
    seen,
)


async def test_one_vendor_is_us(world):
    client = await world.client("member")
    us = await make_vendor(client, name="沃土科技", is_us=True)
    answer = await client.post("/records/vendors", json={"name": "又一个我们", "is_us": True})
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate")
    same = await client.post("/records/vendors", json={"name": "沃土科技"})
    assert same.status_code == 409
    rival = await make_vendor(client, name="竞争者甲", short_name="甲")
    rows = (await client.get("/records/vendors", params={"is_us": False, "q": "竞争"})).json()["items"]
    assert [row["id"] for row in rows] == [rival["id"]]
    changed = await client.patch(f"/records/vendors/{us['id']}", json={"note": "我们"}, headers=seen(us))
    assert changed.json()["note"] == "我们"
    assert (await client.delete(f"/records/vendors/{rival['id']}", headers=seen(rival))).status_code == 204
    assert (await (await world.client("read_only")).post("/records/vendors", json={"name": "x"})).status_code == 403


async def test_a_position_holds_what_is_known_of_a_vendor_at_a_customer(world):
    client = await world.client("account_manager")
    customer, vendor = await make_customer(client), await make_vendor(client)
    line = await make_product_line(await world.client("administrator"))
    friend = await make_contact(client, customer)
    stranger = await make_contact(client, await make_customer(client))
    position = await make_position(
        client,
        customer,
        line,
        vendor,
        share="42.5",
        satisfaction=3,
        contract_ends_on="2027-06-30",
        supporters=[friend["id"]],
        status="confirmed",
        assessed_on="2026-11-01",
    )
    assert (position["vendor_name"], position["product_line_name"]) == (vendor["name"], line["name"])
    assert (position["share"], position["is_us"], position["supporters"]) == (42.5, False, [friend["id"]])
    path = f"/records/vendor-positions/{position['id']}"
    wrong = await client.patch(path, json={"supporters": [stranger["id"]]}, headers=seen(position))
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/supporters")
    twice = await client.post(
        "/records/vendor-positions",
        json={"customer_id": customer["id"], "product_line_id": line["id"], "vendor_id": vendor["id"]},
    )
    assert (twice.status_code, twice.json()["code"]) == (409, "duplicate")
    ending = (await client.get("/records/vendor-positions", params={"ends_before": "2027-07-01"})).json()["items"]
    assert position["id"] in [row["id"] for row in ending]
    outsider = await world.client("member")
    assert (await outsider.patch(path, json={"share": 1}, headers=seen(position))).status_code == 403
    assert (await outsider.get(path)).json()["share"] == 42.5
    assert (await client.delete(path, headers=seen(position))).status_code == 204


async def test_shares_of_a_product_line_never_exceed_100(world):
    client = await world.client("administrator")
    customer, line = await make_customer(client), await make_product_line(client)
    one, two, three = [await make_vendor(client) for _ in range(3)]
    first = await make_position(client, customer, line, one, share=60)
    await make_position(client, customer, line, two, share="40")
    body = {"customer_id": customer["id"], "product_line_id": line["id"], "vendor_id": three["id"], "share": "0.01"}
    over = await client.post("/records/vendor-positions", json=body, headers={"accept-language": "zh"})
    assert (over.status_code, over.json()["code"], over.json()["total"]) == (409, "shares_exceed", 100.01)
    assert "100.01%" in over.json()["detail"]
    path = f"/records/vendor-positions/{first['id']}"
    assert (await client.patch(path, json={"share": 61}, headers=seen(first))).status_code == 409
    assert (await client.patch(path, json={"share": 59.99}, headers=seen(first))).status_code == 200
    assert (await client.post("/records/vendor-positions", json=body)).status_code == 201
    elsewhere = await make_product_line(client)
    await make_position(client, customer, elsewhere, one, share=100)


async def test_two_shares_at_once_do_not_exceed_100_either(live):
    client = await live.client("administrator")
    customer, line = await make_customer(client), await make_product_line(client)
    vendors = [await make_vendor(client) for _ in range(4)]
    body = {"customer_id": customer["id"], "product_line_id": line["id"], "share": 60}
    answers = await asyncio.gather(
        *(client.post("/records/vendor-positions", json=body | {"vendor_id": v["id"]}) for v in vendors)
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


@pytest.mark.parametrize("share", [-1, 100.0001, "1e400", "12.34567", True])
async def test_wrong_shares(world, share):
    client = await world.client("administrator")
    customer, line, vendor = await make_customer(client), await make_product_line(client), await make_vendor(client)
    body = {"customer_id": customer["id"], "product_line_id": line["id"], "vendor_id": vendor["id"], "share": share}
    answer = await client.post("/records/vendor-positions", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/share")


async def test_positions_and_vendors_come_in_one_statement(world, statements):
    client = await world.client("administrator")
    customer, line = await make_customer(client), await make_product_line(client)
    counts = []
    for _ in range(2):
        await make_position(client, customer, line, await make_vendor(client))
        with statements() as sent:
            await client.get("/records/vendor-positions", params={"customer_id": customer["id"]})
            await client.get("/records/vendors", params={"q": "供应"})
        counts.append(len(sent))
    assert counts == [4, 4]
