import asyncio
import uuid

import pytest
from sqlalchemy import text

from tests.factories.planning import QUARTERS, company, crowded, ok, tag

Q1 = QUARTERS[0]

SUMS = text("""
    select coalesce(n.resource_id, g.resource_id), n.amount, g.amount
    from (
        select resource_id, period, sum(amount) as amount
        from opportunity_need join opportunity o on o.id = opportunity_id
        where o.cycle_id = :cycle and o.state in ('selected', 'in_project') group by 1, 2
    ) n
    full join (
        select resource_id, period, sum(amount) as amount
        from target_grant join target t on t.id = target_id where t.cycle_id = :cycle group by 1, 2
    ) g using (resource_id, period)
    where n.amount is distinct from g.amount
""")


async def decide(client, selection, **body):
    return await client.post(f"/planning/selections/{selection['id']}/decide", json=body)


async def grants_match(world, made) -> bool:
    async with world.session() as session:
        return (await session.execute(SUMS, {"cycle": made.cycle["id"]})).all() == []


async def three(admin):
    """Two teams, three proposals; the first (team 0) and the third (team 0) fit together, the second is team 1's."""
    made = await company(admin)
    for number, (market, amount) in enumerate(((3_000_000, 60), (2_000_000, 50), (1_000_000, 40))):
        await made.propose(
            customer=number, title=f"机会 {number}", market_space=market, needs=[(made.money, Q1, amount)]
        )
    await made.limit((made.money, Q1, 100))
    await made.advance("scoring", "selecting")
    return made


@pytest.mark.parametrize("shape", ["all", "split"], indirect=True)
async def test_from_found_to_targets_in_one_decision(world):
    made = await three(await world.client())
    first, second, third = made.proposals
    solved = await made.solved()
    decided = ok(await decide(made.admin, solved, note="战略委员会通过"))
    assert (decided["state"], decided["note"], decided["chosen_count"]) == ("decided", "战略委员会通过", 2)
    assert (decided["decided_by"], decided["decided_by_name"]) == (str(made.admin.user.id), made.admin.user.name)
    cycle = ok(await made.admin.get(f"/planning/cycles/{made.cycle['id']}"))
    assert (cycle["state"], cycle["decided_selection_id"]) == ("issued", solved["id"])
    now = [ok(await made.admin.get(f"/planning/opportunities/{row['id']}")) for row in made.proposals]
    assert [(row["state"], row["reason_code"]) for row in now] == [
        ("selected", "worth_it"), ("given_up", "limit"), ("selected", "worth_it")
    ]  # fmt: skip
    assert [row["selected_at"] is not None for row in now] == [True, False, True]
    targets = ok(await made.admin.get("/planning/targets", params={"cycle_id": made.cycle["id"]}))["items"]
    assert [row["team_id"] for row in targets] == [made.teams[0]["id"]]
    target = targets[0]
    assert (target["opportunities"], target["order_intake"], target["revenue"]) == (2, 2_000_000, 800_000)
    assert target["margin"] == 400_000
    assert target["grants"] == [{"resource_id": made.money["id"], "period": Q1, "amount": 100}]
    assert ok(await made.admin.get(f"/planning/targets/{target['id']}")) == target
    assert ok(await (await world.client("member")).get(f"/planning/targets/{target['id']}"))["margin"] is None
    assert await grants_match(world, made)
    async with world.session() as session:
        told = await session.execute(
            text("select action, changes -> 'state' ->> 1 from event where entity_id = :id order by id desc limit 1"),
            {"id": second["id"]},
        )
        assert told.one() == ("given_up", "given_up")
        fact = await session.execute(
            text("select opportunities, margin from target_fact where id = :id"), {"id": target["id"]}
        )
        assert fact.one() == (2, 400_000)
        fact = await session.execute(
            text("select state, horizon, value from opportunity_fact where id = :id"), {"id": first["id"]}
        )
        assert fact.one() == ("selected", "short", 300_000)
    frozen = await made.admin.put(f"/planning/opportunities/{first['id']}/needs", json=[])
    assert (frozen.status_code, frozen.json()["code"]) == (409, "decided")
    changed = await made.admin.patch(f"/planning/selections/{solved['id']}", json={"name": "x"}, headers=tag(decided))
    assert (changed.status_code, changed.json()["code"]) == (409, "decided")
    again = await made.admin.post(f"/planning/selections/{solved['id']}/solve")
    assert (again.status_code, again.json()["code"]) == (409, "decided")
    next_year = ok(
        await made.admin.post(
            "/planning/cycles",
            json={"name": uuid.uuid4().hex, "starts_on": "2028-01-01", "ends_on": "2028-12-31", "currency": "CNY"},
        )
    )
    back = await made.admin.post(f"/planning/opportunities/{second['id']}/propose", json={"cycle_id": next_year["id"]})
    assert ok(back)["state"] == "proposed"
    assert third["id"] in await made.choices(decided)


