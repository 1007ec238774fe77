import uuid

import pytest
from sqlalchemy import text

from tests.factories.planning import company, ok, opportunity, tag

NOBODY = "01940000-0000-7000-8000-000000000000"


async def test_life_from_found_to_dropped_and_back_is_told_by_events(world):
    made = await company(await world.client())
    row = await made.propose(title="二次设备更换")
    path = f"/planning/opportunities/{row['id']}"
    assert (row["state"], row["cycle_id"], row["team_id"]) == ("proposed", made.cycle["id"], made.teams[0]["id"])
    withdrawn = ok(await made.admin.post(f"{path}/withdraw", json={"reason": "客户推迟"}))
    assert (withdrawn["state"], withdrawn["cycle_id"], withdrawn["reason"]) == ("found", None, "客户推迟")
    dropped = ok(await made.admin.post(f"{path}/drop", json={"reason": "预算取消"}))
    assert (dropped["state"], dropped["reason"]) == ("dropped", "预算取消")
    assert dropped["closed_on"] is not None
    frozen = await made.admin.patch(path, json={"title": "改名"}, headers=tag(dropped))
    assert (frozen.status_code, frozen.json()["code"]) == (409, "opportunity_closed")
    wrong = await made.admin.post(f"{path}/propose", json={"cycle_id": made.cycle["id"]})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "wrong_state")
    assert wrong.json()["possible_from"] == ["found", "given_up"]
    reopened = ok(await made.admin.post(f"{path}/reopen", json={"reason": "预算恢复"}))
    assert (reopened["state"], reopened["closed_on"]) == ("found", None)
    async with world.session() as session:
        told = await session.execute(
            text("select action, reason, actor_name, customer_id from event where entity_id = :id order by id"),
            {"id": row["id"]},
        )
        rows = told.all()
    assert [(action, reason) for action, reason, _, _ in rows] == [
        ("created", ""),
        ("proposed", ""),
        ("withdrawn", "客户推迟"),
        ("dropped", "预算取消"),
        ("reopened", "预算恢复"),
    ]
    assert {name for _, _, name, _ in rows} == {made.admin.user.name}
    assert {str(customer) for _, _, _, customer in rows} == {made.customers[0]["id"]}


async def test_value_is_the_risk_adjusted_profit_as_plain_sql_computes_it(world):
    made = await company(await world.client())
    for market, margin, chance in ((1_234_567.89, 17.3, 0.37), (99.99, 33.3333, 0.123456), (0, 20, 1)):
        await made.propose(market_space=market, margin_percent=margin, win_probability=chance)
    async with world.session() as session:
        found = await session.execute(
            text("""
                select id::text, round(win_probability * market_space * margin_percent / 100, 2) from opportunity
                where cycle_id = :cycle
            """),
            {"cycle": made.cycle["id"]},
        )
        plain = {key: float(amount) for key, amount in found}
    assert plain == {row["id"]: row["value"] for row in made.proposals}
    assert plain[made.proposals[0]["id"]] == pytest.approx(1_234_567.89 * 0.173 * 0.37, abs=0.01)


@pytest.mark.parametrize("unknown", ["win_probability", "market_space", "margin_percent"])
async def test_value_is_unknown_not_zero_while_a_factor_is(world, unknown):
    made = await company(await world.client())
    row = await made.propose(**{unknown: None})
    assert row["value"] is None
    known = ok(
        await made.admin.patch(
            f"/planning/opportunities/{row['id']}", json={unknown: opportunity()[unknown]}, headers=tag(row)
        )
    )
    assert known["value"] == 100_000


