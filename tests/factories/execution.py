"""Customers with people, opportunities selected by a decision, projects and power maps: all through the API."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

import httpx

TODAY = dt.datetime.now(dt.UTC).date()
QUARTER = "2027-01-01"


def ok(answer: httpx.Response) -> dict:
    assert answer.is_success, f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text}"
    return answer.json() if answer.content else {}


def tag(row: dict) -> dict[str, str]:
    """The If-Match header of a row as last seen."""
    return {"If-Match": f'"{row["version"]}"'}


async def change(client: httpx.AsyncClient, path: str, row: dict, **values: object) -> dict:
    return ok(await client.patch(f"/planning/{path}", json=values, headers=tag(row)))


@dataclass
class Ground:
    """One customer led by one team, with the grants its selected opportunities brought."""

    admin: httpx.AsyncClient
    customer: dict
    team: dict
    cycle: dict
    money: dict
    opportunities: list[dict] = field(default_factory=list)

    @property
    def customer_id(self) -> str:
        return self.customer["id"]


async def ground(admin: httpx.AsyncClient, *, grants: tuple[int, ...] = (100,)) -> Ground:
    """A customer whose team got one selected opportunity for each amount of `grants` (money in the first quarter)."""
    mark = uuid.uuid4().hex[:8]
    team = ok(await admin.post("/identity/departments", json={"name": f"华南客户群 {mark}"}))
    customer = ok(await admin.post("/records/customers", json={"name": f"江北电网 {mark}", "team_id": team["id"]}))
    money = ok(
        await admin.post(
            "/planning/resources",
            json={
                "code": f"budget-{mark}",
                "name_zh": "市场费用",
                "name_en": "Market budget",
                "unit": "CNY",
                "kind": "money",
            },
        )
    )
    year = {"name": f"2027 {mark}", "starts_on": "2027-01-01", "ends_on": "2027-12-31", "currency": "CNY"}
    cycle = ok(await admin.post("/planning/cycles", json=year))
    limits = [{"resource_id": money["id"], "period": QUARTER, "amount": sum(grants) + 1}]
    ok(await admin.put(f"/planning/cycles/{cycle['id']}/limits", json=limits))
    found = [
        await _proposed(admin, customer=customer, team=team, cycle=cycle, money=money, amount=amount)
        for amount in grants
    ]
    if found:
        await decide(admin, cycle)
    rows = [ok(await admin.get(f"/planning/opportunities/{row['id']}")) for row in found]
    assert all(row["state"] == "selected" for row in rows), rows
    return Ground(admin, customer, team, cycle, money, rows)


async def _proposed(
    admin: httpx.AsyncClient, *, customer: dict, team: dict, cycle: dict, money: dict, amount: int
) -> dict:
    row = ok(
        await admin.post(
            "/planning/opportunities",
            json={
                "title": f"配网自动化 {amount}",
                "customer_id": customer["id"],
                "team_id": team["id"],
                "award_on": "2027-06-30",
                "market_space": 5_000_000,
                "expected_revenue": 1_000_000,
                "margin_percent": 30,
                "growth_percent": 10,
                "competition": 3,
                "win_probability": 0.5,
            },
        )
    )
    needs = [{"resource_id": money["id"], "period": QUARTER, "amount": amount}]
    ok(await admin.put(f"/planning/opportunities/{row['id']}/needs", json=needs))
    return ok(await admin.post(f"/planning/opportunities/{row['id']}/propose", json={"cycle_id": cycle["id"]}))


async def decide(admin: httpx.AsyncClient, cycle: dict) -> None:
    """The strategy office chooses all it can and issues the targets."""
    for to in ("scoring", "selecting"):
        ok(await admin.post(f"/planning/cycles/{cycle['id']}/advance", json={"to": to}))
    selection = ok(await admin.post("/planning/selections", json={"cycle_id": cycle["id"], "name": "方案 A"}))
    ok(await admin.post(f"/planning/selections/{selection['id']}/solve"))
    ok(await admin.post(f"/planning/selections/{selection['id']}/decide", json={"overrides": [], "note": ""}))


async def project(at: Ground, *, index: int = 0, **values: object) -> dict:
    body = {"opportunity_id": at.opportunities[index]["id"], **values}
    return ok(await at.admin.post("/planning/projects", json=body))


async def contact(at: Ground, name: str, *, customer_id: str | None = None) -> dict:
    body = {"customer_id": customer_id or at.customer_id, "name": name, "title": "总工程师"}
    return ok(await at.admin.post("/records/contacts", json=body))


async def vendor(admin: httpx.AsyncClient, name: str) -> dict:
    return ok(await admin.post("/records/vendors", json={"name": f"{name} {uuid.uuid4().hex[:6]}"}))


async def met(at: Ground, *contacts: dict, days_ago: int = 1) -> None:
    """A visit to these contacts, as the team logs it."""
    when = dt.datetime.now(dt.UTC) - dt.timedelta(days=days_ago)
    body = {
        "customer_id": at.customer_id,
        "channel": "visit",
        "at": when.isoformat(),
        "contact_ids": [row["id"] for row in contacts],
    }
    ok(await at.admin.post("/records/interactions", json=body))


async def power_map(at: Ground, **values: object) -> dict:
    return ok(await at.admin.post("/planning/power-maps", json={"customer_id": at.customer_id, **values}))


async def person(at: Ground, on: dict, **values: object) -> dict:
    return ok(await at.admin.post(f"/planning/power-maps/{on['id']}/people", json=values))


async def good_map(at: Ground, **values: object) -> dict:
    """A power map good enough for initiation: decider known, met, confirmed, and no competitor found."""
    on = await power_map(at, **values)
    chief = await contact(at, "周明")
    await met(at, chief)
    await person(
        at,
        on,
        contact_id=chief["id"],
        role="decider",
        influence=5,
        support=2,
        contact_depth="several",
        owner_id=str(at.admin.user.id),
        status="confirmed",
        evidence="拜访纪要",
    )
    return await change(at.admin, f"power-maps/{on['id']}", on, competitors_checked_on=TODAY.isoformat())


async def activity(at: Ground, client: httpx.AsyncClient | None = None, **values: object) -> dict:
    body = {"customer_id": at.customer_id, "kind": "visit", "title": "拜访总工", "due_on": TODAY.isoformat(), **values}
    return ok(await (client or at.admin).post("/planning/activities", json=body))


async def plan(at: Ground) -> dict:
    body = {"customer_id": at.customer_id, "cycle_id": at.cycle["id"], "strategy": "以样板点带动全网"}
    return ok(await at.admin.post("/planning/account-plans", json=body))