async def test_grants_equal_needs_per_resource_and_quarter(world):
    made = await crowded(await world.client())
    solved = await made.solved()
    decided = ok(await decide(made.admin, solved))
    assert await grants_match(world, made)
    choices = await made.choices(decided)
    targets = ok(await made.admin.get("/planning/targets", params={"cycle_id": made.cycle["id"]}))["items"]
    assert sum(row["opportunities"] for row in targets) == sum(row["chosen"] for row in choices.values())
    assert sum(row["margin"] for row in targets) == pytest.approx(decided["profit"])
    usage = ok(await made.admin.get(f"/planning/selections/{decided['id']}/usage"))
    granted: dict[tuple[str, str], float] = {}
    for target in targets:
        for grant in target["grants"]:
            key = (grant["resource_id"], grant["period"])
            granted[key] = granted.get(key, 0) + grant["amount"]
    assert {(row["resource_id"], row["period"]): row["used"] for row in usage if row["used"]} == granted
    assert all(row["used"] <= row["limit"] for row in usage)


async def test_people_override_with_a_reason_but_not_the_limits(world):
    made = await three(await world.client())
    first, second, third = (row["id"] for row in made.proposals)
    solved = await made.solved()

    def override(key, chosen):
        return {"opportunity_id": key, "chosen": chosen, "reason": "董事会要求"}

    over = await decide(made.admin, solved, overrides=[override(second, True)])
    assert (over.status_code, over.json()["code"]) == (409, "limit_exceeded")
    assert over.json()["missing"] == [{"resource_id": made.money["id"], "period": Q1, "missing": 50}]
    unknown = await decide(made.admin, solved, overrides=[override(str(uuid.uuid4()), True)])
    assert (unknown.status_code, unknown.json()["code"]) == (409, "override_not_possible")
    silent = await decide(made.admin, solved, overrides=[{"opportunity_id": first, "chosen": False, "reason": " "}])
    assert silent.status_code == 422
    assert ok(await made.admin.get(f"/planning/selections/{solved['id']}"))["state"] == "solved"
    decided = ok(await decide(made.admin, solved, overrides=[override(second, True), override(first, False)]))
    assert (decided["chosen_count"], decided["profit"]) == (2, 300_000)
    rows = {key: ok(await made.admin.get(f"/planning/opportunities/{key}")) for key in (first, second, third)}
    assert [rows[key]["state"] for key in (first, second, third)] == ["given_up", "selected", "selected"]
    assert (rows[first]["reason"], rows[first]["reason_code"]) == ("董事会要求", "by_hand")
    choices = await made.choices(decided)
    assert choices[first]["override_reason"] == "董事会要求"
    assert [reason["code"] for reason in choices[first]["reasons"]] == ["by_hand", "worth_it"]
    assert await grants_match(world, made)
    usage = ok(await made.admin.get(f"/planning/selections/{solved['id']}/usage"))
    assert usage[0]["used"] == 90


