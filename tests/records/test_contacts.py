import asyncio

import pytest

from tests.factories.records import make_contact, make_customer, seen


async def test_a_contact_with_its_reporting_lines(world):
    client = await world.client("account_manager")
    customer = await make_customer(client)
    boss = await make_contact(client, customer, name="王总", is_decider=True)
    contact = await make_contact(
        client,
        customer,
        name="李工",
        title="网络规划主任",
        mail="Li@Customer.example",
        phone="13800138000",
        reports_to_id=boss["id"],
        owner_id=str(client.user.id),
        preferred_channel="call",
        cadence_days=30,
    )
    assert contact["mail"] == "li@customer.example"
    assert contact["owner_name"] == client.user.name
    assert contact["customer_name"] == customer["name"]
    changed = await client.patch(
        f"/records/contacts/{contact['id']}", json={"is_payer": True, "title": None}, headers=seen(contact)
    )
    assert (changed.json()["is_payer"], changed.json()["title"], changed.json()["version"]) == (True, None, 2)
    assert (await client.get(f"/records/contacts/{contact['id']}")).json() == changed.json()
    kept = await client.delete(f"/records/contacts/{boss['id']}", headers=seen(boss))
    assert (kept.status_code, kept.json()["code"]) == (409, "in_use")


async def test_reporting_lines_stay_inside_the_customer_and_have_no_cycles(world):
    client = await world.client("administrator")
    customer, other = await make_customer(client), await make_customer(client)
    stranger = await make_contact(client, other)
    top = await make_contact(client, customer)
    low = await make_contact(client, customer, reports_to_id=top["id"], dotted_to_id=top["id"])
    path = f"/records/contacts/{top['id']}"
    for body in ({"reports_to_id": stranger["id"]}, {"dotted_to_id": stranger["id"]}):
        answer = await client.patch(path, json=body, headers=seen(top))
        assert answer.status_code == 422
        assert {error["pointer"] for error in answer.json()["errors"]} >= {"/" + next(iter(body))}
    for above in (low, top):
        answer = await client.patch(path, json={"reports_to_id": above["id"]}, headers=seen(top))
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "cycle")


async def test_two_edits_at_once_make_no_cycle_of_contacts(live):
    client = await live.client("administrator")
    customer = await make_customer(client)
    one, two = await make_contact(client, customer), await make_contact(client, customer)
    answers = await asyncio.gather(
        client.patch(f"/records/contacts/{one['id']}", json={"reports_to_id": two["id"]}, headers=seen(one)),
        client.patch(f"/records/contacts/{two['id']}", json={"reports_to_id": one["id"]}, headers=seen(two)),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 422]


async def test_only_the_team_writes_contacts_everybody_reads_them(world):
    manager, outsider = await world.client("account_manager"), await world.client("member")
    customer = await make_customer(manager)
    contact = await make_contact(manager, customer, name="欧阳芳", phone="0755-8888 6666")
    refused = await outsider.post("/records/contacts", json={"customer_id": customer["id"], "name": "x"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_on_team")
    for method in ("patch", "delete"):
        options = {"json": {"name": "y"}} if method == "patch" else {}
        path = f"/records/contacts/{contact['id']}"
        assert (await getattr(outsider, method)(path, headers=seen(contact), **options)).status_code == 403
    for filters in ({"customer_id": customer["id"]}, {"q": "欧阳"}, {"q": "oyf"}, {"q": "0755"}):
        rows = (await outsider.get("/records/contacts", params=filters)).json()["items"]
        assert [row["id"] for row in rows] == [contact["id"]], filters
    assert (await outsider.get("/records/contacts", params={"owner_id": str(outsider.user.id)})).json()["items"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("mail", "no mail"), ("cadence_days", 0), ("is_user", 1), ("preferred_channel", "fax"), ("phone", "1" * 65)],
)
async def test_a_wrong_value_of_a_contact(world, field, value):
    client = await world.client("administrator")
    customer = await make_customer(client)
    body = {"customer_id": customer["id"], "name": "甲", field: value}
    answer = await client.post("/records/contacts", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/{field}"


async def test_contacts_come_in_one_statement(world, statements):
    client = await world.client("administrator")
    customer = await make_customer(client)
    counts = []
    for sort in ("name", "-updated_at"):
        for _ in range(4):
            await make_contact(client, customer, owner_id=str(client.user.id))
        with statements() as sent:
            answer = await client.get("/records/contacts", params={"customer_id": customer["id"], "sort": sort})
        counts.append(len(sent))
    assert counts == [2, 2]
    assert len(answer.json()["items"]) == 8
