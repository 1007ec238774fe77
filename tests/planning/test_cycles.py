import uuid

from tests.factories.planning import company, ok, tag

MODEL = {
    "factors": [{"key": "market_space", "weight": 1, "curve": "log", "worst": 1000, "best": 1_000_000}],
    "position_factors": [{"key": "our_share", "weight": 1, "curve": "linear", "worst": 0, "best": 50}],
}


async def test_a_cycle_moves_freely_until_it_is_decided(world):
    made = await company(await world.client())
    assert made.cycle["state"] == "open"
    await made.advance("scoring", "selecting", "open", "selecting")
    path = f"/planning/cycles/{made.cycle['id']}/advance"
    for to, code in (("issued", "decision_required"), ("executing", "wrong_state"), ("selecting", "wrong_state")):
        refused = await made.admin.post(path, json={"to": to})
        assert (refused.status_code, refused.json()["code"]) == (409, code)
    assert (await (await world.client("account_manager")).post(path, json={"to": "open"})).status_code == 403
    assert (await made.admin.post(f"/planning/cycles/{uuid.uuid4()}/advance", json={"to": "open"})).status_code == 404


async def test_limits_are_replaced_and_lie_within_the_cycle(world):
    made = await company(await world.client())
    saved = await made.limit((made.money, "2027-01-01", 100), (made.people, "2027-10-01", 0))
    assert [(row["period"], row["amount"]) for row in saved["limits"]] == [("2027-01-01", 100), ("2027-10-01", 0)]
    assert {made.money["id"], made.people["id"]} <= {row["id"] for row in saved["resources"]}
    path = f"/planning/cycles/{made.cycle['id']}/limits"
    right = {"resource_id": made.money["id"], "period": "2027-01-01", "amount": 1}
    for wrong, code in (
        ([{**right, "period": "2028-01-01"}], "outside_cycle"),
        ([{**right, "period": "2027-01-02"}], "not_a_quarter"),
        ([right, right], "duplicate_item"),
        ([{**right, "amount": -1}], "greater_than_equal"),
        ([{**right, "resource_id": str(uuid.uuid4())}], "unknown_reference"),
    ):
        answer = await made.admin.put(path, json=wrong)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)
    assert len(ok(await made.admin.get(f"/planning/cycles/{made.cycle['id']}"))["limits"]) == 2


async def test_a_cycle_is_changed_by_those_who_decide(world):
    made = await company(await world.client())
    path = f"/planning/cycles/{made.cycle['id']}"
    body = {"name": f"二〇二七 {uuid.uuid4().hex[:6]}", "ends_on": "2028-03-31"}
    assert (await (await world.client("member")).patch(path, json=body, headers=tag(made.cycle))).status_code == 403
    changed = ok(await (await world.client("strategy")).patch(path, json=body, headers=tag(made.cycle)))
    assert (changed["name"], changed["ends_on"]) == (body["name"], "2028-03-31")
    backwards = await made.admin.patch(path, json={"ends_on": "2026-12-31"}, headers=tag(changed))
    assert (backwards.status_code, backwards.json()["errors"][0]["pointer"]) == (422, "/ends_on")
    twin = {"name": body["name"], "starts_on": "2028-01-01", "ends_on": "2028-12-31", "currency": "CNY"}
    assert (await made.admin.post("/planning/cycles", json=twin)).status_code == 409
    assert made.cycle["id"] in {row["id"] for row in ok(await made.admin.get("/planning/cycles"))["items"]}


async def test_resources_are_named_once(world):
    made = await company(await world.client())
    body = {key: made.money[key] for key in ("code", "name_zh", "name_en", "unit", "kind")}
    assert (await made.admin.post("/planning/resources", json=body)).status_code == 409
    path = f"/planning/resources/{made.money['id']}"
    renamed = ok(await made.admin.patch(path, json={"unit": "元"}, headers=tag(made.money)))
    assert renamed["unit"] == "元"
    listed = ok(await made.admin.get("/planning/resources", params={"limit": 200}))["items"]
    assert renamed in listed


