"""Two of everything, with values nobody would guess in every field that is not for all eyes. Through the API."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import httpx

from services.kit.jobs import enqueue
from tests.factories.execution import TODAY, ok, tag
from tests.factories.files import send
from tests.factories.planning import Company, company
from tests.factories.records import (
    make_consent,
    make_contact,
    make_insight,
    make_interaction,
    make_order,
    make_position,
    make_product_line,
    make_risk,
    make_vendor,
)
from tests.working import work

QUARTER = "2027-01-01"
PERIOD = f"{TODAY.year}-Q{(TODAY.month + 2) // 3}"

COMMERCIAL = {
    "credit_limit": 8765432.19,
    "list_price": 7654321.09,
    "transaction": 654321.98,
    "margin_percent": 31.4157,
    "project": 543219.87,
    "budget": 43219.76,
    "payment": 32197.65,
    "closed_value": 98765.43,
    "discount": "九五折再返点",
    "rebate": "年底返三个点",
    "rating_reason": "评分理由只给有权限的人看",
}
SENSITIVE = {
    "traits": "谨慎寡言的性格",
    "interests": "周末钓鱼的爱好",
    "family": "女儿今年高考",
    "background": "早年在部队服役",
}


@dataclass
class Everything:
    """Ids for the addresses, by the name of the parameter; `queries`: what an address cannot do without."""

    admin: httpx.AsyncClient
    ids: dict[str, str] = field(default_factory=dict)
    queries: dict[str, dict[str, str]] = field(default_factory=dict)

    def address(self, path: str) -> str:
        """`/api/v1/records/customers/{customer_id}` with an id that exists, without what the client adds itself."""
        for name, value in self.ids.items():
            path = path.replace(f"{{{name}}}", value)
        assert "{" not in path, f"no id for {path}"
        return path.removeprefix("/api/v1")


async def everything(world: Any) -> Everything:
    admin = await world.client("administrator")
    second = await world.client(user=await world.user("member", name="第二个人"))
    for number in range(2):
        ok(await admin.post("/identity/api-clients", json={"name": f"ERP {number}", "scopes": ["records:read"]}))
    await world.client(user=admin.user)  # from a second browser
    made = Everything(admin)
    base = await company(admin, teams=2, customers=2)
    await company(admin, teams=1, customers=1)
    for customer in base.customers:
        await _understand(made, customer, base)
    await _plan(made, base)
    for number, customer in enumerate(base.customers):
        await _execute(made, customer, base, number)
    await _imports(made, base.customers[0])
    await _webhooks(made)
    await _talk(made, second, base.customers[0])
    async with world.sessions.begin() as session:
        jobs = [await enqueue(session, "jobs.prune", title="夜间清理") for _ in range(2)]
    made.ids |= {
        "job_id": str(jobs[0]),
        "user_id": str(admin.user.id),
        "department_id": base.teams[0]["id"],
        "cycle_id": base.cycle["id"],
        "subject_type": "team",
        "subject_id": base.teams[0]["id"],
        "key": "order_intake",
        "figure": "order_intake",
    }
    made.queries = {
        "stream_changes": {"wait": "0"},
        "get_private_traits": {"purpose": "visit"},
        "list_consents": {"contact_id": made.ids["contact_id"]},
        "list_saved_views": {"of": "customers"},
        "list_custom_fields": {"entity": "customer"},
        "list_comments": {"entity": "customer", "entity_id": base.customers[0]["id"]},
        "name_records": {"id": base.customers[0]["id"]},
        "search_everything": {"q": base.customers[0]["name"][:2]},
        "list_indicator_rows": {"subject_type": "company", "period": PERIOD},
        "list_scorecards": {"subject_type": "team", "period": "2027-Q1"},
        "get_scorecard": {"period": PERIOD},
        "get_my_week": {"until": (TODAY + dt.timedelta(days=30)).isoformat()},
    }
    return made


async def _webhooks(made: Everything) -> None:
    """Two, one of them tried twice."""
    for number in range(2):
        body = {"name": f"ERP {number}", "url": f"https://erp{number}.invalid/hook", "event_types": ["customer.*"]}
        hook = ok(await made.admin.post("/identity/webhooks", json=body))
    for _ in range(2):
        delivery = ok(await made.admin.post(f"/identity/webhooks/{hook['id']}/ping"))
    made.ids |= {"webhook_id": hook["id"], "delivery_id": delivery["id"]}


async def _understand(made: Everything, customer: dict[str, Any], base: Company) -> None:
    admin = made.admin
    field = {"entity": "customer", "type": "text", "label_zh": "折扣", "label_en": "Discount", "class": "commercial"}
    key = f"discount_{len(made.ids)}"
    made.ids["field_id"] = ok(await admin.post("/records/custom-fields", json=field | {"key": key}))["id"]
    limit = {
        "custom_commercial": {key: COMMERCIAL["discount"]},
        "credit_limit": COMMERCIAL["credit_limit"],
        "importance": 5,
        "importance_reason": "行业龙头",
    }
    ok(await admin.patch(f"/records/customers/{customer['id']}", json=limit, headers=tag(customer)))
    line = await make_product_line(admin, list_price=COMMERCIAL["list_price"], currency="CNY")
    vendor = await make_vendor(admin)
    contacts = [await make_contact(admin, customer) for _ in range(2)]
    for purpose in ("visit", "care"):
        consent = await make_consent(admin, contacts[0], purpose=purpose)
        asked = {"kind": "access", "contact_id": contacts[0]["id"], "received_on": "2026-11-02"}
        request = ok(await admin.post("/records/privacy-requests", json=asked))
    private = f"/records/contacts/{contacts[0]['id']}/private"
    ok(await admin.put(private, json=SENSITIVE))
    for _ in range(2):
        ok(await admin.get(private, params={"purpose": "visit"}))
    position = await make_position(admin, customer, line, vendor, share=40)
    order = {"amount": COMMERCIAL["transaction"], "booked_on": TODAY.isoformat(), "product_line_id": line["id"]}
    orders = [await make_order(admin, customer, team_id=base.teams[0]["id"], **order) for _ in range(2)]
    await make_order(admin, customer, team_id=base.teams[0]["id"], **order | {"booked_on": QUARTER})
    now = dt.datetime.now(dt.UTC).isoformat()
    interaction = await make_interaction(admin, customer, at=now, contact_ids=[c["id"] for c in contacts])
    insight = await make_insight(admin, customer)
    ok(await admin.post(f"/records/insights/{insight['id']}/publish", json={"value_grade": 4}))
    risk = await make_risk(admin, customer)
    made.ids |= {
        "customer_id": customer["id"],
        "contact_id": contacts[0]["id"],
        "consent_id": consent["id"],
        "request_id": request["id"],
        "product_line_id": line["id"],
        "vendor_id": vendor["id"],
        "vendor_position_id": position["id"],
        "transaction_id": orders[0]["id"],
        "interaction_id": interaction["id"],
        "insight_id": insight["id"],
        "risk_id": risk["id"],
    }


async def _plan(made: Everything, base: Company) -> None:
    """Two proposals fit, the third does not."""
    admin = made.admin
    field = {"entity": "opportunity", "key": "rebate", "type": "text", "label_zh": "返点", "label_en": "Rebate"}
    ok(await admin.post("/records/custom-fields", json=field | {"class": "commercial"}))
    for number, win_probability in enumerate((0.6, 0.5, 0.3)):
        await base.propose(
            customer=number % 2,
            needs=[(base.money, QUARTER, 10)],
            win_probability=win_probability,
            margin_percent=COMMERCIAL["margin_percent"],
            custom_commercial={"rebate": COMMERCIAL["rebate"]},
        )
    await base.limit((base.money, QUARTER, 20), (base.people, QUARTER, 1))
    model = ok(await admin.get("/planning/scoring-models"))["items"][0]
    version = {key: model[key] for key in ("factors", "position_factors")} | {"name": "第二版"}
    ok(await admin.post("/planning/scoring-models", json=version))
    await base.advance("scoring", "selecting")
    await base.selection()
    selection = await base.solved()
    ok(await admin.post(f"/planning/selections/{selection['id']}/decide", json={"note": "按计划"}))
    targets = ok(await admin.get("/planning/targets", params={"cycle_id": base.cycle["id"]}))["items"]
    made.ids |= {
        "scoring_model_id": model["id"],
        "selection_id": selection["id"],
        "target_id": targets[0]["id"],
    }


async def _execute(made: Everything, customer: dict[str, Any], base: Company, number: int) -> None:
    admin, me = made.admin, str(made.admin.user.id)
    plan = ok(
        await admin.post("/planning/account-plans", json={"customer_id": customer["id"], "cycle_id": base.cycle["id"]})
    )
    objective = ok(
        await admin.post(f"/planning/account-plans/{plan['id']}/objectives", json={"title": "订单", "goal_value": 9})
    )
    [contact, *_] = ok(await admin.get("/records/contacts", params={"customer_id": customer["id"]}))["items"]
    goal = {"objective_id": objective["id"], "contact_id": contact["id"], "support_now": 0, "support_wanted": 2}
    goal = ok(
        await admin.post(
            f"/planning/account-plans/{plan['id']}/relationship-goals",
            json=goal | {"by": "2027-06-30", "owner_id": me},
        )
    )
    line = {"title": "样板点", "resource_id": base.money["id"], "period": QUARTER, "planned": 3}
    line = ok(await admin.post(f"/planning/account-plans/{plan['id']}/budget-lines", json=line))
    project = ok(await admin.post("/planning/projects", json=await _opened(admin, base.proposals[number]["id"], me)))
    path = f"/planning/projects/{project['id']}"
    payment = {"title": "首付款", "due_on": "2027-03-31", "amount": COMMERCIAL["payment"]}
    ok(await admin.patch(path, json={"payments": [payment]}, headers=tag(project)))
    for _ in range(2):
        refused = await admin.post(f"{path}/advance", json={"to": "opportunity"})
        assert refused.status_code == 409, refused.text
    chart = ok(await admin.post("/planning/power-maps", json={"customer_id": customer["id"]}))
    person = {"contact_id": contact["id"], "role": "decider", "influence": 5, "support": 1, "owner_id": me}
    person = ok(await admin.post(f"/planning/power-maps/{chart['id']}/people", json=person))
    for title in ("方案交流", "样板点参观"):
        body = {
            "customer_id": customer["id"],
            "project_id": project["id"],
            "kind": "visit",
            "title": title,
            "owner_id": me,
            "due_on": TODAY.isoformat(),
            "budget": COMMERCIAL["budget"],
        }
        activity = ok(await admin.post("/planning/activities", json=body))
    act = f"/planning/activities/{activity['id']}"
    ok(await admin.post(f"{act}/report", json={"report": "客户认可方案"}))
    ok(await admin.post(f"{act}/rate", json={"quality": 5, "effect": 5, "reason": COMMERCIAL["rating_reason"]}))
    made.ids |= {
        "plan_id": plan["id"],
        "project_id": project["id"],
        "power_map_id": chart["id"],
        "objective_id": objective["id"],
        "goal_id": goal["id"],
        "line_id": line["id"],
        "person_id": person["id"],
        "resource_id": base.money["id"],
        "activity_id": activity["id"],
    }


async def _opened(admin: httpx.AsyncClient, opportunity_id: str, manager_id: str) -> dict[str, Any]:
    field = {"entity": "project", "key": f"terms_{opportunity_id[-6:]}", "type": "text", "class": "commercial"}
    ok(await admin.post("/records/custom-fields", json=field | {"label_zh": "返利", "label_en": "Kickback"}))
    return {
        "opportunity_id": opportunity_id,
        "manager_id": manager_id,
        "value": COMMERCIAL["project"],
        "custom_commercial": {field["key"]: COMMERCIAL["rebate"]},
    }


async def _imports(made: Everything, customer: dict[str, Any]) -> None:
    """Two files at each service, one of them with a reject; of the opportunities one is won."""
    won = f"储能,{customer['name']},won,2026-10-01,{COMMERCIAL['closed_value']},500000,20,1"
    columns = "title,customer,state,closed_on,closed_value,market_space,margin_percent,win_probability"
    files = {
        "identity": ("users", "external_id,name,region,team\n1,王一,华东,客户群\n2,,华东,客户群\n"),
        "records": ("customers", "name,website\n沃野,a.example\n,b.example\n"),
        "planning": (
            "opportunities",
            f"{columns}\n{won}\n,,,,{COMMERCIAL['closed_value']},,,7\n",
        ),
    }
    for service, (kind, content) in files.items():
        for _ in range(2):
            file = {"file": ("f.csv", content.encode(), "text/csv")}
            run = ok(await made.admin.post(f"/{service}/imports", files=file, data={"kind": kind}))
        ok(await made.admin.post(f"/{service}/imports/{run['id']}/run"))
        await work(made.admin.world, f"{service}.import")
        done = ok(await made.admin.get(f"/{service}/imports/{run['id']}"))
        assert (done["result"]["create"], done["result"]["reject"]) == (1, 1), done["result"]
        made.ids[f"{service}_run_id"] = run["id"]
    [row] = ok(await made.admin.get("/planning/opportunities", params={"state": "won"}))["items"]
    made.ids["opportunity_id"] = row["id"]


async def _talk(made: Everything, second: httpx.AsyncClient, customer: dict[str, Any]) -> None:
    """Somebody calls the administrator to a customer, twice."""
    about = {"entity": "customer", "entity_id": customer["id"], "mentions": [str(made.admin.user.id)]}
    for word in ("请看", "再看一下"):
        body = about | {"body": f"@{made.admin.user.name} {word}"}
        comment = ok(await second.post("/records/comments", json=body))
        card = ok(await send(made.admin, customer, f"{word}.pdf"))
    made.ids |= {"comment_id": comment["id"], "attachment_id": card["id"]}
    for name in ("华南", "华东"):
        view = ok(
            await made.admin.post("/identity/saved-views", json={"of": "customers", "name": name, "shared": True})
        )
    made.ids["saved_view_id"] = view["id"]
