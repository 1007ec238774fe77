import asyncio

import pytest

from tests.factories.records import make_customer, make_order, make_product_line

ORDER = {"kind": "order", "booked_on": "2026-03-05", "amount": "1500.00", "currency": "CNY", "source": "erp"}


async def test_sent_again_it_is_updated_and_not_doubled(world):
    erp = await world.partner("records:read", "records:write", "transactions:write")
    customer = await make_customer(erp)
    body = ORDER | {"customer_id": customer["id"], "external_id": "SO-1", "number": "SO-1"}
    first = await erp.post("/records/transactions", json=body)
    again = await erp.post("/records/transactions", json=body | {"amount": 1600})
    assert (first.status_code, again.status_code) == (201, 200), again.text
    assert again.json()["id"] == first.json()["id"]
    assert again.json()["amount"] == 1600
    rows = (await erp.get("/records/transactions", params={"customer_id": customer["id"]})).json()["items"]
    assert rows == [again.json()]
    assert (await erp.get(f"/records/transactions/{first.json()['id']}")).json() == again.json()


async def test_sent_for_another_customer_it_moves(world):
    erp = await world.partner("records:read", "records:write", "transactions:write")
    before, after = await make_customer(erp), await make_customer(erp)
    one = await make_order(erp, before, external_id="SO-MOVE")
    two = await make_order(erp, after, external_id="SO-MOVE", amount="5")
    assert (two["id"], two["customer_id"], two["created_at"]) == (one["id"], after["id"], one["created_at"])
    assert (await erp.get("/records/transactions", params={"customer_id": before["id"]})).json()["items"] == []


async def test_sent_many_times_at_once_it_is_one(live):
    erp = await live.partner("records:read", "records:write", "transactions:write")
    customers = [await make_customer(erp) for _ in range(2)]
    bodies = [ORDER | {"customer_id": customers[n % 2]["id"], "external_id": "SO-RACE"} for n in range(8)]
    answers = await asyncio.gather(*(erp.post("/records/transactions", json=body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    rows = (await erp.get("/records/transactions")).json()["items"]
    assert len(rows) == 1


async def test_the_team_follows_from_the_owner_or_the_customer(world):
    admin = await world.client("administrator")
    south = (await admin.post("/identity/departments", json={"name": "南"})).json()
    north = (await admin.post("/identity/departments", json={"name": "北"})).json()
    customer = await make_customer(admin, team_id=south["id"])
    owner = (
        await admin.post("/identity/users", json={"name": "甲", "roles": ["member"], "department_id": north["id"]})
    ).json()
    assert (await make_order(admin, customer))["team_name"] == "南"
    owned = await make_order(admin, customer, owner_id=owner["id"])
    assert (owned["team_id"], owned["owner_name"]) == (north["id"], "甲")
    assert (await make_order(admin, customer, owner_id=owner["id"], team_id=south["id"]))["team_id"] == south["id"]


async def test_who_may_write_and_who_sees_amounts(world):
    manager, admin = await world.client("account_manager"), await world.client("administrator")
    customer = await make_customer(manager)
    body = ORDER | {"customer_id": customer["id"], "external_id": "X"}
    assert (await manager.post("/records/transactions", json=body)).status_code == 403
    row = await make_order(admin, customer)
    reader = await world.client("read_only")
    assert (await reader.get(f"/records/transactions/{row['id']}")).json()["amount"] is None
    listed = (await reader.get("/records/transactions", params={"customer_id": customer["id"]})).json()["items"]
    assert [item["amount"] for item in listed] == [None]
    assert (await manager.get(f"/records/transactions/{row['id']}")).json()["amount"] == 120000


async def test_filters(world):
    admin = await world.client("administrator")
    customer, line = await make_customer(admin), await make_product_line(admin)
    old = await make_order(admin, customer, booked_on="2026-01-31", product_line_id=line["id"], quantity="-3.5")
    new = await make_order(admin, customer, booked_on="2026-02-01", kind="invoice", owner_id=str(admin.user.id))
    base = {"customer_id": customer["id"]}
    for filters, expected in (
        ({}, [new, old]),
        ({"kind": "order"}, [old]),
        ({"from": "2026-02-01"}, [new]),
        ({"to": "2026-01-31"}, [old]),
        ({"product_line_id": line["id"]}, [old]),
        ({"owner_id": str(admin.user.id)}, [new]),
        ({"team_id": customer["id"]}, []),
    ):
        rows = (await admin.get("/records/transactions", params=base | filters)).json()["items"]
        assert [row["id"] for row in rows] == [row["id"] for row in expected], filters
    assert old["quantity"] == -3.5


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", "1e400"),
        ("amount", "0.001"),
        ("amount", "99999999999999999"),
        ("amount", True),
        ("currency", "cny"),
        ("booked_on", "2026-02-30"),
        ("booked_on", "0001-01-01"),
        ("quantity", "1e30"),
        ("kind", "gift"),
        ("external_id", ""),
        ("external_id", None),
        ("source", "a\nb"),
        ("customer_id", "01890000-0000-7000-8000-000000000000"),
        ("product_line_id", "01890000-0000-7000-8000-000000000000"),
    ],
)
async def test_wrong_values(world, field, value):
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    body = ORDER | {"customer_id": customer["id"], "external_id": "E"} | {field: value}
    answer = await admin.post("/records/transactions", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{field}"), answer.text


async def test_transactions_come_in_one_statement(world, statements):
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    counts = []
    for _ in range(2):
        await make_order(admin, customer, owner_id=str(admin.user.id))
        with statements() as sent:
            await admin.get("/records/transactions", params={"customer_id": customer["id"]})
        counts.append(len(sent))
    assert counts == [2, 2]
