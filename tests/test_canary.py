"""Canaries: strings nobody would guess, in every field that is not for all eyes, are found nowhere they may not be.

Looked through as text, whatever produced it: every GET of every role, and of a partner's key; the exports; what a
search, a filter or a sort by the secret itself gives away; the tables that must not hold clear text; the log. The last
tests let a secret out on purpose, by each of these ways, and ask that it be found.
"""

import json
import logging
from typing import get_args

import pytest
import structlog
from fastapi.responses import JSONResponse
from sqlalchemy import LargeBinary, text

from services.app import create_app
from services.kit.db import CLASSIFIED, Base
from services.kit.permissions import RULES, Role
from services.kit.settings import Settings
from tests.factories.everything import COMMERCIAL, SENSITIVE, Everything, everything
from tests.factories.records import make_contact

ROLES: tuple[Role, ...] = get_args(Role)
PERSONAL = {
    "name": "呼延灼灼",
    "phone": "19987654321",
    "mail": "huyan.zz@canary.example",
    "messenger": "wx-huyan-canary",
}
OUTSIDE = ("job_run", "webhook", "webhook_delivery", "notification", "idempotency_key", "search_entry", "search_key")
"""Tables that are read, or sent on, without asking who may: no class at all but what everybody reads may lie there."""
SHORT = 5
"""Too short to be a canary: it would be found everywhere."""


def words(role: str) -> list[str]:
    """What this role must never get to see."""
    commercial = [] if "commercial" in RULES[role] else [*map(str, COMMERCIAL.values())]  # type: ignore[index]
    return [*commercial, *SENSITIVE.values()]


def leaks(told: str, secrets: list[str]) -> list[str]:
    return [
        word for word in secrets if word in told or json.dumps(word).strip('"') in told or word.encode().hex() in told
    ]


def addresses(world) -> list[tuple[str, str]]:
    """(operation, path) of every GET that the application has at this moment."""
    app = world.apps["all"]
    app.openapi_schema = None
    paths = app.openapi()["paths"]
    return [(ways["get"]["operationId"], path) for path, ways in paths.items() if "get" in ways]


async def walk(world, client, made: Everything):
    """(operation, everything it answered, head included)."""
    for name, path in addresses(world):
        ids = dict(made.ids)
        if "run_id" in path:
            ids["run_id"] = made.ids[f"{path.split('/')[3]}_run_id"]
        address = Everything(made.admin, ids).address(path) if path.startswith("/api/") else path
        answer = await client.get(address, params=made.queries.get(name, {}))
        assert answer.status_code < 500, f"{name}: {answer.text[:200]}"
        yield name, f"{answer.headers} {answer.text}"


async def found_by(world, client, made: Everything, secrets: list[str]) -> set[tuple[str, str]]:
    return {(name, word) async for name, told in walk(world, client, made) for word in leaks(told, secrets)}


async def whole(world, *tables: str) -> list[tuple[str, str]]:
    async with world.session() as session:
        return [
            (table, row)
            for table in tables
            for row in (await session.execute(text(f'select t::text from "{table}" t'))).scalars()
        ]


async def lying_in(world, tables, secrets: list[str]) -> set[tuple[str, str]]:
    return {(table, word) for table, row in await whole(world, *tables) for word in leaks(row, secrets)}


TELLS_OF_PERSONS = {"phone", "mail", "messenger", "email", "contact_name", "contact_names", "wish"}


def test_what_tells_of_a_person_says_so():
    """The description names the class of each field that is not internal; so that a partner knows what it was given."""
    schemas = create_app(Settings(DATABASE_URL="postgresql://none")).openapi()["components"]["schemas"]
    found = {
        f"{name}.{field}": node.get("x-class")
        for name, schema in schemas.items()
        if name.endswith("Out") or name in {"SessionUser", "ErasurePreview"}
        for field, node in schema.get("properties", {}).items()
        if field in TELLS_OF_PERSONS or name in {"PrivateTraitsOut", "ContactOut"}
    }
    told = {place for place in found if place.split(".")[1] in TELLS_OF_PERSONS}
    assert {place for place in told if found[place] != "personal"} == set()
    assert len(told) >= 8
    assert {place for place, kind in found.items() if kind == "sensitive"} == {
        f"PrivateTraitsOut.{name}" for name in SENSITIVE
    }


@pytest.fixture
async def made(world) -> Everything:
    """Everything there is, and one more person whom all may read but no past may tell of in the clear."""
    made = await everything(world)
    await make_contact(made.admin, {"id": made.ids["customer_id"]}, **PERSONAL)
    return made


