import uuid

import pytest

from tests.factories.execution import ground, ok, project, tag
from tests.factories.planning import opportunity
from tests.factories.records import make_contact, make_customer

CHOICES = [
    {"value": "a", "label_zh": "甲", "label_en": "A", "archived": False},
    {"value": "b", "label_zh": "乙", "label_en": "B", "archived": False},
]

SETTLED = {
    "text": {},
    "number": {},
    "money": {"currency": "CNY"},
    "date": {},
    "choice": {"choices": CHOICES},
    "choices": {"choices": CHOICES},
    "yes_no": {},
    "link": {"target": "customer"},
}
"""What the definition of each type needs."""


async def define(admin, **change):
    key = change.get("key", f"f_{uuid.uuid4().hex[:8]}")
    body = {"entity": "customer", "key": key, "type": "text", "label_zh": "系统", "label_en": "System"} | change
    return ok(await admin.post("/records/custom-fields", json=body))


async def put(client, customer, **custom):
    seen = ok(await client.get(f"/records/customers/{customer['id']}"))
    return await client.patch(f"/records/customers/{customer['id']}", json=custom, headers=tag(seen))


async def test_values_of_every_type_are_kept_and_told(world):
    admin = await world.client("administrator")
    other = await make_customer(admin)
    fields = {kind: await define(admin, type=kind, **more) for kind, more in SETTLED.items()}
    values = {"text": "SAP S/4", "number": 12.5, "date": "2026-11-22", "yes_no": False, "choice": "b"}
    values |= {"money": 1234567.89, "choices": ["a", "b"], "link": other["id"]}
    custom = {fields[kind]["key"]: value for kind, value in values.items()}
    customer = await make_customer(admin, custom=custom)
    assert customer["custom"] == custom
    changed = ok(await put(admin, customer, custom={fields["number"]["key"]: 7, fields["text"]["key"]: None}))
    rest = {fields[kind]["key"]: value for kind, value in values.items() if kind not in {"number", "text"}}
    assert changed["custom"] == rest | {fields["number"]["key"]: 7}
    timeline = ok(await admin.get(f"/records/customers/{customer['id']}/timeline"))["items"]
    pair = next(item["changes"]["custom"] for item in timeline if item["action"] == "updated")
    assert (pair[0][fields["number"]["key"]], pair[1][fields["number"]["key"]]) == (12.5, 7)


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("text", 7, "wrong_type"),
        ("text", True, "wrong_type"),
        ("number", "7", "wrong_type"),
        ("number", True, "wrong_type"),
        ("date", "22.11.2026", "date"),
        ("date", "1899-12-31", "date_out_of_range"),
        ("choice", "c", "unknown_choice"),
        ("yes_no", "yes", "wrong_type"),
        ("money", "7.00", "wrong_type"),
        ("money", 7.001, "decimals"),
        ("money", 1e14, "out_of_range"),
        ("choices", "a", "wrong_type"),
        ("choices", ["c"], "unknown_choice"),
        ("choices", ["a", "a"], "duplicate_item"),
        ("link", "某公司", "link"),
        ("link", "01890a5d-ac96-774b-bcce-b302099a8057", "unknown_reference"),
    ],
)
async def test_a_wrong_value_is_pointed_at(world, kind, value, code):
    admin = await world.client("administrator")
    field = await define(admin, type=kind, **SETTLED[kind])
    answer = await put(admin, await make_customer(admin), custom={field["key"]: value})
    assert answer.status_code == 422, answer.text
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [
        (f"/custom/{field['key']}", code)
    ]


@pytest.mark.parametrize("value", [{"a": 1}, [1], ["a\x00"], ["a" * 65], [["a"]], "a\x00b", 1e16, "长" * 2001])
async def test_what_no_field_can_hold_is_refused_before(world, value):
    admin = await world.client("administrator")
    field = await define(admin)
    answer = await put(admin, await make_customer(admin), custom={field["key"]: value})
    assert 400 <= answer.status_code < 500, answer.text


async def test_required_fields(world):
    admin = await world.client("administrator")
    before = await make_customer(admin)
    field = await define(admin, required=True)
    at = f"/custom/{field['key']}"
    refused = await admin.post("/records/customers", json={"name": "没有填的公司"})
    assert [(error["pointer"], error["code"]) for error in refused.json()["errors"]] == [(at, "missing")]
    ok(await put(admin, before, website="a.example"))
    filled = ok(await put(admin, before, custom={field["key"]: "有"}))
    emptied = await put(admin, filled, custom={field["key"]: None})
    assert (emptied.status_code, emptied.json()["errors"][0]["pointer"]) == (422, at)
    ok(await admin.patch(f"/records/custom-fields/{field['id']}", json={"required": False}, headers=tag(field)))
    await make_customer(admin)