async def test_a_scenario_with_wider_limits_is_decided_only_when_the_limits_are(world):
    made = await three(await world.client())
    wide = await made.solved(limit_scale={made.money["id"]: 1.5})
    assert wide["chosen_count"] == 3
    refused = await decide(made.admin, wide)
    assert (refused.status_code, refused.json()["code"]) == (409, "limit_exceeded")
    await made.limit((made.money, Q1, 150))
    stale = await decide(made.admin, wide)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_solution")
    same = ok(await made.admin.patch(f"/planning/selections/{wide['id']}", json={"limit_scale": {}}, headers=tag(wide)))
    solved = ok(await made.admin.post(f"/planning/selections/{same['id']}/solve"))
    assert ok(await decide(made.admin, solved))["chosen_count"] == 3


async def test_a_broken_link_is_refused(world):
    made = await three(await world.client())
    first, second, third = (row["id"] for row in made.proposals)
    ok(await made.admin.put(f"/planning/opportunities/{first}/links", json=[{"other_id": third, "kind": "needs"}]))
    solved = await made.solved()
    refused = await decide(made.admin, solved, overrides=[{"opportunity_id": third, "chosen": False, "reason": "放弃"}])
    assert (refused.status_code, refused.json()["code"]) == (409, "link_broken")
    assert refused.json()["missing"] == [{"code": "needs", "opportunity_id": first, "other_id": third}]
    assert second


@pytest.mark.parametrize("change", ["value", "needs", "withdrawn"])
async def test_what_changed_after_solving_is_solved_again(world, change):
    made = await three(await world.client())
    solved = await made.solved()
    path = f"/planning/opportunities/{made.proposals[0]['id']}"
    if change == "value":
        row = ok(await made.admin.get(path))
        ok(await made.admin.patch(path, json={"win_probability": 0.9}, headers=tag(row)))
    elif change == "needs":
        ok(await made.admin.put(f"{path}/needs", json=[]))
    else:
        ok(await made.admin.post(f"{path}/withdraw", json={"reason": "撤回"}))
    refused = await decide(made.admin, solved)
    assert (refused.status_code, refused.json()["code"]) == (409, "stale_solution")


async def test_only_deciders_decide_and_only_in_turn(world):
    made = await three(await world.client())
    solved = await made.solved()
    for role in ("account_manager", "member", "read_only", "auditor", "performance"):
        assert (await decide(await world.client(role), solved)).status_code == 403
    draft = await made.selection()
    refused = await decide(made.admin, draft)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_solved")
    await made.advance("open")
    refused = await decide(made.admin, solved)
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_state")
    await made.advance("selecting")
    assert (await decide(await world.client("executive"), solved)).status_code == 200


async def test_a_correction_replaces_the_decision_and_keeps_what_has_begun(world):
    made = await three(await world.client())
    first, second, third = (row["id"] for row in made.proposals)
    decided = ok(await decide(made.admin, await made.solved()))
    other = await made.solved()
    refused = await decide(made.admin, other)
    assert (refused.status_code, refused.json()["code"]) == (409, "already_decided")
    assert refused.json()["decided_selection_id"] == decided["id"]
    ok(await made.admin.post("/planning/projects", json={"opportunity_id": third}))
    before = ok(await made.admin.get("/planning/targets", params={"cycle_id": made.cycle["id"]}))["items"]
    correction = await made.solved(corrects=decided["id"], rules={"locked_out": [first]})
    choices = await made.choices(correction)
    assert choices[third]["reasons"][0]["code"] == "committed"
    assert [choices[key]["chosen"] for key in (first, second, third)] == [False, True, True]
    pulled = [{"opportunity_id": third, "chosen": False, "reason": "撤"}]
    refused = await decide(made.admin, correction, overrides=pulled)
    assert (refused.status_code, refused.json()["code"]) == (409, "override_not_possible")
    corrected = ok(await decide(made.admin, correction, note="预算调整"))
    assert corrected["corrects"] == decided["id"]
    former = ok(await made.admin.get(f"/planning/selections/{decided['id']}"))
    assert (former["state"], former["corrected_by"]) == ("decided", corrected["id"])
    states = [ok(await made.admin.get(f"/planning/opportunities/{key}"))["state"] for key in (first, second, third)]
    assert states == ["given_up", "selected", "in_project"]
    assert await grants_match(world, made)
    after = ok(await made.admin.get("/planning/targets", params={"cycle_id": made.cycle["id"]}))["items"]
    assert {row["id"] for row in before} <= {row["id"] for row in after}
    assert {row["team_id"]: row["opportunities"] for row in after} == {
        made.teams[0]["id"]: 1, made.teams[1]["id"]: 1
    }  # fmt: skip
    gone = await made.admin.post(
        "/planning/selections", json={"cycle_id": made.cycle["id"], "name": "再更正", "corrects": decided["id"]}
    )
    assert (gone.status_code, gone.json()["code"]) == (409, "not_in_force")


