"""Live updates: what a listener hears, what not, and where it goes on after a break."""

import asyncio
import json

import pytest
from sqlalchemy import text

from services.identity.live import hub, service
from tests.factories.everything import COMMERCIAL, SENSITIVE, everything
from tests.factories.records import make_customer


def parsed(body: str) -> list[dict]:
    """Events as a browser would take them."""
    found = []
    for block in body.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if line and not line.startswith(":"))
        if lines:
            found.append({"id": lines.get("id"), "event": lines["event"], "data": json.loads(lines["data"])})
    return found


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(hub, "LOOK_SECONDS", 0.05)


async def hear(client, *, wait=0, after=None) -> list[dict]:
    headers = {"last-event-id": after} if after else {}
    answer = await client.get("/identity/live", params={"wait": wait}, headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    return parsed(answer.text)


def changes(events, entity=None):
    return [
        one["data"]
        for one in events
        if one["event"] == "change" and (entity is None or one["data"]["entity"] == entity)
    ]


async def test_listeners_hear_what_changed_and_only_that_it_did(live):
    admin = await live.client("administrator")
    listening = [asyncio.create_task(hear(admin, wait=60)) for _ in range(3)]
    await asyncio.sleep(1)
    customer = await make_customer(admin, credit_limit=8123456)
    await asyncio.sleep(2)
    state = next(iter(live.apps.values())).state
    state.live.close()
    for events in await asyncio.gather(*listening):
        assert events[0]["event"] == "hello"
        assert changes(events, "customer") == [
            {"entity": "customer", "entity_id": customer["id"], "action": "created", "customer_id": customer["id"]}
        ]
        assert "8123456" not in json.dumps(events)
    await asyncio.sleep(0.3)
    assert not state.live.listeners
    assert state.live.looking.done(), "nobody listens, nobody looks"


async def test_after_a_break_it_goes_on_where_it_was(live):
    admin = await live.client("administrator")
    [hello] = await hear(admin)
    made = [await make_customer(admin) for _ in range(3)]
    events = await hear(admin, after=hello["id"])
    heard = [one["entity_id"] for one in changes(events, "customer")]
    assert heard == [one["id"] for one in made]
    first = next(one for one in events if one["data"].get("entity_id") == made[0]["id"])
    assert [one["entity_id"] for one in changes(await hear(admin, after=first["id"]), "customer")] == heard[1:]
    assert changes(await hear(admin, after=events[-1]["id"])) == []


async def test_too_much_at_once_is_told_as_such(live, monkeypatch):
    monkeypatch.setattr(service, "MANY", 4)
    admin = await live.client("administrator")
    [hello] = await hear(admin)
    for _ in range(3):
        await make_customer(admin)
    assert [one["event"] for one in await hear(admin, after=hello["id"])] == ["hello", "reset"]


async def test_it_ends_with_the_session(live, monkeypatch):
    monkeypatch.setattr(service, "HEARTBEAT_SECONDS", 0.2)
    admin = await live.client("administrator")
    listening = asyncio.create_task(hear(admin, wait=20))
    await asyncio.sleep(0.5)
    async with live.sessions.begin() as session:
        await session.execute(text("delete from browser_session"))
    async with asyncio.timeout(10):
        events = await listening
    assert events[-1]["event"] == "end"
    assert events[-1]["data"] == {"reason": "credential_expired"}


async def test_it_ends_when_the_process_does(live):
    admin = await live.client("administrator")
    listening = asyncio.create_task(hear(admin, wait=20))
    await asyncio.sleep(0.5)
    next(iter(live.apps.values())).state.live.close()
    async with asyncio.timeout(5):
        assert (await listening)[-1]["data"] == {"reason": "closing"}
    assert (await admin.get("/identity/live", params={"wait": 1})).status_code == 503


async def test_nobody_hears_of_what_he_may_not_know(live):
    admin = await live.client("administrator")
    [hello] = await hear(admin)
    made = await everything(live)
    everybody = await hear(admin, after=hello["id"])
    assert {"event": "reset"}.items() <= everybody[-1].items() or changes(everybody)
    service_limit = service.MANY
    service.MANY = 100_000
    try:
        heard = {}
        for who, client in {
            "administrator": admin,
            "member": await live.client("member"),
            "partner": await live.partner("records:read"),
        }.items():
            heard[who] = await hear(client, after=hello["id"])
    finally:
        service.MANY = service_limit
    kinds = {who: {one["entity"] for one in changes(events)} for who, events in heard.items()}
    assert {"api_client", "private_traits", "project", "customer"} <= kinds["administrator"]
    assert {"api_client", "private_traits", "webhook"}.isdisjoint(kinds["member"])
    assert "project" in kinds["member"]
    assert "customer" in kinds["partner"]
    assert {"project", "app_user", "private_traits", "api_client"}.isdisjoint(kinds["partner"])
    for events in heard.values():
        for secret in [*COMMERCIAL.values(), *SENSITIVE.values()]:
            assert str(secret) not in json.dumps(events, ensure_ascii=False)
    assert made.ids


@pytest.mark.parametrize("place", ["x", "1.2", "-1.01890000-0000-7000-8000-000000000000", "9" * 30 + ".x"])
async def test_a_place_that_is_none_is_refused(world, place):
    admin = await world.client("administrator")
    answer = await admin.get("/identity/live", params={"wait": 0}, headers={"last-event-id": place})
    assert answer.status_code == 422
