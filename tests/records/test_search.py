import time

import pytest

from services.records.client import RecordsClient
from tests.factories.records import make_contact, make_customer, make_product_line, make_vendor, seen


async def test_one_box_finds_every_kind(world):
    client = await world.client("administrator")
    customer = await make_customer(
        client, name="重庆长安新能源有限公司", former_names=["渝安动力"], code="CA-77", credit_code="91350100M000100Y43"
    )
    contact = await make_contact(client, customer, name="单雄信", phone="13912345678")
    line = await make_product_line(client, name="储能变流器")
    vendor = await make_vendor(client, name="远景储能")
    for query, expected in (
        ("长安", {customer["id"]}),
        ("長安", {customer["id"]}),
        ("渝", {customer["id"]}),
        ("chongqingchangan", {customer["id"]}),
        ("ca-7", {customer["id"]}),
        ("CA-7", {customer["id"]}),
        ("91350100m", {customer["id"]}),
        ("139123", {contact["id"]}),
        ("单雄信", {contact["id"]}),
        ("储能", {line["id"], vendor["id"]}),
    ):
        answer = await client.get("/search", params={"q": query})
        assert answer.status_code == 200, answer.text
        assert {item["id"] for item in answer.json()["items"]} == expected, query
    only = (await client.get("/search", params={"q": "储能", "kind": "vendor"})).json()["items"]
    assert only == [{"kind": "vendor", "id": vendor["id"], "customer_id": None, "title": "远景储能", "subtitle": ""}]


async def test_what_begins_with_the_query_comes_first_and_what_holds_it_after(world):
    client = await world.client("administrator")
    first = {(await make_customer(client, name=f"澜波{number}厂"))["id"] for number in range(5)}
    inside = (await make_customer(client, name="大澜波厂"))["id"]
    vendor = (await make_vendor(client, name="小澜波"))["id"]

    async def found(**options):
        answer = await client.get("/search", params={"q": "澜波", **options})
        return [item["id"] for item in answer.json()["items"]]

    assert set(await found(limit=5)) == first, "enough begin with it: nobody looks further"
    assert set((await found(limit=6))[:5]) == first
    assert set(await found(limit=7)) == first | {inside, vendor}
    assert await found(limit=1, kind="vendor") == [vendor]


async def test_what_is_renamed_or_deleted_is_found_accordingly(world):
    client = await world.client("administrator")
    customer = await make_customer(client, name="旧名字有限公司")
    path = f"/records/customers/{customer['id']}"
    changed = (await client.patch(path, json={"name": "崭新名字有限公司"}, headers=seen(customer))).json()
    assert (await client.get("/search", params={"q": "旧名"})).json()["items"] == []
    assert (await client.get("/search", params={"q": "崭新"})).json()["items"][0]["id"] == customer["id"]
    assert (await client.delete(path, headers=seen(changed))).status_code == 204
    assert (await client.get("/search", params={"q": "崭新"})).json()["items"] == []


@pytest.mark.parametrize(
    "parameters", [{}, {"q": "x", "limit": 0}, {"q": "x", "limit": 51}, {"q": "x", "kind": "y"}, {"q": "\x00"}]
)
async def test_wrong_parameters(world, parameters):
    client = await world.client("read_only")
    assert (await client.get("/search", params=parameters)).status_code == 422


async def test_nothing_typed_finds_nothing(world):
    client = await world.client("read_only")
    for query in ("", "。", "%", "_"):
        assert (await client.get("/search", params={"q": query})).json() == {"items": []}


@pytest.mark.parametrize("shape", ["all", "split"], indirect=True)
async def test_the_published_face(world):
    from services.kit.errors import NotFound

    client = await world.client("account_manager")
    customer = await make_customer(client, **{"class": "A"})
    contact = await make_contact(client, customer)
    records = RecordsClient(client, {}, deadline=time.monotonic() + 30)
    records.http.base_url = "http://loam.test"
    card = await records.get_customer(customer["id"])
    assert (str(card.id), card.class_) == (customer["id"], "A")
    assert (await records.get_contact(contact["id"])).name == contact["name"]
    with pytest.raises(NotFound):
        await records.get_insight(contact["id"])
    assert (await client.get("http://loam.test/api/v1/search", params={"q": customer["name"]})).json()["items"]
