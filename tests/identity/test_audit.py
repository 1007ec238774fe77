"""The audit trail: what it shows to whom, and that whatever is done to it behind Loam's back is found."""

import asyncio
import datetime as dt

import pytest
from sqlalchemy import func, select, text

from services.identity.audit import sealing
from services.identity.audit.models import EventSeal
from services.kit import feed
from services.kit.db import utcnow
from tests.factories.records import make_consent, make_contact, make_customer, seen


async def test_every_change_is_listed_with_before_and_after(world, statements):
    admin = await world.client("administrator")
    customer = await make_customer(admin, credit_limit=5)
    body = {"lifecycle": "conversion", "credit_limit": 6}
    headers = seen(customer) | {"x-request-id": "change-1"}
    await admin.patch(f"/records/customers/{customer['id']}", json=body, headers=headers)
    auditor = await world.client("auditor")

    async def found(**filters):
        answer = await auditor.get("/identity/audit", params=filters)
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    [change] = await found(entity="customer", action="updated", entity_id=customer["id"])
    assert change["changes"] == {"lifecycle": ["acquisition", "conversion"], "credit_limit": ["5.00", "6"]}
    assert (change["actor_name"], change["actor_id"]) == (admin.user.name, str(admin.user.id))
    assert (change["title"], change["customer_name"], change["request_id"]) == (customer["name"],) * 2 + ("change-1",)
    assert change["withheld"] == 0
    assert [item["id"] for item in await found(request_id="change-1")] == [change["id"]]
    assert change["id"] in [item["id"] for item in await found(actor=str(admin.user.id), customer=customer["id"])]
    assert await found(to=change["at"], entity_id=customer["id"], action="updated") == []
    assert [item["id"] for item in await found(**{"from": change["at"], "action": "updated"})] == [change["id"]]
    with statements() as sent:
        page = (await auditor.get("/identity/audit", params={"limit": 1, "count": True})).json()
    assert page["next"]
    assert page["total"] >= 3
    assert len(sent) == 6, "caller, window, count, names, last seal, keys of persons"
    rest = (await auditor.get("/identity/audit", params={"cursor": page["next"], "limit": 200})).json()["items"]
    assert len(rest) == page["total"] - 1
    assert page["items"][0]["id"] not in [item["id"] for item in rest]


async def test_who_lacks_a_class_reads_that_something_changed_and_not_what(world):
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    contact = await make_contact(admin, customer)
    await make_consent(admin, contact)
    private = {"traits": "谨慎寡言的性格"}
    answer = await admin.put(f"/records/contacts/{contact['id']}/private", json=private)
    assert answer.status_code == 200, answer.text
    for reader in (admin, await world.client("auditor"), await world.partner("audit:read")):
        answer = await reader.get("/identity/audit", params={"entity": "private_traits"})
        [item] = answer.json()["items"]
        assert "traits" not in item["changes"] or item["changes"]["traits"] == ["•", "•"]
        assert "谨慎" not in answer.text
    assert item["withheld"] >= 1, "the key of a system has no class sensitive"
    reader = await world.client("read_only")
    assert (await reader.get("/identity/audit")).status_code == 403
    assert (await reader.get("/identity/audit/seal")).status_code == 403
    assert (await reader.post("/identity/audit/seal/check")).status_code == 403


@pytest.mark.parametrize(
    "wrong", [{"entity_id": "x"}, {"from": "2026-01-01T00:00:00"}, {"request_id": "a\x00"}, {"cursor": "x"}]
)
async def test_wrong_filters_are_refused(world, wrong):
    admin = await world.client("administrator")
    assert (await admin.get("/identity/audit", params=wrong)).status_code == 422


async def seal_all(live) -> int:
    seals = 0
    while True:
        async with live.sessions.begin() as session:
            if await sealing.seal_next(session) is None:
                return seals
        seals += 1


async def check(live, **options):
    async with live.sessions.begin() as session:
        return await sealing.verify(session, **options)


async def change(live, statement: str) -> None:
    async with live.sessions.begin() as session:
        await session.execute(text(statement))


async def test_what_is_done_behind_our_back_is_found(live, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 5)
    admin = await live.client("administrator")
    customers = [await make_customer(admin) for _ in range(8)]
    assert await seal_all(live) >= 3
    intact = await check(live)
    assert (intact.findings, intact.events > 8) == ([], True)
    state = (await admin.get("/identity/audit/seal")).json()
    assert state["check"]["findings"] == []
    assert (state["seals"], state["waiting_events"], state["sealed_events"]) == (intact.seals, 0, intact.events)
    kept = (intact.seals, state["fingerprint"])
    await change(live, "create table before_it as select * from event")
    await change(live, "create table seals_before as select * from event_seal")

    one = "(select id from event where entity = 'customer' order by id limit 1)"
    second = "number = (select min(number) + 1 from event_seal)"
    for deed, faults in {
        f"delete from event where id = {one}": {"events_removed"},
        f"update event set actor_name = 'nobody' where id = {one}": {"events_changed"},
        f'update event set changes = changes || \'{{"name": [null, "x"]}}\' where id = {one}': {"events_changed"},
        f"update event set at = at + interval '1 microsecond' where id = {one}": {"events_changed"},
        f"insert into event select customer_id, gen_random_uuid(), at, entity, entity_id, action, actor_id, actor_kind,"
        f" actor_name, reason, changes, request_id, tx from event where id = {one}": {"events_added"},
        f"delete from event_seal where {second}": {"seal_missing", "events_added"},
        f"update event_seal set events = events - 1 where {second}": {"seal_changed", "events_added"},
        f"delete from event where (tx, id) <= (select tx, id from event_seal where {second}); ": {"events_removed"},
        "update event_seal set pruned_at = now() where number = 1": set(),
    }.items():
        await change(live, deed.rstrip("; "))
        found = {finding["fault"] for finding in (await check(live)).findings}
        assert faults <= found, deed
        assert bool(found) == bool(faults), f"{deed}: {found}"
        await change(live, "truncate event")
        await change(live, "insert into event select * from before_it")
        await change(live, "truncate event_seal")
        await change(live, "insert into event_seal select * from seals_before")
    assert (await check(live)).findings == []

    # Somebody who owns the database makes everything anew: only a value kept elsewhere tells.
    await change(live, f"delete from event where id = {one}")
    await change(live, "truncate event_seal")
    await seal_all(live)
    assert (await check(live)).findings == []
    assert {finding["fault"] for finding in (await check(live, expect=kept)).findings} <= {
        "not_as_expected",
        "seal_missing",
    }
    assert (await check(live, expect=kept)).findings
    assert customers


