"""The second factor: set up, asked for, never taken twice, lost, required."""

import pyotp
import pytest

from services.identity.second_factors import rules
from tests.identity.people import PASSWORD, browser, colleague, rewind, signed_in, with_app


async def first_step(world, email: str):
    client = browser(world)
    answer = await client.post("/identity/session", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 202, answer.text
    assert "set-cookie" not in answer.headers
    assert (await client.get("/identity/session")).status_code == 401
    return client, answer.json()["challenge"]


async def second_step(client, challenge: str, code: str):
    return await client.post("/identity/session", json={"challenge": challenge, "code": code})


async def forget_step(world, user):
    await rewind(world, "update second_factor set last_step = last_step - 10 where id = :id", id=user.id)


async def test_a_code_is_asked_for_after_the_password_and_counts_once(world):
    user = await colleague(world, email="li@loam.example")
    client = await signed_in(world, "li@loam.example")
    app, codes = await with_app(client)
    state = (await client.get("/identity/session/second-factor")).json()
    assert state["since"]
    assert (state["recovery_codes_left"], state["required"]) == (10, False)
    assert len(set(codes)) == 10

    phone, challenge = await first_step(world, "li@loam.example")
    replayed = await second_step(phone, challenge, app.now())
    assert (replayed.status_code, replayed.json()["code"]) == (401, "wrong_code"), "the code that confirmed it is spent"
    await forget_step(world, user)
    typed = app.now()
    right = await second_step(phone, challenge, f" {typed[:3]} {typed[3:]} ")
    assert right.status_code == 201, right.text
    assert right.json()["user"]["has_second_factor"] is True

    other, challenge = await first_step(world, "li@loam.example")
    assert (await second_step(other, challenge, typed)).json()["code"] == "wrong_code"
    assert (await second_step(other, "no such challenge", app.now())).json()["code"] == "challenge_expired"


async def test_a_challenge_serves_once_and_not_for_long(world):
    user = await colleague(world, email="li@loam.example")
    _, codes = await with_app(await signed_in(world, "li@loam.example"))
    client, challenge = await first_step(world, "li@loam.example")
    assert (await second_step(client, challenge, codes[0])).status_code == 201
    assert (await second_step(client, challenge, codes[1])).json()["code"] == "challenge_expired"
    late, challenge = await first_step(world, "li@loam.example")
    await rewind(world, "update sign_in_link set expires_at = now() where user_id = :id", id=user.id)
    assert (await second_step(late, challenge, codes[1])).json()["code"] == "challenge_expired"


async def test_a_recovery_code_works_once_however_it_is_typed(world):
    await colleague(world, email="li@loam.example")
    _, codes = await with_app(await signed_in(world, "li@loam.example"))
    client, challenge = await first_step(world, "li@loam.example")
    assert (await second_step(client, challenge, codes[3].upper().replace("-", " "))).status_code == 201
    assert (await client.get("/identity/session/second-factor")).json()["recovery_codes_left"] == 9
    again, challenge = await first_step(world, "li@loam.example")
    assert (await second_step(again, challenge, codes[3])).json()["code"] == "wrong_code"
    renewed = (await client.post("/identity/session/second-factor/recovery-codes")).json()["codes"]
    assert not set(renewed) & set(codes)
    assert (await second_step(again, challenge, codes[4])).json()["code"] == "wrong_code"
    assert (await second_step(again, challenge, renewed[0])).status_code == 201


async def test_codes_are_throttled_as_passwords_are(world):
    await colleague(world, email="li@loam.example")
    _, codes = await with_app(await signed_in(world, "li@loam.example"))
    for app in world.apps.values():
        app.state.settings.sign_in_attempts = 3
    statuses = []
    for _ in range(4):  # a new challenge each time does not begin the count anew
        client, challenge = await first_step(world, "li@loam.example")
        statuses.append((await second_step(client, challenge, "000000")).status_code)
    assert statuses == [401, 401, 401, 429]
    assert (await second_step(client, challenge, codes[0])).status_code == 429


async def test_a_link_does_not_go_around_it_but_the_console_does(world):
    from services.identity.bootstrap import sign_in_link
    from services.identity.sessions.service import make_link

    user = await colleague(world, "administrator", email="li@loam.example")
    await with_app(await signed_in(world, "li@loam.example"))
    async with world.sessions.begin() as session:
        link = (await make_link(session, user_id=user.id)).path
        console = await sign_in_link(session)
    statuses = [
        (await browser(world).post("/identity/session", json={"token": path.partition("token=")[2]})).status_code
        for path in (link, console)
    ]
    assert statuses == [202, 201]


async def test_what_is_stored_opens_nothing(world):
    from sqlalchemy import text

    user = await colleague(world, email="li@loam.example")
    app, codes = await with_app(await signed_in(world, "li@loam.example"))
    async with world.session() as session:
        kept = (
            await session.execute(text("select secret from second_factor where id = :id"), {"id": user.id})
        ).scalar_one()
        hashes = (await session.scalars(text("select code_hash from recovery_code"))).all()
        events = (await session.scalars(text("select changes::text || action from event"))).all()
    assert app.secret.encode() not in kept
    assert len(hashes) == 10
    assert not any(rules.plain(code).encode() in one for one in hashes for code in codes)
    assert any("second_factor_on" in one for one in events)
    assert not any(app.secret in one or code in one for one in events for code in codes)


async def test_an_administrator_resets_it_for_whoever_lost_all(world):
    user = await colleague(world, email="li@loam.example")
    client = await signed_in(world, "li@loam.example")
    await with_app(client)
    admin = await world.client("administrator")
    assert (await client.delete(f"/identity/users/{user.id}/second-factor")).status_code == 403
    assert (await admin.get(f"/identity/users/{user.id}")).json()["second_factor_at"]
    assert (await admin.delete(f"/identity/users/{user.id}/second-factor")).status_code == 204
    assert (await admin.get(f"/identity/users/{user.id}")).json()["second_factor_at"] is None
    await signed_in(world, "li@loam.example")


async def test_a_role_that_asks_for_it_opens_nothing_else_before(world):
    await colleague(world, "strategy", email="li@loam.example")
    admin = await world.client("administrator")
    settings = await admin.get("/identity/sign-in-settings")
    wanted = {"second_factor_roles": ["strategy"]}
    changed = await admin.patch(
        "/identity/sign-in-settings", json=wanted, headers={"if-match": settings.headers["etag"]}
    )
    assert changed.status_code == 200, changed.text

    client = await signed_in(world, "li@loam.example")
    session = (await client.get("/identity/session")).json()
    assert (session["second_factor_due"], session["permissions"], session["classes"]) == (True, [], [])
    refused = await client.get("/records/customers")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_due")
    await with_app(client)
    assert (await client.get("/records/customers")).status_code == 200
    assert (await client.get("/identity/session")).json()["second_factor_due"] is False
    kept = await client.delete("/identity/session/second-factor")
    assert (kept.status_code, kept.json()["code"]) == (409, "second_factor_due")
    await signed_in(world, (await colleague(world, email="han@loam.example")).email)


async def test_whoever_has_an_app_proves_by_it(world):
    user = await colleague(world, email="li@loam.example")
    client = await signed_in(world, "li@loam.example")
    app, _ = await with_app(client)
    await forget_step(world, user)
    wrong = await client.post("/identity/session/proof", json={"password": PASSWORD})
    assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (422, "wrong_code")
    assert (await client.post("/identity/session/proof", json={"code": app.now()})).status_code == 200
    assert (await client.delete("/identity/session/second-factor")).status_code == 204
    await signed_in(world, "li@loam.example")


async def test_setting_up_is_begun_again_and_asks_for_the_right_code(world):
    await colleague(world, email="li@loam.example")
    client = await signed_in(world, "li@loam.example")
    first = (await client.post("/identity/session/second-factor")).json()
    second = (await client.post("/identity/session/second-factor")).json()
    assert first["secret"] != second["secret"]
    assert second["qr"].startswith("data:image/svg+xml")
    assert "otpauth://totp/Loam" in second["address"]
    for code in (pyotp.TOTP(first["secret"]).now(), "12345", "０００"):
        answer = await client.post("/identity/session/second-factor/confirm", json={"code": code})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/code")
    await signed_in(world, "li@loam.example")  # an unconfirmed one is not asked for


# RFC 6238, appendix B: SHA-1, the last six of its eight digits
@pytest.mark.parametrize(("at", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")])
def test_codes_are_those_of_the_standard(at, code):
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890"
    step = at // 30
    assert rules.step_of(secret, code, at=at, after=0) == step
    assert rules.step_of(secret, code, at=at + 30, after=0) == step
    assert rules.step_of(secret, code, at=at + 60, after=0) is None
    assert rules.step_of(secret, code, at=at, after=step) is None


def test_codes_are_read_as_people_type_them():
    assert rules.plain(" １２３ 456 ") == "123456"
    assert rules.plain("ABCD-efgh") == "abcdefgh"
    assert not rules.is_app_code("abcdef")
    assert rules.is_app_code("123456")
    assert not rules.is_app_code("１２３４５６")
