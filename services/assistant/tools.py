"""Which of the API's operations are tools, and how a tool's arguments become requests.

A tool names operations by their ids; what it takes is read from their description, so that the words, bounds and
permissions of a tool are those of the API. Tools of several parts ask them one after another and answer by part.
"""

import asyncio
import json
import re
import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import orjson
from starlette.requests import Request

from services.kit.errors import Unavailable
from services.kit.http import ServiceClient
from services.kit.settings import SERVICES
from services.kit.wire import COMMITTED

Json = dict[str, Any]
REPEAT_KEY = "repeat_key"
KEY_RULE = {
    "type": "string",
    "pattern": "^[!-~]{1,255}$",
    "description": "Choose one for each new act and send the same one when repeating it: it is then done once.",
}
DESCRIBING_SECONDS = 9
"""The first time a service describes itself, it thinks for a second or two."""
PATH_PART = re.compile(r"[\w-]+")
"""What may stand between two slashes of an address: never something that leads to another address."""
NOT_FOR_TOOLS = frozenset({"count", "fields", "updated_since"})
"""What synchronising programs need and a conversation does not."""


@dataclass(frozen=True)
class Tool:
    name: str
    says: str
    parts: Mapping[str, str]
    """Part of the answer → operation id; a single part named "" is the whole answer."""
    writes: bool = False


def one(name: str, says: str, operation: str, *, writes: bool = False) -> Tool:
    return Tool(name, says, {"": operation}, writes)


TOOLS = (
    one(
        "search",
        "Find customers, contacts, opportunities and projects by name, pinyin, code or phone",
        "search_everything",
    ),
    one("list_customers", "List customers", "list_customers"),
    Tool(
        "get_customer",
        "A customer with the counts, the orders by month and how complete what is known of it is",
        {"customer": "get_customer", "summary": "get_customer_summary"},
    ),
    one("customer_timeline", "What happened with a customer, latest first", "list_customer_timeline"),
    one("list_contacts", "List contacts of customers", "list_contacts"),
    one("list_interactions", "List visits, calls and other interactions with customers", "list_interactions"),
    one("log_interaction", "Write down an interaction with a customer", "create_interaction", writes=True),
    one("list_opportunities", "List opportunities", "list_opportunities"),
    one("get_opportunity", "An opportunity with its needs and links", "get_opportunity"),
    one("create_opportunity", "Write down a new opportunity", "create_opportunity", writes=True),
    one("propose_opportunity", "Propose an opportunity for a planning cycle", "propose_opportunity", writes=True),
    one("list_cycles", "List planning cycles", "list_cycles"),
    one("list_selections", "List selections of opportunities", "list_selections"),
    Tool(
        "explain_selection",
        "Why a selection chose or gave up each opportunity, what it would take, and which limits bind",
        {"selection": "get_selection", "choices": "list_choices", "usage": "list_usage"},
    ),
    one("list_projects", "List projects", "list_projects"),
    one("my_week", "What waits for the caller this week", "get_my_week"),
    one("plan_activity", "Plan an activity with a customer", "create_activity", writes=True),
    one("report_activity", "Report what happened at an activity and what was learned", "report_activity", writes=True),
    one("list_scorecards", "List scorecards of teams or people", "list_scorecards"),
    one("get_scorecard", "One scorecard with its indicators", "get_scorecard"),
    one("loop_health", "Where the loop from customer to plan to result is fast, and where it stands still", "get_loop"),
)


@dataclass
class Operation:
    """One operation of the API and what it takes, by place."""

    service: str
    method: str
    path: str
    placed: dict[str, str] = field(default_factory=dict)
    """Argument → path, query, If-Match or body."""
    rules: dict[str, Json] = field(default_factory=dict)
    required: set[str] = field(default_factory=set)


@dataclass
class Prepared:
    """A tool with its operations found and its arguments described."""

    tool: Tool
    operations: dict[str, Operation]
    schema: Json


@dataclass(frozen=True)
class Outcome:
    body: Any
    failed: bool = False
    words: str = ""


async def prepare(http: Mapping[str, httpx.AsyncClient]) -> dict[str, Prepared]:
    """All tools, from the committed description of the API, or else from what the services say of themselves."""
    found: dict[str, Operation] = {}
    shapes: Json = {}
    if COMMITTED.exists():
        described = [await asyncio.to_thread(lambda: orjson.loads(COMMITTED.read_bytes()))]
    else:
        described = await asyncio.gather(*(_said(name, http[name]) for name in SERVICES))
    for said in described:
        shapes |= said["components"]["schemas"]
        found |= dict(_operations(said))
    return {tool.name: _prepared(tool, found, shapes) for tool in TOOLS}


async def _said(name: str, http: httpx.AsyncClient) -> Json:
    client = CLIENTS[name](http, {}, time.monotonic() + DESCRIBING_SECONDS)
    status, said = await client.exchange("GET", "/api/v1/openapi.json")
    if status != httpx.codes.OK:
        raise Unavailable(said["detail"], said["detail"], code=said["code"])
    described: Json = said
    return described


