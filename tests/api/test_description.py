"""The description of the API: complete, valid examples, and broken only on purpose."""

import asyncio
import copy
import json
import re
from pathlib import Path

import httpx
import jsonschema
import pytest

from services.app import create_app
from services.breaking import breaks, main
from services.kit.settings import SERVICES, Settings
from services.kit.wire import COMMITTED

ROOT = Path(__file__).parents[2]
KEY = "bG9hbSB0ZXN0cyBsb2FtIHRlc3RzIGxvYW0gdGVzdHM="
SCHEMA = create_app(Settings(DATABASE_URL="postgresql://none")).openapi()
OPERATIONS = [
    pytest.param(path, method, operation, id=operation["operationId"])
    for path, operations in SCHEMA["paths"].items()
    for method, operation in operations.items()
]


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_every_operation_is_told_in_full(path, method, operation):
    """The rules of spectral's `oas` set that the framework does not keep by itself; see docs/decisions."""
    assert operation["summary"]
    assert not operation["summary"].endswith(".")
    assert operation["description"]
    assert set(operation["tags"]) <= {tag["name"] for tag in SCHEMA["tags"]}
    assert re.fullmatch(r"[a-z][a-z0-9_]*", operation["operationId"])
    keys = [(one["in"], one["name"]) for one in operation.get("parameters", ())]
    assert len(keys) == len(set(keys))
    assert {name for kind, name in keys if kind == "path"} == set(re.findall(r"{(\w+)}", path))
    assert all(one["description"] for one in operation.get("parameters", ()))
    assert any(status.startswith("2") for status in operation["responses"])
    if not path.startswith("/api/"):
        return
    for status in ("401", "403", "422", "429", "500", "503"):
        told = operation["responses"][status]
        if "$ref" in told:
            told = SCHEMA["components"]["responses"][told["$ref"].rsplit("/", 1)[1]]
            assert set(told["content"]) == {"application/problem+json"}, status
    declared = SCHEMA["components"]["securitySchemes"]
    for one in operation.get("security", SCHEMA["security"]):
        for name, scopes in one.items():
            assert name in declared
            if scopes:
                assert set(scopes) <= set(declared[name]["flows"]["clientCredentials"]["scopes"])


def examples(operation):
    for part in (operation.get("requestBody", {}), *(one for s, one in operation["responses"].items() if s[0] == "2")):
        for kind, content in part.get("content", {}).items():
            if kind in {"application/json", "multipart/form-data"} and content.get("schema"):
                yield content["schema"], content["example"]


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_examples_are_what_they_show(path, method, operation):
    for schema, example in examples(operation):
        whole = {**schema, "components": SCHEMA["components"]}
        jsonschema.validate(example, whole, cls=jsonschema.Draft202012Validator)


def test_the_committed_file_breaks_nothing_by_itself():
    assert breaks(SCHEMA, SCHEMA) == []


def changed(change):
    new = copy.deepcopy(SCHEMA)
    change(new)
    return breaks(SCHEMA, new)


def customers(new, method="post"):
    return new["paths"]["/api/v1/records/customers"][method]


def test_deliberate_breaks_are_found():
    schemas = "components", "schemas"
    parts = SCHEMA[schemas[0]][schemas[1]]

    def of(new, name):
        return new["components"]["schemas"][name]

    assert "POST /api/v1/records/customers is gone" in changed(
        lambda n: n["paths"]["/api/v1/records/customers"].pop("post")
    )
    assert any("operationId" in one for one in changed(lambda n: customers(n).update(operationId="x")))
    assert "POST /api/v1/records/customers body.name maxLength is now 10" in changed(
        lambda n: of(n, "CustomerCreate")["properties"]["name"].update(maxLength=10)
    )
    assert "POST /api/v1/records/customers body.code is now required" in changed(
        lambda n: of(n, "CustomerCreate")["required"].append("code")
    )
    assert "POST /api/v1/records/customers body.code is no longer known" in changed(
        lambda n: of(n, "CustomerCreate")["properties"].pop("code")
    )
    assert "POST /api/v1/records/customers 201.name is gone" in changed(
        lambda n: of(n, "CustomerOut")["properties"].pop("name")
    )
    assert "POST /api/v1/records/customers 201.name may now be null" in changed(
        lambda n: of(n, "CustomerOut")["properties"]["name"].update(type=["string", "null"])
    )
    assert "POST /api/v1/records/customers no longer answers 201" in changed(
        lambda n: customers(n)["responses"].pop("201")
    )
    assert "POST /api/v1/records/customers body.kind may no longer be group" in changed(
        lambda n: of(n, "CustomerCreate")["properties"]["kind"]["enum"].remove("group")
    )
    limit = "GET /api/v1/records/customers query limit maximum is now 100"
    assert limit in changed(
        lambda n: next(one for one in customers(n, "get")["parameters"] if one["name"] == "limit")["schema"].update(
            maximum=100
        )
    )
    assert "CustomerCreate" in parts


def test_additions_are_no_breaks():
    def add(new):
        new["paths"]["/api/v1/new"] = {"get": customers(new, "get")}
        new["components"]["schemas"]["CustomerCreate"]["properties"]["more"] = {"type": "string"}
        new["components"]["schemas"]["CustomerOut"]["properties"]["more"] = {"type": "string"}
        new["components"]["schemas"]["CustomerOut"]["required"].append("more")
        customers(new, "get")["parameters"].append({"in": "query", "name": "more", "schema": {"type": "string"}})

    assert changed(add) == []


def test_a_break_can_be_accepted_in_writing(tmp_path, capsys):
    old, new, accepted = tmp_path / "old.json", tmp_path / "new.json", tmp_path / "accepted.md"
    less = copy.deepcopy(SCHEMA)
    less["paths"]["/api/v1/records/customers"].pop("post")
    old.write_text(json.dumps(SCHEMA))
    new.write_text(json.dumps(less))
    assert main([str(old), str(new)]) == 1
    assert "POST /api/v1/records/customers is gone" in capsys.readouterr().out
    accepted.write_text("- `POST /api/v1/records/customers is gone` — nobody used it\n")
    assert main([str(old), str(new), str(accepted)]) == 0


@pytest.mark.parametrize("target", ["all", "records"])
async def test_to_be_described_holds_nobody_up(target, tmp_path):
    """Who hosts all services hands out the committed description; one service tells of itself, beside the loop."""
    peers = {f"{name}_url": "http://peer" for name in SERVICES}
    settings = Settings(DATABASE_URL="postgresql://none", target=target, web=tmp_path, master_key=KEY, **peers)
    app = create_app(settings)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client:
        asked = asyncio.create_task(client.get("/api/v1/openapi.json"))
        while not asked.done():
            assert (await client.get("/livez")).status_code == 200
        answer = await asked
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == json.loads(COMMITTED.read_bytes() if target == "all" else json.dumps(app.openapi()))
    assert any(path.startswith("/api/v1/planning/") for path in answer.json()["paths"]) == (target == "all")
