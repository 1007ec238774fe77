"""Lists asked by the organisation's own fields: every type, every list that has them, in both shapes."""

import re
import uuid

import orjson
import pytest

from tests.factories.execution import ground, ok, project
from tests.factories.planning import opportunity
from tests.factories.records import make_contact, make_customer
from tests.records.test_custom_fields import CHOICES, SETTLED, define


async def found(client, path, asked, **more):
    answer = ok(await client.get(path, params={"filter": asked, **more}))
    return [row["id"] for row in answer["items"]]


def spelt(question, names):
    """The filter with the fields as they are called in this run."""
    return re.sub(r"custom\.\w+", lambda word: names.get(word[0], word[0]), question)


@pytest.fixture
async def asked(world):
    """Two customers with values of every type and one without, and what the fields are called."""
    admin = await world.client("administrator")
    fields = {kind: (await define(admin, type=kind, **more))["key"] for kind, more in SETTLED.items()}
    none = await make_customer(admin)
    values = {
        "text": ('SAP S/4 "HANA"', "用友 100%"),
        "number": (12.5, -3),
        "money": (1234567.89, 100),
        "date": ("2026-11-22", "2025-01-31"),
        "choice": ("a", "b"),
        "choices": (["a", "b"], ["b"]),
        "yes_no": (True, False),
        "link": (none["id"], None),
    }
    one, other = [
        await make_customer(admin, custom={fields[kind]: pair[at] for kind, pair in values.items()}) for at in (0, 1)
    ]
    return admin, {f"custom.{kind}": f"custom.{key}" for kind, key in fields.items()}, [one, other, none]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ('custom.text = "SAP S/4 \\"HANA\\""', [0]),
        ("custom.text ~ sap", [0]),
        ('custom.text ~ "100%"', [1]),
        ("custom.text !~ sap", [1, 2]),
        ("custom.text != x", [0, 1, 2]),
        ("custom.number = 12.50", [0]),
        ("custom.number < 0", [1]),
        ("not custom.number > 0", [1, 2]),
        ("custom.money >= 1234567.89", [0]),
        ("custom.money in (100, 7)", [1]),
        ("custom.date < 2026-01-01", [1]),
        ("custom.date = 2026-11-22", [0]),
        ("custom.choice = a", [0]),
        ("custom.choice not in (a)", [1, 2]),
        ("custom.choices = a", [0]),
        ("custom.choices in (a, b)", [0, 1]),
        ("custom.choices != a", [1, 2]),
        ("custom.yes_no = false", [1]),
        ("custom.yes_no is null", [2]),
        ("custom.choices is not null", [0, 1]),
        ("custom.link is not null", [0]),
        ("custom.text = x or (custom.number > 0 and class is null)", [0]),
    ],
)
async def test_a_list_is_filtered_by_own_fields(asked, question, expected):
    admin, names, rows = asked
    question = spelt(question, names)
    ids = [row["id"] for row in rows]
    hits = await found(admin, "/records/customers", f"({question}) and created_at >= today-1", limit=200)
    assert sorted(ids.index(hit) for hit in hits if hit in ids) == expected


async def test_a_link_is_found_by_its_id_and_rows_show_the_values(asked):
    admin, names, (one, other, none) = asked
    assert await found(admin, "/records/customers", f"{names['custom.link']} = {none['id']}") == [one["id"]]
    rows = ok(await admin.get("/records/customers", params={"filter": f"id in ({one['id']}, {none['id']})"}))["items"]
    shown = {row["id"]: (row["custom"], row["custom_commercial"]) for row in rows}
    assert shown == {one["id"]: (one["custom"], {}), none["id"]: ({}, {})}
    text, date = (names[f"custom.{kind}"] for kind in ("text", "date"))
    params = {"filter": f"id in ({one['id']}, {other['id']})", "fields": f"{text},{date}"}
    keys = {text.partition(".")[2], date.partition(".")[2]}
    for row in ok(await admin.get("/records/customers", params=params))["items"]:
        assert (row.keys(), row["custom"].keys()) == ({"id", "custom"}, keys)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("custom.nothing = 1", "filter_unknown_field"),
        ("custom = 1", "filter_unknown_field"),
        ("custom.text > 1", "filter_operator"),
        ("custom.number = viel", "filter_value"),
        ("custom.money > 1e999", "filter_value"),
        ("custom.date = 22.11.2026", "filter_value"),
        ("custom.choice = c", "filter_value"),
        ("custom.choices in (c)", "filter_value"),
        ("custom.yes_no = ja", "filter_value"),
        ("custom.link = 华为", "filter_value"),
    ],
)
async def test_a_wrong_filter_is_pointed_at(asked, question, code):
    admin, names, _ = asked
    question = spelt(question, names)
    answer = await admin.get("/records/customers", params={"filter": question})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code), answer.text


