"""Single sign-on against a real provider: people known, linked, made; and everything that must not pass."""

import asyncio
import time
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from services.identity.sso.rules import person_of
from tests.identity.people import browser, colleague, with_app
from tests.identity.provider import running

LI = {"sub": "li-1", "email": "li@loam.example", "email_verified": True, "name": "李雷"}


@pytest.fixture
async def provider():
    async with running() as provider:
        yield provider


async def configure(world, provider, **more):
    """As an administrator does on the screen; answers the last answer."""
    admin = await world.client("administrator")
    now = await admin.get("/identity/sign-in-settings")
    wanted = {
        "sso_enabled": True,
        "sso_label": "企业账号",
        "sso_issuer": provider.issuer,
        "sso_client_id": provider.client_id,
        "sso_secret": provider.client_secret,
        "sso_domains": ["loam.example"],
    }
    return await admin.patch(
        "/identity/sign-in-settings", json=wanted | more, headers={"if-match": now.headers["etag"]}
    )


async def there_and_back(client) -> dict[str, str]:
    """Off to the provider and back, as a browser goes: what arrives at our sign-in page."""
    leaving = await client.post("/identity/session/sso")
    assert leaving.status_code == 201, leaving.text
    async with httpx.AsyncClient() as outside:
        sent_back = await outside.get(leaving.json()["url"])
    assert sent_back.status_code == 307
    where = urlsplit(sent_back.headers["location"])
    assert (where.netloc, where.path) == ("loam.test", "/sign-in")
    return {name: values[0] for name, values in parse_qs(where.query).items()}


async def come_in(world, client=None):
    client = client or browser(world)
    return client, await client.post("/identity/session", json=await there_and_back(client))


async def test_a_colleague_is_known_by_the_address_first_and_by_the_subject_ever_after(world, provider):
    user = await colleague(world, "account_manager", email="li@loam.example")
    assert (await configure(world, provider)).status_code == 200
    assert (await browser(world).get("/identity/session/ways")).json() == {"sso": "企业账号"}
    provider.person = LI
    _, first = await come_in(world)
    assert first.status_code == 201, first.text
    assert first.json()["user"] | {"has_sso": True} == first.json()["user"]
    assert first.json()["user"]["id"] == str(user.id)
    provider.person = LI | {"email": "li.lei@elsewhere.example"}  # he has married, and keeps his account
    client, again = await come_in(world)
    assert again.json()["user"]["id"] == str(user.id)
    assert (await client.get("/identity/sessions")).json()["items"][0]["way"] == "sso"


async def test_strangers_are_let_in_only_where_that_is_wanted(world, provider):
    await configure(world, provider)
    provider.person = LI
    _, refused = await come_in(world)
    assert (refused.status_code, refused.json()["code"]) == (403, "sso_unknown_person")
    await configure(world, provider, sso_create_users=True, sso_default_roles=["member"])
    client, made = await come_in(world)
    assert made.status_code == 201, made.text
    assert (made.json()["user"]["name"], made.json()["user"]["roles"]) == ("李雷", ["member"])
    admin = await world.client("administrator")
    user = (await admin.get(f"/identity/users/{made.json()['user']['id']}")).json()
    off = await admin.patch(
        f"/identity/users/{user['id']}", json={"active": False}, headers={"if-match": f'"{user["version"]}"'}
    )
    assert off.status_code == 200
    assert (await client.get("/identity/session")).status_code == 401
    _, gone = await come_in(world)
    assert gone.json()["code"] == "sso_unknown_person"


