from sqlalchemy import text

from services.identity.notifications import service
from services.kit.notify import KINDS
from tests.factories.execution import ok
from tests.factories.records import make_customer


async def call(author, called, customer, number=1):
    for place in range(number):
        body = {"entity": "customer", "entity_id": customer["id"], "body": f"@{called.user.name} {place}"}
        ok(await author.post("/records/comments", json=body | {"mentions": [str(called.user.id)]}))


async def inbox(client, **query):
    return ok(await client.get("/identity/notifications", params=query))["items"]


async def unread(client):
    return ok(await client.get("/identity/notifications/unread"))["count"]


async def test_reading_some_and_then_all(world):
    author, called = await world.client("member"), await world.client("member")
    customer = await make_customer(author)
    await call(author, called, customer, 3)
    assert await unread(called) == 3
    latest, *_ = await inbox(called)
    assert latest["text"] == f"@{called.user.name} 2"
    left = ok(await called.post("/identity/notifications/read", json={"ids": [latest["id"]]}))
    assert left == {"count": 2}
    assert [row["read_at"] is None for row in await inbox(called)] == [False, True, True]
    assert len(await inbox(called, unread="true")) == 2
    assert ok(await called.post("/identity/notifications/read", json={})) == {"count": 0}
    assert await inbox(called, unread="true") == []


async def test_nobody_marks_what_is_anothers(world):
    author, called = await world.client("member"), await world.client("member")
    await call(author, called, await make_customer(author))
    [note] = await inbox(called)
    ok(await author.post("/identity/notifications/read", json={"ids": [note["id"]]}))
    ok(await author.post("/identity/notifications/read", json={}))
    assert await unread(called) == 1


async def test_the_count_stops_at_a_hundred(world):
    author, called = await world.client("member"), await world.client("member")
    customer = await make_customer(author)
    await call(author, called, customer, 101)
    assert await unread(called) == 100
    first = ok(await called.get("/identity/notifications", params={"limit": 100}))
    rest = ok(await called.get("/identity/notifications", params={"limit": 100, "cursor": first["next"]}))
    assert (len(first["items"]), len(rest["items"])) == (100, 1)


async def test_what_one_does_not_want_does_not_come(world):
    author, called = await world.client("member"), await world.client("member")
    customer = await make_customer(author)
    asked = ok(await called.get("/identity/notifications/preferences"))
    assert asked == [{"kind": kind, "wanted": True} for kind in KINDS]
    for _ in range(2):  # saying it twice changes nothing
        said = ok(await called.put("/identity/notifications/preferences", json={"kind": "mentioned", "wanted": False}))
    assert {"kind": "mentioned", "wanted": False} in said
    await call(author, called, customer)
    assert await inbox(called) == []
    ok(await called.put("/identity/notifications/preferences", json={"kind": "mentioned", "wanted": True}))
    await call(author, called, customer)
    assert await unread(called) == 1


async def test_a_key_has_no_notifications(world):
    partner = await world.partner("records:read")
    assert await inbox(partner) == []
    answer = await partner.put("/identity/notifications/preferences", json={"kind": "mentioned", "wanted": False})
    assert (answer.status_code, answer.json()["code"]) == (403, "people_only")


async def test_old_ones_are_forgotten(world):
    author, called = await world.client("member"), await world.client("member")
    await call(author, called, await make_customer(author), 2)
    [_, old] = await inbox(called)
    async with world.sessions.begin() as session:
        aged = text("update notification set created_at = created_at - interval '181 days' where id = :id")
        await session.execute(aged, {"id": old["id"]})
        await service.forget(session)
    assert [row["text"] for row in await inbox(called)] == [f"@{called.user.name} 1"]