async def test_a_scoring_model_is_frozen_once_a_cycle_pins_it(world):
    admin = await world.client()
    seeded = ok(await admin.get("/planning/scoring-models", params={"active": True}))["items"]
    assert len(seeded) == 1
    name = f"模型 {uuid.uuid4().hex[:6]}"
    first = ok(await admin.post("/planning/scoring-models", json={"name": name, **MODEL, "active": True}))
    assert (first["version_no"], first["pinned"], first["active"]) == (1, False, True)
    path = f"/planning/scoring-models/{first['id']}"
    heavier = [{**MODEL["factors"][0], "weight": 2}]
    first = ok(await admin.patch(path, json={"factors": heavier}, headers=tag(first)))
    assert first["factors"] == heavier
    made = await company(admin)
    assert made.cycle["scoring_model_id"] == first["id"]
    frozen = await admin.patch(path, json={"factors": MODEL["factors"]}, headers=tag(first))
    assert (frozen.status_code, frozen.json()["code"]) == (409, "pinned")
    second = ok(await admin.post("/planning/scoring-models", json={"name": name, **MODEL}))
    assert second["version_no"] == 2
    back = ok(await admin.get(f"/planning/scoring-models/{seeded[0]['id']}"))
    ok(await admin.patch(f"/planning/scoring-models/{back['id']}", json={"active": True}, headers=tag(back)))
    active = ok(await admin.get("/planning/scoring-models", params={"active": True}))["items"]
    assert [row["id"] for row in active] == [back["id"]]
    assert (
        await (await world.client("member")).post("/planning/scoring-models", json={"name": "x", **MODEL})
    ).status_code == 403


async def test_a_model_that_cannot_be_computed_is_refused(world):
    admin = await world.client()
    factor = MODEL["factors"][0]
    for wrong, pointer in (
        ([{**factor, "best": 1000}], "/factors/0/best"),
        ([{**factor, "worst": 0}], "/factors/0/worst"),
        ([factor, factor], "/factors/1/key"),
        ([{**factor, "weight": 0}], "/factors/0/weight"),
        ([{**factor, "key": "title"}], "/factors/0/key"),
        ([], "/factors"),
    ):
        answer = await admin.post("/planning/scoring-models", json={"name": "x", **MODEL, "factors": wrong})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_the_sandbox_places_opportunities_and_risks_of_a_scope(world, statements):
    made = await company(await world.client())
    admin = made.admin
    strong = await made.propose(
        title="强", market_space=100_000_000, growth_percent=30, margin_percent=40, competition=1, strategic_value=5,
        our_share=60, product_fit=5, price_position=5, relationship=5,
    )  # fmt: skip
    weak = await made.propose(
        customer=1, title="弱", market_space=100_000, growth_percent=-5, margin_percent=0, competition=5,
        strategic_value=1, our_share=0, product_fit=1, price_position=1, relationship=1,
    )  # fmt: skip
    unknown = ok(
        await admin.post("/planning/opportunities", json={"title": "未知", "customer_id": made.customers[1]["id"]})
    )
    risk = {
        "customer_id": made.customers[1]["id"], "title": "回款", "probability": 4, "impact": 5, "horizon": "short"
    }  # fmt: skip
    risk = ok(await admin.post("/records/risks", json=risk))

    async def board(**params):
        return ok(await admin.get("/planning/sandbox", params=params))

    with statements() as sent:
        mine = await board(scope="customer", id=made.customers[1]["id"])
    found = {row["id"]: row for row in mine["opportunities"]}
    assert found.keys() == {weak["id"], unknown["id"]}
    assert [row["id"] for row in mine["risks"]] == [risk["id"]]
    assert (found[weak["id"]]["attractiveness"], found[weak["id"]]["position"]) == (0, 0)
    assert found[weak["id"]]["quadrant"] == "exit"
    nothing = found[unknown["id"]]
    assert (nothing["attractiveness"], nothing["known_share"], nothing["quadrant"]) == (None, 0, None)
    in_cycle = await board(cycle_id=made.cycle["id"])
    top = in_cycle["opportunities"]
    assert {row["id"] for row in top} == {strong["id"], weak["id"]}
    best = next(row for row in top if row["id"] == strong["id"])
    assert (best["attractiveness"], best["position"], best["quadrant"]) == (100, 100, "invest")
    with statements() as again:
        by_team = await board(scope="team", id=made.teams[1]["id"])
    assert {row["id"] for row in by_team["opportunities"]} == {weak["id"], unknown["id"]}
    assert len(sent) == len(again)
    assert (await board(scope="industry", id="D44"))["opportunities"] == []
    assert (await admin.get("/planning/sandbox", params={"scope": "customer"})).status_code == 422
    assert (await admin.get("/planning/sandbox", params={"scope": "team", "id": "x"})).status_code == 422
    assert (await admin.get("/planning/sandbox", params={"cycle_id": str(uuid.uuid4())})).status_code == 404
    assert (await (await world.client("read_only")).get("/planning/sandbox")).status_code == 200