async def test_a_changed_definition_loses_no_value(world):
    admin = await world.client("administrator")
    field = await define(admin, type="choice", choices=CHOICES)
    customer = await make_customer(admin, custom={field["key"]: "a"})
    path = f"/records/custom-fields/{field['id']}"
    lost = await admin.patch(path, json={"choices": CHOICES[1:]}, headers=tag(field))
    assert (lost.status_code, lost.json()["errors"][0]["code"]) == (422, "choice_missing")
    closed = [CHOICES[0] | {"archived": True}, CHOICES[1]]
    field = ok(await admin.patch(path, json={"choices": closed, "label_zh": "新名字"}, headers=tag(field)))
    assert field["choices"] == closed
    assert (await put(admin, customer, custom={field["key"]: "a"})).status_code == 422
    field = ok(await admin.patch(path, json={"archived": True}, headers=tag(field)))
    refused = await put(admin, customer, custom={field["key"]: "b"})
    assert refused.json()["errors"][0]["code"] == "unknown_field"
    kept = ok(await put(admin, customer, website="a.example"))
    assert kept["custom"] == {field["key"]: "a"}
    for change in ({"type": "text"}, {"key": "x"}, {"class": "commercial"}, {"entity": "contact"}):
        assert (await admin.patch(path, json=change, headers=tag(field))).status_code == 422


async def test_commercial_values_are_for_those_who_may(world):
    admin, manager, member = [await world.client(role) for role in ("administrator", "account_manager", "member")]
    field = await define(admin, **{"class": "commercial"})
    customer = await make_customer(member)
    ok(await put(admin, customer, custom_commercial={field["key"]: "折扣九折"}))
    wrong = await put(admin, customer, custom={field["key"]: "x"})
    assert wrong.json()["errors"][0]["pointer"] == f"/custom/{field['key']}"
    path = f"/records/customers/{customer['id']}"
    assert ok(await manager.get(path))["custom_commercial"] == {field["key"]: "折扣九折"}
    assert ok(await member.get(path))["custom_commercial"] is None
    assert "折扣九折" not in (await member.get(f"{path}/timeline")).text
    assert (await put(member, customer, custom_commercial={field["key"]: "x"})).status_code == 403


async def test_contacts_and_opportunities_have_theirs(world):
    admin = await world.client("administrator")
    of_contact = await define(admin, entity="contact", key=f"c_{uuid.uuid4().hex[:6]}")
    of_opportunity = await define(admin, entity="opportunity", type="number", **{"class": "commercial"})
    customer = await make_customer(admin)
    contact = await make_contact(admin, customer, custom={of_contact["key"]: "校友"})
    assert contact["custom"] == {of_contact["key"]: "校友"}
    path = f"/records/contacts/{contact['id']}"
    contact = ok(await admin.patch(path, json={"custom": {of_contact["key"]: "战友"}}, headers=tag(contact)))
    assert contact["custom"] == {of_contact["key"]: "战友"}
    refused = await admin.patch(path, json={"custom": {of_opportunity["key"]: 1}}, headers=tag(contact))
    assert refused.json()["errors"][0]["code"] == "unknown_field"
    lead = opportunity(customer_id=customer["id"], custom_commercial={of_opportunity["key"]: 3})
    lead = ok(await admin.post("/planning/opportunities", json=lead))
    assert (lead["custom"], lead["custom_commercial"]) == ({}, {of_opportunity["key"]: 3})
    body = {"custom_commercial": {of_opportunity["key"]: 4}}
    lead = ok(await admin.patch(f"/planning/opportunities/{lead['id']}", json=body, headers=tag(lead)))
    assert lead["custom_commercial"] == {of_opportunity["key"]: 4}


async def test_definitions_have_an_order_and_a_keeper(world):
    admin, member = await world.client("administrator"), await world.client("strategy")
    first, second = await define(admin), await define(admin)
    listed = ok(await member.get("/records/custom-fields", params={"entity": "customer"}))["items"]
    ids = [row["id"] for row in listed]
    assert ids[-2:] == [first["id"], second["id"]]
    turned = [*ids[:-2], second["id"], first["id"]]
    answer = await admin.put("/records/custom-fields/order", json={"entity": "customer", "ids": turned})
    assert answer.status_code == 204, answer.text
    listed = ok(await member.get("/records/custom-fields", params={"entity": "customer"}))["items"]
    assert [row["id"] for row in listed] == turned
    part = await admin.put("/records/custom-fields/order", json={"entity": "customer", "ids": turned[:1]})
    assert part.status_code == 422
    body = {"entity": "customer", "key": "x", "type": "text", "label_zh": "x", "label_en": "x"}
    assert (await member.post("/records/custom-fields", json=body)).status_code == 403
    assert (await admin.post("/records/custom-fields", json=body | {"key": first["key"]})).status_code == 409


