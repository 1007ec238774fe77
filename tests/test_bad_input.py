"""Every POST, PUT and PATCH of the API, every field of its body, every value that used to be a 500 somewhere."""

import json
import uuid

import pytest

from services.app import create_app
from services.kit.settings import SERVICES, Settings

NEVER = {"/livez", "/readyz"}
HUGE = "长" * 3_500_000  # 10 MB as UTF-8

BAD = {
    "nul": "a\x00b",
    "lone_surrogate": "\ud800",
    "control": "a\x1bb",
    "past_int8": 2**63,
    "past_everything": 10**400,
    "infinity": float("inf"),
    "object": {"a": 1},
    "nested_list": [[[]]],
    "true": True,
}


def api():
    return create_app(
        Settings(DATABASE_URL="postgresql://none", **{f"{n}_url": "http://x" for n in SERVICES})
    ).openapi()


def resolve(schema, node):
    while "$ref" in node:
        node = schema["components"]["schemas"][node["$ref"].rsplit("/", 1)[1]]
    return node


def bodies():
    schema = api()
    found = []
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content and path not in NEVER:
                node = resolve(schema, content["application/json"]["schema"])
                found.append(pytest.param(method, path, node, id=operation["operationId"]))
    return found


def address(path):
    for part in path.split("/"):
        if part.startswith("{"):
            path = path.replace(part, str(uuid.uuid4()))
    return path.removeprefix("/api/v1")


async def send(client, method, path, body):
    raw = json.dumps(body, ensure_ascii=True).encode()
    headers = {"content-type": "application/json", "if-match": '"1"'}
    return await client.request(method, address(path), content=raw, headers=headers)


@pytest.mark.parametrize(("method", "path", "node"), bodies())
async def test_no_value_of_any_field_is_our_fault(world, method, path, node):
    client = await world.client("administrator")
    fields = node.get("properties", {})
    for name in fields:
        for label, value in BAD.items():
            answer = await send(client, method, path, {name: value})
            if label == "true" and answer.status_code == 200:  # a switch may be switched on
                assert fields[name].get("type") == "boolean" or "boolean" in json.dumps(fields[name]), name
                continue
            assert 400 <= answer.status_code < 500, f"{name}={label}: {answer.status_code} {answer.text[:300]}"
            assert answer.headers["content-type"] == "application/problem+json"
            if label in {"nul", "lone_surrogate", "control"} and answer.status_code == 422:
                pointers = [error["pointer"] for error in answer.json()["errors"]]
                assert any(p.startswith(f"/{name}") for p in pointers), f"{name}={label}: {pointers}"
    if fields:
        unknown = await send(client, method, path, {"no_such_field": 1})
        assert unknown.status_code == 422, unknown.text
        assert "/no_such_field" in [error["pointer"] for error in unknown.json()["errors"]]
    for body in ("text", 7, None, True):
        assert 400 <= (await send(client, method, path, body)).status_code < 500


@pytest.mark.parametrize(("method", "path", "node"), bodies())
async def test_bodies_past_the_limit_are_refused_unread(world, method, path, node):
    client = await world.client("administrator")
    name = next(iter(node.get("properties", {"x": {}})))
    answer = await client.request(
        method,
        address(path),
        content=json.dumps({name: HUGE}, ensure_ascii=False).encode(),
        headers={"content-type": "application/json", "if-match": '"1"'},
    )
    assert answer.status_code in {413, 422}, answer.text[:200]
    assert answer.headers["content-type"] == "application/problem+json"


async def test_broken_json_says_where(world):
    client = await world.client("administrator")
    for raw in (b"{", b"\xff\xfe", b'{"name": 1e999999}', b"[" * 100_000, b""):
        answer = await client.post("/identity/departments", content=raw, headers={"content-type": "application/json"})
        assert 400 <= answer.status_code < 500, (raw[:20], answer.status_code)
        assert answer.headers["content-type"] == "application/problem+json"
