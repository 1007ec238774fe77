"""All addresses × all roles: what nobody without the class ever gets to see."""

from dataclasses import dataclass, field

from services.kit.db import CLASSIFIED, Base
from services.kit.permissions import RULES
from tests.factories.everything import COMMERCIAL, SENSITIVE, Everything, everything
from tests.permissions.described import (
    NOT_COMMERCIAL,
    ROLES,
    SCHEMAS,
    WRITTEN_COMMERCIAL,
    answered,
    named_schemas,
    operations,
)


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
            seen.filled |= {place for place, value in found if value not in (None, {})}
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
