"""A company that plans: teams with customers, resources with limits, and proposals in an open cycle. Through the API."""

import random
import uuid
from dataclasses import dataclass, field

import httpx

QUARTERS = ("2027-01-01", "2027-04-01", "2027-07-01", "2027-10-01")


def ok(answer: httpx.Response) -> dict:
    assert answer.is_success, f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text}"
    return answer.json() if answer.content else {}


def tag(row: dict) -> dict[str, str]:
    """The If-Match header of a row as last seen."""
    return {"If-Match": f'"{row["version"]}"'}


def opportunity(**values: object) -> dict:
    """A body whose value is known: 0.5 × 1,000,000 × 20 % = 100,000."""
    return {
        "title": "配网自动化改造",
        "award_on": "2027-06-30",
        "market_space": 1_000_000,
        "expected_revenue": 400_000,
        "growth_percent": 12,
        "margin_percent": 20,
        "competition": 3,
        "win_probability": 0.5,
        **values,
    }


@dataclass
class Company:
    admin: httpx.AsyncClient
    teams: list[dict]
    customers: list[dict]
    money: dict
    people: dict
    cycle: dict
    proposals: list[dict] = field(default_factory=list)

    async def propose(self, *, customer: int = 0, needs: list[tuple[dict, str, float]] = (), **values: object) -> dict:
        """A new opportunity of a customer, with needs (resource, quarter, amount), proposed for the cycle."""
        body = opportunity(customer_id=self.customers[customer]["id"], **values)
        row = ok(await self.admin.post("/planning/opportunities", json=body))
        path = f"/planning/opportunities/{row['id']}"
        if needs:
            wanted = [{"resource_id": r["id"], "period": quarter, "amount": amount} for r, quarter, amount in needs]
            ok(await self.admin.put(f"{path}/needs", json=wanted))
        row = ok(await self.admin.post(f"{path}/propose", json={"cycle_id": self.cycle["id"]}))
        self.proposals.append(row)
        return row

    async def limit(self, *limits: tuple[dict, str, float]) -> dict:
        wanted = [{"resource_id": r["id"], "period": quarter, "amount": amount} for r, quarter, amount in limits]
        return ok(await self.admin.put(f"/planning/cycles/{self.cycle['id']}/limits", json=wanted))

    async def advance(self, *states: str) -> dict:
        for state in states:
            path = f"/planning/cycles/{self.cycle['id']}/advance"
            self.cycle = ok(await self.admin.post(path, json={"to": state}))
        return self.cycle

    async def selection(self, **values: object) -> dict:
        body = {"cycle_id": self.cycle["id"], "name": f"方案 {uuid.uuid4().hex[:8]}", **values}
        return ok(await self.admin.post("/planning/selections", json=body))

    async def solved(self, **values: object) -> dict:
        row = await self.selection(**values)
        return ok(await self.admin.post(f"/planning/selections/{row['id']}/solve"))

    async def choices(self, selection: dict) -> dict[str, dict]:
        """All choices by the opportunity's id."""
        found: dict[str, dict] = {}
        cursor = None
        while True:
            query = {"limit": 200, **({"cursor": cursor} if cursor else {})}
            page = ok(await self.admin.get(f"/planning/selections/{selection['id']}/choices", params=query))
            found |= {row["opportunity_id"]: row for row in page["items"]}
            cursor = page["next"]
            if cursor is None:
                return found


async def company(admin: httpx.AsyncClient, *, teams: int = 2, customers: int = 3) -> Company:
    """Teams under one region, customers led by them in turn, money and person-months, an open cycle without limits."""
    mark = uuid.uuid4().hex[:8]
    made = [
        ok(await admin.post("/identity/departments", json={"name": f"客户群 {mark} {number}"}))
        for number in range(teams)
    ]
    led = [
        ok(
            await admin.post(
                "/records/customers",
                json={
                    "name": f"江北电网 {mark} {number}",
                    "team_id": made[number % teams]["id"],
                    "class": "S" if number == 0 else "A",
                },
            )
        )
        for number in range(customers)
    ]
    money, people = [
        ok(
            await admin.post(
                "/planning/resources",
                json={"code": f"{code}-{mark}", "name_zh": zh, "name_en": en, "unit": unit, "kind": kind},
            )
        )
        for code, zh, en, unit, kind in (
            ("budget", "市场费用", "Market budget", "CNY", "money"),
            ("engineers", "方案经理", "Solution engineers", "person-month", "people"),
        )
    ]
    year = {"name": f"2027 {mark}", "starts_on": "2027-01-01", "ends_on": "2027-12-31", "currency": "CNY"}
    cycle = ok(await admin.post("/planning/cycles", json=year))
    return Company(admin, made, led, money, people, cycle)


async def crowded(admin: httpx.AsyncClient, *, proposals: int = 24, seed: int = 7) -> Company:
    """A cycle in `selecting` in which about half of the proposals fit."""
    chance = random.Random(seed)
    made = await company(admin, teams=3, customers=6)
    total = {(kind, quarter): 0 for kind in ("money", "people") for quarter in QUARTERS}
    for number in range(proposals):
        needs = []
        for kind in ("money", "people"):
            for quarter in QUARTERS:
                if chance.random() < 0.7:
                    amount = chance.randint(5, 60)
                    total[kind, quarter] += amount
                    needs.append((getattr(made, kind), quarter, amount))
        await made.propose(
            customer=number % 6,
            needs=needs,
            title=f"机会点 {number}",
            market_space=chance.randint(100, 9000) * 1000,
            margin_percent=chance.randint(8, 45),
            win_probability=chance.randint(10, 90) / 100,
            award_on=chance.choice(["2027-05-31", "2028-06-30", "2031-01-31"]),
        )
    await made.limit(*((getattr(made, kind), quarter, amount // 2) for (kind, quarter), amount in total.items()))
    await made.advance("scoring", "selecting")
    return made