@pytest.fixture
def log():
    """Every line that structlog or logging writes, at any level."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(f"{record.getMessage()} {record.__dict__}")

    before, handler = structlog.get_config(), Keep(level=logging.DEBUG)
    root, level = logging.getLogger(), logging.getLogger().level
    structlog.configure(
        processors=[lambda _logger, _name, line: lines.append(str(line)) or line, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG),
        logger_factory=structlog.ReturnLoggerFactory(),
        cache_logger_on_first_use=False,
    )
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lines
    root.removeHandler(handler)
    root.setLevel(level)
    structlog.configure(**before)


async def test_no_answer_tells_what_its_reader_may_not_know(world, made):
    allowed = {"get_private_traits"}
    for role in ROLES:
        found = await found_by(world, await world.client(role), made, words(role))
        assert {one for one in found if not (one[0] in allowed and "sensitive" in RULES[role])} == set(), role
    partner = await world.partner("records:read", "planning:read", "identity:read", "audit:read", "performance:read")
    assert await found_by(world, partner, made, [*SENSITIVE.values()]) == set()
    shown = {word for _, word in await found_by(world, made.admin, made, [*map(str, COMMERCIAL.values())])}
    assert shown == {*map(str, COMMERCIAL.values())}, "else nothing is proved for others"


async def test_nobody_asks_his_way_to_a_secret(world, made):
    """A search, a filter or an order that knows the secret tells it by what it finds."""
    member = await world.client("member")
    for word in [*SENSITIVE.values(), *map(str, COMMERCIAL.values())]:
        answer = await member.get("/search", params={"q": word})
        assert answer.json()["items"] == [], word
        for address in ("/records/customers", "/records/contacts", "/planning/opportunities", "/planning/projects"):
            answer = await member.get(address, params={"q": word})
            assert (answer.status_code, answer.json()["items"]) == (200, []), (address, word)
    probes = [
        ("/records/customers", f"credit_limit eq {COMMERCIAL['credit_limit']}"),
        ("/records/product-lines", f"list_price eq {COMMERCIAL['list_price']}"),
        ("/records/transactions", f"amount eq {COMMERCIAL['transaction']}"),
        ("/planning/opportunities", f"margin_percent gt {COMMERCIAL['margin_percent']}"),
    ]
    for address, probe in probes:
        answer = await member.get(address, params={"filter": probe})
        assert answer.status_code in {403, 422}, (address, answer.text[:200])
        assert "items" not in answer.json()


async def test_nothing_lies_in_the_clear_where_it_must_not(world, made):
    sensitive, personal = [*SENSITIVE.values()], [*PERSONAL.values()]
    everywhere = [table for table in Base.metadata.tables if table not in {"search_entry", "search_key"}]
    assert await lying_in(world, everywhere, sensitive) == set()
    assert await lying_in(world, ("search_entry", "search_key"), [*sensitive, *map(str, COMMERCIAL.values())]) == set()
    assert await lying_in(world, [table for table in OUTSIDE if not table.startswith("search")], personal) == set()
    assert await lying_in(world, OUTSIDE, [*map(str, COMMERCIAL.values())]) == set()
    assert {table for table, _ in await lying_in(world, everywhere, personal)} == {"contact"}, "events hold it sealed"


async def test_every_classified_column_is_watched(world, made):
    """Each column of class commercial or sensitive was filled by `everything`, with a canary or a figure of its own."""
    empty = []
    async with world.session() as session:
        for table in Base.metadata.tables.values():
            for column in table.columns:
                if column.info.get(CLASSIFIED) not in {"commercial", "sensitive"}:
                    continue
                if isinstance(column.type, LargeBinary) and column.name in {"former_secret", "sealed_key"}:
                    continue
                some = f'select exists (select from "{table.name}" where "{column.name}" is not null)'
                if not await session.scalar(text(some)):
                    empty.append(f"{table.name}.{column.name}")
    assert [
        one for one in empty if one.split(".")[0] in {"private_traits", "customer", "contact", "product_line"}
    ] == []
    assert [one for one in empty if one.split(".")[0] in {"transaction", "opportunity", "project", "activity"}] == []


async def test_the_log_names_nobody_and_no_figure(world, log):
    made = await everything(world)
    await make_contact(made.admin, {"id": made.ids["customer_id"]}, **PERSONAL)
    for role in ("administrator", "member"):
        async for _ in walk(world, await world.client(role), made):
            pass
    bad = {"name": PERSONAL["name"] * 60, "phone": PERSONAL["phone"] * 9, "customer_id": made.ids["customer_id"]}
    assert (await made.admin.post("/records/contacts", json=bad)).status_code == 422
    export = await made.admin.post(f"/records/contacts/{made.ids['contact_id']}/export", json={"purpose": "access"})
    assert SENSITIVE["family"] in export.text
    assert log, "else nothing was watched"
    secrets = [*SENSITIVE.values(), *map(str, COMMERCIAL.values()), *PERSONAL.values()]
    assert leaks("\n".join(log), secrets) == []


async def test_a_leak_by_an_address_is_found(world, made):
    app = world.apps["all"]

    async def leak() -> JSONResponse:
        return JSONResponse({"note": f"限额 {COMMERCIAL['credit_limit']}", "about": SENSITIVE["family"]})

    app.add_api_route("/api/v1/records/leak", leak, operation_id="leak", methods=["GET"])
    app.router.routes.insert(0, app.router.routes.pop())
    found = await found_by(world, await world.client("member"), made, words("member"))
    assert found == {("leak", str(COMMERCIAL["credit_limit"])), ("leak", SENSITIVE["family"])}


async def test_a_leak_into_a_table_is_found(world, made):
    async with world.sessions.begin() as session:
        change = "update event set changes = jsonb_build_object('family', jsonb_build_array(null, cast(:word as text)))"
        last = " where id = (select id from event order by id desc limit 1)"
        await session.execute(text(change + last), {"word": SENSITIVE["family"]})
        await session.execute(text("update webhook_delivery set body = :word"), {"word": str(COMMERCIAL["budget"])})
    assert await lying_in(world, ("event",), [*SENSITIVE.values()]) == {("event", SENSITIVE["family"])}
    assert await lying_in(world, OUTSIDE, [str(COMMERCIAL["budget"])]) == {
        ("webhook_delivery", str(COMMERCIAL["budget"]))
    }


async def test_a_leak_into_the_log_is_found(log):
    structlog.get_logger().info("seen", what=SENSITIVE["family"])
    logging.getLogger("services").warning("phone %s", PERSONAL["phone"])
    assert leaks("\n".join(log), [*SENSITIVE.values(), *PERSONAL.values()]) == [SENSITIVE["family"], PERSONAL["phone"]]
