"""The API as tools: with the official client over real HTTP, and in both shapes of an installation."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import httpx2
import pytest
from mcp.client import Client
from mcp.client.streamable_http import streamable_http_client

from services.assistant.tools import TOOLS
from tests.factories.records import make_customer, make_interaction
from tests.installation import Installation

VISIT = {"channel": "visit", "at": "2026-11-02T09:30:00+08:00", "summary": "看了新车间"}
ACCEPT = {"accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    made = Installation(tmp_path_factory.mktemp("assistant") / "data")
    made.start()
    made.writer = made.key("records:read", "records:write", "planning:read", "planning:write", "performance:read")
    made.reader = made.key("records:read")
    yield made
    made.end()


@asynccontextmanager
async def assistant(installation: Installation, key: str, language: str = "en") -> AsyncIterator[Client]:
    headers = {"authorization": f"Bearer {key}", "accept-language": language}
    async with (
        httpx2.AsyncClient(headers=headers, timeout=60, trust_env=False) as http,
        Client(streamable_http_client(f"{installation.address}/api/v1/mcp", http_client=http)) as client,
    ):
        yield client


def made_customer(installation: Installation, name: str) -> dict:
    answer = httpx.post(
        f"{installation.address}/api/v1/records/customers",
        json={"name": name},
        headers={"authorization": f"Bearer {installation.writer}", "idempotency-key": name.encode().hex()},
        trust_env=False,
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_the_tools_take_what_the_api_takes(installation: Installation) -> None:
    async with assistant(installation, installation.writer) as client:
        listed = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert set(listed) == {tool.name for tool in TOOLS}
    described = json.loads((Path(__file__).parents[1] / "docs" / "openapi.json").read_text())
    body = described["components"]["schemas"]["InteractionCreate"]
    log = listed["log_interaction"]
    assert set(log.input_schema["properties"]) == {*body["properties"], "repeat_key"}
    assert log.input_schema["properties"]["channel"] == body["properties"]["channel"]
    assert log.input_schema["required"] == sorted(body["required"])
    assert listed["get_customer"].input_schema["required"] == ["customer_id"]
    assert not log.annotations.read_only_hint
    assert {name for name, tool in listed.items() if not tool.annotations.read_only_hint} == {
        "log_interaction",
        "create_opportunity",
        "propose_opportunity",
        "plan_activity",
        "report_activity",
    }
    assert "#/components" not in json.dumps([tool.input_schema for tool in listed.values()])


async def test_an_assistant_finds_reads_and_writes(installation: Installation) -> None:
    customer = made_customer(installation, "华东精工有限公司")
    async with assistant(installation, installation.writer) as client:
        found = await client.call_tool("search", {"q": "精工"})
        assert customer["id"] in found.content[0].text
        visit = VISIT | {"customer_id": customer["id"], "repeat_key": "visit-1"}
        first = await client.call_tool("log_interaction", visit)
        again = await client.call_tool("log_interaction", visit)
        assert first.structured_content["id"] == again.structured_content["id"]
        assert first.structured_content["summary"] == "看了新车间"
        listed = await client.call_tool("list_interactions", {"customer_id": customer["id"], "limit": 10})
        assert [item["id"] for item in listed.structured_content["items"]] == [first.structured_content["id"]]
        whole = (await client.call_tool("get_customer", {"customer_id": customer["id"]})).structured_content
        assert whole["customer"]["name"] == "华东精工有限公司"
        assert whole["summary"]["counts"]["interactions_90d"] == 1
        opportunity = {"customer_id": customer["id"], "title": "二期产线"}
        noted = (await client.call_tool("create_opportunity", opportunity)).structured_content
        assert noted["title"] == "二期产线"
        loop = await client.call_tool("loop_health", {})
        assert not loop.is_error, loop.content


async def test_a_refusal_says_what_the_api_says(installation: Installation) -> None:
    customer = made_customer(installation, "华南精工有限公司")
    visit = VISIT | {"customer_id": customer["id"]}
    nobody = "019aa3c5-0000-7000-8000-00000000ffff"

    async def words(client: Client, tool: str, arguments: dict) -> str:
        answer = await client.call_tool(tool, arguments)
        assert answer.is_error
        return answer.content[0].text

    async with assistant(installation, installation.reader) as client:
        assert "does not include records" in await words(client, "log_interaction", visit)
        assert "does not include planning:read" in await words(client, "list_opportunities", {})
    async with assistant(installation, installation.writer) as client:
        assert "/channel" in await words(client, "log_interaction", visit | {"channel": "pigeon"})
        assert await words(client, "get_customer", {}) == "customer_id: required"
        assert await words(client, "get_customer", {"customer_id": nobody, "x": 1}) == "x: unknown argument"
        assert "Not found" in await words(client, "get_customer", {"customer_id": nobody})
        assert "/cycle_id" in await words(client, "propose_opportunity", {"opportunity_id": nobody, "cycle_id": "?"})
        for wrong in ("../../identity/users", f"{customer['id']}/timeline", ""):
            assert await words(client, "get_customer", {"customer_id": wrong}) == "customer_id: not an id"
        assert await words(client, "delete_customer", {}) == "delete_customer: no such tool"
    async with assistant(installation, installation.writer, "zh-CN") as client:
        assert "没有找到" in await words(client, "get_customer", {"customer_id": nobody})


@pytest.mark.parametrize("key", ["", "loam_wrong", "nonsense"])
def test_without_a_key_nobody_is_let_in(installation: Installation, key: str) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    headers = ACCEPT | ({"authorization": f"Bearer {key}"} if key else {})
    answer = httpx.post(f"{installation.address}/api/v1/mcp", json=body, headers=headers, trust_env=False)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_there_are_no_sessions_to_listen_to_or_end(installation: Installation, method: str) -> None:
    answer = installation.ask("/api/v1/mcp", installation.writer, method)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'{"jsonrpc":"2.0","id":1,"method":"no/such"}', 200),
        (b"x" * 1_100_000, 413),
    ],
)
def test_nonsense_is_refused(installation: Installation, body: bytes, status: int) -> None:
    headers = ACCEPT | {"authorization": f"Bearer {installation.writer}", "content-type": "application/json"}
    answer = httpx.post(f"{installation.address}/api/v1/mcp", content=body, headers=headers, trust_env=False)
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize("shape", ["all", "split"], indirect=True)
async def test_in_both_shapes_tools_reach_every_service(world) -> None:
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    await make_interaction(admin, customer)
    partner = await world.partner("records:read", "planning:read", "performance:read")

    async def call(name: str, **arguments: str) -> dict:
        body = {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "tools/call",
            "params": {"name": name, "arguments": arguments},
        }
        answer = await partner.post("/mcp", json=body, headers=ACCEPT)
        assert answer.status_code == 200, answer.text
        result = answer.json()["result"]
        assert not result.get("isError"), result
        return result["structuredContent"]

    whole = await call("get_customer", customer_id=customer["id"])
    assert (whole["customer"]["id"], whole["summary"]["counts"]["interactions_90d"]) == (customer["id"], 1)
    assert (await call("list_opportunities", customer_id=customer["id"]))["items"] == []
    assert await call("loop_health")