async def test_a_slow_transaction_is_waited_for_and_never_passed_over(live):
    """Its ids are older than those of the quick one that ends before it."""
    admin = await live.client("administrator")
    await seal_all(live)
    insert = text("""
        insert into event (customer_id, id, at, entity, entity_id, action, actor_kind, actor_name, reason, changes, request_id)
        values (gen_random_uuid(), gen_random_uuid(), now(), 'slow', gen_random_uuid(), 'created', 'system', '', '', '{}', '')
    """)
    async with live.sessions() as slow:
        await slow.execute(insert)
        quick = await make_customer(admin)
        async with live.sessions() as session:
            here = await feed.following(session, feed.START, limit=1000)
        assert quick["id"] not in {str(row.entity_id) for row in here}, "it waits behind the open one"
        sealed_before = await seal_all(live)
        await slow.commit()
    assert sealed_before == 0
    await seal_all(live)
    async with live.sessions() as session:
        seen_now = await feed.following(session, feed.START, limit=1000)
        total = await session.scalar(select(func.count()).select_from(text("event")))
        sealed = await session.scalar(select(func.sum(EventSeal.events)))
    assert total == len(seen_now) == sealed
    assert (await check(live)).findings == []


async def test_many_writers_and_sealers_at_once_leave_nothing_out(live, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 3)
    admin = await live.client("administrator")
    await asyncio.gather(*(make_customer(admin) for _ in range(12)), *(seal_all(live) for _ in range(3)))
    await seal_all(live)
    result = await check(live)
    async with live.sessions() as session:
        total = await session.scalar(text("select count(*) from event"))
    assert (result.findings, result.events) == ([], total)


async def test_old_sealed_events_go_and_the_chain_stays(live, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 4)
    admin = await live.client("administrator")
    for _ in range(3):
        await make_customer(admin)
    old = utcnow() - dt.timedelta(days=1000)
    await change(live, f"update event set at = '{old.isoformat()}'")
    await seal_all(live)
    young = await make_customer(admin)
    await seal_all(live)

    async def prune(years: int) -> int:
        deleted = 0
        while True:
            async with live.sessions.begin() as session:
                done = await sealing.prune_next(session, years=years)
            if done is None:
                return deleted
            deleted += done

    assert await prune(0) == 0
    assert await prune(3) == 0
    deleted = await prune(2)
    assert deleted >= 6
    async with live.sessions() as session:
        assert await session.scalar(text("select min(at) from event")) > old
        assert await session.scalar(text("select count(*) from event where entity_id = :id"), {"id": young["id"]})
    await seal_all(live)
    after = await check(live)
    assert after.findings == []
    state = (await admin.get("/identity/audit/seal")).json()
    assert state["pruned_until"]
    [*records] = (await admin.get("/identity/audit", params={"entity": "event_seal"})).json()["items"]
    assert {record["action"] for record in records} == {"pruned"}
    await change(
        live,
        "insert into event select customer_id, gen_random_uuid(), at, entity, entity_id, action, actor_id, actor_kind,"
        " actor_name, reason, changes, request_id, 0 from event limit 1",
    )
    assert {finding["fault"] for finding in (await check(live)).findings} == {"events_added"}


async def test_after_a_restore_into_another_cluster_new_events_come_after_the_old(live):
    admin = await live.client("administrator")
    await make_customer(admin)
    await seal_all(live)
    await change(live, "update event set tx = tx + 1000000")  # as a cluster that had been running for long
    await change(live, "update event_clock set cluster = 'another'")
    async with live.sessions.begin() as session:
        assert await (await session.connection()).run_sync(feed.set_clock) > 1_000_000 - 100
        newest = await session.scalar(text("select max(tx) from event"))
    async with live.sessions.begin() as session:
        assert await (await session.connection()).run_sync(feed.set_clock) is None
    later = await make_customer(admin)
    async with live.sessions() as session:
        tx = await session.scalar(text("select min(tx) from event where entity_id = :id"), {"id": later["id"]})
        here = await feed.following(session, feed.Position(newest, feed.START.id), limit=1000)
    assert tx > newest
    assert later["id"] in {str(row.entity_id) for row in here}
