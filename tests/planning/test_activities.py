import datetime as dt
import uuid

import pytest
from sqlalchemy import update

from services.planning.activities import rules
from services.planning.activities.models import Activity
from tests.factories.execution import TODAY, activity, change, contact, ground, ok, person, power_map, project


@pytest.mark.parametrize(
    ("quality", "effect", "explained"),
    [(3, 3, False), (3, 4, False), (4, 4, False), (2, 3, True), (3, 2, True), (1, 4, True), (5, 3, True), (4, 5, True)],
)
def test_poor_and_best_marks_are_explained(quality, effect, explained):
    assert rules.needs_reason(quality, effect) is explained


def test_a_week_ends_on_sunday():
    assert rules.week_ends(dt.date(2026, 11, 21)) == dt.date(2026, 11, 22)
    assert rules.week_ends(dt.date(2026, 11, 22)) == dt.date(2026, 11, 22)
    assert rules.week_ends(dt.date(2026, 11, 23)) == dt.date(2026, 11, 29)


async def managed(world):
    """A project, its manager (no planner by role), and an activity in it."""
    at = await ground(await world.client())
    manager = await world.client("member")
    of_project = await project(at, manager_id=str(manager.user.id))
    row = await activity(at, manager, project_id=of_project["id"])
    return at, manager, of_project, row


async def test_planned_then_reported_then_rated_by_the_manager(world):
    at, manager, of_project, row = await managed(world)
    path = f"/planning/activities/{row['id']}"
    assert (row["state"], row["owner_id"], row["project_name"]) == ("planned", str(manager.user.id), of_project["name"])
    early = await manager.post(f"{path}/rate", json={"quality": 3, "effect": 4})
    assert (early.status_code, early.json()["code"]) == (409, "activity_state")
    empty = await manager.post(f"{path}/report", json={"report": "  "})
    assert empty.status_code == 422
    reported = ok(await manager.post(f"{path}/report", json={"report": "介绍了方案", "next_step": "样板点参观"}))
    assert (reported["state"], reported["rating_overdue"]) == ("reported", False)

    colleague = await world.client("account_manager")
    assert (await colleague.post(f"{path}/rate", json={"quality": 3, "effect": 3})).status_code == 403
    bare = await manager.post(f"{path}/rate", json={"quality": 5, "effect": 4})
    assert (bare.status_code, bare.json()["errors"][0]["pointer"]) == (422, "/reason")
    rated = ok(await manager.post(f"{path}/rate", json={"quality": 5, "effect": 4, "reason": "客户当场确认试点"}))
    assert (rated["state"], rated["rated_by"]) == ("rated", str(manager.user.id))
    assert (rated["quality"], rated["effect"], rated["rating_reason"]) == (None, None, None), "ratings are commercial"
    seen = ok(await at.admin.get(path))
    assert (seen["quality"], seen["effect"], seen["rating_reason"]) == (5, 4, "客户当场确认试点")
    again = await at.admin.post(f"{path}/rate", json={"quality": 3, "effect": 3})
    assert again.json()["code"] == "activity_state"
    late = await manager.post(f"{path}/report", json={"report": "改写"})
    assert late.json()["code"] == "activity_state"


@pytest.mark.parametrize(("mark", "status"), [(0, 422), (1, 200), (5, 200), (6, 422), (True, 422), ("4", 422)])
async def test_marks_lie_between_one_and_five(world, mark, status):
    _, manager, _, row = await managed(world)
    path = f"/planning/activities/{row['id']}"
    ok(await manager.post(f"{path}/report", json={"report": "已完成"}))
    answer = await manager.post(f"{path}/rate", json={"quality": mark, "effect": 3, "reason": "见纪要"})
    assert answer.status_code == status, answer.text


async def test_a_report_moves_support_on_the_power_map_with_its_evidence(world):
    at, manager, of_project, row = await managed(world)
    on = await power_map(at)
    chief = await person(at, on, contact_id=(await contact(at, "周明"))["id"], support=0)
    said = {"person_id": chief["id"], "support": 2, "evidence": "承诺只用我方方案"}
    ok(
        await manager.post(
            f"/planning/activities/{row['id']}/report", json={"report": "会谈顺利", "support_changes": [said]}
        )
    )
    seen = ok(await at.admin.get(f"/planning/power-maps/{on['id']}"))["people"][0]
    assert (seen["support"], seen["status"], seen["evidence"]) == (2, "confirmed", said["evidence"])
    assert seen["confirmed_on"] == TODAY.isoformat()

    other = await activity(at, manager, project_id=of_project["id"])
    wrong = {"report": "x", "support_changes": [{**said, "person_id": str(uuid.uuid4())}]}
    refused = await manager.post(f"/planning/activities/{other['id']}/report", json=wrong)
    assert refused.json()["errors"][0]["pointer"] == "/support_changes/0/person_id"
    assert ok(await manager.get(f"/planning/activities/{other['id']}"))["state"] == "planned", "nothing half done"