async def test_groups_become_roles_and_departments_but_the_last_administrator_stays(world, provider):
    admin = await world.client("administrator")
    team = (await admin.post("/identity/departments", json={"name": "华东"})).json()
    mapped = {
        "sso_create_users": True,
        "sso_role_claim": "realm_access.roles",
        "sso_roles": [{"value": "sales", "role": "account_manager"}, {"value": "board", "role": "executive"}],
        "sso_department_claim": "department",
        "sso_departments": [{"value": "east", "department_id": team["id"]}],
    }
    answer = await configure(world, provider, **mapped)
    assert answer.status_code == 200, answer.text
    provider.person = LI | {"realm_access": {"roles": ["sales", "board", "other"]}, "department": "east"}
    _, first = await come_in(world)
    user = first.json()["user"]
    assert (user["roles"], user["department_id"]) == (["account_manager", "executive"], team["id"])
    provider.person = LI | {"realm_access": {"roles": ["board"]}}
    _, second = await come_in(world)
    assert (second.json()["user"]["roles"], second.json()["user"]["department_id"]) == (["executive"], team["id"])
    async with world.sessions.begin() as session:
        from sqlalchemy import text

        await session.execute(text("update app_user set roles = '{member}'"))
        await session.execute(text("update app_user set roles = '{administrator}' where email = 'li@loam.example'"))
    _, last = await come_in(world)
    assert last.json()["user"]["roles"] == ["administrator"]


@pytest.mark.parametrize(
    "cheat",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-client"},
        {"aud": ["another-client", "yet-another"]},
        {"aud": ["loam", "another"], "azp": "another"},
        {"iss": "https://evil.example"},
        {"exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200},
        {"exp": None},
        {"nbf": int(time.time()) + 3600},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
    ],
)
async def test_a_token_that_does_not_fit_lets_nobody_in(world, provider, cheat):
    await colleague(world, email="li@loam.example")
    await configure(world, provider)
    provider.person, provider.cheat = LI, cheat
    client, refused = await come_in(world)
    assert (refused.status_code, refused.json()["code"]) == (401, "sso_refused"), refused.text
    assert (await client.get("/identity/session")).status_code == 401
    provider.cheat = {}
    assert (await come_in(world))[1].status_code == 201, "else nothing is proved"


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_a_token_without_the_provider_s_own_signature_lets_nobody_in(world, provider, algorithm):
    await colleague(world, email="li@loam.example")
    await configure(world, provider)
    provider.person, provider.algorithm = LI, algorithm
    assert (await come_in(world))[1].json()["code"] == "sso_refused"


async def test_a_forged_key_is_refused_and_a_rotated_one_is_fetched(world, provider):
    await colleague(world, email="li@loam.example")
    await configure(world, provider)
    provider.person = LI
    assert (await come_in(world))[1].status_code == 201
    asked = provider.asked_for_keys
    assert (await come_in(world))[1].status_code == 201
    assert provider.asked_for_keys == asked, "the keys are remembered"
    provider.rotate()
    assert (await come_in(world))[1].status_code == 201
    assert provider.asked_for_keys == asked + 1
    true = provider.key
    client = browser(world)
    back = await there_and_back(client)
    provider.rotate()
    forged = provider.id_token

    def signed_by_another(nonce: str) -> str:
        token = forged(nonce)
        provider.key = true  # what it publishes
        return token

    provider.id_token = signed_by_another
    assert (await client.post("/identity/session", json=back)).json()["code"] == "sso_refused"


async def test_the_way_back_serves_one_browser_once(world, provider):
    await colleague(world, email="li@loam.example")
    await configure(world, provider)
    provider.person = LI
    victim, attacker = browser(world), browser(world)
    back = await there_and_back(attacker)
    assert (await victim.post("/identity/session", json=back)).json()["code"] == "sso_refused"
    assert (await attacker.post("/identity/session", json=back | {"state": "guess"})).json()["code"] == "sso_refused"
    back = await there_and_back(attacker)
    assert (await attacker.post("/identity/session", json=back)).status_code == 201
    assert (await attacker.post("/identity/session", json=back)).json()["code"] == "sso_refused"


@pytest.mark.parametrize(
    "person",
    [{"email_verified": False}, {"email": "li@evil.example"}, {"email": "li@loam.example@evil.example"}, {"email": ""}],
    ids=str,
)
async def test_an_address_that_cannot_be_believed_takes_over_nobody(world, provider, person):
    await colleague(world, email="li@loam.example")
    await configure(world, provider, sso_create_users=True)
    provider.person = LI | person
    _, refused = await come_in(world)
    assert (refused.status_code, refused.json()["code"]) == (403, "sso_unknown_person")