async def test_a_failing_sum_leaves_nothing_of_the_decision(world):
    made = await three(await world.client())
    solved = await made.solved()
    lose_one = """
        create function pg_temp.lose_one() returns trigger language plpgsql as
        $$ begin new.amount := new.amount - 1; return new; end $$
    """
    on_grants = "create trigger lose_one before insert on target_grant for each row execute function pg_temp.lose_one()"
    async with world.sessions.begin() as session:
        await session.execute(text(lose_one))
        await session.execute(text(on_grants))
    assert (await decide(made.admin, solved)).status_code == 500
    states = {ok(await made.admin.get(f"/planning/opportunities/{row['id']}"))["state"] for row in made.proposals}
    assert states == {"proposed"}
    assert ok(await made.admin.get("/planning/targets", params={"cycle_id": made.cycle["id"]}))["items"] == []
    assert ok(await made.admin.get(f"/planning/selections/{solved['id']}"))["state"] == "solved"


async def test_the_decision_costs_the_same_statements_for_any_number_of_proposals(world, statements):
    admin = await world.client()
    sent = []
    for proposals in (6, 18):
        made = await crowded(admin, proposals=proposals)
        solved = await made.solved()
        with statements() as found:
            ok(await decide(admin, solved))
        sent.append(len(found))
        with statements() as listed:
            ok(await admin.get("/planning/targets", params={"cycle_id": made.cycle["id"]}))
        sent.append(len(listed))
    assert sent[:2] == sent[2:]


async def test_of_two_who_decide_at_once_one_wins(live):
    made = await three(await live.client())
    one, other = await made.solved(), await made.solved(objective="blend")
    strategy, executive = await live.client("strategy"), await live.client("executive")
    answers = await asyncio.gather(decide(strategy, one), decide(executive, other))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    loser = next(answer for answer in answers if answer.status_code == 409)
    assert loser.json()["code"] == "already_decided"
    winner = next(answer for answer in answers if answer.status_code == 200).json()
    assert loser.json()["decided_selection_id"] == winner["id"]
    assert await grants_match(live, made)
    same = await asyncio.gather(decide(strategy, winner), decide(executive, winner))
    assert [answer.status_code for answer in same] == [409, 409]


async def test_needs_cannot_slip_in_while_it_is_decided(live):
    made = await three(await live.client())
    solved = await made.solved()
    path = f"/planning/opportunities/{made.proposals[0]['id']}/needs"
    need = [{"resource_id": made.money["id"], "period": Q1, "amount": 61}]
    second = await live.client("strategy")
    answers = await asyncio.gather(decide(made.admin, solved), second.put(path, json=need))
    codes = [answer.status_code for answer in answers]
    assert codes in ([200, 409], [409, 200]), [answer.text for answer in answers]
    assert await grants_match(live, made) or codes[0] == 409
