import uuid

from sqlalchemy import select

from services.kit.events import Event
from tests.factories.execution import TODAY, change, good_map, ground, ok, power_map, project, vendor


async def test_a_project_opens_from_a_selected_opportunity_once(world):
    at = await ground(await world.client())
    opened = await project(at)
    assert opened["stage"] == "lead"
    assert opened["customer_id"] == at.customer_id
    assert opened["value"] == 1_000_000
    moved = ok(await at.admin.get(f"/planning/opportunities/{opened['opportunity_id']}"))
    assert moved["state"] == "in_project"
    again = await at.admin.post("/planning/projects", json={"opportunity_id": opened["opportunity_id"]})
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")
    unknown = await at.admin.post("/planning/projects", json={"opportunity_id": str(uuid.uuid4())})
    assert unknown.status_code == 422


async def to_initiation(at):
    opened = await project(at)
    facts = {
        "budget_confirmed": True,
        "budget_source": "技改资金",
        "next_step": "技术交流",
        "next_step_on": TODAY.isoformat(),
    }
    await change(at.admin, f"projects/{opened['id']}", opened, **facts)
    return ok(await at.admin.post(f"/planning/projects/{opened['id']}/advance", json={"to": "opportunity"}))


async def test_initiation_is_refused_until_the_power_map_is_good_enough(world):
    at = await ground(await world.client())
    opened = await to_initiation(at)
    path = f"/planning/projects/{opened['id']}"

    refused = await at.admin.post(f"{path}/advance", json={"to": "bid"})
    assert refused.status_code == 409, refused.text
    problem = refused.json()
    assert problem["code"] == "gate_refused"
    missing = {item["code"]: item for item in problem["missing"]}
    assert set(missing) == {"power_map_good_enough", "competitor_analysis", "manager", "team"}
    assert missing["power_map_good_enough"]["facts"]["exists"] is False
    assert ok(await at.admin.get(path))["stage"] == "opportunity"

    await power_map(at)
    gate = ok(await at.admin.get(f"{path}/gate"))
    assert (gate["from"], gate["to"], gate["passed"]) == ("opportunity", "bid", False)
    checks = {check["code"]: check for check in gate["checks"]}
    assert checks["resource_grant"]["passed"]
    lacks = {item["code"] for item in checks["power_map_good_enough"]["facts"]["missing"]}
    assert lacks == {"decider_missing", "coverage_too_low"}

    await good_map(at, project_id=opened["id"])
    me = str(at.admin.user.id)
    ok(await at.admin.put(f"{path}/team", json={"members": [{"user_id": me, "role": "leader", "share": 0.5}]}))
    row = ok(await at.admin.get(path))
    await change(at.admin, f"projects/{opened['id']}", row, manager_id=me, competitor_analysis="两家竞争对手")
    moved = ok(await at.admin.post(f"{path}/advance", json={"to": "bid"}))
    assert moved["stage"] == "bid"
    assert moved["stage_entered_at"] > opened["stage_entered_at"]
    assert moved["team"] == [{"user_id": me, "user_name": "administrator user", "role": "leader", "share": 0.5}]

    decided = ok(await at.admin.get(f"{path}/gate-decisions"))["items"]
    assert [row["decision"] for row in decided] == ["passed", "refused", "passed"]
    assert {check["code"] for check in decided[1]["checks"] if not check["passed"]} == set(missing)


async def test_a_refusal_is_kept_although_the_answer_is_409(live):
    """With real commits: the record of the refusal is there for everyone, in the table and on the timeline."""
    at = await ground(await live.client())
    opened = await to_initiation(at)
    refused = await at.admin.post(f"/planning/projects/{opened['id']}/advance", json={"to": "bid"})
    assert refused.status_code == 409
    reader = await live.client("read_only")
    decided = ok(await reader.get(f"/planning/projects/{opened['id']}/gate-decisions"))["items"]
    assert decided[0]["decision"] == "refused"
    async with live.session() as session:
        actions = await session.scalars(select(Event.action).where(Event.entity == "gate_decision").order_by(Event.id))
        assert actions.all() == ["gate passed", "gate refused"]


