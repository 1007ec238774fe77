import asyncio

from tests.factories.execution import QUARTER, activity, change, contact, ground, ok, person, plan, power_map


def line(at, planned: float, **values) -> dict:
    return {"title": "技术交流", "resource_id": at.money["id"], "period": QUARTER, "planned": planned, **values}


async def test_a_plan_begins_with_the_objective_its_target_sets(world):
    at = await ground(await world.client(), grants=(100, 50))
    begun = await plan(at)
    assert (begun["state"], begun["team_id"]) == ("draft", at.team["id"])
    (objective,) = begun["objectives"]
    assert (objective["measure"], objective["goal_value"], objective["unit"]) == ("order_intake", 2_000_000, "CNY")
    assert objective["target_id"] == begun["target_id"]
    kept = await at.admin.delete(
        f"/planning/account-plans/{begun['id']}/objectives/{objective['id']}",
        headers={"If-Match": f'"{objective["version"]}"'},
    )
    assert (kept.status_code, kept.json()["code"]) == (409, "objective_from_target")
    body = {"customer_id": at.customer_id, "cycle_id": at.cycle["id"]}
    assert (await at.admin.post("/planning/account-plans", json=body)).status_code == 409
    assert begun["grants"] == [
        {
            "resource_id": at.money["id"],
            "resource_code": at.money["code"],
            "period": QUARTER,
            "granted": 150,
            "planned": 0,
            "free": 150,
        }
    ]


async def test_a_relationship_goal_names_the_business_aim_it_serves(world):
    at = await ground(await world.client())
    begun, chief = await plan(at), await contact(at, "周明")
    path = f"/planning/account-plans/{begun['id']}/relationship-goals"
    goal = {
        "contact_id": chief["id"],
        "support_now": 0,
        "support_wanted": 2,
        "by": "2027-06-30",
        "owner_id": str(at.admin.user.id),
    }
    aimless = await at.admin.post(path, json=goal)
    assert (aimless.status_code, aimless.json()["errors"][0]["pointer"]) == (422, "/objective_id")
    elsewhere = await ground(at.admin)
    foreign = (await plan(elsewhere))["objectives"][0]["id"]
    refused = await at.admin.post(path, json=goal | {"objective_id": foreign})
    assert refused.json()["errors"][0]["pointer"] == "/objective_id"
    goal["objective_id"] = begun["objectives"][0]["id"]
    stranger = await contact(elsewhere, "外人")
    wrong = await at.admin.post(path, json=goal | {"contact_id": stranger["id"]})
    assert wrong.json()["errors"][0]["pointer"] == "/contact_id"
    lower = await at.admin.post(path, json=goal | {"support_wanted": -1})
    assert lower.json()["errors"][0]["pointer"] == "/support_wanted"
    row = ok(await at.admin.post(path, json=goal))
    assert (row["contact_name"], row["objective_title"]) == ("周明", begun["objectives"][0]["title"])
    changed = await change(
        at.admin, f"account-plans/{begun['id']}/relationship-goals/{row['id']}", row, support_wanted=3
    )
    assert changed["support_wanted"] == 3

    await activity(at, goal_id=row["id"])
    used = await at.admin.delete(f"{path}/{row['id']}", headers={"If-Match": f'"{changed["version"]}"'})
    assert (used.status_code, used.json()["code"]) == (409, "in_use")


async def test_planning_over_the_grant_is_refused_with_the_missing_amount(world):
    at = await ground(await world.client(), grants=(100,))
    begun = await plan(at)
    path = f"/planning/account-plans/{begun['id']}/budget-lines"
    first = ok(await at.admin.post(path, json=line(at, 70)))
    over = await at.admin.post(path, json=line(at, 30.01))
    assert over.status_code == 409, over.text
    assert over.json()["code"] == "over_commitment"
    assert over.json()["missing"] == [
        {
            "code": "over_commitment",
            "amount": 0.01,
            "resource_id": at.money["id"],
            "period": QUARTER,
            "granted": 100,
            "planned": 70,
        }
    ]
    ok(await at.admin.post(path, json=line(at, 30)))
    raised = await at.admin.patch(
        f"{path}/{first['id']}", json={"planned": 71}, headers={"If-Match": f'"{first["version"]}"'}
    )
    assert raised.json()["missing"][0]["amount"] == 1
    lowered = await change(at.admin, f"account-plans/{begun['id']}/budget-lines/{first['id']}", first, planned=60)
    committed = await at.admin.patch(
        f"{path}/{first['id']}", json={"committed": 60.5}, headers={"If-Match": f'"{lowered["version"]}"'}
    )
    assert committed.json()["missing"][0]["amount"] == 0.5
    ungranted = await at.admin.post(path, json=line(at, 1, period="2027-04-01"))
    assert ungranted.json()["missing"][0]["granted"] == 0
    odd = await at.admin.post(path, json=line(at, 1, period="2027-02-01"))
    assert odd.status_code == 422
    seen = ok(await at.admin.get(f"/planning/account-plans/{begun['id']}"))["grants"][0]
    assert (seen["granted"], seen["planned"], seen["free"]) == (100, 90, 10)