@pytest.mark.parametrize(
    "change",
    [
        {"key": "Bad Key"},
        {"type": "money"},
        {"type": "money", "currency": "yuan"},
        {"currency": "CNY"},
        {"type": "link"},
        {"type": "link", "target": "scorecard"},
        {"target": "customer"},
        {"type": "choices"},
        {"type": "choice"},
        {"choices": CHOICES},
        {"type": "choice", "choices": [CHOICES[0], CHOICES[0]]},
        {"entity": "contact", "class": "commercial"},
        {"label_zh": ""},
    ],
)
async def test_wrong_definitions(world, change):
    admin = await world.client("administrator")
    body = {"entity": "customer", "key": "x", "type": "text", "label_zh": "系统", "label_en": "System"} | change
    assert (await admin.post("/records/custom-fields", json=body)).status_code == 422


async def test_a_change_without_own_fields_asks_nothing_more(world, statements):
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    with statements() as sent:
        ok(await put(admin, customer, website="b.example"))
    assert not [one for one in sent if "custom_field_card" in one]


async def test_a_link_leads_to_a_record_of_its_kind_that_has_a_name(world):
    admin, reader = await world.client("administrator"), await world.client("read_only")
    customer = await make_customer(admin, name="华东电力")
    contact = await make_contact(admin, customer, name="张伟")
    field = await define(admin, type="link", target="contact")
    wrong = await put(admin, customer, custom={field["key"]: customer["id"]})
    assert wrong.json()["errors"][0]["code"] == "unknown_reference"
    ok(await put(admin, customer, custom={field["key"]: contact["id"]}))
    ids = [contact["id"], customer["id"], str(uuid.uuid4())]
    named = ok(await reader.get("http://loam.test/api/v1/search/names", params={"id": ids}))["items"]
    assert {one["id"]: (one["kind"], one["title"]) for one in named} == {
        contact["id"]: ("contact", "张伟"),
        customer["id"]: ("customer", "华东电力"),
    }


async def test_a_project_has_its_own_fields(world):
    admin, member = await world.client("administrator"), await world.client("member")
    price = await define(admin, entity="project", type="money", currency="CNY", **{"class": "commercial"})
    sponsor = await define(admin, entity="project", type="link", target="app_user")
    row = await project(await ground(admin))
    path = f"/planning/projects/{row['id']}"
    assert (row["custom"], row["custom_commercial"]) == ({}, {})
    body = {"custom_commercial": {price["key"]: 88.5}, "custom": {sponsor["key"]: str(admin.user.id)}}
    changed = ok(await admin.patch(path, json=body, headers=tag(row)))
    assert (changed["custom"], changed["custom_commercial"]) == (body["custom"], body["custom_commercial"])
    assert ok(await member.get(path))["custom_commercial"] is None
    listed = ok(await member.get("/planning/projects", params={"filter": f"id = {row['id']}"}))["items"]
    assert [(one["custom"], one["custom_commercial"]) for one in listed] == [(body["custom"], None)]


async def test_what_must_be_filled_in_is_asked_of_every_new_record(world):
    admin = await world.client("administrator")
    at = await ground(admin)
    fields = {
        entity: await define(admin, entity=entity, required=True)
        for entity in ("customer", "contact", "opportunity", "project")
    }
    bodies = {
        "customer": ("/records/customers", {"name": "没有填的公司"}),
        "contact": ("/records/contacts", {"customer_id": at.customer_id, "name": "没有填的人"}),
        "opportunity": ("/planning/opportunities", opportunity(customer_id=at.customer_id)),
        "project": ("/planning/projects", {"opportunity_id": at.opportunities[0]["id"]}),
    }
    for entity, (path, body) in bodies.items():
        key = fields[entity]["key"]
        refused = await admin.post(path, json=body)
        assert refused.status_code == 422, refused.text
        assert [(one["pointer"], one["code"]) for one in refused.json()["errors"]] == [(f"/custom/{key}", "missing")]
        made = ok(await admin.post(path, json=body | {"custom": {key: "有"}}))
        assert made["custom"] == {key: "有"}


async def test_a_commercial_field_binds_only_those_who_see_it(world):
    admin, member = await world.client("administrator"), await world.client("member")
    field = await define(admin, required=True, **{"class": "commercial"})
    refused = await admin.post("/records/customers", json={"name": "看得见的人"})
    assert refused.json()["errors"][0]["pointer"] == f"/custom_commercial/{field['key']}"
    await make_customer(member)