async def test_a_waiver_needs_the_right_and_a_reason_and_is_counted(world):
    at = await ground(await world.client())
    opened = await to_initiation(at)
    path = f"/planning/projects/{opened['id']}"
    strategist = await world.client("strategy")
    executive = await world.client("executive")
    waive = {"to": "bid", "waive": True, "reason": "集团统一部署,先行立项"}

    assert (await strategist.post(f"{path}/advance", json=waive)).status_code == 403
    bare = await executive.post(f"{path}/advance", json={"to": "bid", "waive": True})
    assert (bare.status_code, bare.json()["errors"][0]["pointer"]) == (422, "/reason")
    moved = ok(await executive.post(f"{path}/advance", json=waive))
    assert (moved["stage"], moved["waivers"]) == ("bid", 1)
    latest = ok(await at.admin.get(f"{path}/gate-decisions"))["items"][0]
    assert (latest["decision"], latest["reason"], latest["decided_by_name"]) == (
        "waived",
        waive["reason"],
        "executive user",
    )

    skipped = await executive.post(f"{path}/advance", json={"to": "delivery", "waive": True, "reason": "急"})
    assert skipped.status_code == 409, "a waiver lets through a gate, not past one"
    assert [item["code"] for item in skipped.json()["missing"]] == ["one_stage_forward"]


async def test_a_lost_project_names_the_winner_and_ends_its_opportunity(world):
    at = await ground(await world.client())
    opened = await project(at)
    path = f"/planning/projects/{opened['id']}"
    bare = await at.admin.post(f"{path}/advance", json={"to": "closed", "outcome": "lost"})
    assert {item["code"] for item in bare.json()["missing"]} == {"result_reasons", "result_note", "winning_vendor"}
    winner = await vendor(at.admin, "北方电气")
    facts = {"result_reasons": ["price", "incumbent"], "result_note": "报价高 12%", "winning_vendor_id": winner["id"]}
    await change(at.admin, f"projects/{opened['id']}", opened, **facts)
    lost = ok(await at.admin.post(f"{path}/advance", json={"to": "closed", "outcome": "lost"}))
    assert (lost["stage"], lost["result"], lost["outcome"]) == ("closed", "lost", "lost")
    opportunity = ok(await at.admin.get(f"/planning/opportunities/{opened['opportunity_id']}"))
    assert (opportunity["state"], opportunity["closed_on"]) == ("lost", TODAY.isoformat())
    found = ok(await at.admin.get("/planning/projects", params={"winning_vendor_id": winner["id"]}))["items"]
    assert [row["id"] for row in found] == [opened["id"]]

    frozen = await at.admin.patch(path, json={"lessons": "改"}, headers={"If-Match": f'"{lost["version"]}"'})
    assert (frozen.status_code, frozen.json()["code"]) == (409, "project_closed")
    back = await at.admin.post(f"{path}/advance", json={"to": "bid", "reason": "重启"})
    assert back.json()["code"] == "project_closed"


async def test_a_project_goes_the_whole_way_and_wins(world):
    at = await ground(await world.client())
    opened = await to_initiation(at)
    path, me = f"/planning/projects/{opened['id']}", str(at.admin.user.id)
    await good_map(at)
    ok(await at.admin.put(f"{path}/team", json={"members": [{"user_id": me, "role": "leader"}]}))
    facts = {
        "manager_id": me,
        "competitor_analysis": "一家在位供应商",
        "bid_documents": "投标文件 V3",
        "price_approved": True,
        "result": "won",
        "result_reasons": ["product_fit"],
        "agreement": "框架合同 2027-01",
        "milestones": [{"title": "到货", "due_on": "2027-03-31"}],
        "payments": [{"title": "预付款", "due_on": "2027-02-01", "amount": 300000.5}],
        "contract_risks": "延期罚则",
        "contract_differences": "质保由 3 年改为 5 年",
        "results_against_target": "订单 100%",
        "lessons": "尽早接触设计院",
    }
    await change(at.admin, f"projects/{opened['id']}", opened, **facts)
    for stage in ("bid", "contract", "delivery"):
        assert ok(await at.admin.post(f"{path}/advance", json={"to": stage}))["stage"] == stage
    unsaid = await at.admin.post(f"{path}/advance", json={"to": "closed"})
    assert [item["code"] for item in unsaid.json()["missing"]] == ["outcome"]
    won = ok(await at.admin.post(f"{path}/advance", json={"to": "closed", "outcome": "won_delivered"}))
    assert won["payments"] == [{"title": "预付款", "due_on": "2027-02-01", "amount": 300000.5, "paid_on": None}]
    opportunity = ok(await at.admin.get(f"/planning/opportunities/{opened['opportunity_id']}"))
    assert (opportunity["state"], opportunity["closed_value"]) == ("won", 1_000_000)


