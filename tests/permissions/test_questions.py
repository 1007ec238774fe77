"""All lists × all hidden fields: no order, filter, cursor or choice of fields tells what a reader may not see."""

from typing import Any

from services.kit.permissions import RULES
from tests.factories.everything import SENSITIVE, everything
from tests.permissions.described import NOT_COMMERCIAL, SCHEMAS, WRITTEN_COMMERCIAL, answered, operations


def lists():
    """(name, path, name of the schema of a row) of every GET that can be filtered or sorted; exports show their list's."""
    rows = {}
    for name, method, path, operation in operations():
        if method == "get" and {"sort", "filter"} & {one["name"] for one in operation.get("parameters", ())}:
            shape = answered(operation)
            page = SCHEMAS[shape["$ref"].rsplit("/", 1)[1]] if "$ref" in shape else {}
            item = page.get("properties", {}).get("items", {}).get("items", {}).get("$ref", "").rsplit("/", 1)[-1]
            rows[name] = (path, item)
    return [(name, path, item or rows[name.replace("export_", "list_")][1]) for name, (path, item) in rows.items()]


def hidden_in(item: str) -> dict[str, str]:
    """The fields of these rows that not everybody sees, as written above or as described, with their class."""
    shown = SCHEMAS[item]["properties"]
    written = {
        name: "commercial" for name in shown if name in WRITTEN_COMMERCIAL and (item, name) not in NOT_COMMERCIAL
    }
    classed = {name: node.get("x-class") for name, node in shown.items()}
    return written | {name: one for name, one in classed.items() if one in {"commercial", "sensitive"}}


def questions(name: str) -> list[dict[str, str]]:
    """Every way to let rows tell what is in a field without showing it."""
    filters = [
        f"{name} > 0",
        f"{name} = 0",
        f"{name} is null",
        f"not {name} in (1)",
        f"id is not null and ({name} >= 1)",
    ]
    return [{"sort": name}, {"sort": f"-{name}"}, *({"filter": text} for text in filters)]


OWN = {"CustomerRow": "customer", "ContactOut": "contact", "OpportunityOut": "opportunity", "ProjectItem": "project"}
"""Rows that have fields of the organisation's own."""


async def own_hidden(admin) -> dict[str, dict[str, str]]:
    """Per kind of row the fields of class commercial that the organisation itself has defined, of every type."""
    for entity in ("customer", "opportunity", "project"):
        for kind, more in (("money", {"currency": "CNY"}), ("link", {"target": "app_user"}), ("date", {})):
            body = {"entity": entity, "key": f"q_{kind}", "type": kind, "class": "commercial", **more}
            answer = await admin.post("/records/custom-fields", json=body | {"label_zh": kind, "label_en": kind})
            assert answer.status_code == 201, answer.text
    found = {}
    for item, entity in OWN.items():
        defined = (await admin.get("/records/custom-fields", params={"entity": entity})).json()["items"]
        hidden = (one["key"] for one in defined if one["class"] == "commercial")
        found[item] = {f"custom_commercial.{key}": "commercial" for key in hidden}
    return found


ORDERED_BY_MONEY = {
    ("list_customers", "orders_12m"),
    ("export_customers", "orders_12m"),
    ("list_product_lines", "list_price"),
    ("list_transactions", "amount"),
    ("export_transactions", "amount"),
    ("list_opportunities", "margin_percent"),
    ("list_opportunities", "closed_value"),
    ("export_opportunities", "margin_percent"),
    ("list_projects", "value"),
    ("export_projects", "value"),
    ("list_activities", "budget"),
    ("list_activities", "quality"),
    ("list_customers", "custom_commercial.q_money"),
    ("export_customers", "custom_commercial.q_money"),
    ("list_opportunities", "custom_commercial.rebate"),
    ("export_opportunities", "custom_commercial.q_link"),
    ("list_projects", "custom_commercial.q_money"),
    ("export_projects", "custom_commercial.q_date"),
}
"""Some of what those with the class do sort and filter by, or the test below would prove nothing."""


async def test_nobody_sorts_or_filters_by_what_he_may_not_see(world):
    made = await everything(world)
    readers = [await world.client(role) for role in ("member", "read_only")]
    assert not any("commercial" in RULES[role] or "sensitive" in RULES[role] for role in ("member", "read_only"))
    own_fields = await own_hidden(made.admin)
    answered_to_others, wrong = set(), []
    for name, path, item in lists():
        address, always = made.address(path), made.queries.get(name, {})
        hidden = hidden_in(item) | own_fields.get(item, {})
        for field_name in sorted(hidden):
            for question in questions(field_name):
                own = await made.admin.get(address, params=always | question)
                assert own.status_code in {200, 422}, f"{name} {question}: {own.text[:200]}"
                answered_to_others |= {(name, field_name)} if own.status_code == 200 else set()
                for reader in readers:
                    answer = await reader.get(address, params=always | question)
                    expected = {403} if own.status_code == 200 else {403, 422}
                    if answer.status_code not in expected:
                        wrong.append((name, question, answer.status_code, answer.text[:200]))
        wrong += await by_cursor(made.admin, readers[0], address, always, hidden)
    assert not wrong
    assert not ORDERED_BY_MONEY - answered_to_others


async def by_cursor(admin, reader, address: str, always: dict[str, str], hidden) -> list[Any]:
    """Where the order by a hidden field ended is no beginning in an order that everybody may ask for."""
    wrong = []
    for field_name in hidden:
        ordered = await admin.get(address, params=always | {"sort": f"-{field_name}", "limit": "1"})
        is_list = ordered.status_code == 200 and ordered.headers["content-type"] == "application/json"
        if is_list and (cursor := ordered.json()["next"]):
            answer = await reader.get(address, params=always | {"cursor": cursor})
            wrong += [] if answer.status_code in {403, 422} else [(address, field_name, "cursor", answer.status_code)]
    return wrong


async def test_a_name_that_no_row_shows_is_no_way_to_sort_or_filter(world):
    """Columns may be selected that rows do not show; every classified name is tried on every list."""
    made = await everything(world)
    reader = await world.client("member")
    secret = {*WRITTEN_COMMERCIAL, *SENSITIVE, "custom_commercial", "private_traits"}
    for name, path, item in lists():
        address, always = made.address(path), made.queries.get(name, {})
        for field_name in sorted(secret - {one for schema, one in NOT_COMMERCIAL if schema == item}):
            for question in ({"sort": field_name}, {"filter": f"{field_name} > 0"}):
                answer = await reader.get(address, params=always | question)
                assert answer.status_code in {403, 422}, f"{name} {question}: {answer.text[:200]}"


async def test_asking_for_a_field_does_not_show_it(world):
    made = await everything(world)
    reader = await world.client("member")
    asked = 0
    for name, path, item in lists():
        for field_name in () if name.startswith("export_") else hidden_in(item):
            question = made.queries.get(name, {}) | {"fields": field_name}
            own = await made.admin.get(made.address(path), params=question)
            asked += any(row.get(field_name) is not None for row in own.json()["items"])
            answer = await reader.get(made.address(path), params=question)
            if answer.status_code == 200:
                rows = answer.json()["items"]
                assert all(row.get(field_name) is None for row in rows), f"{name}.{field_name}: {answer.text[:200]}"
            else:
                assert answer.status_code == 403, answer.text[:200]
    assert asked >= 8, "fields that have a value for those who may see it"
