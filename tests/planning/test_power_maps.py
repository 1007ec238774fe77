import datetime as dt
import uuid

import pytest

from tests.factories.execution import (
    TODAY,
    change,
    contact,
    good_map,
    ground,
    met,
    ok,
    person,
    power_map,
    project,
    vendor,
)


def at_person(on: dict, row: dict) -> str:
    return f"power-maps/{on['id']}/people/{row['id']}"


async def test_people_are_contacts_of_this_customer_or_placeholders(world):
    at = await ground(await world.client(), grants=())
    on = await power_map(at)
    chief = await contact(at, "周明")
    row = await person(at, on, contact_id=chief["id"], role="decider", influence=5)
    assert (row["name"], row["title"], row["status"]) == ("周明", "总工程师", "assumed")
    place = await person(at, on, name="采购负责人(待定)", role="approver", reports_to_id=row["id"])
    assert place["contact_id"] is None

    path = f"/planning/power-maps/{on['id']}/people"
    nameless = await at.admin.post(path, json={"role": "user"})
    assert (nameless.status_code, nameless.json()["errors"][0]["pointer"]) == (422, "/name")
    elsewhere = await ground(at.admin, grants=())
    stranger = await contact(elsewhere, "外人")
    foreign = await at.admin.post(path, json={"contact_id": stranger["id"]})
    assert (foreign.status_code, foreign.json()["errors"][0]["pointer"]) == (422, "/contact_id")
    twice = await at.admin.post(path, json={"contact_id": chief["id"]})
    assert twice.status_code == 409

    filled = await change(at.admin, at_person(on, place), place, contact_id=(await contact(at, "陈静"))["id"])
    assert (filled["name"], filled["role"]) == ("陈静", "approver")


async def test_reporting_lines_stay_in_the_map_and_make_no_circle(world):
    at = await ground(await world.client(), grants=())
    on = await power_map(at)
    head = await person(at, on, name="总经理")
    middle = await person(at, on, name="部长", reports_to_id=head["id"])
    low = await person(at, on, name="工程师", reports_to_id=middle["id"], dotted_to_id=head["id"])
    for row, values in (
        (head, {"reports_to_id": low["id"]}),
        (head, {"reports_to_id": head["id"]}),
        (low, {"dotted_to_id": low["id"]}),
        (low, {"reports_to_id": str(uuid.uuid4())}),
    ):
        answer = await at.admin.patch(
            f"/planning/{at_person(on, row)}", json=values, headers={"If-Match": f'"{row["version"]}"'}
        )
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{next(iter(values))}")
    gone = await at.admin.delete(f"/planning/{at_person(on, middle)}", headers={"If-Match": f'"{middle["version"]}"'})
    assert gone.status_code == 204
    left = {row["name"]: row for row in ok(await at.admin.get(f"/planning/power-maps/{on['id']}"))["people"]}
    assert left["工程师"]["reports_to_id"] == head["id"], "who reported there reports to the next one up"


async def test_what_is_confirmed_says_how_and_a_changed_judgement_is_assumed_again(world):
    at = await ground(await world.client(), grants=())
    on = await power_map(at)
    path = f"/planning/power-maps/{on['id']}/people"
    bare = await at.admin.post(path, json={"name": "周明", "status": "confirmed"})
    assert (bare.status_code, bare.json()["errors"][0]["pointer"]) == (422, "/evidence")
    later = (TODAY + dt.timedelta(days=2)).isoformat()  # tomorrow has begun already east of us
    early = await at.admin.post(
        path, json={"name": "周明", "status": "confirmed", "evidence": "拜访", "confirmed_on": later}
    )
    assert early.json()["errors"][0]["pointer"] == "/confirmed_on"

    row = await person(at, on, name="周明", support=1, status="confirmed", evidence="高层会谈纪要")
    assert row["confirmed_on"] == TODAY.isoformat()
    moved = await change(at.admin, at_person(on, row), row, x=120.5, y=-3)
    assert (moved["status"], moved["x"], moved["y"]) == ("confirmed", 120.5, -3)
    guessed = await change(at.admin, at_person(on, row), moved, support=2)
    assert guessed["status"] == "assumed"
    known = await change(at.admin, at_person(on, row), guessed, status="confirmed", evidence="本人明确表态")
    assert (known["status"], known["support"]) == ("confirmed", 2)


async def test_competitors_are_vendors_other_than_us(world):
    at = await ground(await world.client(), grants=())
    on = await power_map(at)
    rival = await vendor(at.admin, "北方电气")
    us = ok(await at.admin.post("/records/vendors", json={"name": f"我司 {uuid.uuid4().hex}", "is_us": True}))
    row = await person(at, on, name="周明", competitor_support={rival["id"]: 2})
    assert row["competitor_support"] == {rival["id"]: 2}
    for key in (us["id"], str(uuid.uuid4())):
        answer = await at.admin.post(
            f"/planning/power-maps/{on['id']}/people", json={"name": "x", "competitor_support": {key: 1}}
        )
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/competitor_support")