async def test_moving_back_needs_a_reason_and_is_no_gate(world):
    at = await ground(await world.client())
    opened = await to_initiation(at)
    path = f"/planning/projects/{opened['id']}/advance"
    bare = await at.admin.post(path, json={"to": "lead"})
    assert (bare.status_code, bare.json()["errors"][0]["pointer"]) == (422, "/reason")
    back = ok(await at.admin.post(path, json={"to": "lead", "reason": "预算被冻结"}))
    assert back["stage"] == "lead"
    decided = ok(await at.admin.get(f"/planning/projects/{opened['id']}/gate-decisions"))["items"]
    assert len(decided) == 1


async def test_writing_is_for_the_manager_the_customers_team_and_planners(world):
    at = await ground(await world.client())
    outsider, manager = await world.client("account_manager"), await world.client("member")
    opened = await project(at, manager_id=str(manager.user.id))
    path, tag = f"/planning/projects/{opened['id']}", {"If-Match": f'"{opened["version"]}"'}
    for attempt in (
        outsider.patch(path, json={"name": "x"}, headers=tag),
        outsider.put(f"{path}/team", json={"members": []}),
        outsider.post(f"{path}/advance", json={"to": "opportunity"}),
    ):
        assert (await attempt).status_code == 403
    assert (await outsider.get(path)).status_code == 200
    renamed = ok(await manager.patch(path, json={"name": "配网一期"}, headers=tag))
    assert renamed["name"] == "配网一期"
    stale = await manager.patch(path, json={"name": "二期"}, headers=tag)
    assert stale.status_code == 412
    members = {"members": [{"user_id": str(outsider.user.id), "role": "leader"}]}
    ok(await at.admin.put(f"/records/customers/{at.customer_id}/team", json=members))
    assert (await outsider.post(f"{path}/advance", json={"to": "opportunity"})).status_code == 409


async def test_money_is_hidden_from_those_without_the_class(world):
    at = await ground(await world.client())
    opened = await project(at)
    payments = [{"title": "预付款", "due_on": "2027-02-01", "amount": 5}]
    await change(at.admin, f"projects/{opened['id']}", opened, payments=payments)
    member = await world.client("member")
    seen = ok(await member.get(f"/planning/projects/{opened['id']}"))
    assert (seen["value"], seen["payments"][0]["amount"]) == (None, None)
    assert (await member.get("/planning/projects", params={"sort": "-value"})).status_code == 403
    assert (await at.admin.get("/planning/projects", params={"sort": "-value"})).status_code == 200


async def test_we_cannot_be_the_winning_vendor_of_a_lost_bid(world):
    at = await ground(await world.client())
    opened = await project(at)
    us = ok(await at.admin.post("/records/vendors", json={"name": f"我司 {uuid.uuid4().hex[:6]}", "is_us": True}))
    answer = await at.admin.patch(
        f"/planning/projects/{opened['id']}",
        json={"winning_vendor_id": us["id"]},
        headers={"If-Match": f'"{opened["version"]}"'},
    )
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/winning_vendor_id")


async def test_the_board_takes_the_same_statements_however_many_projects(world, statements):
    at = await ground(await world.client(), grants=(10, 20, 30))
    counts = []
    for index in range(3):
        await project(at, index=index)
        with statements() as sent:
            rows = ok(await at.admin.get("/planning/projects", params={"customer_id": at.customer_id}))["items"]
        assert len(rows) == index + 1
        counts.append(len(sent))
    assert counts[0] == counts[1] == counts[2] == 2, "the caller, and the list"
    first = ok(await at.admin.get("/planning/projects", params={"limit": 2, "sort": "next_step_on", "count": "true"}))
    rest = ok(
        await at.admin.get("/planning/projects", params={"limit": 2, "sort": "next_step_on", "cursor": first["next"]})
    )
    assert first["total"] == 3
    assert len({row["id"] for row in first["items"] + rest["items"]}) == 3
