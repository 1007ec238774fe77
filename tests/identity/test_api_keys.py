"""Partner keys: two at once, an end, networks; and tokens for some minutes by OAuth2."""

import base64
import uuid

import httpx
import pytest

from tests.identity.people import rewind

TOKEN = "/identity/oauth/token"
GRANT = {"grant_type": "client_credentials"}


async def made(admin, **more) -> dict:
    body = {"name": f"ERP {uuid.uuid4()}", "scopes": ["identity:read", "records:read"]} | more
    answer = await admin.post("/identity/api-clients", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def tag(row: dict) -> dict[str, str]:
    return {"if-match": f'"{row["version"]}"'}


def bearer(world, secret: str):
    client = world.anonymous()
    client.headers["authorization"] = f"Bearer {secret}"
    return client


async def works(world, secret: str) -> int:
    return (await bearer(world, secret).get("/identity/departments")).status_code


async def test_two_keys_live_while_the_partner_changes_over(world):
    admin = await world.client("administrator")
    first = await made(admin)
    path = f"/identity/api-clients/{first['id']}"
    second = (await admin.post(f"{path}/rotate", json={"keep_hours": 48}, headers=tag(first))).json()
    assert second["former_key_start"] == first["key_start"]
    assert (await works(world, first["key"]), await works(world, second["key"])) == (200, 200)
    third = await admin.post(f"{path}/rotate", json={}, headers=tag(second))
    assert (third.status_code, third.json()["code"]) == (409, "two_keys")
    ended = await admin.delete(f"{path}/former-key", headers=tag(second))
    assert ended.status_code == 200
    assert (await works(world, first["key"]), await works(world, second["key"])) == (401, 200)
    third = (await admin.post(f"{path}/rotate", json={"keep_hours": 0}, headers=tag(ended.json()))).json()
    assert [await works(world, one["key"]) for one in (first, second, third)] == [401, 401, 200]
    gone = await admin.delete(path, headers=tag(third))
    assert gone.status_code == 200
    assert await works(world, third["key"]) == 401
    late = await admin.post(f"{path}/rotate", json={}, headers=tag(gone.json()))
    assert (late.status_code, late.json()["code"]) == (409, "revoked")


async def test_the_former_key_ends_by_itself(world):
    admin = await world.client("administrator")
    first = await made(admin)
    await admin.post(f"/identity/api-clients/{first['id']}/rotate", json={}, headers=tag(first))
    await rewind(world, "update api_client set former_key_ends_at = now() where id = :id", id=first["id"])
    assert await works(world, first["key"]) == 401


async def test_a_key_comes_only_from_its_networks(world):
    admin = await world.client("administrator")
    key = await made(admin, networks=["203.0.113.0/24", "2001:db8::/48"])
    assert key["networks"] == ["203.0.113.0/24", "2001:db8::/48"]
    told = {}
    for address in ("203.0.113.9", "::ffff:203.0.113.9", "2001:db8:0:7::1", "203.0.114.9", "127.0.0.1", ""):
        transport = httpx.ASGITransport(world.apps["all"], client=(address, 1), raise_app_exceptions=False)
        headers = {"authorization": f"Bearer {key['key']}", "x-forwarded-for": "203.0.113.9"}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://loam.test/api/v1", headers=headers
        ) as client:
            told[address] = (await client.get("/identity/departments")).status_code
            token = await client.post(
                TOKEN, data=GRANT | {"client_id": key["id"], "client_secret": key["key"]}, headers={"authorization": ""}
            )
            assert (token.status_code == 200) == (told[address] == 200)
    assert list(told.values()) == [200, 200, 200, 403, 403, 403], "a forwarded address counts only from our gate"


async def test_networks_and_scopes_change_without_a_new_key(world):
    admin = await world.client("administrator")
    key = await made(admin)
    path = f"/identity/api-clients/{key['id']}"
    assert (await admin.patch(path, json={"networks": ["10.0.0.1/8"]}, headers=tag(key))).status_code == 422
    changed = (await admin.patch(path, json={"networks": ["10.0.0.0/8"]}, headers=tag(key))).json()
    assert await works(world, key["key"]) == 403
    changed = (await admin.patch(path, json={"networks": [], "scopes": ["records:read"]}, headers=tag(changed))).json()
    partner = bearer(world, key["key"])
    assert (await partner.get("/records/customers")).status_code == 200
    assert (await partner.get("/identity/departments")).status_code == 403
    ended = await admin.patch(path, json={"expires_at": "2020-01-01T00:00:00Z"}, headers=tag(changed))
    assert ended.status_code == 200
    assert await works(world, key["key"]) == 401


async def test_when_a_key_was_last_used_is_known(world):
    admin = await world.client("administrator")
    key = await made(admin)
    assert key["key_used_at"] is None
    await works(world, key["key"])
    listed = (await admin.get("/identity/api-clients")).json()["items"]
    [row] = [one for one in listed if one["id"] == key["id"]]
    assert row["key_used_at"]
    assert row["version"] == key["version"], "being used is no change that others could overwrite"


