import asyncio

import pytest
from pydantic import ConfigDict

from services.kit.pages import Page
from services.records.customers.schemas import CustomerRow
from tests.factories.records import make_contact, make_customer, make_interaction, make_order, make_product_line, seen


async def test_a_customer_is_created_read_and_changed(world):
    client = await world.client("account_manager")
    created = await client.post(
        "/records/customers",
        json={
            "name": "深圳市华沃技术有限公司",
            "short_name": "华沃",
            "former_names": ["深圳华沃电子"],
            "credit_code": "91350100m000100y43",
            "industry_code": "I65",
            "region_code": "440305",
            "class": "A",
            "revenue": "1200000000.00",
            "revenue_currency": "CNY",
            "credit_limit": 500000,
            "importance": 4,
            "importance_reason": "区域龙头",
        },
    )
    assert created.status_code == 201, created.text
    body = created.json()
    assert created.headers["etag"] == '"1"'
    assert body["credit_code"] == "91350100M000100Y43"
    assert body["region_name"] == "广东省深圳市南山区"
    assert body["industry_name"] == "软件和信息技术服务业"
    assert (body["class"], body["lifecycle"], body["kind"]) == ("A", "acquisition", "company")
    assert body["credit_limit"] == 500000
    assert body["importance_by"] == str(client.user.id)

    read = await client.get(f"/records/customers/{body['id']}")
    assert (read.status_code, read.json(), read.headers["etag"]) == (200, body, '"1"')

    changed = await client.patch(
        f"/records/customers/{body['id']}", json={"class": "S", "short_name": None}, headers=seen(body)
    )
    assert changed.status_code == 200, changed.text
    assert (changed.json()["class"], changed.json()["short_name"], changed.json()["version"]) == ("S", None, 2)
    assert changed.json()["importance_at"] == body["importance_at"]


async def test_changing_needs_the_version_one_has_seen(world):
    client = await world.client("account_manager")
    customer = await make_customer(client)
    path = f"/records/customers/{customer['id']}"
    assert (await client.patch(path, json={"name": "新名"})).status_code == 428
    assert (await client.patch(path, json={"name": "新名"}, headers={"If-Match": '"7"'})).status_code == 412
    assert (await client.patch(path, json={"name": None}, headers=seen(customer))).status_code == 422
    assert (await client.patch(path, json={"nam": "x"}, headers=seen(customer))).json()["errors"][0][
        "pointer"
    ] == "/nam"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("credit_code", "91350100M000100Y4A", "credit_code_check"),
        ("credit_code", "9135", "credit_code_length"),
        ("industry_code", "Z99", "unknown_reference"),
        ("region_code", "999999", "unknown_reference"),
        ("parent_id", "01890000-0000-7000-8000-000000000000", "unknown_reference"),
        ("team_id", "01890000-0000-7000-8000-000000000000", "unknown_reference"),
        ("name", "坏\x00名", "unstorable_character"),
        ("name", "  ", "string_too_short"),
        ("employees", 2**31, "less_than_equal"),
        ("employees", True, "int_type"),
        ("revenue", "1e400", None),
        ("revenue", -1, "greater_than_equal"),
        ("importance", 6, "less_than_equal"),
        ("class", "X", "literal_error"),
        ("tags", ["a"] * 51, "too_long"),
        ("founded_year", 99999, "less_than_equal"),
    ],
)
async def test_a_wrong_value_is_refused_at_its_field(world, field, value, code):
    client = await world.client("account_manager")
    answer = await client.post("/records/customers", json={"name": "甲"} | {field: value})
    assert answer.status_code == 422, answer.text
    error = answer.json()["errors"][0]
    assert error["pointer"].startswith(f"/{field}")
    assert code is None or error["code"] == code


async def test_credit_code_and_source_key_belong_to_one_customer(world):
    client = await world.client("account_manager")
    await make_customer(client, credit_code="91110108551385082Q", source="erp", external_id="K1")
    for same in ({"credit_code": "91110108551385082Q"}, {"source": "erp", "external_id": "K1"}):
        answer = await client.post("/records/customers", json={"name": "另一家"} | same)
        assert (answer.status_code, answer.json()["code"]) == (409, "duplicate")
    half = await client.post("/records/customers", json={"name": "另一家", "external_id": "K2"})
    assert half.status_code == 422


async def test_the_group_tree_has_no_cycles(world):
    client = await world.client("account_manager")
    top = await make_customer(client, kind="group")
    middle = await make_customer(client, parent_id=top["id"])
    low = await make_customer(client, parent_id=middle["id"])
    assert low["parent_name"] == middle["name"]
    for parent in (top, middle, low):
        answer = await client.patch(
            f"/records/customers/{top['id']}", json={"parent_id": parent["id"]}, headers=seen(top)
        )
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "cycle")
    moved = await client.patch(f"/records/customers/{low['id']}", json={"parent_id": top["id"]}, headers=seen(low))
    assert moved.json()["parent_name"] == top["name"]
    children = await client.get("/records/customers", params={"parent_id": top["id"]})
    assert {row["id"] for row in children.json()["items"]} == {middle["id"], low["id"]}


