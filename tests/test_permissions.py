"""All addresses × all roles: who may call what, and what nobody without the class ever gets to see.

The rules are read from kit/permissions.py, which actions an address needs from its dependencies, which fields are
commercial from the API's description; that the description marks all it should is checked against names written here.
"""

import json
import re
import uuid
from dataclasses import dataclass, field
from typing import Any, get_args

import pytest
from fastapi.routing import APIRoute

from services.app import create_app
from services.kit.db import CLASSIFIED, Base
from services.kit.permissions import RULES, SCOPES, Role
from services.kit.settings import Settings
from tests.factories.everything import COMMERCIAL, SENSITIVE, Everything, everything

ROLES: tuple[Role, ...] = get_args(Role)
OPEN = {"livez", "readyz", "sign_in", "begin_sso", "get_ways_in", "issue_token"}
"""Addresses for people who are not signed in."""
ANYBODY = {
    "get_session",
    "sign_out",
    "change_password",
    "change_profile",  # one's own session and profile
    "stream_changes",  # of what one may read: each change is asked for its own action
    "prove",
    "list_sessions",
    "end_other_sessions",
    "end_session",
    "get_second_factor",
    "start_second_factor",
    "confirm_second_factor",
    "renew_recovery_codes",
    "remove_second_factor",  # one's own too: administrators reset those of others
    "list_saved_views",
    "get_saved_view",
    "create_saved_view",
    "update_saved_view",
    "delete_saved_view",
    "set_default_view",  # how oneself looks at lists
    "list_notifications",
    "count_unread_notifications",
    "read_notifications",
    "get_notification_preferences",
    "set_notification_preference",  # what concerns oneself
    "list_jobs",
    "get_job",
    "cancel_job",
    "replay_job",  # one's own jobs; others' are not there for those without jobs:read, jobs:write
    "list_indicators",  # how figures are computed is no secret
    "get_scorecard",
    "list_indicator_rows",  # one's own card; others' ask for performance:read once the subject is known
}
ALSO = {"records:team": {"records:write"}, "planning:team": {"planning:write"}}
"""Write access at any customer includes that at one's own."""
ALSO_AT = {"advance_project": {"planning:waive"}}

WRITTEN_COMMERCIAL = {
    "amount",
    "list_price",
    "price",
    "margin",
    "margin_percent",
    "value",
    "profit",
    "bound",
    "regret",
    "regret_at_most",
    "gain",
    "gain_at_least",
    "gain_at_most",
    "credit_limit",
    "closed_value",
    "budget",
    "quality",
    "effect",
    "rating",
    "rating_reason",
    "reward",
    "order_intake",
    "orders_12m",
    "score",
    "process_score",
    "result_score",
    "value_at_risk",
}
NOT_COMMERCIAL = {
    ("LimitOut", "amount"): "a quantity of a resource, part of the cycle everybody plans in",
    ("NeedOut", "amount"): "a quantity of a resource, part of the plan everybody reads",
    ("MissingAmount", "amount"): "a quantity of a resource: what would have to be free",
    ("FigureOut", "value"): "withheld by the service where the unit is money; counts and shares are for all",
    ("LoopFigure", "value"): "as FigureOut",
    ("HealthInput", "value"): "a share",
    ("HealthInput", "score"): "the stage's health, over customers, not over people",
    ("DepartmentMappingOut", "value"): "a word of the organisation's sign-in service",
    ("RoleMappingOut", "value"): "as DepartmentMappingOut",
    ("FieldChoiceOut", "value"): "a word to choose from",
    ("Reject", "value"): "the cell of the file that the reader uploaded",
    ("services__planning__targets__schemas__TargetOut", "order_intake"): (
        "win probability × market space, both of which everybody reads on the opportunities"
    ),
}


def app():
    return create_app(Settings(DATABASE_URL="postgresql://none"))


def routes(router, found=None) -> dict[str, APIRoute]:
    """All addresses by their name, however deep they were included."""
    found = {} if found is None else found
    for route in router.routes:
        if isinstance(route, APIRoute):
            assert route.name not in found, f"two routes are named {route.name}"
            found[route.name] = route
        elif hasattr(route, "original_router"):
            routes(route.original_router, found)
    return found


def actions(dependant) -> set[str]:
    own = getattr(dependant.call, "loam_action", None)
    return {own} - {None} | {action for below in dependant.dependencies for action in actions(below)}


def operations():
    for path, methods in DESCRIPTION["paths"].items():
        for method, operation in methods.items():
            yield operation["operationId"], method, path, operation