async def test_two_who_plan_at_once_cannot_take_the_same_money(live):
    """Real commits: the grant of 100 holds one of two lines of 60, and the team's other customer counts as well."""
    at = await ground(await live.client(), grants=(100,))
    begun = await plan(at)
    sister = ok(await at.admin.post("/records/customers", json={"name": "江北电网营销公司", "team_id": at.team["id"]}))
    other = ok(
        await at.admin.post("/planning/account-plans", json={"customer_id": sister["id"], "cycle_id": at.cycle["id"]})
    )
    paths = [f"/planning/account-plans/{row['id']}/budget-lines" for row in (begun, other)]
    answers = await asyncio.gather(*(at.admin.post(path, json=line(at, 60)) for path in paths for _ in range(2)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    refused = [answer.json()["missing"][0]["amount"] for answer in answers if answer.status_code == 409]
    assert refused == [20, 20, 20]


async def test_the_life_of_a_plan(world):
    at = await ground(await world.client())
    body = {"customer_id": at.customer_id, "cycle_id": at.cycle["id"]}
    begun = ok(await at.admin.post("/planning/account-plans", json=body))
    path = f"/planning/account-plans/{begun['id']}"
    bare = await at.admin.post(f"{path}/submit", json={})
    assert (bare.status_code, bare.json()["missing"]) == (409, [{"code": "strategy"}])
    begun = await change(at.admin, f"account-plans/{begun['id']}", begun, strategy="样板点先行")
    spent = ok(await at.admin.post(f"{path}/budget-lines", json=line(at, 40)))
    assert (await at.admin.post(f"{path}/approve")).json()["code"] == "plan_state"
    ok(await at.admin.post(f"{path}/submit"))

    frozen = await at.admin.post(f"{path}/objectives", json={"title": "份额"})
    assert (frozen.status_code, frozen.json()["code"]) == (409, "plan_state")
    team = await world.client("account_manager")
    members = {"members": [{"user_id": str(team.user.id), "role": "leader"}]}
    ok(await at.admin.put(f"/records/customers/{at.customer_id}/team", json=members))
    assert (await team.post(f"{path}/approve")).status_code == 403, "one does not approve one's own plan"
    executive = await world.client("executive")
    unsaid = await executive.post(f"{path}/return", json={})
    assert unsaid.json()["errors"][0]["pointer"] == "/reason"
    back = ok(await executive.post(f"{path}/return", json={"reason": "目标偏低"}))
    assert (back["state"], back["returned_reason"], back["submitted_at"]) == ("draft", "目标偏低", None)
    ok(await team.post(f"{path}/submit"))
    approved = ok(await executive.post(f"{path}/approve"))
    assert (approved["state"], approved["returned_reason"]) == ("approved", "")
    assert ok(await team.post(f"{path}/start"))["state"] == "in_force"

    booked = await change(
        team, f"account-plans/{begun['id']}/budget-lines/{spent['id']}", spent, committed=40, spent=41
    )
    assert (booked["committed"], booked["spent"]) == (40, 41), "what was spent is a fact, even past the plan"
    replanned = await team.patch(
        f"{path}/budget-lines/{spent['id']}", json={"planned": 41}, headers={"If-Match": f'"{booked["version"]}"'}
    )
    assert replanned.json()["code"] == "plan_state"
    assert ok(await team.post(f"{path}/close"))["state"] == "closed"
    assert (await executive.post(f"{path}/return", json={"reason": "x"})).json()["code"] == "plan_state"


async def test_a_plan_begun_before_the_target_answers_it_before_submitting(world):
    at = await ground(await world.client())
    sister = ok(await at.admin.post("/records/customers", json={"name": "江南电网", "team_id": None}))
    body = {"customer_id": sister["id"], "cycle_id": at.cycle["id"], "strategy": "先建立关系"}
    alone = ok(await at.admin.post("/planning/account-plans", json=body))
    assert (alone["objectives"], alone["grants"], alone["target_id"]) == ([], [], None)
    path = f"/planning/account-plans/{alone['id']}"
    refused = await at.admin.post(f"{path}/submit")
    assert [item["code"] for item in refused.json()["missing"]] == ["objectives"]
    target = (await plan(at))["target_id"]
    foreign = await at.admin.post(f"{path}/objectives", json={"title": "订单", "target_id": target})
    assert foreign.json()["errors"][0]["pointer"] == "/target_id"
    own = ok(await at.admin.post(f"{path}/objectives", json={"title": "进入短名单", "due_on": "2027-06-30"}))
    renamed = await change(
        at.admin, f"account-plans/{alone['id']}/objectives/{own['id']}", own, title="进入供应商短名单"
    )
    assert ok(await at.admin.post(f"{path}/submit"))["objectives"][0]["title"] == renamed["title"]


async def test_writing_is_for_the_customers_team_and_planners(world):
    at = await ground(await world.client())
    outsider = await world.client("account_manager")
    body = {"customer_id": at.customer_id, "cycle_id": at.cycle["id"]}
    assert (await outsider.post("/planning/account-plans", json=body)).status_code == 403
    begun = await plan(at)
    path, tag = f"/planning/account-plans/{begun['id']}", {"If-Match": f'"{begun["version"]}"'}
    objective = begun["objectives"][0]
    for attempt in (
        outsider.patch(path, json={"summary": "x"}, headers=tag),
        outsider.delete(path, headers=tag),
        outsider.post(f"{path}/submit"),
        outsider.post(f"{path}/objectives", json={"title": "x"}),
        outsider.patch(f"{path}/objectives/{objective['id']}", json={"title": "x"}, headers=tag),
        outsider.post(f"{path}/budget-lines", json=line(at, 1)),
    ):
        assert (await attempt).status_code == 403
    assert (await outsider.get(path)).status_code == 200
    stale = await at.admin.patch(path, json={"summary": "x"}, headers={"If-Match": '"99"'})
    assert stale.status_code == 412
    assert (await at.admin.delete(path, headers=tag)).status_code == 204


async def test_plans_take_the_same_statements_however_many_parts(world, statements):
    at = await ground(await world.client())
    begun = await plan(at)
    path = f"/planning/account-plans/{begun['id']}"
    counts = []
    for _ in range(3):
        ok(await at.admin.post(f"{path}/objectives", json={"title": "份额"}))
        ok(await at.admin.post(f"{path}/budget-lines", json=line(at, 1)))
        with statements() as sent:
            ok(await at.admin.get(path))
        with statements() as listed:
            ok(await at.admin.get("/planning/account-plans", params={"cycle_id": at.cycle["id"]}))
        counts.append((len(sent), len(listed)))
    assert counts == [(6, 2)] * 3


async def test_the_published_views_tell_what_was_done(world):
    from sqlalchemy import text

    at = await ground(await world.client())
    begun, chief = await plan(at), await contact(at, "周明")
    goal = {
        "contact_id": chief["id"],
        "objective_id": begun["objectives"][0]["id"],
        "support_now": 0,
        "support_wanted": 2,
        "by": "2027-06-30",
        "owner_id": str(at.admin.user.id),
    }
    ok(await at.admin.post(f"/planning/account-plans/{begun['id']}/relationship-goals", json=goal))
    on = await power_map(at)
    await person(at, on, contact_id=chief["id"], support=2)
    async with world.session() as session:
        (row,) = (await session.execute(text("select * from goal_fact"))).mappings()
        assert (row["support_then"], row["support_now"], row["attained"]) == (0, 2, True)
        (row,) = (await session.execute(text("select * from plan_fact"))).mappings()
        assert (row["objectives"], row["goals"], row["goals_attained"], row["budget_lines"]) == (1, 1, 1, 0)
