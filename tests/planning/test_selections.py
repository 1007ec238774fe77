import asyncio
import uuid

import pytest
from sqlalchemy import text

from services.planning.selections import solving
from tests.factories.planning import QUARTERS, company, crowded, ok, tag

Q1 = QUARTERS[0]


async def small(admin):
    """Three proposals of 300, 200 and 100 thousand for 100 units of money: the first and the third fit, or the
    second and the third."""
    made = await company(admin)
    for title, market, amount in (("甲", 3_000_000, 60), ("乙", 2_000_000, 50), ("丙", 1_000_000, 40)):
        await made.propose(title=title, market_space=market, needs=[(made.money, Q1, amount)])
    await made.limit((made.money, Q1, 100))
    await made.advance("scoring", "selecting")
    return made


async def test_the_choice_is_the_best_within_the_limit_and_says_what_it_would_take(world):
    made = await small(await world.client())
    first, second, third = (row["id"] for row in made.proposals)
    solved = await made.solved()
    assert (solved["status"], solved["state"], solved["value"], solved["bound"]) == (
        "optimal",
        "solved",
        400_000,
        400_000,
    )
    assert (solved["chosen_count"], solved["proposal_count"], solved["gap"]) == (2, 3, 0)
    assert solved["profit"] == 400_000
    choices = await made.choices(solved)
    assert {key for key, row in choices.items() if row["chosen"]} == {first, third}
    assert choices[first]["needs"] == [{"resource_id": made.money["id"], "period": Q1, "amount": 60}]
    given_up = choices[second]
    assert [reason["code"] for reason in given_up["reasons"]] == ["limit"]
    assert given_up["reasons"][0]["limits"] == [{"resource_id": made.money["id"], "period": Q1}]
    takes = given_up["takes"]
    assert takes["needs_more"] == [{"resource_id": made.money["id"], "period": Q1, "amount": 50}]
    assert (takes["regret"], takes["regret_is_bound"]) == (100_000, False)
    assert [row["id"] for row in takes["leaves"]] == [first]
    assert choices[first]["reasons"][0]["code"] == "worth_it"
    usage = ok(await made.admin.get(f"/planning/selections/{solved['id']}/usage"))
    assert [(row["limit"], row["used"], row["period"]) for row in usage] == [(100, 100, Q1)]
    assert [(gain["step"], gain["gain"]) for gain in usage[0]["gains"]] == [(0.01, 0), (0.05, 0)]
    frontier = ok(await made.admin.get(f"/planning/selections/{solved['id']}/frontier"))
    assert [point["value"] for point in frontier if point["scale"] in (0.5, 1, 1.5)] == [200_000, 400_000, 600_000]


async def test_no_limit_is_exceeded_and_every_given_up_one_has_a_reason(world):
    made = await crowded(await world.client())
    solved = await made.solved()
    assert solved["status"] in {"optimal", "feasible"}
    assert solved["gap"] <= 0.005
    choices = await made.choices(solved)
    assert len(choices) == len(made.proposals)
    given_up = [row for row in choices.values() if not row["chosen"]]
    assert given_up
    for row in given_up:
        assert row["reasons"], row
        takes = row["takes"]
        assert takes["regret"] is not None or takes["blocked_by"], row
        if "limit" in {reason["code"] for reason in row["reasons"]}:
            assert takes["needs_more"]
    async with world.session() as session:
        over = await session.execute(
            text("""
                select n.resource_id, n.period, sum(n.amount), l.amount
                from selection_choice c join opportunity_need n using (opportunity_id)
                join cycle_limit l on l.cycle_id = :cycle and l.resource_id = n.resource_id and l.period = n.period
                where c.selection_id = :selection and c.chosen
                group by n.resource_id, n.period, l.amount having sum(n.amount) > l.amount
            """),
            {"cycle": made.cycle["id"], "selection": solved["id"]},
        )
        assert over.all() == []
    chosen = sum(row["value"] for row in choices.values() if row["chosen"])
    assert chosen == pytest.approx(solved["value"])