APP = app()
DESCRIPTION = APP.openapi()
NEEDS = {name: actions(route.dependant) for name, route in routes(APP.router).items()}
SCHEMAS = DESCRIPTION["components"]["schemas"]


def anywhere(path: str) -> str:
    """The address with ids of nothing."""
    words = {"{key}": "win_rate", "{figure}": "win_rate", "{subject_type}": "team"}
    for word, value in words.items():
        path = path.replace(word, value)
    return re.sub(r"\{\w+\}", lambda _: str(uuid.uuid4()), path).removeprefix("/api/v1")


LASTING = {"/api/v1/identity/live": {"wait": "0"}}
"""Streams, asked for what is there already."""


async def call(client, method: str, path: str):
    body: dict[str, Any] = {} if method in {"get", "delete"} else {"content": b"{}"}
    headers = {"content-type": "application/json", "if-match": '"1"'}
    return await client.request(method, anywhere(path), headers=headers, params=LASTING.get(path), **body)


def test_every_address_says_what_it_needs():
    named = {name for name, *_ in operations()}
    assert named == set(NEEDS)
    for name in named - OPEN - ANYBODY:
        assert len(NEEDS[name]) == 1, f"{name} needs {NEEDS[name]}"
    for name in OPEN | ANYBODY:
        assert not NEEDS[name], name
    known = frozenset[str]().union(*RULES.values())
    assert set().union(*NEEDS.values()) <= known


async def test_nothing_is_open_to_strangers(world):
    stranger = world.anonymous()
    forged = world.anonymous()
    forged.headers["authorization"] = f"Bearer loam_{'A' * 43}"
    for name, method, path, _ in operations():
        if name in OPEN:
            continue
        for client in (stranger, forged):
            answer = await call(client, method, path)
            assert answer.status_code == 401, f"{name}: {answer.status_code} {answer.text[:200]}"
            assert answer.headers["www-authenticate"] == "Bearer"


def allowed(name: str, granted: frozenset[str]) -> bool:
    ways = set(NEEDS[name])
    for action in NEEDS[name]:
        ways |= ALSO.get(action, set()) | ALSO_AT.get(name, set())
    return not ways or bool(ways & granted)


async def agree(client, granted: frozenset[str]):
    """Every address answers this caller as the table of rules says."""
    for name, method, path, _ in operations():
        if name in OPEN | {"sign_out"}:
            continue
        answer = await call(client, method, path)
        refused = answer.status_code == 403 and answer.json()["code"] == "forbidden" and answer.json()["needs"]
        message = f"{name} as {sorted(granted)}: {answer.status_code} {answer.text[:200]}"
        assert answer.status_code != 401, message
        assert answer.status_code < 500, message
        if allowed(name, granted):
            assert not (refused and name not in ANYBODY), message
        else:
            assert refused in NEEDS[name], message


@pytest.mark.parametrize("role", ROLES)
async def test_every_address_answers_every_role_as_the_rules_say(world, role):
    await agree(await world.client(role), RULES[role])


@pytest.mark.parametrize("scope", [*SCOPES])
async def test_every_address_answers_every_key_as_its_scope_says(world, scope):
    await agree(await world.partner(scope), frozenset({scope}))


