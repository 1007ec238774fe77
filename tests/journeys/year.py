"""A whole year of one customer, through all four stages, as the people and a partner live it.

`house` is an installation: `client(role, department_id=…)` a colleague's browser, `partner(*scopes)` a system with a key.
"""

import datetime as dt
from typing import Any

import pytest

from tests.factories.execution import ok, tag

TODAY = dt.datetime.now(dt.UTC).date()
YEAR = TODAY.year
QUARTER = dt.date(YEAR, 3 * ((TODAY.month - 1) // 3) + 1, 1)
PERIOD = f"{YEAR}-Q{(QUARTER.month + 2) // 3}"


async def the_year(house: Any) -> None:  # noqa: PLR0915 - a year is long, and one story
    admin = await house.client("administrator")
    region = ok(await admin.post("/identity/departments", json={"name": "华东大区"}))
    team = ok(await admin.post("/identity/departments", json={"name": "电力客户群", "parent_id": region["id"]}))
    manager = await house.client("account_manager", department_id=team["id"])
    strategist = await house.client("strategy")
    erp = await house.partner("records:read", "transactions:write", "performance:read")

    # 1 understand ---------------------------------------------------------------------------------------------
    line = ok(await admin.post("/records/product-lines", json={"name": "储能系统", "code": "ESS"}))
    customer = ok(
        await manager.post(
            "/records/customers", json={"name": "沃野电力集团有限公司", "class": "S", "team_id": team["id"]}
        )
    )
    found = ok(await manager.get("/search", params={"q": "wydl"}))["items"]
    assert customer["id"] in [hit["id"] for hit in found]
    chief = ok(
        await manager.post("/records/contacts", json={"customer_id": customer["id"], "name": "陈立", "title": "总经理"})
    )
    rival = ok(await admin.post("/records/vendors", json={"name": "远航能源"}))
    ok(
        await manager.post(
            "/records/vendor-positions",
            json={"vendor_id": rival["id"], "customer_id": customer["id"], "product_line_id": line["id"], "share": 60},
        )
    )
    order = {
        "customer_id": customer["id"],
        "kind": "order",
        "number": "SO-1",
        "booked_on": QUARTER.isoformat(),
        "amount": 120000.5,
        "currency": "CNY",
        "product_line_id": line["id"],
        "owner_id": str(manager.user.id),
        "team_id": team["id"],
        "source": "erp",
        "external_id": "SO-1",
    }
    first = await erp.post("/records/transactions", json=order)
    again = await erp.post("/records/transactions", json=order)
    assert (first.status_code, again.status_code) == (201, 200), (first.text, again.text)
    assert first.json()["id"] == again.json()["id"]
    ok(
        await manager.post(
            "/records/interactions",
            json={
                "customer_id": customer["id"],
                "channel": "visit",
                "at": dt.datetime.now(dt.UTC).isoformat(),
                "contact_ids": [chief["id"]],
                "user_ids": [str(manager.user.id)],
                "summary": "确认明年储能预算",
            },
        )
    )
    insight = ok(
        await manager.post(
            "/records/insights",
            json={"customer_id": customer["id"], "role": "sales", "title": "储能投资计划", "findings": "明年两座站。"},
        )
    )

    # 2 select and plan ----------------------------------------------------------------------------------------
    hours = {"code": "sales", "name_zh": "销售人月", "name_en": "Sales person-months", "unit": "人月", "kind": "people"}
    people = ok(await strategist.post("/planning/resources", json=hours))
    cycle = ok(
        await strategist.post(
            "/planning/cycles",
            json={"name": str(YEAR), "starts_on": f"{YEAR}-01-01", "ends_on": f"{YEAR}-12-31", "currency": "CNY"},
        )
    )
    limits = [{"resource_id": people["id"], "period": QUARTER.isoformat(), "amount": 3}]
    ok(await strategist.put(f"/planning/cycles/{cycle['id']}/limits", json=limits))
    proposals = []
    for title, probability, need in (("一期储能站", 0.6, 2), ("二期储能站", 0.5, 2), ("运维外包", 0.9, 1)):
        body = {
            "title": title,
            "customer_id": customer["id"],
            "team_id": team["id"],
            "product_line_id": line["id"],
            "insight_id": insight["id"],
            "source_role": "sales",
            "award_on": f"{YEAR + 1}-06-30",
            "market_space": 1_000_000,
            "expected_revenue": 500_000,
            "margin_percent": 20,
            "win_probability": probability,
        }
        row = ok(await manager.post("/planning/opportunities", json=body))
        needs = [{"resource_id": people["id"], "period": QUARTER.isoformat(), "amount": need}]
        ok(await manager.put(f"/planning/opportunities/{row['id']}/needs", json=needs))
        proposals.append(
            ok(await manager.post(f"/planning/opportunities/{row['id']}/propose", json={"cycle_id": cycle["id"]}))
        )
    published = ok(
        await manager.post(f"/records/insights/{insight['id']}/publish", json={"value_grade": 4, "risks": []})
    )
    assert published["state"] == "published"
    board = ok(await manager.get("/planning/sandbox", params={"scope": "customer", "id": customer["id"]}))
    assert len(board["opportunities"]) == 3

    for to in ("scoring", "selecting"):
        ok(await strategist.post(f"/planning/cycles/{cycle['id']}/advance", json={"to": to}))
    selection = ok(await strategist.post("/planning/selections", json={"cycle_id": cycle["id"], "name": "基准方案"}))
    solved = ok(await strategist.post(f"/planning/selections/{selection['id']}/solve"))
    assert solved["value"] == pytest.approx(0.6 * 200_000 + 0.9 * 200_000)
    assert solved["gap"] <= 0.005
    choices = ok(await strategist.get(f"/planning/selections/{selection['id']}/choices"))["items"]
    given_up = [choice for choice in choices if not choice["chosen"]]
    assert [choice["title"] for choice in given_up] == ["二期储能站"]
    assert given_up[0]["reasons"]
    assert given_up[0]["takes"]["regret"] == pytest.approx(20_000, rel=0.01)
    assert (await manager.post(f"/planning/selections/{selection['id']}/decide", json={})).status_code == 403
    ok(await strategist.post(f"/planning/selections/{selection['id']}/decide", json={"note": "按计划"}))
    second = await strategist.post(f"/planning/selections/{selection['id']}/decide", json={})
    assert second.status_code == 409
    states = [ok(await manager.get(f"/planning/opportunities/{row['id']}"))["state"] for row in proposals]
    assert states == ["selected", "given_up", "selected"]
    targets = ok(await manager.get("/planning/targets", params={"cycle_id": cycle["id"]}))["items"]
    assert sum(grant["amount"] for target in targets for grant in target["grants"]) == 3

    plan = ok(
        await manager.post(
            "/planning/account-plans",
            json={"customer_id": customer["id"], "cycle_id": cycle["id"], "strategy": "先站后网"},
        )
    )
    objective = ok(
        await manager.post(
            f"/planning/account-plans/{plan['id']}/objectives",
            json={
                "title": "储能订单",
                "target_id": targets[0]["id"],
                "measure": "订货",
                "unit": "元",
                "goal_value": 1000000,
            },
        )
    )
    ok(
        await manager.post(
            f"/planning/account-plans/{plan['id']}/relationship-goals",
            json={
                "objective_id": objective["id"],
                "contact_id": chief["id"],
                "support_now": 0,
                "support_wanted": 2,
                "by": f"{YEAR + 1}-06-30",
                "owner_id": str(manager.user.id),
            },
        )
    )

    # 3 execute ------------------------------------------------------------------------------------------------
    project = ok(
        await manager.post(
            "/planning/projects", json={"opportunity_id": proposals[0]["id"], "manager_id": str(manager.user.id)}
        )
    )
    path = f"/planning/projects/{project['id']}"
    fields = {
        "budget_confirmed": True,
        "budget_source": "集团投资",
        "next_step": "技术交流",
        "next_step_on": f"{YEAR + 1}-01-15",
    }
    project = ok(await manager.patch(path, json=fields, headers=tag(project)))
    project = ok(await manager.post(f"{path}/advance", json={"to": "opportunity"}))
    refused = await manager.post(f"{path}/advance", json={"to": "bid"})
    assert refused.status_code == 409
    problem = refused.json()
    assert problem["code"] == "gate_refused"
    assert "power_map_good_enough" in [item["code"] for item in problem["missing"]]

    chart = ok(await manager.post("/planning/power-maps", json={"customer_id": customer["id"]}))
    person = {
        "contact_id": chief["id"],
        "role": "decider",
        "influence": 5,
        "support": 1,
        "contact_depth": "several",
        "owner_id": str(manager.user.id),
        "status": "confirmed",
        "confirmed_on": TODAY.isoformat(),
        "evidence": "拜访纪要",
        "competitor_support": {rival["id"]: 0},
    }
    ok(await manager.post(f"/planning/power-maps/{chart['id']}/people", json=person))
    chart = ok(await manager.get(f"/planning/power-maps/{chart['id']}"))
    chart = ok(
        await manager.patch(
            f"/planning/power-maps/{chart['id']}",
            json={"competitors_checked_on": TODAY.isoformat()},
            headers=tag(chart),
        )
    )
    assert chart["assessment"]["good_enough"], chart["assessment"]["missing"]
    project = ok(await manager.get(path))
    fields = {"competitor_analysis": "远航能源报价低,交付慢。"}
    project = ok(await manager.patch(path, json=fields, headers=tag(project)))
    members = {"members": [{"user_id": str(manager.user.id), "role": "leader"}]}
    ok(await manager.put(f"{path}/team", json=members, headers=tag(project)))
    passed = await manager.post(f"{path}/advance", json={"to": "bid"})
    assert passed.status_code == 200, passed.text
    assert passed.json()["stage"] == "bid"

    activity = ok(
        await manager.post(
            "/planning/activities",
            json={
                "customer_id": customer["id"],
                "project_id": project["id"],
                "kind": "technical_exchange",
                "title": "方案交流",
                "due_on": TODAY.isoformat(),
                "owner_id": str(manager.user.id),
            },
        )
    )
    act = f"/planning/activities/{activity['id']}"
    ok(await manager.post(f"{act}/report", json={"report": "认可方案", "learned": "要求本地服务"}))
    silent = await manager.post(f"{act}/rate", json={"quality": 5, "effect": 4})
    assert silent.status_code == 422, "a 5 needs a reason"
    ok(await manager.post(f"{act}/rate", json={"quality": 5, "effect": 4, "reason": "客户当场确认指标"}))

    # 4 evaluate -----------------------------------------------------------------------------------------------
    card = ok(await erp.get(f"/performance/scorecards/team/{team['id']}", params={"period": PERIOD}))
    figures = {line["indicator"]: line for line in card["lines"]}
    assert figures["order_intake"]["figure"]["value"] == pytest.approx(120000.5)
    assert figures["order_intake"]["baseline"]["state"] == "no_data"
    assert figures["order_intake"]["change"] is None
    rows = ok(
        await erp.get(
            "/performance/indicators/order_intake/rows",
            params={"subject_type": "team", "subject_id": team["id"], "period": PERIOD},
        )
    )["items"]
    assert sum(row["amount"] for row in rows) == pytest.approx(120000.5)
    loop = ok(await manager.get("/performance/loop"))
    assert [stage["stage"] for stage in loop["stages"]] == ["understand", "plan", "execute", "evaluate"]

    # nothing of it is lost: every step stands in the customer's timeline
    timeline = ok(await manager.get(f"/records/customers/{customer['id']}/timeline", params={"limit": 200}))["items"]
    assert len(timeline) >= 10