async def token(world, key: dict, *, basic: bool = False, **more):
    credentials = {} if basic else {"client_id": key["id"], "client_secret": key["key"]}
    headers = {}
    if basic:
        headers["authorization"] = "Basic " + base64.b64encode(f"{key['id']}:{key['key']}".encode()).decode()
    return await world.anonymous().post(TOKEN, data=GRANT | credentials | more, headers=headers)


@pytest.mark.parametrize("basic", [True, False])
async def test_client_credentials_give_a_token_for_some_minutes(world, basic):
    admin = await world.client("administrator")
    key = await made(admin)
    answer = await token(world, key, basic=basic, scope="identity:read")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["token_type"], body["expires_in"], body["scope"]) == ("Bearer", 600, "identity:read")
    assert answer.headers["cache-control"] == "no-store"
    partner = bearer(world, body["access_token"])
    assert (await partner.get("/identity/departments")).status_code == 200
    assert (await partner.get("/records/customers")).status_code == 403
    await rewind(world, "update access_token set expires_at = now()")
    assert (await partner.get("/identity/departments")).status_code == 401


@pytest.mark.parametrize("shape", ["all", "split"], indirect=True)
async def test_a_token_opens_every_service_and_dies_with_its_client(world):
    admin = await world.client("administrator")
    key = await made(admin, scopes=["identity:read", "records:read", "planning:read", "performance:read"])
    partner = bearer(world, (await token(world, key)).json()["access_token"])
    paths = ("/identity/departments", "/records/customers", "/planning/opportunities", "/performance/loop")
    assert [(await partner.get(path)).status_code for path in paths] == [200] * 4
    narrowed = await admin.patch(
        f"/identity/api-clients/{key['id']}", json={"scopes": ["identity:read"]}, headers=tag(key)
    )
    assert [(await partner.get(path)).status_code for path in paths] == [200, 403, 403, 403]
    await admin.delete(f"/identity/api-clients/{key['id']}", headers=tag(narrowed.json()))
    assert [(await partner.get(path)).status_code for path in paths] == [401] * 4


async def test_the_former_key_still_gets_tokens_while_it_lasts(world):
    admin = await world.client("administrator")
    key = await made(admin)
    await admin.post(f"/identity/api-clients/{key['id']}/rotate", json={}, headers=tag(key))
    assert (await token(world, key)).status_code == 200
    await rewind(world, "update api_client set former_key_ends_at = now() where id = :id", id=key["id"])
    assert (await token(world, key)).json()["error"] == "invalid_client"


async def test_failures_have_the_shape_of_the_standard(world):
    admin = await world.client("administrator")
    key = await made(admin)
    credentials = {"client_id": key["id"], "client_secret": key["key"]}
    basic = {"authorization": "Basic " + base64.b64encode(f"{key['id']}:wrong".encode()).decode()}
    cases = [
        ({}, {}, 400, "invalid_request"),
        (credentials, {}, 400, "invalid_request"),
        (credentials | {"grant_type": "password"}, {}, 400, "unsupported_grant_type"),
        (credentials | GRANT | {"scope": "identity:write"}, {}, 400, "invalid_scope"),
        (credentials | GRANT | {"scope": "nonsense"}, {}, 400, "invalid_scope"),
        (credentials | GRANT | {"client_secret": "loam_wrong"}, {}, 401, "invalid_client"),
        (credentials | GRANT | {"client_id": str(uuid.uuid4())}, {}, 401, "invalid_client"),
        (credentials | GRANT | {"client_id": "\x00"}, {}, 400, "invalid_request"),
        (credentials | GRANT | {"client_id": "x" * 5000}, {}, 400, "invalid_request"),
        (GRANT, basic, 401, "invalid_client"),
        (GRANT, {"authorization": "Basic ???"}, 401, "invalid_client"),
        (GRANT | credentials, basic, 400, "invalid_request"),
        (GRANT | {"client_id": str(uuid.uuid4())}, basic, 400, "invalid_request"),
    ]
    for data, headers, status, error in cases:
        answer = await world.anonymous().post(TOKEN, data=data, headers=headers)
        assert (answer.status_code, answer.json()["error"]) == (status, error), (data, headers, answer.text)
        assert answer.headers["cache-control"] == "no-store"
        assert ("www-authenticate" in answer.headers) == (status == 401 and bool(headers))
    twice = await world.anonymous().post(
        TOKEN,
        content=b"grant_type=client_credentials&grant_type=x",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert twice.json()["error"] == "invalid_request"
    for content_type, body in (
        ("application/json", b"{}"),
        ("multipart/form-data; boundary=x", b"\xff"),
        ("text/plain", b"a=b"),
    ):
        answer = await world.anonymous().post(TOKEN, content=body, headers={"content-type": content_type})
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request"), answer.text