async def test_another_s_subject_does_not_take_over_a_linked_account(world, provider):
    await colleague(world, email="li@loam.example")
    await configure(world, provider)
    provider.person = LI
    assert (await come_in(world))[1].status_code == 201
    provider.person = LI | {"sub": "somebody-else"}
    assert (await come_in(world))[1].json()["code"] == "sso_unknown_person"


async def test_the_provider_sees_to_the_second_factor(world, provider):
    await colleague(world, "strategy", email="li@loam.example")
    await configure(world, provider, second_factor_roles=["strategy"])
    provider.person = LI
    client, came = await come_in(world)
    assert came.json()["second_factor_due"] is False
    assert (await client.get("/records/customers")).status_code == 200
    await with_app(client)
    assert (await come_in(world))[1].status_code == 201


async def test_it_is_switched_on_only_when_it_works(world, provider):
    true = provider.issuer
    for wrong, pointer in (
        ({"sso_issuer": "http://127.0.0.1:9"}, "/sso_issuer"),
        ({"sso_issuer": f"{true}/"}, "/sso_issuer"),  # speaks of another issuer
        ({"sso_issuer": "ftp://loam.example"}, "/sso_issuer"),
        ({"sso_client_id": ""}, "/sso_client_id"),
        ({"sso_domains": []}, "/sso_domains"),
        ({"sso_domains": ["li@loam.example"]}, "/sso_domains/0"),
        ({"sso_roles": [{"value": "x", "role": "king"}]}, "/sso_roles/0/role"),
    ):
        answer = await configure(world, provider, **wrong)
        assert answer.status_code == 422, wrong
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer], wrong
    off = await browser(world).post("/identity/session/sso")
    assert (off.status_code, off.json()["code"]) == (409, "sso_off")
    saved = await configure(world, provider)
    assert saved.status_code == 200, saved.text
    assert saved.json()["sso_has_secret"] is True
    assert provider.client_secret not in saved.text
    assert saved.json()["sso_redirect_uri"] == "http://loam.test/sign-in"
    async with world.session() as session:
        from sqlalchemy import text

        kept = (await session.execute(text("select sso_secret from sign_in_setting"))).scalar_one()
        told = (await session.scalars(text("select changes::text from event where entity = 'sign_in_setting'"))).all()
    assert provider.client_secret.encode() not in kept
    assert told
    assert not any(provider.client_secret in one for one in told)


async def test_a_provider_that_is_away_is_said_to_be(world, provider):
    from services.identity.sso import oidc

    await configure(world, provider)
    client = browser(world)
    provider.person = LI
    back = await there_and_back(client)
    await asyncio.sleep(0)
    description = await oidc.describe(oidc.Provider(provider.issuer, "", "", "", plain_http=True))
    description["token_endpoint"] = "http://127.0.0.1:9/token"
    away = await client.post("/identity/session", json=back)
    assert (away.status_code, away.json()["code"]) == (503, "sso_unavailable")


def test_claims_are_read_with_care():
    def read(**claims):
        return person_of(
            {"sub": "1"} | claims,
            issuer="https://id.example",
            domains=["loam.example"],
            role_claim="groups",
            roles=[{"value": "7", "role": "member"}],
            department_claim="",
            departments=[{"value": "x", "department_id": "y"}],
        )

    assert read(groups=[7]).roles == ("member",)
    assert read(groups="7").roles == ("member",)
    assert read(groups={"a": 1}).roles == ()
    assert read(email="Li@Loam.Example").email == "li@loam.example"
    assert read(name="a\x00\nb").name == "ab"
    assert read(name="  ").name == "?"
    assert read(preferred_username="li").name == "li"
    assert read().department_id is None
    assert len(read(name="长" * 500).name) == 200