async def test_references_belong_to_this_customer(world):
    at = await ground(await world.client())
    elsewhere = await ground(at.admin)
    theirs = await project(elsewhere)
    stranger = await contact(elsewhere, "外人")
    for values, pointer in (
        ({"project_id": theirs["id"]}, "/project_id"),
        ({"contact_ids": [stranger["id"]]}, "/contact_ids"),
        ({"user_ids": [str(uuid.uuid4())]}, "/user_ids"),
        ({"goal_id": str(uuid.uuid4())}, "/goal_id"),
        ({"owner_id": str(uuid.uuid4())}, "/owner_id"),
    ):
        body = {"customer_id": at.customer_id, "kind": "visit", "title": "x", "due_on": "2027-01-01", **values}
        answer = await at.admin.post("/planning/activities", json=body)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer), answer.text


async def test_planning_is_for_the_team_and_the_projects_people(world):
    at = await ground(await world.client())
    member, outsider = await world.client("member"), await world.client("account_manager")
    of_project = await project(at)
    body = {"customer_id": at.customer_id, "kind": "bid_step", "title": "投标", "due_on": "2027-01-01"}
    assert (await outsider.post("/planning/activities", json=body)).status_code == 403
    mine = body | {"project_id": of_project["id"]}
    assert (await member.post("/planning/activities", json=mine)).status_code == 403
    team = {"members": [{"user_id": str(member.user.id), "role": "solution"}]}
    ok(await at.admin.put(f"/planning/projects/{of_project['id']}/team", json=team))
    row = ok(await member.post("/planning/activities", json=mine))
    moved = await change(member, f"activities/{row['id']}", row, due_on="2027-01-08")
    assert moved["due_on"] == "2027-01-08"
    foreign = await outsider.patch(
        f"/planning/activities/{row['id']}", json={"title": "x"}, headers={"If-Match": f'"{moved["version"]}"'}
    )
    assert foreign.status_code == 403
    assert (await outsider.post(f"/planning/activities/{row['id']}/report", json={"report": "x"})).status_code == 403
    called_off = ok(await member.post(f"/planning/activities/{row['id']}/cancel", json={"reason": "客户改期"}))
    assert called_off["state"] == "cancelled"


async def test_my_week_shows_what_waits_with_the_most_value_first(world):
    at = await ground(await world.client(), grants=(10, 20))
    manager = await world.client("account_manager")
    me = str(manager.user.id)
    small = await project(at, index=0, value=10, manager_id=me, next_step="报价", next_step_on=TODAY.isoformat())
    large = await project(at, index=1, value=900, manager_id=me)
    first = await activity(at, manager, project_id=small["id"], title="小项目拜访")
    second = await activity(at, manager, project_id=large["id"], title="大项目拜访")
    await activity(at, title="别人的事")
    invited = await activity(at, title="邀请我的会", user_ids=[me])
    later = (TODAY + dt.timedelta(days=30)).isoformat()
    await activity(at, manager, project_id=small["id"], due_on=later)
    week = ok(await manager.get("/planning/activities/my-week"))
    assert [row["id"] for row in week["activities"]] == [second["id"], first["id"], invited["id"]]
    assert week["activities"][0]["value_at_risk"] == 900
    assert [row["project_id"] for row in week["next_steps"]] == [small["id"]]

    done = ok(await manager.post(f"/planning/activities/{first['id']}/report", json={"report": "已拜访"}))
    async with world.session() as session, session.begin():
        then = dt.datetime.now(dt.UTC) - dt.timedelta(days=15)
        await session.execute(update(Activity).where(Activity.id == uuid.UUID(done["id"])).values(reported_at=then))
    owed = ok(await manager.get("/planning/activities/my-week"))["ratings_owed"]
    assert [(row["id"], row["rating_overdue"]) for row in owed] == [(first["id"], True)]
    listed = ok(await manager.get("/planning/activities", params={"rating_owed": "true"}))["items"]
    assert [row["id"] for row in listed] == [first["id"]]
    mine = ok(await manager.get("/planning/activities", params={"mine": "true", "due_before": TODAY.isoformat()}))
    assert {row["id"] for row in mine["items"]} == {first["id"], second["id"], invited["id"]}


async def test_lists_take_the_same_statements_however_many_activities(world, statements):
    at = await ground(await world.client())
    counts = []
    for _ in range(3):
        await activity(at)
        with statements() as sent:
            ok(await at.admin.get("/planning/activities", params={"customer_id": at.customer_id}))
        with statements() as week:
            ok(await at.admin.get("/planning/activities/my-week"))
        counts.append((len(sent), len(week)))
    assert counts == [(2, 4)] * 3
    for sort in ("reported_at", "-reported_at", "due_on", "-updated_at"):
        seen, cursor = [], None
        while cursor or not seen:
            page = ok(
                await at.admin.get(
                    "/planning/activities", params={"limit": 2, "sort": sort} | ({"cursor": cursor} if cursor else {})
                )
            )
            seen += [row["id"] for row in page["items"]]
            cursor = page["next"]
        assert len(seen) == len(set(seen)) == 3