async def test_two_edits_at_once_make_no_cycle_either(live):
    client = await live.client("administrator")
    for _ in range(5):
        one, two = await make_customer(client), await make_customer(client)
        answers = await asyncio.gather(
            client.patch(f"/records/customers/{one['id']}", json={"parent_id": two["id"]}, headers=seen(one)),
            client.patch(f"/records/customers/{two['id']}", json={"parent_id": one["id"]}, headers=seen(two)),
        )
        assert sorted(answer.status_code for answer in answers) == [200, 422]


async def test_who_creates_leads_the_team_and_only_the_team_writes(world):
    creator, other = await world.client("member"), await world.client("member")
    customer = await make_customer(creator)
    path = f"/records/customers/{customer['id']}"
    team = (await other.get(f"{path}/team")).json()["members"]
    assert [(member["user_id"], member["role"]) for member in team] == [(str(creator.user.id), "leader")]

    refused = await other.patch(path, json={"name": "改名"}, headers=seen(customer))
    assert (refused.status_code, refused.json()["code"]) == (403, "not_on_team")
    assert (await other.put(f"{path}/team", json={"members": []})).status_code == 403

    both = [
        {"user_id": str(creator.user.id), "role": "leader"},
        {"user_id": str(other.user.id), "role": "delivery"},
    ]
    named = await creator.put(f"{path}/team", json={"members": both})
    assert named.status_code == 200, named.text
    assert {member["role"] for member in named.json()["members"]} == {"leader", "delivery"}
    assert (await other.patch(path, json={"name": "改名"}, headers=seen(customer))).status_code == 200

    left = await creator.put(f"{path}/team", json={"members": both[1:]})
    assert [member["user_name"] for member in left.json()["members"]] == ["member user"]
    twice = await other.put(f"{path}/team", json={"members": [both[1], both[1]]})
    assert twice.status_code == 422
    stranger = {"user_id": "01890000-0000-7000-8000-000000000000", "role": "member"}
    assert (await other.put(f"{path}/team", json={"members": [stranger]})).status_code == 422
    assert (await other.get("/records/customers/01890000-0000-7000-8000-000000000000/team")).status_code == 404


async def test_roles_and_scopes(world):
    admin, reader = await world.client("administrator"), await world.client("read_only")
    customer = await make_customer(admin, credit_limit=9)
    assert (await reader.post("/records/customers", json={"name": "乙"})).status_code == 403
    assert (await world.anonymous().get("/records/customers")).status_code == 401
    partner = await world.partner("records:read", "records:write")
    made = await make_customer(partner)
    team = await partner.get(f"/records/customers/{made['id']}/team")
    assert team.json()["members"] == []
    blind = await world.partner("identity:read")
    assert (await blind.get(f"/records/customers/{customer['id']}")).status_code == 403
    for client, limit in ((admin, 9), (reader, None), (partner, 9)):
        assert (await client.get(f"/records/customers/{customer['id']}")).json()["credit_limit"] == limit
    member = await world.client("member")
    refused = await member.post("/records/customers", json={"name": "乙", "credit_limit": 1})
    assert refused.status_code == 403


async def test_only_an_empty_customer_can_be_deleted(world):
    admin, manager = await world.client("administrator"), await world.client("account_manager")
    customer = await make_customer(manager)
    path = f"/records/customers/{customer['id']}"
    contact = await make_contact(manager, customer)
    assert (await manager.delete(path, headers=seen(customer))).status_code == 403
    kept = await admin.delete(path, headers=seen(customer))
    assert (kept.status_code, kept.json()["code"]) == (409, "in_use")
    assert (await manager.delete(f"/records/contacts/{contact['id']}", headers=seen(contact))).status_code == 204
    assert (await admin.delete(path, headers=seen(customer))).status_code == 204
    assert (await admin.get(path)).status_code == 404


class Strict(CustomerRow):
    model_config = ConfigDict(extra="forbid")


