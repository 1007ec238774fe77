"""Sessions: seen, ended, out of date, proved anew."""

import asyncio
import uuid

import pytest

from tests.identity.people import PASSWORD, browser, colleague, rewind, signed_in


async def test_people_see_where_they_are_signed_in_and_end_it(world):
    await colleague(world, email="li@loam.example")
    desk = await signed_in(world, "li@loam.example", **{"user-agent": "Firefox on Linux"})
    phone = await signed_in(world, "li@loam.example", **{"user-agent": "Safari on iPhone"})
    listed = (await desk.get("/identity/sessions")).json()["items"]
    assert [(one["device"], one["way"], one["current"]) for one in listed] == [
        ("Safari on iPhone", "password", False),
        ("Firefox on Linux", "password", True),
    ]
    assert all(one["address"] == "127.0.0.1" for one in listed)
    assert (await desk.delete(f"/identity/sessions/{listed[0]['id']}")).status_code == 204
    assert (await phone.get("/identity/session")).status_code == 401
    third = await signed_in(world, "li@loam.example")
    assert (await desk.delete("/identity/sessions")).status_code == 204
    assert (await third.get("/identity/session")).status_code == 401
    assert len((await desk.get("/identity/sessions")).json()["items"]) == 1


async def test_nobody_ends_or_sees_the_session_of_another(world):
    await colleague(world, email="li@loam.example")
    await colleague(world, email="han@loam.example")
    li, han = await signed_in(world, "li@loam.example"), await signed_in(world, "han@loam.example")
    [session] = (await li.get("/identity/sessions")).json()["items"]
    assert (await han.delete(f"/identity/sessions/{session['id']}")).status_code == 404
    assert session["id"] not in (await han.get("/identity/sessions")).text
    assert (await li.get("/identity/session")).status_code == 200


@pytest.mark.parametrize("limit", ["idle_until", "expires_at"])
async def test_a_session_ends_when_it_idles_and_when_it_is_old(world, limit):
    user = await colleague(world, email="li@loam.example")
    client = await signed_in(world, "li@loam.example")
    await rewind(
        world, f"update browser_session set {limit} = now() - interval '1 second' where user_id = :id", id=user.id
    )
    assert (await client.get("/identity/session")).status_code == 401


async def test_use_pushes_the_idle_limit_back_but_never_past_the_end(world):
    from sqlalchemy import text

    user = await colleague(world, email="li@loam.example")
    client = await signed_in(world, "li@loam.example")
    quiet = """
        update browser_session set seen_at = now() - interval '6 minutes', idle_until = now() + interval '1 minute',
               expires_at = now() + interval '2 hours' where user_id = :id
    """
    await rewind(world, quiet, id=user.id)
    assert (await client.get("/identity/departments")).status_code == 200
    async with world.session() as session:
        found = text("""
            select idle_until = expires_at as capped, seen_at > now() - interval '1 minute' as seen
            from browser_session where user_id = :id
        """)
        row = (await session.execute(found, {"id": user.id})).one()
    assert (row.capped, row.seen) == (True, True)


async def test_signing_in_again_in_the_same_browser_ends_the_session_before(world):
    await colleague(world, email="li@loam.example")
    client = await signed_in(world, "li@loam.example")
    stolen = browser(world, cookie=f"loam={client.cookies['loam']}")
    assert (await stolen.get("/identity/session")).status_code == 200
    again = await client.post("/identity/session", json={"email": "li@loam.example", "password": PASSWORD})
    assert again.status_code == 201
    assert (await stolen.get("/identity/session")).status_code == 401


