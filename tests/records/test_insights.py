import asyncio

import pytest

from tests.factories.records import make_customer, make_insight, make_risk, seen

RISK = {"title": "预算冻结", "probability": 4, "impact": 5, "horizon": "short"}


async def test_an_insight_is_drafted_published_and_then_stands(world):
    manager = await world.client("account_manager")
    customer = await make_customer(manager)
    draft = await make_insight(manager, customer, findings="三年不涨价")
    assert (draft["state"], draft["author_name"], draft["risks"]) == ("draft", manager.user.name, 0)
    path = f"/records/insights/{draft['id']}"
    second = await manager.patch(path, json={"findings": "两年不涨价"}, headers=seen(draft))
    assert second.json()["version"] == 2
    published = await manager.post(
        f"{path}/publish", json={"value_grade": 4, "risks": [RISK, RISK | {"title": "换人"}]}
    )
    assert published.status_code == 200, published.text
    body = published.json()
    assert (body["state"], body["value_grade"], body["risks"]) == ("published", 4, 2)
    risks = (await manager.get("/records/risks", params={"insight_id": draft["id"]})).json()["items"]
    assert {(risk["title"], risk["kind"], risk["state"]) for risk in risks} == {
        ("预算冻结", "other", "open"),
        ("换人", "other", "open"),
    }
    for answer in (
        await manager.patch(path, json={"title": "改"}, headers=seen(body)),
        await manager.delete(path, headers=seen(body)),
        await manager.post(f"{path}/publish", json={}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "published")
    timeline = (await manager.get(f"/records/customers/{customer['id']}/timeline")).json()["items"]
    assert "published" in [item["action"] for item in timeline if item["entity"] == "insight"]


async def test_an_insight_without_result_is_published_too(world):
    manager = await world.client("account_manager")
    draft = await make_insight(manager, await make_customer(manager), dated_on=None)
    assert draft["dated_on"] is not None
    published = await manager.post(f"/records/insights/{draft['id']}/publish", json={})
    assert (published.status_code, published.json()["risks"], published.json()["value_grade"]) == (200, 0, None)
    other = await make_insight(manager, await make_customer(manager))
    assert (await manager.delete(f"/records/insights/{other['id']}", headers=seen(other))).status_code == 204


async def test_a_wrong_risk_publishes_nothing(world):
    manager = await world.client("account_manager")
    draft = await make_insight(manager, await make_customer(manager))
    wrong = RISK | {"owner_id": draft["id"]}
    answer = await manager.post(f"/records/insights/{draft['id']}/publish", json={"risks": [wrong]})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/owner_id")
    assert (await manager.get(f"/records/insights/{draft['id']}")).json()["state"] == "draft"


async def test_only_the_team_writes_insights_and_risks(world):
    manager, outsider = await world.client("account_manager"), await world.client("member")
    customer = await make_customer(manager)
    draft, risk = await make_insight(manager, customer), await make_risk(manager, customer)
    insight_path, risk_path = f"/records/insights/{draft['id']}", f"/records/risks/{risk['id']}"
    body = {"customer_id": customer["id"], "role": "sales", "title": "x"}
    for answer in (
        await outsider.post("/records/insights", json=body),
        await outsider.patch(insight_path, json={"title": "x"}, headers=seen(draft)),
        await outsider.post(f"{insight_path}/publish", json={}),
        await outsider.post("/records/risks", json=RISK | {"customer_id": customer["id"]}),
        await outsider.patch(risk_path, json={"state": "closed"}, headers=seen(risk)),
        await outsider.delete(risk_path, headers=seen(risk)),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "not_on_team")
    assert (await outsider.get(insight_path)).json()["title"] == draft["title"]


async def test_risks_are_reviewed_and_closed(world):
    manager = await world.client("account_manager")
    customer = await make_customer(manager)
    small = await make_risk(manager, customer, probability=1, impact=1)
    large = await make_risk(
        manager, customer, owner_id=str(manager.user.id), measure="每周对表", review_on="2026-12-01"
    )
    assert large["owner_name"] == manager.user.name
    listed = (await manager.get("/records/risks", params={"customer_id": customer["id"]})).json()["items"]
    assert [row["id"] for row in listed] == [large["id"], small["id"]]
    closed = await manager.patch(f"/records/risks/{small['id']}", json={"state": "closed"}, headers=seen(small))
    assert closed.json()["state"] == "closed"
    still = (await manager.get("/records/risks", params={"customer_id": customer["id"], "state": "open"})).json()
    assert [row["id"] for row in still["items"]] == [large["id"]]
    foreign = await make_insight(manager, await make_customer(manager))
    wrong = RISK | {"customer_id": customer["id"], "insight_id": foreign["id"]}
    assert (await manager.post("/records/risks", json=wrong)).status_code == 422
    assert (await manager.delete(f"/records/risks/{large['id']}", headers=seen(large))).status_code == 204


@pytest.mark.parametrize(("field", "value"), [("probability", 0), ("impact", 6), ("horizon", "soon"), ("kind", "x")])
async def test_wrong_values_of_a_risk(world, field, value):
    manager = await world.client("account_manager")
    customer = await make_customer(manager)
    answer = await manager.post("/records/risks", json=RISK | {"customer_id": customer["id"], field: value})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"/{field}")


async def test_lists_come_in_one_statement_and_can_be_filtered(world, statements):
    manager = await world.client("account_manager")
    customer = await make_customer(manager)
    counts = []
    for _ in range(2):
        insight = await make_insight(manager, customer, title="看网讲网")
        await make_risk(manager, customer, insight_id=insight["id"])
        with statements() as sent:
            found = await manager.get(
                "/records/insights",
                params={"customer_id": customer["id"], "q": "看网", "role": "sales", "state": "draft"},
            )
            await manager.get("/records/risks", params={"customer_id": customer["id"]})
        counts.append(len(sent))
    assert counts == [4, 4]
    assert [row["risks"] for row in found.json()["items"]] == [1, 1]


async def test_published_twice_at_once_it_is_published_once(live):
    admin = await live.client("administrator")
    draft = await make_insight(admin, await make_customer(admin))
    path = f"/records/insights/{draft['id']}"
    answers = await asyncio.gather(*(admin.post(f"{path}/publish", json={"risks": [RISK]}) for _ in range(4)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses[0] == 200
    assert set(statuses[1:]) <= {409, 412}
    assert (await admin.get(path)).json()["risks"] == 1