async def test_a_lead_needs_its_customer_before_it_is_proposed(world):
    made = await company(await world.client())
    lead = ok(
        await made.admin.post("/planning/opportunities", json={"title": "展会线索", "team_id": made.teams[0]["id"]})
    )
    path = f"/planning/opportunities/{lead['id']}"
    refused = await made.admin.post(f"{path}/propose", json={"cycle_id": made.cycle["id"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "customer_missing")
    listed = ok(await made.admin.get("/planning/opportunities", params={"unassigned": True}))
    assert [row["id"] for row in listed["items"]] == [lead["id"]]
    ok(await made.admin.patch(path, json={"customer_id": made.customers[0]["id"]}, headers=tag(lead)))
    assert ok(await made.admin.post(f"{path}/propose", json={"cycle_id": made.cycle["id"]}))["state"] == "proposed"


async def test_proposing_needs_a_team_an_open_cycle_and_time(world):
    made = await company(await world.client())
    customer = ok(await made.admin.post("/records/customers", json={"name": f"无团队 {uuid.uuid4().hex[:6]}"}))
    row = ok(await made.admin.post("/planning/opportunities", json=opportunity(customer_id=customer["id"])))
    to = {"cycle_id": made.cycle["id"]}
    refused = await made.admin.post(f"/planning/opportunities/{row['id']}/propose", json=to)
    assert (refused.status_code, refused.json()["code"]) == (409, "team_missing")
    row = ok(await made.admin.post("/planning/opportunities", json=opportunity(customer_id=made.customers[0]["id"])))
    path = f"/planning/opportunities/{row['id']}/propose"
    late = ok(
        await made.admin.patch(
            f"/planning/cycles/{made.cycle['id']}", json={"propose_until": "2020-01-01"}, headers=tag(made.cycle)
        )
    )
    member = await team_member(world, made)
    refused = await member.post(path, json=to)
    assert (refused.status_code, refused.json()["code"]) == (409, "deadline_passed")
    assert late["propose_until"] == "2020-01-01"
    await made.advance("scoring")
    refused = await made.admin.post(path, json=to)
    assert (refused.status_code, refused.json()["code"]) == (409, "cycle_not_open")
    unknown = await made.admin.post(path, json={"cycle_id": str(uuid.uuid4())})
    assert unknown.status_code == 422


async def team_member(world, made, role="account_manager", customer=0):
    """Someone on a customer's team."""
    client = await world.client(role)
    path = f"/records/customers/{made.customers[customer]['id']}/team"
    ok(await made.admin.put(path, json={"members": [{"user_id": str(client.user.id), "role": "leader"}]}))
    return client


async def test_the_team_writes_at_its_own_customers_only(world):
    made = await company(await world.client())
    mine, other = made.customers[0]["id"], made.customers[1]["id"]
    manager = await team_member(world, made)
    row = ok(await manager.post("/planning/opportunities", json=opportunity(customer_id=mine)))
    assert (row["owner_id"], row["value"]) == (str(manager.user.id), 100_000)
    refused = await manager.post("/planning/opportunities", json=opportunity(customer_id=other))
    assert (refused.status_code, refused.json()["code"]) == (403, "not_on_team")
    path = f"/planning/opportunities/{row['id']}"
    refused = await manager.patch(path, json={"customer_id": other}, headers=tag(row))
    assert refused.status_code == 403
    ok(
        await manager.put(
            f"{path}/needs", json=[{"resource_id": made.money["id"], "period": "2027-01-01", "amount": 5}]
        )
    )
    ok(await manager.post(f"{path}/propose", json={"cycle_id": made.cycle["id"]}))
    refused = await (await world.client("account_manager")).post(f"{path}/withdraw", json={"reason": "x"})
    assert refused.status_code == 403
    refused = await (await world.client("read_only")).post("/planning/opportunities", json={"title": "x"})
    assert refused.status_code == 403
    await made.advance("scoring")
    current = ok(await manager.get(path))
    late = await manager.patch(path, json={"growth_percent": 3}, headers=tag(current))
    assert (late.status_code, late.json()["code"]) == (409, "proposals_closed")
    ok(await made.admin.patch(path, json={"growth_percent": 3}, headers=tag(current)))


async def test_a_lead_belongs_to_its_owner(world):
    manager, other = await world.client("member"), await world.client("member")
    lead = ok(await manager.post("/planning/opportunities", json={"title": "线索"}))
    path = f"/planning/opportunities/{lead['id']}"
    assert (await other.patch(path, json={"title": "y"}, headers=tag(lead))).status_code == 403
    ok(await manager.patch(path, json={"title": "线索二"}, headers=tag(lead)))


async def test_margins_stay_with_those_who_may_see_them(world):
    made = await company(await world.client())
    row = await made.propose()
    reader = await world.client("read_only")
    seen = ok(await reader.get(f"/planning/opportunities/{row['id']}"))
    assert (seen["margin_percent"], seen["value"], seen["market_space"]) == (None, None, 1_000_000)
    assert (await reader.get("/planning/opportunities", params={"sort": "-value"})).status_code == 403
    member = await team_member(world, made, role="member")
    body = opportunity(customer_id=made.customers[0]["id"])
    assert (await member.post("/planning/opportunities", json=body)).status_code == 403
    ok(await member.post("/planning/opportunities", json={**body, "margin_percent": None}))
    forced = {**body, "mandatory": True}
    assert (await (await team_member(world, made)).post("/planning/opportunities", json=forced)).status_code == 403


async def test_lists_filter_sort_and_page_with_one_statement(world, statements):
    made = await company(await world.client())
    for number in range(5):
        await made.propose(
            customer=number % 3,
            title=f"机会 {number}",
            market_space=1000 * (5 - number),
            award_on=["2027-03-01", "2028-06-01", "2031-01-01", None, "2027-12-01"][number],
            horizon=[None, None, None, None, "long"][number],
        )
    path = "/planning/opportunities"
    cycle = {"cycle_id": made.cycle["id"]}
    with statements() as few:
        ok(await made.admin.get(path, params={**cycle, "limit": 1}))
    with statements() as many:
        rows = ok(await made.admin.get(path, params={**cycle, "limit": 50, "sort": "-market_space"}))["items"]
    assert len(few) == len(many)
    assert [row["title"] for row in rows] == [f"机会 {number}" for number in range(5)]
    assert [row["horizon"] for row in rows] == ["short", "mid", "long", None, "long"]
    by_horizon = ok(await made.admin.get(path, params={**cycle, "horizon": "long", "sort": "title"}))["items"]
    assert [row["title"] for row in by_horizon] == ["机会 2", "机会 4"]
    first = ok(await made.admin.get(path, params={**cycle, "limit": 2, "sort": "value", "count": True}))
    assert (first["total"], len(first["items"])) == (5, 2)
    rest = ok(await made.admin.get(path, params={**cycle, "limit": 9, "sort": "value", "cursor": first["next"]}))
    assert len({row["id"] for row in first["items"] + rest["items"]}) == 5
    one = ok(await made.admin.get(path, params={"customer_id": made.customers[2]["id"], "state": ["proposed", "won"]}))
    assert [row["title"] for row in one["items"]] == ["机会 2"]
    assert len(ok(await made.admin.get(path, params={**cycle, "award_to": "2027-12-31"}))["items"]) == 2
    assert len(ok(await made.admin.get(path, params={**cycle, "q": made.customers[1]["name"]}))["items"]) == 2


async def test_dragging_to_a_horizon_and_back_to_what_the_date_says(world):
    made = await company(await world.client())
    row = await made.propose(award_on="2027-03-01")
    path = f"/planning/opportunities/{row['id']}"
    dragged = ok(await made.admin.patch(path, json={"horizon": "long"}, headers=tag(row)))
    assert (dragged["horizon"], dragged["horizon_given"]) == ("long", "long")
    stale = await made.admin.patch(path, json={"horizon": None}, headers=tag(row))
    assert stale.status_code == 412
    back = ok(await made.admin.patch(path, json={"horizon": None}, headers=tag(dragged)))
    assert (back["horizon"], back["horizon_given"]) == ("short", None)


async def test_needs_and_links_are_replaced_and_refused_when_wrong(world):
    made = await company(await world.client())
    first, second = await made.propose(), await made.propose()
    path = f"/planning/opportunities/{first['id']}"
    need = {"resource_id": made.money["id"], "period": "2027-01-01", "amount": 5}
    saved = ok(await made.admin.put(f"{path}/needs", json=[need]))
    assert saved["needs"] == [need]
    assert saved["version"] == first["version"] + 1
    for wrong, code in (
        ([need, need], "duplicate_item"),
        ([{**need, "period": "2027-02-01"}], "not_a_quarter"),
        ([{**need, "amount": 0}], "greater_than"),
        ([{**need, "resource_id": str(uuid.uuid4())}], "unknown_reference"),
    ):
        answer = await made.admin.put(f"{path}/needs", json=wrong)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)
    link = {"other_id": second["id"], "kind": "needs"}
    linked = ok(await made.admin.put(f"{path}/links", json=[link]))
    assert [(found["other_id"], found["kind"]) for found in linked["links"]] == [(second["id"], "needs")]
    for wrong in ([link, link], [{"other_id": first["id"], "kind": "needs"}]):
        assert (await made.admin.put(f"{path}/links", json=wrong)).status_code == 422
    assert ok(await made.admin.put(f"{path}/links", json=[]))["links"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("win_probability", 1.01),
        ("win_probability", -0.1),
        ("win_probability", True),
        ("margin_percent", 100.1),
        ("market_space", -1),
        ("market_space", 1e17),
        ("competition", 0),
        ("competition", 6),
        ("horizon", "soon"),
        ("award_on", "2201-01-01"),
        ("title", " "),
        ("title", "x\u0000"),
        ("customer_id", NOBODY),
        ("product_line_id", NOBODY),
        ("insight_id", NOBODY),
        ("state", "won"),
    ],
)
async def test_bad_fields_are_named(world, field, value):
    admin = await world.client()
    answer = await admin.post("/planning/opportunities", json=opportunity(**{field: value}))
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == f"/{field}"


async def test_borders_are_kept(world):
    made = await company(await world.client())
    row = await made.propose(win_probability=1, margin_percent=100, market_space=9_999_999_999_999_998)
    assert row["value"] == pytest.approx(1e16)
    insight = {
        "customer_id": made.customers[1]["id"], "role": "sales", "dated_on": "2026-11-01", "title": "洞察", "findings": ""
    }  # fmt: skip
    foreign = ok(await made.admin.post("/records/insights", json=insight))
    body = opportunity(customer_id=made.customers[0]["id"], insight_id=foreign["id"])
    answer = await made.admin.post("/planning/opportunities", json=body)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "other_customer")
    key = {"source": "erp", "external_id": uuid.uuid4().hex}
    ok(await made.admin.post("/planning/opportunities", json={"title": "a", **key}))
    assert (await made.admin.post("/planning/opportunities", json={"title": "b", **key})).status_code == 409
