import pytest

from tests.factories.records import make_contact, make_customer, make_interaction, seen


async def test_an_interaction_in_one_call(world):
    member = await world.client("member")
    customer = await make_customer(member)
    contact = await make_contact(member, customer, name="周工")
    row = await make_interaction(
        member,
        customer,
        contact_ids=[contact["id"]],
        summary="谈明年扩容",
        learned="预算三月定",
        next_step="送方案",
        next_step_on="2026-12-01",
    )
    assert (row["at"], row["direction"]) == ("2026-11-02T01:30:00Z", "outbound")
    assert (row["contact_names"], row["user_names"]) == (["周工"], [member.user.name])
    path = f"/records/interactions/{row['id']}"
    changed = await member.patch(path, json={"summary": "谈扩容", "next_step": None}, headers=seen(row))
    assert (changed.json()["summary"], changed.json()["next_step"], changed.json()["version"]) == ("谈扩容", None, 2)
    outsider = await world.client("member")
    assert (await outsider.patch(path, json={"summary": "x"}, headers=seen(changed.json()))).status_code == 403
    assert (await outsider.get(path)).json() == changed.json()
    refused = await outsider.post(
        "/records/interactions",
        json={"customer_id": customer["id"], "channel": "call", "at": "2026-11-02T09:30:00Z"},
    )
    assert refused.status_code == 403
    assert (await member.delete(path, headers=seen(changed.json()))).status_code == 204
    assert (await member.get(path)).status_code == 404


async def test_people_on_both_sides_must_exist(world):
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    stranger = await make_contact(admin, await make_customer(admin))
    row = await make_interaction(admin, customer)
    for body, pointer in (
        ({"contact_ids": [stranger["id"]]}, "/contact_ids"),
        ({"user_ids": [stranger["id"]]}, "/user_ids"),
    ):
        answer = await admin.patch(f"/records/interactions/{row['id']}", json=body, headers=seen(row))
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
        new = {"customer_id": customer["id"], "channel": "call", "at": "2026-11-02T09:30:00Z"} | body
        assert (await admin.post("/records/interactions", json=new)).status_code == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at", "2026-11-02T09:30:00"),
        ("at", "9999-12-31T23:59:59-14:00"),
        ("channel", "fax"),
        ("contact_ids", ["x"]),
        ("next_step_on", "soon"),
        ("summary", "a" * 20_001),
        ("summary", "\ud800"),
    ],
)
async def test_wrong_values(world, field, value):
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    body = {"customer_id": customer["id"], "channel": "call", "at": "2026-11-02T09:30:00Z"} | {field: value}
    import json

    content = json.dumps(body)
    headers = {"content-type": "application/json"}
    answer = await admin.post("/records/interactions", content=content, headers=headers)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"].startswith(f"/{field}")


async def test_filters_and_statements(world, statements):
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    contact = await make_contact(admin, customer)
    call = await make_interaction(admin, customer, channel="call", at="2026-10-01T00:00:00Z", user_ids=[])
    visit = await make_interaction(admin, customer, contact_ids=[contact["id"]])
    for filters, expected in (
        ({"customer_id": customer["id"]}, [visit, call]),
        ({"customer_id": customer["id"], "channel": "call"}, [call]),
        ({"contact_id": contact["id"]}, [visit]),
        ({"user_id": str(admin.user.id)}, [visit]),
        ({"customer_id": customer["id"], "from": "2026-10-02T00:00:00Z"}, [visit]),
        ({"customer_id": customer["id"], "to": "2026-10-02T00:00:00+08:00"}, [call]),
    ):
        with statements() as sent:
            rows = (await admin.get("/records/interactions", params=filters)).json()["items"]
        assert [row["id"] for row in rows] == [row["id"] for row in expected], filters
        assert len(sent) == 2