async def test_what_opens_doors_asks_for_a_fresh_proof_and_rotates_the_cookie(world):
    user = await colleague(world, "administrator", email="li@loam.example")
    client = await signed_in(world, "li@loam.example")
    wanted = {"name": "ERP", "scopes": ["records:read"]}
    await rewind(
        world, "update browser_session set proved_at = now() - interval '11 minutes' where user_id = :id", id=user.id
    )
    refused = await client.post("/identity/api-clients", json=wanted)
    assert (refused.status_code, refused.json()["code"]) == (403, "proof_required")
    wrong = await client.post("/identity/session/proof", json={"password": "not mine at all"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/password")
    before = client.cookies["loam"]
    assert (await client.post("/identity/session/proof", json={"password": PASSWORD})).status_code == 200
    assert client.cookies["loam"] != before
    assert (await client.post("/identity/api-clients", json=wanted)).status_code == 201
    # the former cookie serves requests under way, opens no doors, and is no second session
    former = browser(world, cookie=f"loam={before}")
    assert (await former.get("/identity/session")).status_code == 200
    assert (await former.post("/identity/api-clients", json=wanted | {"name": "BI"})).json()["code"] == "proof_required"
    assert len((await client.get("/identity/sessions")).json()["items"]) == 1


@pytest.mark.parametrize("change", [{"roles": ["read_only"]}, {"email": "other@loam.example"}, {"active": False}])
async def test_rights_of_others_change_only_after_a_fresh_proof(world, change):
    user = await colleague(world, "administrator", email="li@loam.example")
    other = await colleague(world, email="han@loam.example")
    client = await signed_in(world, "li@loam.example")
    await rewind(
        world, "update browser_session set proved_at = now() - interval '11 minutes' where user_id = :id", id=user.id
    )
    tag = {"if-match": '"1"'}
    refused = await client.patch(f"/identity/users/{other.id}", json=change, headers=tag)
    assert (refused.status_code, refused.json()["code"]) == (403, "proof_required")
    harmless = await client.patch(f"/identity/users/{other.id}", json={"title": "经理"}, headers=tag)
    assert harmless.status_code == 200, harmless.text
    link = await client.post(f"/identity/users/{other.id}/sign-in-link")
    assert (link.status_code, link.json()["code"]) == (403, "proof_required")


async def test_a_new_password_ends_the_sessions_elsewhere(world):
    await colleague(world, email="li@loam.example")
    here, elsewhere = await signed_in(world, "li@loam.example"), await signed_in(world, "li@loam.example")
    body = {"current": PASSWORD, "new": "another long enough one"}
    wrong = await here.put("/identity/session/password", json=body | {"current": "guess"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/current")
    assert (await here.put("/identity/session/password", json=body)).status_code == 204
    assert (await elsewhere.get("/identity/session")).status_code == 401
    assert (await here.get("/identity/session")).status_code == 200


async def test_keys_have_neither_sessions_nor_second_factors(world):
    partner = await world.partner("identity:write")
    for method, path in (("get", "/identity/session"), ("get", "/identity/session/second-factor")):
        answer = await partner.request(method, path)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_a_person")
    assert (await partner.get("/identity/sessions")).json()["items"] == []


async def test_fifty_people_sign_in_at_once(live):
    """With a pool of ten connections: who waits for a thread must hold none of them."""
    await colleague(live, email="li@loam.example")
    proof = {"email": "li@loam.example", "password": PASSWORD}
    for app in live.apps.values():
        app.state.settings.sign_in_attempts = 100
    clients = [browser(live) for _ in range(50)]
    answers = await asyncio.gather(*(client.post("/identity/session", json=proof) for client in clients))
    assert {answer.status_code for answer in answers} == {201}, [a.text for a in answers if a.status_code != 201][:1]


async def test_what_is_over_is_forgotten_and_nothing_else(world):
    from sqlalchemy import text

    from services.identity.sessions.jobs import forget
    from services.kit.jobs import Job

    user = await colleague(world, email="li@loam.example")
    client, other = await signed_in(world, "li@loam.example"), await signed_in(world, "li@loam.example")
    [_, oldest] = (await client.get("/identity/sessions")).json()["items"]
    await rewind(
        world, "update browser_session set expires_at = now() - interval '2 days' where id = :id", id=oldest["id"]
    )
    app = next(iter(world.apps.values()))
    job = Job(
        id=uuid.uuid4(),
        kind="sessions.forget",
        payload={},
        attempt=1,
        sessions=world.sessions,
        readings=world.sessions,
        settings=app.state.settings,
        http={},
    )
    await forget(job)
    async with world.session() as session:
        left = text("select count(*) from browser_session where user_id = :id")
        assert await session.scalar(left, {"id": user.id}) == 1
    assert (await other.get("/identity/session")).status_code == 200