async def test_the_slider_shows_the_choice_without_storing_it(world, statements):
    made = await small(await world.client())
    body = {"cycle_id": made.cycle["id"]}
    path = "/planning/selections/preview"
    seen = ok(await made.admin.post(path, json=body))
    assert (seen["value"], seen["chosen_count"], seen["status"]) == (400_000, 2, "optimal")
    more = ok(await made.admin.post(path, json={**body, "limit_scale": {made.money["id"]: 1.1}}))
    assert (more["value"], more["usage"][0]["limit"]) == (500_000, pytest.approx(110))
    locked = {"locked_in": [made.proposals[1]["id"]], "locked_out": [made.proposals[2]["id"]]}
    only = ok(await made.admin.post(path, json={**body, "rules": locked}))
    assert only["chosen"] == [made.proposals[1]["id"]]
    listed = ok(await made.admin.get("/planning/selections", params={"cycle_id": made.cycle["id"]}))
    assert listed["items"] == []
    member = await world.client("member")
    blind = ok(await member.post(path, json=body))
    assert (blind["value"], blind["profit"], blind["chosen_count"]) == (None, None, 2)


async def test_every_team_sees_why_but_not_what_it_is_worth(world):
    made = await small(await world.client())
    solved = await made.solved()
    member = await world.client("member")
    path = f"/planning/selections/{solved['id']}"
    rows = ok(await member.get(f"{path}/choices", params={"chosen": False}))["items"]
    assert [(row["value"], row["takes"]["regret"], row["reasons"][0]["code"]) for row in rows] == [
        (None, None, "limit")
    ]
    assert rows[0]["takes"]["needs_more"][0]["amount"] == 50
    usage = ok(await member.get(f"{path}/usage"))
    assert (usage[0]["used"], usage[0]["gains"][0]["gain"]) == (100, None)
    assert ok(await member.get(path))["value"] is None


