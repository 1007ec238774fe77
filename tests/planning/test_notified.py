"""Who is told by an act of planning, and who is not."""

import datetime as dt

from tests.factories.execution import TODAY, change, ground, ok
from tests.factories.planning import company
from tests.factories.records import make_risk


async def inbox(client) -> list[tuple[str, str, str]]:
    rows = ok(await client.get("/identity/notifications"))["items"]
    return [(row["kind"], row["entity"], row["title"]) for row in rows]


async def test_whoever_becomes_owner_is_told_once(world):
    admin, owner, next_owner = [await world.client(role) for role in ("administrator", "member", "member")]
    here = await ground(admin)
    before = await inbox(admin)
    mine = {"owner_id": str(owner.user.id)}
    lead = {"title": "储能扩容", "customer_id": here.customer_id}
    lead = ok(await admin.post("/planning/opportunities", json=lead | mine))
    lead = await change(admin, f"opportunities/{lead['id']}", lead, title="储能扩容二期", **mine)
    assert await inbox(owner) == [("assigned", "opportunity", "储能扩容")]
    await change(admin, f"opportunities/{lead['id']}", lead, owner_id=str(next_owner.user.id))
    assert await inbox(next_owner) == [("assigned", "opportunity", "储能扩容二期")]

    opened = {"opportunity_id": here.opportunities[0]["id"], "name": "储能项目"}
    project = ok(await admin.post("/planning/projects", json=opened))
    await change(admin, f"projects/{project['id']}", project, manager_id=str(owner.user.id))
    visit = {"customer_id": here.customer_id, "kind": "visit", "title": "拜访总工"}
    due = {"due_on": (TODAY + dt.timedelta(days=3)).isoformat()}
    visit = ok(await admin.post("/planning/activities", json=visit | due | mine))
    await change(admin, f"activities/{visit['id']}", visit, owner_id=str(next_owner.user.id))
    await make_risk(admin, here.customer, title="预算冻结", **mine)
    assert await inbox(owner) == [
        ("assigned", "risk", "预算冻结"),
        ("assigned", "activity", "拜访总工"),
        ("assigned", "project", "储能项目"),
        ("assigned", "opportunity", "储能扩容"),
    ]
    assert (await inbox(next_owner))[0] == ("assigned", "activity", "拜访总工")
    assert await inbox(admin) == before, "who acts knows it already"


async def test_a_refused_gate_tells_the_manager(world):
    admin, manager = await world.client("administrator"), await world.client("member")
    here = await ground(admin)
    opened = {"opportunity_id": here.opportunities[0]["id"], "manager_id": str(manager.user.id), "name": "储能项目"}
    project = ok(await admin.post("/planning/projects", json=opened))
    path = f"/planning/projects/{project['id']}/advance"
    assert (await admin.post(path, json={"to": "opportunity"})).status_code == 409
    [note, _] = ok(await manager.get("/identity/notifications"))["items"]
    assert (note["kind"], note["entity_id"], note["text"]) == ("gate_refused", project["id"], "opportunity")
    assert (await manager.post(path, json={"to": "opportunity"})).status_code == 409
    assert len(await inbox(manager)) == 2, "who asked the gate heard its answer"


async def test_a_decision_tells_the_owners_of_proposals_once(world):
    admin, owner, other = [await world.client(role) for role in ("administrator", "member", "member")]
    here = await company(admin)
    for number in range(2):
        need = [(here.money, "2027-01-01", 10)]
        await here.propose(customer=number, needs=need, owner_id=str(owner.user.id))
    await here.limit((here.money, "2027-01-01", 10))
    await here.advance("scoring", "selecting")
    selection = await here.solved()
    ok(await admin.post(f"/planning/selections/{selection['id']}/decide", json={}))
    told = [row for row in await inbox(owner) if row[0] == "selection_decided"]
    assert told == [("selection_decided", "planning_cycle", here.cycle["name"])]
    assert await inbox(other) == []


async def test_a_comment_on_everything_people_plan(world):
    admin, called = await world.client("administrator"), await world.client("member")
    here = await ground(admin)
    [opportunity] = here.opportunities
    project = ok(await admin.post("/planning/projects", json={"opportunity_id": opportunity["id"], "name": "储能项目"}))
    plan = {"customer_id": here.customer_id, "cycle_id": here.cycle["id"]}
    plan = ok(await admin.post("/planning/account-plans", json=plan))
    titles = {
        "opportunity": (opportunity["id"], opportunity["title"]),
        "project": (project["id"], "储能项目"),
        "account_plan": (plan["id"], f"{here.customer['name']} · {here.cycle['name']}"),
    }
    for entity, (key, title) in titles.items():
        body = {"entity": entity, "entity_id": key, "body": f"@{called.user.name} 请看"}
        comment = ok(await admin.post("/records/comments", json=body | {"mentions": [str(called.user.id)]}))
        assert comment["customer_id"] == here.customer_id
        assert (await inbox(called))[0] == ("mentioned", entity, title)