def named_schemas(node) -> set[str]:
    """The schemas an answer is made of."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        text = json.dumps(waiting.pop())
        for name in re.findall(r"#/components/schemas/([\w.-]+)", text):
            if name not in found:
                found.add(name)
                waiting.append(SCHEMAS[name])
    return found


def answered(operation) -> dict[str, Any]:
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            return response.get("content", {}).get("application/json", {}).get("schema", {})
    return {}


def test_the_description_marks_all_commercial_fields():
    outputs = set().union(*(named_schemas(answered(operation)) for *_, operation in operations()))
    wrong = [
        (name, field)
        for name in sorted(outputs)
        for field, node in SCHEMAS[name].get("properties", {}).items()
        if field in WRITTEN_COMMERCIAL and node.get("x-class") != "commercial"
    ]
    assert sorted(wrong) == sorted(key for key in NOT_COMMERCIAL)


def test_what_is_commercial_in_an_answer_is_commercial_in_the_event_of_its_change():
    """Events carry columns: one that is classified in answers and not in its table would leave through the timeline."""
    marked = {
        field
        for node in SCHEMAS.values()
        for field, shape in node.get("properties", {}).items()
        if shape.get("x-class") == "commercial"
    }
    quantities = {("opportunity_need", "amount"), ("cycle_limit", "amount"), ("target_grant", "amount")}
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if column.name in marked & WRITTEN_COMMERCIAL and (table.name, column.name) not in quantities:
                assert column.info.get(CLASSIFIED) == "commercial", f"{table.name}.{column.name}"


def marked(node, value, where: str):
    """(schema.field, value) of every field of class commercial in an answer."""
    if "$ref" in node:
        where = node["$ref"].rsplit("/", 1)[1]
        node = SCHEMAS[where]
    for option in [*node.get("anyOf", ()), *node.get("allOf", ()), *node.get("oneOf", ())]:
        if option.get("type") != "null" and value is not None:
            yield from marked(option, value, where)
    if isinstance(value, list):
        for item in value:
            yield from marked(node.get("items", {}), item, where)
    elif isinstance(value, dict):
        for field, below in node.get("properties", {}).items():
            if field not in value:
                continue
            if below.get("x-class") == "commercial":
                yield f"{where}.{field}", value[field]
            else:
                yield from marked(below, value[field], where)


def declared() -> set[str]:
    """Every field of class commercial that a GET can answer."""
    gets = [named_schemas(answered(operation)) for _, method, _, operation in operations() if method == "get"]
    return {
        f"{name}.{field}"
        for name in set().union(*gets)
        for field, node in SCHEMAS[name].get("properties", {}).items()
        if node.get("x-class") == "commercial"
    }


async def read_all(client, made: Everything):
    """(name, operation, answer) of every GET that this caller gets an answer to."""
    for name, method, path, operation in operations():
        if method != "get" or not path.startswith("/api/"):
            continue
        here = dict(made.ids)
        if "run_id" in path:
            here["run_id"] = made.ids[f"{path.split('/')[3]}_run_id"]
        address = Everything(made.admin, here).address(path)
        answer = await client.get(address, params=made.queries.get(name, {}))
        allowed = {200, 404} if name == "get_job" else {200, 403}  # a job of somebody else is not there
        assert answer.status_code in allowed, f"{name}: {answer.status_code} {answer.text[:300]}"
        if answer.status_code == 200:
            yield name, operation, answer


@dataclass
class Reading:
    """What one person got to see."""

    names: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


async def reading(client, made: Everything) -> Reading:
    """Which addresses answer, which commercial fields they fill, and which secret words they carry."""
    seen = Reading()
    async for name, operation, answer in read_all(client, made):
        seen.names.add(name)
        secret = [*COMMERCIAL.values()] + ([] if name == "get_private_traits" else [*SENSITIVE.values()])
        seen.words |= {str(word) for word in secret if str(word) in answer.text}
        if answer.headers["content-type"] == "application/json":
            found = marked(answered(operation), answer.json(), name)
            seen.filled |= {place for place, value in found if value is not None}
    return seen


async def test_no_answer_carries_what_its_reader_may_not_see(world):
    made = await everything(world)
    seen = {role: await reading(await world.client(role), made) for role in ROLES}
    commercial = {str(word) for word in COMMERCIAL.values()}
    everywhere = {name for name, method, path, _ in operations() if method == "get" and path.startswith("/api/")}
    detail = "OpportunityDetail.custom_commercial"  # the one shown was won and imported; rows of the list have theirs
    unfilled = sorted(declared() ^ seen["administrator"].filled)
    assert unfilled == [detail], "else nothing is proved for others"
    shown = Reading(everywhere, declared() - {detail}, commercial)
    assert seen["administrator"] == shown, "else nothing is proved for others"
    for role in ROLES:
        if "commercial" not in RULES[role]:
            assert (seen[role].filled, seen[role].words) == (set(), set()), role
        assert not seen[role].words & set(SENSITIVE.values()), role
        assert ("get_private_traits" in seen[role].names) == ("sensitive" in RULES[role])
    private = await made.admin.get(made.address("/records/contacts/{contact_id}/private"), params={"purpose": "visit"})
    assert {name: private.json()[name] for name in SENSITIVE} == SENSITIVE


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
    filters = [f"{name} > 0", f"{name} is null", f"not {name} in (1)", f"id is not null and ({name} >= 1)"]
    return [{"sort": name}, {"sort": f"-{name}"}, *({"filter": text} for text in filters)]


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
}
"""Some of what those with the class do sort and filter by, or the test below would prove nothing."""


async def test_nobody_sorts_or_filters_by_what_he_may_not_see(world):
    made = await everything(world)
    readers = [await world.client(role) for role in ("member", "read_only")]
    assert not any("commercial" in RULES[role] or "sensitive" in RULES[role] for role in ("member", "read_only"))
    answered_to_others, wrong = set(), []
    for name, path, item in lists():
        address, always = made.address(path), made.queries.get(name, {})
        hidden = hidden_in(item)
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
