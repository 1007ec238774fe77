"""The token between services: for one audience, for a minute, under a key that only we have."""

import base64
import datetime as dt
import json
import uuid

import httpx
import pytest
from fastapi import Request

from services.kit.auth import Me
from services.kit.errors import Unauthenticated
from services.kit.http import ServiceClient
from services.kit.permissions import Principal
from services.kit.settings import Settings
from services.kit.tokens import Signer
from services.records.client import RecordsClient

ONE, OTHER = (base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2))
ME = Principal(
    id=uuid.uuid4(),
    kind="user",
    name="李雷",
    actions=frozenset({"planning:read", "records:read", "commercial"}),
    roles=("executive",),
    department_id=uuid.uuid4(),
    language="zh",
    proved_at=dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC),
)
NOW = 1_790_000_000.0


def test_what_was_said_is_what_is_read():
    token = Signer(ONE).issue(ME, issuer="planning", audience="records", now=NOW)
    assert Signer(ONE).read(token, audiences=["identity", "records"], now=NOW + 59) == ME


def test_it_is_for_one_audience_and_one_minute():
    token = Signer(ONE).issue(ME, issuer="planning", audience="records", now=NOW)
    for audiences, now in ((["planning"], NOW), ([], NOW), (["records"], NOW + 60), (["records"], NOW - 30)):
        with pytest.raises(Unauthenticated):
            Signer(ONE).read(token, audiences=audiences, now=now)


def test_nothing_of_it_can_be_changed():
    token = Signer(ONE).issue(ME, issuer="planning", audience="records", now=NOW)
    header, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    richer = (
        base64.urlsafe_b64encode(json.dumps(claims | {"actions": ["identity:write"]}).encode()).decode().rstrip("=")
    )
    none = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    forged = (
        f"{header}.{richer}.{signature}",
        f"{none}.{payload}.",
        f"{none}.{payload}.{signature}",
        f"{header}.{payload}.{signature[:-4]}AAAA",
        f"{header}.{payload}",
        "",
        ".",
        "é.é.é",
        "a.b.c",
    )
    for one in forged:
        with pytest.raises(Unauthenticated):
            Signer(ONE).read(one, audiences=["records"], now=NOW)


def test_another_master_key_opens_it_only_while_it_is_rotated():
    token = Signer(ONE).issue(ME, issuer="planning", audience="records", now=NOW)
    with pytest.raises(Unauthenticated):
        Signer(OTHER).read(token, audiences=["records"], now=NOW)
    assert Signer(f"{OTHER},{ONE}").read(token, audiences=["records"], now=NOW) == ME


def test_without_a_master_key_each_process_has_its_own():
    token = Signer("").issue(ME, issuer="all", audience="records", now=NOW)
    with pytest.raises(Unauthenticated):
        Signer("").read(token, audiences=["records"], now=NOW)


def test_four_services_need_a_master_key():
    urls = {f"{name}_url": "http://x" for name in ("records", "planning", "performance")}
    with pytest.raises(ValueError, match="LOAM_MASTER_KEY"):
        Settings(target="identity", **urls)
    assert Settings(target="identity", master_key=ONE, **urls)


@pytest.mark.parametrize("wrong", ["short", base64.b64encode(b"x" * 31).decode(), f"{ONE},", "é"])
def test_a_master_key_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="LOAM_MASTER_KEY"):
        Settings(master_key=wrong)


def calling(world, service: str, client: type[ServiceClient], call) -> None:
    """A route at `service` that asks another service as its own caller: what planning does when it needs records."""
    app = world.apps.get(service) or world.apps["all"]

    @app.post(f"/api/v1/{service}/_asks")
    async def asks(request: Request, me: Me) -> object:
        return await call(client.from_request(request))


@pytest.mark.parametrize("shape", ["all", "split"], indirect=True)
async def test_a_call_between_services_carries_the_caller_and_no_credential(world):
    """A cookie or key that reached the first service goes no further; the second sends no statement to know who calls."""
    admin = await world.client("administrator")
    customer = (await admin.post("/records/customers", json={"name": "沃野"})).json()
    seen = []
    for app in world.apps.values():
        inner = app.state.http["records"]

        class Watching(httpx.AsyncBaseTransport):
            def __init__(self, transport):
                self.transport = transport

            async def handle_async_request(self, request):
                seen.append(request)
                return await self.transport.handle_async_request(request)

        inner._transport = Watching(inner._transport)
    calling(world, "planning", RecordsClient, lambda records: records.get(f"/customers/{customer['id']}"))
    for client in (admin, await world.partner("planning:read", "records:read")):
        answer = await client.post("/planning/_asks")
        assert answer.status_code == 200, answer.text
        assert answer.json()["name"] == "沃野"
    poor = await world.partner("planning:read")
    refused = await poor.post("/planning/_asks")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert len(seen) == 3
    for request in seen:
        assert request.headers["authorization"].startswith("Loam-Service ey")
        assert "cookie" not in request.headers
        assert "loam_" not in str(request.headers)


@pytest.mark.parametrize("shape", ["split"], indirect=True)
async def test_a_service_refuses_what_was_meant_for_another(world):
    signer = world.apps["planning"].state.signer
    token = signer.issue(ME, issuer="planning", audience="planning")
    client = world.anonymous()
    client.headers["authorization"] = f"Loam-Service {token}"
    assert (await client.get("/planning/opportunities")).status_code == 200
    stray = await client.get("/records/customers")
    assert (stray.status_code, stray.json()["code"]) == (401, "service_token_refused")


async def test_a_service_token_is_no_session(world):
    """What belongs to a browser stays with its cookie: nobody changes a password by way of another service."""
    admin = await world.client("administrator")
    app = world.apps["all"]
    me = Principal(id=admin.user.id, kind="user", name="x", actions=frozenset(), proved_at=dt.datetime.now(dt.UTC))
    client = world.anonymous()
    client.headers["authorization"] = f"Loam-Service {app.state.signer.issue(me, issuer='x', audience='identity')}"
    assert (await client.get("/identity/session")).json()["code"] == "not_a_person"
    changed = await client.put("/identity/session/password", json={"new": "a long enough one"})
    assert changed.json()["code"] == "not_a_person"
