"""Every list of the API: filter, order, fields, and what has changed, by one mechanism."""

import datetime as dt
import uuid

import pytest

from services.kit.db import utcnow
from tests.factories.everything import Everything, everything
from tests.factories.records import make_customer
from tests.permissions.described import operations

WITHOUT_FILTER = {"list_customer_timeline"}
"""Not lists of records, but of what was said and done: read from end to end."""

STORED_OTHERWISE = {("list_audit_events", "customer_id")}
"""An event that concerns no customer carries the nil id, and shows none."""


def lists():
    for name, method, path, operation in operations():
        names = {parameter["name"] for parameter in operation.get("parameters", ())}
        answered = operation.get("responses", {}).get("200", {}).get("content", {})
        if method == "get" and "cursor" in names and "application/json" in answered:
            yield name, path, names


@pytest.fixture
async def made(world) -> Everything:
    return await everything(world)


async def test_every_list_takes_the_same_questions(made):
    checked, wrong = 0, []
    for name, path, names in lists():
        assert {"limit", "cursor", "count", "fields"} <= names, name
        if name in WITHOUT_FILTER:
            continue
        assert {"filter", "sort", "updated_since"} <= names, name
        address, query = made.address(path), made.queries.get(name, {})

        async def ask(address=address, query=query, **more):
            return await made.admin.get(address, params=query | {"limit": "200"} | more)

        whole = (await ask()).json()["items"]
        unknown = await ask(filter="no_such_field = 1")
        assert unknown.status_code == 422, f"{name}: {unknown.text}"
        known = unknown.json()["errors"][0]["detail"].rpartition(": ")[2].split(", ")
        if known == [""]:
            wrong.append(name)
            continue
        for field in known:
            there = await ask(filter=f"{field} is not null", count="true")
            assert there.status_code == 200, f"{name} {field}: {there.text}"
            gone = await ask(filter=f"not {field} is not null", count="true")
            if len(whole) < 200 and field in whole[0] and (name, field) not in STORED_OTHERWISE:
                assert there.json()["total"] + gone.json()["total"] == len(whole), f"{name} {field}"
                shown = [row for row in whole if row[field] is not None]
                assert len(there.json()["items"]) == len(shown), f"{name} {field}"
        assert (await ask(fields="no_such_field")).status_code == 422, name
        known = [field for field in known if field in whole[0]]
        if not known:  # a scorecard is found by its subject's fields, which it shows one level down
            continue
        sparse = await ask(fields=known[0])
        assert all(set(row) <= {"id", known[0]} and known[0] in row for row in sparse.json()["items"]), name
        assert (await ask(sort="no_such_field")).status_code == 422, name
        checked += 1
    assert not wrong, "without a field to filter by"
    assert checked > 25


async def test_every_order_is_stable_and_complete(made):
    """Row by row through every list in every order: nothing twice, nothing left out."""
    for name, path, _ in lists():
        if name in WITHOUT_FILTER:
            continue
        address, query = made.address(path), made.queries.get(name, {})
        refusal = await made.admin.get(address, params=query | {"sort": "no_such_field"})
        orders = [one for one in refusal.json()["errors"][0]["detail"].rpartition(": ")[2].split(", ") if one]
        whole = (await made.admin.get(address, params=query | {"limit": "200"})).json()["items"]
        if not 2 <= len(whole) <= 12:
            continue
        for order in [sign + one for one in orders for sign in ("", "-")]:
            seen, cursor = [], {}
            while cursor is not None:
                answer = await made.admin.get(address, params=query | {"limit": "2", "sort": order} | cursor)
                assert answer.status_code == 200, f"{name} {order}: {answer.text}"
                seen += answer.json()["items"]
                cursor = {"cursor": answer.json()["next"]} if answer.json()["next"] else None
            assert sorted(map(str, seen)) == sorted(map(str, whole)), f"{name} {order}"
            if order.removeprefix("-") not in whole[0]:  # a scorecard shows its subject's fields one level down
                continue
            values = [row[order.removeprefix("-")] for row in seen]
            filled = [value for value in values if value is not None]
            assert values == filled + [None] * (len(values) - len(filled)), f"{name} {order}: empty ones come last"
            if filled and not isinstance(filled[0], str):
                assert filled == sorted(filled, reverse=order.startswith("-")), f"{name} {order}"


