"""Webhooks: who is told of what, how it is signed, what happens to a delivery that fails."""

import datetime as dt
import json

import pytest
from sqlalchemy import text

from services.identity.webhooks import relay, rules
from services.kit import feed
from services.kit.db import NIL
from tests.factories.everything import COMMERCIAL, SENSITIVE, everything
from tests.factories.records import make_contact, make_customer, seen
from tests.identity.webhook_receiver import Receiver, allow_loopback, job_of, relay_until, subscribe


@pytest.fixture
async def receiver():
    async with Receiver() as receiver:
        yield receiver


@pytest.fixture
async def admin(live):
    allow_loopback(live)
    return await live.client("administrator")


async def log_of(client, hook, **query):
    answer = await client.get(f"/identity/webhooks/{hook['id']}/deliveries", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def again_now(live) -> None:
    async with live.sessions.begin() as session:
        await session.execute(text("update webhook_delivery set next_at = now() where state = 'waiting'"))
        await session.execute(text("update webhook set resting_until = null"))


async def test_a_change_arrives_signed_and_says_no_more_than_needed(live, admin, receiver):
    before = await make_customer(admin)
    hook = await subscribe(admin, receiver, "customer.*")
    customer = await make_customer(admin, credit_limit=8123456)
    await admin.patch(f"/records/customers/{customer['id']}", json={"lifecycle": "conversion"}, headers=seen(customer))
    await relay_until(live, lambda: len(receiver.came) == 2)
    messages = sorted(receiver.messages(hook["secret"]), key=lambda message: message["time"])
    assert [message["type"] for message in messages] == ["customer.created", "customer.updated"]
    assert messages[1]["data"] == {
        "entity": "customer",
        "entity_id": customer["id"],
        "action": "updated",
        "customer_id": customer["id"],
        "by": "user",
    }
    assert messages[1]["specversion"] == "1.0"
    assert messages[1]["source"] == "http://loam.test"
    assert messages[1]["subject"] == f"customer/{customer['id']}"
    assert sorted(receiver.ids()) == sorted(message["id"] for message in messages)
    sent = b"".join(body for _, body in receiver.came).decode()
    assert before["id"] not in sent, "what was before it subscribed"
    assert customer["name"] not in sent
    assert "8123456" not in sent
    [second, _] = await log_of(admin, hook)
    assert second["state"] == "delivered"
    [attempt] = second["attempts"]
    assert (attempt["status"], attempt["excerpt"], attempt["error"]) == (200, "thank you", None)
    assert attempt["ms"] >= 0
    assert (await admin.get(f"/identity/webhooks/{hook['id']}")).json()["last_success_at"]


async def test_the_secret_is_said_once_and_two_sign_during_a_rotation(live, admin, receiver):
    hook = await subscribe(admin, receiver)
    for path in ("", f"/{hook['id']}"):
        answer = await admin.get(f"/identity/webhooks{path}")
        assert hook["secret"].removeprefix("whsec_") not in answer.text
    stale = await admin.post(f"/identity/webhooks/{hook['id']}/rotate", headers={"if-match": '"7"'})
    assert stale.status_code == 412
    rotated = await admin.post(f"/identity/webhooks/{hook['id']}/rotate", headers=seen(hook))
    assert rotated.status_code == 200, rotated.text
    new = rotated.json()["secret"]
    assert new != hook["secret"]
    await admin.post(f"/identity/webhooks/{hook['id']}/ping")
    await relay_until(live, lambda: receiver.came)
    assert receiver.messages(hook["secret"]) == receiver.messages(new)
    async with live.sessions.begin() as session:
        await session.execute(text("update webhook set former_until = now()"))
    receiver.came.clear()
    await admin.post(f"/identity/webhooks/{hook['id']}/ping")
    await relay_until(live, lambda: receiver.came)
    assert receiver.messages(new)[0]["type"] == "ping"
    with pytest.raises(Exception, match="No matching signature"):
        receiver.messages(hook["secret"])
    events = (await admin.get("/identity/audit", params={"entity": "webhook"})).text
    assert "secret rotated" in events
    assert hook["secret"].removeprefix("whsec_") not in events


async def test_a_failed_delivery_comes_again_under_the_same_id_until_it_is_dead(live, admin, receiver):
    hook = await subscribe(admin, receiver, "customer.created")
    receiver.answers = [500] * 10
    await make_customer(admin)
    for number in range(10):
        await relay_until(live, lambda number=number: len(receiver.came) == number + 1)
        [delivery] = await log_of(admin, hook)
        if number < 9:
            assert delivery["state"] == "waiting"
            pause = dt.datetime.fromisoformat(delivery["next_at"]) - dt.datetime.fromisoformat(
                delivery["attempts"][-1]["at"]
            )
            assert rules.PAUSES[number] * 0.89 < pause.total_seconds() < rules.PAUSES[number] * 1.11 + 2
            await again_now(live)
    assert (delivery["state"], delivery["attempt"]) == ("dead", 10)
    assert len(set(receiver.ids())) == 1
    assert len({body for _, body in receiver.came}) == 1, "the same bytes"
    stored = (await admin.get(f"/identity/webhooks/{hook['id']}")).json()
    assert (stored["dead"], stored["failures"]) == (1, 10)
    again = await admin.post(f"/identity/webhooks/{hook['id']}/deliveries/{delivery['id']}/replay")
    assert again.status_code == 202, again.text
    await relay_until(live, lambda: len(receiver.came) == 11)
    assert len(set(receiver.ids())) == 1
    assert (await log_of(admin, hook))[0]["state"] == "delivered"
    assert await log_of(admin, hook, state="dead") == []


def test_ten_attempts_in_75_hours():
    assert sum(rules.PAUSES) / 3600 == pytest.approx(75, abs=0.6)
    assert rules.pause_after(10) is None
    pauses = {rules.pause_after(2) for _ in range(50)}
    assert len(pauses) > 40, "jitter"
    assert rules.pause_after(1, wished=120).total_seconds() == 120
    assert rules.LIFETIME.total_seconds() > sum(rules.PAUSES) * (1 + rules.JITTER)


async def test_after_410_it_stops_and_what_waits_is_dead_until_replayed(live, admin, receiver):
    hook = await subscribe(admin, receiver, "customer.created")
    receiver.answers = [410]
    await make_customer(admin)
    await relay_until(live, lambda: receiver.came)
    stopped = (await admin.get(f"/identity/webhooks/{hook['id']}")).json()
    assert (stopped["active"], stopped["stopped_because"], stopped["waiting"], stopped["dead"]) == (False, "gone", 0, 1)
    assert (await admin.post(f"/identity/webhooks/{hook['id']}/ping")).json()["code"] == "webhook_stopped"
    missed = await make_customer(admin)
    started = await admin.patch(f"/identity/webhooks/{hook['id']}", json={"active": True}, headers=seen(stopped))
    assert started.json()["stopped_because"] is None
    replayed = await admin.post(f"/identity/webhooks/{hook['id']}/replay")
    assert replayed.json() == {"replayed": 1}
    await relay_until(live, lambda: len(receiver.came) >= 2)
    assert missed["id"] not in json.dumps(receiver.messages(hook["secret"])[:2]) or len(receiver.came) == 3


async def test_an_address_that_keeps_failing_rests_and_one_message_tries_it_again(live, admin, receiver):
    hook = await subscribe(admin, receiver, "customer.created")
    receiver.answers = [503] * 40
    for _ in range(8):
        await make_customer(admin)
    await relay_until(live, lambda: len(receiver.came) >= 5)
    came = len(receiver.came)
    state = (await admin.get(f"/identity/webhooks/{hook['id']}")).json()
    assert state["resting_until"]
    assert came <= rules.FAILURES + relay.AT_ONCE, "the rest is spared"
    await again_now(live)
    await relay_until(live, lambda: len(receiver.came) > came)
    assert len(receiver.came) == came + 1, "one tries"
    receiver.answers = []
    await again_now(live)
    await relay_until(live, lambda: len(set(receiver.ids())) == 8 and len(receiver.came) >= came + 9)
    healthy = (await admin.get(f"/identity/webhooks/{hook['id']}")).json()
    assert (healthy["failures"], healthy["resting_until"], healthy["waiting"]) == (0, None, 0)
    assert healthy["version"] == hook["version"], "how it fares is no new version"


def test_rests_grow_to_an_hour():
    assert [rules.rest_after(n) for n in (4, 5, 6)] == [None, dt.timedelta(minutes=1), dt.timedelta(minutes=2)]
    assert rules.rest_after(10_000) == dt.timedelta(hours=1)


@pytest.mark.parametrize(
    "extra_body_status",
    [
        (b"location: http://127.0.0.1:1/\r\n", b"", 302),
        (b"", b"x" * 3_000_000, 500),
        (b"", b"\xff\x00\x1b" * 50, 500),
    ],
)
async def test_strange_answers_are_failures_and_stay_small(live, admin, receiver, extra_body_status):
    extra, body, status = extra_body_status
    receiver.extra, receiver.body, receiver.answers = extra, body, [status]
    hook = await subscribe(admin, receiver, "customer.created")
    await make_customer(admin)
    await relay_until(live, lambda: receiver.came)
    [delivery] = await log_of(admin, hook)
    [attempt] = delivery["attempts"]
    assert (attempt["status"], delivery["state"]) == (status, "waiting")
    assert len(attempt["excerpt"]) <= 500
    assert receiver.connections == 1


async def test_an_answer_that_never_comes_is_given_up(live, admin, receiver, monkeypatch):
    monkeypatch.setattr("services.identity.webhooks.sending.TOTAL_SECONDS", 0.5)
    receiver.slow = 3
    hook = await subscribe(admin, receiver, "customer.created")
    await make_customer(admin)
    found = []

    async def look():
        found[:] = [one for one in await log_of(admin, hook) if one["attempts"]]

    job = job_of(live)
    async with live.sessions.begin() as session:
        await relay.fan_out(session, source="x")
    await relay.drain(job, __import__("uuid").UUID(hook["id"]))
    await look()
    assert found[0]["attempts"][0]["error"] == "timeout"
    assert 400 < found[0]["attempts"][0]["ms"] < 2500


async def test_stopping_deleting_and_subscribing_to_what_one_may_learn(live, admin, receiver):
    hook = await subscribe(admin, receiver, "customer.created")
    kinds = {one["entity"]: one["in_all"] for one in (await admin.get("/identity/webhooks/event-types")).json()}
    assert kinds["customer"] is True
    assert kinds["api_client"] is False
    assert "private_traits" not in kinds
    for wrong in ("private_traits.*", "nothing.created", "browser_session.*"):
        answer = await admin.patch(
            f"/identity/webhooks/{hook['id']}", json={"event_types": ["*", wrong]}, headers=seen(hook)
        )
        assert answer.json()["errors"][0]["pointer"] == "/event_types/1", wrong
    key = await live.partner("webhooks:write")
    body = {"name": "nur", "url": "https://erp.example.com/", "event_types": ["*"]}
    assert (await key.post("/identity/webhooks", json=body)).status_code == 422, "it may not read records itself"
    all_of_it = (await admin.post("/identity/webhooks", json=body | {"name": "alles"})).json()
    moved = {"url": "https://elsewhere.example.com/"}
    answer = await key.patch(f"/identity/webhooks/{all_of_it['id']}", json=moved, headers=seen(all_of_it))
    assert answer.status_code == 422, "nor lead to itself what others subscribed to"
    assert answer.json()["errors"][0]["code"] == "unknown_event_type"
    reader = await live.partner("webhooks:write", "records:read")
    assert (await reader.post("/identity/webhooks", json=body | {"event_types": ["customer.*"]})).status_code == 201
    same = await admin.post("/identity/webhooks", json=body | {"name": hook["name"]})
    assert same.status_code == 409
    stopped = await admin.patch(f"/identity/webhooks/{hook['id']}", json={"active": False}, headers=seen(hook))
    assert stopped.json()["active"] is False
    gone = await admin.delete(f"/identity/webhooks/{hook['id']}", headers=seen(stopped.json()))
    assert gone.status_code == 204
    assert (await admin.get(f"/identity/webhooks/{hook['id']}")).status_code == 404


async def test_canary_nothing_classified_leaves_by_webhook(live, admin, receiver):
    hook = await subscribe(admin, receiver, "*", "api_client.*", "webhook.*", name="alles")
    made = await everything(live)
    customer = await make_customer(admin)
    contact = await make_contact(admin, customer, name="王小明不该外传")
    told = [entity for entity in feed.entities() if feed.is_open(entity)] + ["api_client", "webhook"]
    async with live.sessions() as session:
        expected = await session.scalar(
            text("select count(*) from event where entity = any(:told) and at >= :at"),
            {"told": told, "at": dt.datetime.fromisoformat(hook["created_at"])},
        )
    await relay_until(live, lambda: len(set(receiver.ids())) >= expected, seconds=90)
    sent = b"".join(body for _, body in receiver.came).decode()
    for secret in [*COMMERCIAL.values(), *SENSITIVE.values(), "王小明不该外传"]:
        assert str(secret) not in sent
    assert contact["id"] in sent, "else nothing is proved"
    assert "private_traits" not in sent
    assert made.ids["opportunity_id"] in sent
    assert str(NIL) not in sent