async def test_the_other_lists_are_filtered_and_sorted_by_theirs(world):
    admin = await world.client("administrator")
    at = await ground(admin, grants=(100, 50, 20))
    keys = {
        entity: (await define(admin, entity=entity, type="money", currency="CNY"))["key"]
        for entity in ("contact", "opportunity", "project")
    }

    def own(entity, value):
        return {} if value is None else {"custom": {keys[entity]: value}}

    made = {"contact": [], "opportunity": [], "project": []}
    for index, value in enumerate((30, None, 7.5)):
        made["contact"].append(await make_contact(admin, at.customer, **own("contact", value)))
        body = opportunity(customer_id=at.customer_id, **own("opportunity", value))
        made["opportunity"].append(ok(await admin.post("/planning/opportunities", json=body)))
        made["project"].append(await project(at, index=index, **own("project", value)))
    paths = {"contact": "records/contacts", "opportunity": "planning/opportunities", "project": "planning/projects"}
    for entity, path in paths.items():
        name, ids = f"custom.{keys[entity]}", [row["id"] for row in made[entity]]
        assert await found(admin, f"/{path}", f"{name} > 10") == [ids[0]]
        mine = f"id in ({', '.join(ids)})"
        for sort, order in ((name, [2, 0, 1]), (f"-{name}", [0, 2, 1])):
            windows, cursor = [], None
            while True:
                asked = {"filter": mine, "sort": sort, "limit": 1} | ({"cursor": cursor} if cursor else {})
                answer = ok(await admin.get(f"/{path}", params=asked))
                windows += [ids.index(row["id"]) for row in answer["items"]]
                cursor = answer["next"]
                if cursor is None:
                    break
            assert windows == order, (entity, sort)
    refused = await admin.get("/records/customers", params={"sort": "custom.x"})
    assert refused.status_code == 422, "customers are sorted by what has an index"


async def test_saved_views_carry_such_filters(world):
    admin, member = await world.client("administrator"), await world.client("member")
    field = await define(admin, type="choice", choices=CHOICES)
    query = {"filter": f"custom.{field['key']} = a"}
    columns = {"order": ["name", f"custom.{field['key']}"], "hidden": [], "widths": {f"custom.{field['key']}": 160}}
    body = {"of": "customers", "name": f"我的分群 {uuid.uuid4()}", "query": query, "columns": columns, "shared": True}
    view = ok(await admin.post("/identity/saved-views", json=body))
    assert (view["query"], view["columns"]) == (query, columns)
    customer = await make_customer(admin, custom={field["key"]: "a"})
    assert await found(member, "/records/customers", view["query"]["filter"]) == [customer["id"]]


async def test_only_lists_asked_by_own_fields_read_their_definitions(world, statements):
    admin = await world.client("administrator")
    with statements() as sent:
        ok(await admin.get("/records/contacts", params={"filter": "name ~ x"}))
        ok(await admin.get("/records/customers", params={"filter": "name ~ x"}))
    assert not [one for one in sent if "custom_field_card" in one]


async def test_an_export_has_a_column_for_each_field_in_words(world):
    admin, member = await world.client("administrator"), await world.client("member")
    target = await make_customer(admin, name="国家电网")
    segment = await define(admin, type="choices", choices=CHOICES, label_zh="分群", label_en="Segments")
    parent = await define(admin, type="link", target="customer", label_zh="关联客户", label_en="Linked customer")
    price = await define(
        admin, type="money", currency="CNY", label_zh="底价", label_en="Floor price", **{"class": "commercial"}
    )
    body = {"custom": {segment["key"]: ["a", "b"], parent["key"]: target["id"]}}
    row = await make_customer(admin, name="华东电力", **body, custom_commercial={price["key"]: 12.5})
    only = {"filter": f"id = {row['id']}"}

    async def lines(client, language="zh-CN", **asked):
        answer = await client.get(
            "/records/customers/export", params=only | asked, headers={"accept-language": language}
        )
        assert answer.status_code == 200, answer.text
        return answer.text.removeprefix("\ufeff").splitlines()

    head, line = await lines(admin)
    cells = dict(zip(head.split(","), line.split(","), strict=True))
    assert (cells["分群"], cells["关联客户"], cells["底价"]) == ("甲; 乙", "国家电网", "12.5")
    assert "自定义字段" not in cells
    chosen = ",".join(["name", *(f"custom.{one['key']}" for one in (parent, segment))])
    assert await lines(admin, "en", fields=chosen) == ["Name,Linked customer,Segments", "华东电力,国家电网,A; B"]
    assert (await lines(admin, fields=chosen, headers="names"))[1] == f"华东电力,{target['id']},a; b"
    head, line = await lines(member, fields=f"name,custom_commercial.{price['key']}")
    assert line == "华东电力,"
    [line] = await lines(admin, format="ndjson", fields="name,custom")
    assert orjson.loads(line) == {"name": "华东电力", "custom": body["custom"]}
    wrong = await admin.get("/records/customers/export", params={"fields": "name,custom.nothing"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "query/fields")