async def test_a_filter_takes_no_more_statements(world, statements):
    admin = await world.client()
    for number in range(3):
        await make_customer(admin, name=f"沃土{number}")
    asked = {"filter": 'name ~ "沃土" and lifecycle in (acquisition, lapsed)', "count": "true"}
    for path in ("/records/customers", "/records/contacts"):
        counts = []
        for limit in ("1", "200"):
            with statements() as sent:
                answer = await admin.get(
                    path, params=asked | {"limit": limit} if "customers" in path else {"limit": limit}
                )
            assert answer.status_code == 200, answer.text
            counts.append(len(sent))
        assert counts[0] == counts[1]


async def test_customers_by_their_figures(world):
    admin, partner = await world.client(), await world.client("member")
    big, small = await make_customer(admin, name="大客户", **{"class": "S"}), await make_customer(admin, name="小客户")
    order = {"customer_id": big["id"], "kind": "order", "booked_on": utcnow().date().isoformat(), "amount": 500000}
    recorded = await admin.post(
        "/records/transactions", json=order | {"currency": "CNY", "source": "erp", "external_id": "1"}
    )
    assert recorded.status_code in {200, 201}, recorded.text

    async def found(client, text):
        answer = await client.get("/records/customers", params={"filter": text, "count": "true"})
        assert answer.status_code == 200, answer.text
        assert answer.json()["total"] == len(answer.json()["items"])
        return [row["id"] for row in answer.json()["items"]]

    both = f"id in ({big['id']}, {small['id']})"
    assert await found(admin, f"{both} and orders_12m > 100000") == [big["id"]]
    assert await found(admin, f"{both} and not orders_12m > 100000") == [small["id"]]
    assert await found(admin, f"{both} and class in (S, A) and last_order_on >= today-1") == [big["id"]]
    assert await found(partner, f'{both} and name ~ "小"') == [small["id"]]
    refused = await partner.get("/records/customers", params={"filter": "orders_12m > 1"})
    assert (refused.status_code, refused.json()["needs"]) == (403, "commercial")


async def test_what_has_changed_and_what_is_gone(world):
    admin = await world.client()
    since = utcnow().isoformat()
    for path, body in (("/records/customers", {"name": "客户{}"}), ("/records/vendors", {"name": "厂商{}"})):
        rows = [
            (await admin.post(path, json={key: value.format(number) for key, value in body.items()})).json()
            for number in range(6)
        ]
        for row in rows[1:4]:
            gone = await admin.delete(f"{path}/{row['id']}", headers={"if-match": f'"{row["version"]}"'})
            if path == "/records/customers":
                assert gone.status_code in {204, 409}, gone.text
        after = (await admin.get(path, params={"limit": "200"})).json()["items"]
        alive = {row["id"] for row in after}
        deleted = {row["id"] for row in rows} - alive
        for limit in ("1", "2", "200"):
            items, tombstones, cursor = [], [], {}
            while cursor is not None:
                asked = {"updated_since": since, "limit": limit} | cursor
                answer = await admin.get(path, params=asked)
                assert answer.status_code == 200, answer.text
                page = answer.json()
                assert len(page["items"]) + len(page["deleted"]) <= int(limit)
                items += [row["id"] for row in page["items"]]
                tombstones += [row["id"] for row in page["deleted"]]
                cursor = {"cursor": page["next"]} if page["next"] else None
            assert len(items) == len(set(items)), path
            assert set(items) == alive, path
            assert (len(tombstones), set(tombstones)) == (len(deleted), deleted), path
    later = (utcnow() + dt.timedelta(hours=1)).isoformat()
    nothing = (await admin.get("/records/customers", params={"updated_since": later})).json()
    assert (nothing["items"], nothing["deleted"], nothing["next"]) == ([], [], None)
    both = await admin.get("/records/customers", params={"updated_since": later, "sort": "name"})
    assert both.json()["errors"][0]["pointer"] == "query/sort"


async def test_a_cursor_is_of_one_order(world):
    admin = await world.client()
    for _ in range(3):
        await make_customer(admin, name=uuid.uuid4().hex)
    cursor = (await admin.get("/records/customers", params={"limit": "1", "sort": "updated_at"})).json()["next"]
    for other in ({"sort": "created_at"}, {}, {"updated_since": "2026-01-01T00:00:00Z"}):
        refused = await admin.get("/records/customers", params={"cursor": cursor} | other)
        assert refused.status_code == 422, other