async def test_the_assessment_weighs_support_and_counts_recent_contact(world):
    at = await ground(await world.client(), grants=())
    on, rival = await power_map(at), await vendor(at.admin, "北方电气")
    chief, buyer = await contact(at, "周明"), await contact(at, "陈静")
    me = str(at.admin.user.id)
    common = {"contact_depth": "several", "owner_id": me}
    one = await person(at, on, contact_id=chief["id"], role="decider", influence=5, support=3, **common)
    two = await person(
        at,
        on,
        contact_id=buyer["id"],
        role="approver",
        influence=5,
        support=-1,
        competitor_support={rival["id"]: 3},
        **common,
    )
    await met(at, chief, days_ago=1)
    await met(at, buyer, days_ago=120)
    seen = ok(await at.admin.get(f"/planning/power-maps/{on['id']}"))["assessment"]
    weight = 1.0 * 5 / (1.0 * 5 + 0.8 * 5)
    assert seen["weights"] == pytest.approx({one["id"]: weight, two["id"]: 1 - weight})
    assert seen["support_index"] == pytest.approx(weight - (1 - weight))
    assert seen["competitors"] == [{"vendor_id": rival["id"], "support_index": 1.0}]
    assert seen["net"] == pytest.approx(seen["support_index"] - 1)
    assert seen["coverage"] == pytest.approx(weight)
    assert seen["gaps"] == {two["id"]: ["contact"]}
    assert not seen["good_enough"]
    assert [(item["code"], item["person_ids"]) for item in seen["missing"]] == [
        ("not_confirmed", [one["id"]]),
        ("not_confirmed", [two["id"]]),
        ("coverage_too_low", [two["id"]]),
    ]


async def test_a_project_map_begins_as_a_copy_and_then_differs(world):
    at = await ground(await world.client())
    of_project = await project(at)
    first = await good_map(at)
    chief = ok(await at.admin.get(f"/planning/power-maps/{first['id']}"))["people"][0]
    clerk = await person(at, first, name="采购员", reports_to_id=chief["id"])
    line = {"from": clerk["id"], "to": chief["id"], "kind": "influence"}
    drawn = ok(await at.admin.post(f"/planning/power-maps/{first['id']}/links", json=line))
    assert (drawn["from"], drawn["to"], drawn["kind"]) == (clerk["id"], chief["id"], "influence")
    again = await at.admin.post(f"/planning/power-maps/{first['id']}/links", json=line)
    assert again.status_code == 409

    copy = await power_map(at, project_id=of_project["id"], copy_from=first["id"])
    by_name = {row["name"]: row for row in copy["people"]}
    assert by_name["采购员"]["reports_to_id"] == by_name["周明"]["id"]
    assert by_name["周明"]["id"] != chief["id"]
    assert [(row["from"], row["to"]) for row in copy["links"]] == [(by_name["采购员"]["id"], by_name["周明"]["id"])]
    assert copy["competitors_checked_on"] == TODAY.isoformat()
    await change(at.admin, at_person(copy, by_name["周明"]), by_name["周明"], support=-1)
    kept = ok(await at.admin.get(f"/planning/power-maps/{first['id']}"))
    assert next(row for row in kept["people"] if row["name"] == "周明")["support"] == 2

    second = await at.admin.post("/planning/power-maps", json={"customer_id": at.customer_id})
    assert second.status_code == 409, "one map a customer"
    full = await at.admin.delete(f"/planning/power-maps/{first['id']}", headers={"If-Match": f'"{kept["version"]}"'})
    assert full.json()["code"] == "map_not_empty"
    fresh = ok(await at.admin.get(f"/planning/power-maps/{copy['id']}"))
    gone = await at.admin.delete(f"/planning/power-maps/{copy['id']}", headers={"If-Match": f'"{fresh["version"]}"'})
    assert gone.status_code == 204


async def test_drawing_is_for_the_customers_team(world):
    at = await ground(await world.client(), grants=())
    outsider = await world.client("member")
    refused = await outsider.post("/planning/power-maps", json={"customer_id": at.customer_id})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_on_team")
    on = await power_map(at)
    row = await person(at, on, name="周明")
    tag = {"If-Match": f'"{row["version"]}"'}
    for attempt in (
        outsider.post(f"/planning/power-maps/{on['id']}/people", json={"name": "x"}),
        outsider.patch(f"/planning/{at_person(on, row)}", json={"support": 3}, headers=tag),
        outsider.delete(f"/planning/{at_person(on, row)}", headers=tag),
        outsider.patch(f"/planning/power-maps/{on['id']}", json={}, headers=tag),
        outsider.delete(f"/planning/power-maps/{on['id']}", headers=tag),
    ):
        assert (await attempt).status_code == 403
    assert (await outsider.get(f"/planning/power-maps/{on['id']}")).status_code == 200


async def test_a_map_takes_the_same_statements_however_many_people(world, statements):
    at = await ground(await world.client(), grants=())
    on = await power_map(at)
    counts = []
    for name in ("甲", "乙", "丙"):
        await person(at, on, contact_id=(await contact(at, name))["id"])
        with statements() as sent:
            ok(await at.admin.get(f"/planning/power-maps/{on['id']}"))
        counts.append(len(sent))
    assert counts == [5, 5, 5], "the caller, the map, its people, its lines, the last contacts"
    listed = ok(await at.admin.get("/planning/power-maps", params={"customer_id": at.customer_id}))["items"]
    assert [(row["people_count"], row["project_id"]) for row in listed] == [(3, None)]