async def test_rules_that_cannot_hold_together_are_named(world):
    made = await small(await world.client())
    first, second, third = (row["id"] for row in made.proposals)
    rules = {"locked_in": [first, second]}
    answer = await made.solved(rules=rules)
    assert (answer["status"], answer["state"], answer["value"]) == ("infeasible", "draft", None)
    named = {(rule["code"], *(row["id"] for row in rule["opportunities"])) for rule in answer["conflict"]}
    assert named == {("locked_in", first), ("locked_in", second), ("limit",)}
    refused = await made.admin.post(f"/planning/selections/{answer['id']}/decide", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_solved")
    both = ok(
        await made.admin.post(
            "/planning/selections/preview",
            json={"cycle_id": made.cycle["id"], "rules": {"locked_in": [third], "locked_out": [third]}},
        )
    )
    assert {rule["code"] for rule in both["conflict"]} == {"locked_in", "locked_out"}


async def test_unknown_value_is_never_zero_and_cannot_be_locked(world):
    made = await company(await world.client())
    known, blank = await made.propose(), await made.propose(win_probability=None)
    await made.advance("scoring", "selecting")
    solved = await made.solved()
    assert (solved["chosen_count"], solved["proposal_count"], solved["unvalued_count"]) == (1, 2, 1)
    choice = (await made.choices(solved))[blank["id"]]
    assert (choice["chosen"], choice["value"]) == (False, None)
    assert [reason["code"] for reason in choice["reasons"]] == ["value_unknown"]
    assert choice["takes"]["fields"] == ["win_probability"]
    for locked, code in ((blank["id"], "value_unknown"), (str(uuid.uuid4()), "not_a_candidate")):
        body = {"cycle_id": made.cycle["id"], "rules": {"locked_in": [locked]}}
        refused = await made.admin.post("/planning/selections/preview", json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "lock_not_possible")
        assert refused.json()["missing"] == [{"code": code, "opportunity_id": locked}]
    row = ok(await made.admin.get(f"/planning/opportunities/{blank['id']}"))
    ok(
        await made.admin.patch(
            f"/planning/opportunities/{blank['id']}", json={"win_probability": 0.4}, headers=tag(row)
        )
    )
    again = ok(await made.admin.post(f"/planning/selections/{solved['id']}/solve"))
    assert (again["chosen_count"], again["unvalued_count"]) == (2, 0)
    assert known["id"] in await made.choices(again)


async def test_links_and_groups_bind(world):
    made = await small(await world.client())
    first, second, third = (row["id"] for row in made.proposals)
    path = "/planning/selections/preview"

    async def chosen(**rules):
        answer = ok(await made.admin.post(path, json={"cycle_id": made.cycle["id"], "rules": rules}))
        return set(answer["chosen"])

    ok(await made.admin.put(f"/planning/opportunities/{first}/links", json=[{"other_id": second, "kind": "needs"}]))
    assert await chosen() == {second, third}
    solved = await made.solved()
    reasons = (await made.choices(solved))[first]["reasons"]
    assert {"code": "needs_missing", "opportunities": [], "limits": [], "groups": []} not in reasons
    assert "limit" in {reason["code"] for reason in reasons}
    ok(await made.admin.put(f"/planning/opportunities/{first}/links", json=[{"other_id": third, "kind": "excludes"}]))
    assert await chosen() == {first} or await chosen() == {second, third}
    ok(await made.admin.put(f"/planning/opportunities/{first}/links", json=[]))
    assert await chosen(max_per_customer=1) == {first}
    assert await chosen(groups=[{"by": "team", "key": made.teams[0]["id"], "at_most": 0}]) == {
        row["id"] for row in made.proposals if row["team_id"] != made.teams[0]["id"]
    }


async def test_a_link_to_what_is_not_in_the_cycle_stands_in_the_way(world):
    made = await company(await world.client())
    body = {"title": "不在周期内", "customer_id": made.customers[0]["id"]}
    outside = ok(await made.admin.post("/planning/opportunities", json=body))
    row = await made.propose()
    link = [{"other_id": outside["id"], "kind": "needs"}]
    ok(await made.admin.put(f"/planning/opportunities/{row['id']}/links", json=link))
    await made.advance("selecting")
    choice = (await made.choices(await made.solved()))[row["id"]]
    assert choice["chosen"] is False
    assert [reason["code"] for reason in choice["reasons"]] == ["needs_outside"]
    assert choice["reasons"][0]["opportunities"] == [{"id": outside["id"], "title": "不在周期内"}]


@pytest.mark.parametrize("objective", ["attractiveness", "blend"])
async def test_other_objectives_weigh_by_attractiveness(world, objective):
    made = await company(await world.client())
    row = await made.propose()
    await made.advance("selecting")
    solved = await made.solved(objective=objective)
    share = (await made.choices(solved))[row["id"]]["attractiveness"] / 100
    expected = 100_000 * (share if objective == "attractiveness" else (1 + share) / 2)
    assert solved["value"] == pytest.approx(expected, abs=0.01)
    assert solved["profit"] == 100_000


async def test_revenue_is_the_objective_where_margins_are_not_known(world):
    made = await company(await world.client())
    known = await made.propose(margin_percent=None, win_probability=0.6, expected_revenue=1000)
    unknown = await made.propose(expected_revenue=None)
    await made.advance("selecting")
    solved = await made.solved(objective="revenue")
    assert (solved["value"], solved["profit"], solved["unvalued_count"]) == (600, None, 1)
    choices = await made.choices(solved)
    assert (choices[known["id"]]["chosen"], choices[known["id"]]["value"]) == (True, 600)
    assert choices[unknown["id"]]["takes"]["fields"] == ["expected_revenue"]
    decided = ok(await made.admin.post(f"/planning/selections/{solved['id']}/decide", json={}))
    assert (decided["state"], decided["profit"]) == ("decided", None)


async def test_changing_a_scenario_forgets_its_result(world):
    made = await small(await world.client())
    solved = await made.solved()
    path = f"/planning/selections/{solved['id']}"
    renamed = ok(await made.admin.patch(path, json={"name": "改名"}, headers=tag(solved)))
    assert renamed["state"] == "solved"
    changed = ok(await made.admin.patch(path, json={"rules": {"max_per_customer": 1}}, headers=tag(renamed)))
    assert (changed["state"], changed["status"], changed["value"]) == ("draft", None, None)
    assert await made.choices(changed) == {}
    assert changed["rules"]["max_per_customer"] == 1
    gone = await made.admin.delete(path, headers=tag(changed))
    assert gone.status_code == 204
    assert (await made.admin.get(path)).status_code == 404


async def test_statements_do_not_grow_with_proposals(world, statements):
    admin = await world.client()
    sent = []
    for proposals in (6, 18):
        made = await crowded(admin, proposals=proposals)
        row = await made.selection()
        counts = []
        for method, path in (("POST", "solve"), ("GET", "choices"), ("GET", "usage")):
            with statements() as found:
                ok(await admin.request(method, f"/planning/selections/{row['id']}/{path}"))
            counts.append(len(found))
        sent.append(counts)
    assert sent[0] == sent[1]


async def test_only_some_may_solve_and_bad_scenarios_are_refused(world):
    made = await small(await world.client())
    body = {"cycle_id": made.cycle["id"], "name": "方案"}
    for role in ("account_manager", "member", "read_only", "auditor"):
        assert (await (await world.client(role)).post("/planning/selections", json=body)).status_code == 403
    for wrong in (
        {"objective": "luck"},
        {"limit_scale": {made.money["id"]: 5.1}},
        {"limit_scale": {made.money["id"]: -0.1}},
        {"limit_scale": {"money": 1}},
        {"rules": {"min_share_mid_long": 1.1}},
        {"rules": {"max_per_customer": -1}},
        {"rules": {"groups": [{"by": "team"}]}},
        {"rules": {"groups": [{"by": "team", "at_least": 2, "at_most": 1}]}},
        {"rules": {"groups": [{"by": "team", "share": True, "at_most": 2}]}},
        {"rules": {"locked_in": [made.proposals[0]["id"]] * 2}},
        {"cycle_id": str(uuid.uuid4())},
    ):
        answer = await made.admin.post("/planning/selections", json={**body, **wrong})
        assert answer.status_code == 422, (wrong, answer.text)
    assert (await made.admin.post(f"/planning/selections/{uuid.uuid4()}/solve")).status_code == 404
    nowhere = str(uuid.uuid4())
    unknown = await made.admin.post("/planning/selections/preview", json={"cycle_id": nowhere})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/cycle_id")
    corrected = await made.admin.post("/planning/selections", json={**body, "corrects": nowhere})
    assert (corrected.status_code, corrected.json()["errors"][0]["pointer"]) == (422, "/corrects")


async def test_further_solver_runs_wait_and_are_then_told_to_come_back(world, monkeypatch):
    made = await small(await world.client())
    monkeypatch.setattr(solving, "SLOT_WAIT_SECONDS", 0.05)
    for _ in range(2):
        await solving.SLOTS.acquire()
    try:
        answer = await made.admin.post("/planning/selections/preview", json={"cycle_id": made.cycle["id"]})
    finally:
        for _ in range(2):
            solving.SLOTS.release()
    assert (answer.status_code, answer.json()["code"]) == (503, "solver_busy")
    assert answer.headers["retry-after"]
    answers = await asyncio.gather(*(solving.beside(lambda: "done") for _ in range(5)))
    assert answers == ["done"] * 5