async def test_the_list_is_what_its_description_says(world):
    client = await world.client("administrator")
    parent = await make_customer(client, kind="group", industry_code="C", region_code="44")
    customer = await make_customer(client, parent_id=parent["id"], region_code="4403", tags=["重点"], **{"class": "B"})
    await make_order(client, customer, amount="100.50")
    await make_order(client, customer, amount="200.25", currency="CNY")
    await make_order(client, customer, amount="999", currency="USD")
    await make_order(client, customer, amount="7", kind="invoice")
    await make_order(client, customer, amount="7", booked_on="2020-01-01")
    await make_interaction(client, customer, at="2026-11-02T09:30:00+08:00")
    answer = await client.get("/records/customers", params={"parent_id": parent["id"]})
    row = Page[Strict].model_validate_json(answer.text).items[0]
    assert (row.name, row.parent_name, row.region_name) == (customer["name"], parent["name"], "广东省深圳市")
    assert (float(row.orders_12m), row.orders_currency) == (300.75, "CNY")
    assert row.last_order_on.isoformat() == "2026-10-15"
    assert row.last_interaction_at.isoformat() == "2026-11-02T01:30:00+00:00"
    assert answer.json()["items"][0]["tags"] == ["重点"]
    reader = await world.client("read_only")
    hidden = (await reader.get("/records/customers", params={"parent_id": parent["id"]})).json()["items"][0]
    assert (hidden["orders_12m"], hidden["last_order_on"]) == (None, "2026-10-15")


async def test_filters_of_the_list(world):
    client = await world.client("administrator")
    team = (await client.post("/identity/departments", json={"name": "华南"})).json()
    wanted = await make_customer(
        client,
        name="广州绿洲重庆面馆有限公司",
        former_names=["岭南小面"],
        code="KH-0042",
        industry_code="H6210",
        region_code="440106",
        lifecycle="retention",
        team_id=team["id"],
        **{"class": "S"},
    )
    other = await make_customer(client, name="北方重工集团", industry_code="C35", region_code="11")
    for filters in (
        {"class": "S"},
        {"industry": "H"},
        {"industry": "H62"},
        {"region": "44"},
        {"region": "4401"},
        {"lifecycle": "retention"},
        {"team_id": team["id"]},
        {"q": "绿洲"},
        {"q": "岭"},
        {"q": "lvzhou"},
        {"q": "chongqing", "class": "S"},
        {"q": "KH-00"},
        {"q": "绿洲", "class": "S", "industry": "H", "region": "44", "lifecycle": "retention", "sort": "-name"},
    ):
        answer = await client.get("/records/customers", params=filters | {"count": True})
        assert answer.status_code == 200, answer.text
        if filters == {"q": "chongqing", "class": "S"}:
            continue
        assert [row["id"] for row in answer.json()["items"]] == [wanted["id"]], filters
        assert answer.json()["total"] == 1
    assert (await client.get("/records/customers", params={"q": "。"})).json() == {"items": [], "next": None}
    assert (await client.get("/records/customers", params={"q": "重工"})).json()["items"][0]["id"] == other["id"]


@pytest.mark.parametrize("sort", ["name", "-name", "updated_at", "-updated_at", "created_at", "-created_at"])
async def test_every_page_once_in_order(world, sort):
    client = await world.client("administrator")
    team = (await client.post("/identity/departments", json={"name": "华东"})).json()
    names = ["丙", "甲", "乙", "甲", "A", "a", "丁"]
    for name in names:
        await make_customer(client, name=name, team_id=team["id"])
    seen_rows, cursor = [], None
    while True:
        parameters = {"team_id": team["id"], "sort": sort, "limit": 3} | ({"cursor": cursor} if cursor else {})
        answer = (await client.get("/records/customers", params=parameters)).json()
        seen_rows += answer["items"]
        cursor = answer["next"]
        if not cursor:
            break
    assert len({row["id"] for row in seen_rows}) == len(names)
    values = [(row[sort.removeprefix("-")], row["id"]) for row in seen_rows]
    assert values == sorted(values, reverse=sort.startswith("-"))


@pytest.mark.parametrize(
    "parameters",
    [
        {"limit": 0},
        {"limit": 201},
        {"cursor": "nonsense"},
        {"cursor": "WzEsMl0"},
        {"industry": "C'; drop"},
        {"region": "省"},
        {"class": "Z"},
        {"sort": "revenue"},
        {"team_id": "x"},
        {"q": "\x00"},
        {"q": "x" * 101},
    ],
)
async def test_wrong_parameters_of_the_list(world, parameters):
    client = await world.client("read_only")
    answer = await client.get("/records/customers", params=parameters)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"].startswith("query/")


async def test_the_number_of_statements_does_not_grow_with_the_rows(world, statements):
    client = await world.client("administrator")
    team = (await client.post("/identity/departments", json={"name": "华北"})).json()
    line = await make_product_line(client)
    counts = []
    for _ in range(2):
        for _ in range(3):
            customer = await make_customer(client, team_id=team["id"])
            await make_order(client, customer, product_line_id=line["id"])
            await make_interaction(client, customer)
        with statements() as sent:
            await client.get("/records/customers", params={"team_id": team["id"], "q": "沃土"})
        counts.append(len(sent))
    assert counts == [2, 2]