async def call(request: Request, prepared: Prepared, arguments: Json) -> Outcome:
    """The answers of the tool's operations to the caller of this request; the first refusal ends it."""
    if unknown := sorted(arguments.keys() - prepared.schema["properties"].keys()):
        return _refused([f"{name}: unknown argument" for name in unknown])
    if missing := [name for name in prepared.schema["required"] if name not in arguments]:
        return _refused([f"{name}: required" for name in missing])
    places = {name for one in prepared.operations.values() for name, place in one.placed.items() if place == "path"}
    if wrong := [name for name in places & arguments.keys() if not PATH_PART.fullmatch(str(arguments[name]))]:
        return _refused([f"{name}: not an id" for name in sorted(wrong)])
    answers: Json = {}
    for part, operation in prepared.operations.items():
        outcome = await _ask(request, operation, arguments)
        if outcome.failed:
            return outcome
        answers[part] = outcome.body
    return Outcome(answers.get("", answers))


async def _ask(request: Request, operation: Operation, arguments: Json) -> Outcome:
    mine = {name: value for name, value in arguments.items() if name in operation.placed and value is not None}

    def placed(place: str) -> Json:
        return {name: value for name, value in mine.items() if operation.placed[name] == place}

    client = CLIENTS[operation.service].from_request(request)
    headers = {}
    if operation.method == "POST":
        headers["idempotency-key"] = str(arguments.get(REPEAT_KEY) or secrets.token_hex(16))
    if "version" in placed("If-Match"):
        headers["if-match"] = f'"{mine["version"]}"'
    path = operation.path.format_map(placed("path"))
    body = placed("body") if operation.method == "POST" else None
    status, answer = await client.exchange(operation.method, path, params=placed("query"), json=body, headers=headers)
    return Outcome(answer) if status < 400 else Outcome(answer, failed=True, words=_words(answer))  # noqa: PLR2004 - HTTP


def _words(problem: Any) -> str:
    """A problem as its reader needs it: what is wrong, and where."""
    lines = [f"{problem['title']}: {problem['detail']}"]
    lines += [f"{error['pointer']}: {error['detail']}" for error in problem["errors"]]
    return "\n".join(lines)


def _refused(lines: list[str]) -> Outcome:
    return Outcome({"errors": lines}, failed=True, words="\n".join(lines))


def _operations(said: Json) -> Iterator[tuple[str, Operation]]:
    for path, methods in said["paths"].items():
        service = path.split("/")[3] if path.count("/") > 2 else ""  # noqa: PLR2004 - /api/v1/<service>
        for method, about in methods.items():
            operation = Operation(service if service in SERVICES else "records", method.upper(), path)
            for parameter in about.get("parameters", []):
                _take(operation, parameter)
            body = about.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            shape = said["components"]["schemas"].get(body.get("$ref", "").rpartition("/")[2], {})
            for name, rule in shape.get("properties", {}).items():
                operation.placed[name], operation.rules[name] = "body", rule
            operation.required |= set(shape.get("required", ()))
            yield about["operationId"], operation


def _take(operation: Operation, parameter: Json) -> None:
    name, place = parameter["name"], parameter["in"]
    if place == "header" and name.lower() == "if-match":
        name, place = "version", "If-Match"
        parameter = {"schema": {"type": "integer", "description": "The version that was read"}, "required": True}
    if place == "header" or name in NOT_FOR_TOOLS:
        return
    rule = parameter["schema"]
    if text := parameter.get("description"):
        rule = {**rule, "description": text}
    operation.placed[name], operation.rules[name] = place, rule
    if parameter.get("required"):
        operation.required.add(name)


def _prepared(tool: Tool, found: Mapping[str, Operation], shapes: Json) -> Prepared:
    operations = {part: found[operation_id] for part, operation_id in tool.parts.items()}
    properties: Json = {}
    required: set[str] = set()
    for operation in operations.values():
        properties |= operation.rules
        required |= operation.required
    if tool.writes:
        properties[REPEAT_KEY] = KEY_RULE
    schema = {"type": "object", "properties": properties, "required": sorted(required), "additionalProperties": False}
    needed = _referred(schema, shapes)
    if needed:
        schema["$defs"] = {name: shapes[name] for name in sorted(needed)}
    text = json.dumps(schema).replace("#/components/schemas/", "#/$defs/")
    return Prepared(tool, operations, json.loads(text))


def _referred(schema: Any, shapes: Json) -> set[str]:
    """The names of all shapes that a schema refers to, directly or through others."""
    reached: set[str] = set()
    waiting = [schema]
    while waiting:
        names = set(re.findall(r"#/components/schemas/([\w-]+)", json.dumps(waiting.pop()))) - reached
        reached |= names
        waiting += [shapes[name] for name in names]
    return reached


def _client(service: str) -> type[ServiceClient]:
    class Client(ServiceClient):
        name = service

    return Client


CLIENTS = {service: _client(service) for service in SERVICES}
