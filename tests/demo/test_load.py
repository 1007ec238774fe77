"""The whole demo on a real database, cut off twice on its way; then every figure the README promises."""

from decimal import Decimal

import httpx
import pytest
from sqlalchemy import text

from demo import cycle, load, maven, rules
from demo.api import Loam
from tests.conftest import BASE
from tests.working import working


class CutOffError(RuntimeError):
    pass


def loader(world, key_client, *, until: str | None = None) -> Loam:
    """The demo's own client on the applications of the test; breaks off when it says `until`."""

    def door(headers):
        return httpx.AsyncClient(transport=world.transport, base_url=BASE, headers=headers, timeout=90)

    def say(line: str) -> None:
        if until and until in line:
            raise CutOffError(line)

    return Loam(door({"authorization": key_client.headers["authorization"]}), door, say)


async def events(world) -> int:
    async with world.session() as session:
        return await session.scalar(text("select count(*) from event where entity <> 'import_run'"))


async def test_the_demo_loads_wherever_it_was_cut_off_and_keeps_its_promises(live):
    async with working(live):
        await demo_loads(live)


async def demo_loads(live) -> None:
    partner = await live.partner(*load.SCOPES)
    for until in ("sales_pipeline.csv → opportunities", "proposed 300", "refused, missing"):
        with pytest.raises((CutOffError, ExceptionGroup)):
            await load.load(loader(live, partner, until=until))
    loam = loader(live, partner)
    await load.load(loam)
    before = await events(live)
    await load.load(loam)
    await maven.load(loam)
    assert await events(live) == before, "a second time nothing changes"
    await counts(loam)
    await leads(loam)
    await selection(loam)
    await story(loam)


async def total(loam: Loam, path: str, **filters) -> int:
    return (await loam.get(path, **filters, limit=1, count="true"))["total"]


async def counts(loam: Loam) -> None:
    assert await total(loam, "/records/customers", source="maven") == 85
    assert await total(loam, "/planning/opportunities", source="maven") == 8800
    assert await total(loam, "/records/transactions", source="maven") == 4238
    runs = [row for row in await loam.all("/planning/imports") if row["file_name"] == "sales_pipeline.csv"]
    result = (await loam.get(f"/planning/imports/{runs[-1]['id']}"))["result"]
    assert (result["create"], result["reject"]) == (8800, 0)
    people = await loam.all("/identity/users")
    assert sum(row["source"] == "maven" for row in people) == 41
    departments = {row["id"]: row for row in await loam.all("/identity/departments")}
    teams = {row["department_id"] for row in people if row["source"] == "maven"}
    assert len(teams) == 6
    assert {departments[departments[team]["parent_id"]]["name"] for team in teams} == {"Central", "East", "West"}


async def leads(loam: Loam) -> None:
    rows = await loam.all("/planning/opportunities", source="maven", unassigned="true")
    assert len(rows) == 1425
    assert {row["state"] for row in rows} == {"found"}
    found = await loam.find("/planning/cycles", where={"name": cycle.NAME})
    path = f"/api/v1/planning/opportunities/{rows[0]['id']}/propose"
    answer = await loam.http.post(path, json={"cycle_id": found["id"]}, headers={"idempotency-key": "lead"})
    assert answer.status_code == 409
    assert answer.json()["code"] == "customer_missing"


async def selection(loam: Loam) -> None:
    """Value, limits, reasons and grants, computed again from the files."""
    found = await loam.find("/planning/cycles", where={"name": cycle.NAME})
    (row,) = await loam.all("/planning/selections", cycle_id=found["id"])
    assert row["state"] == "decided"
    assert row["gap"] <= 0.005
    choices = await loam.all(f"/planning/selections/{row['id']}/choices")
    assert len(choices) == 664
    deals = rules.read_deals(maven.MAVEN, maven.PRODUCT_NAMES)
    history, prices = rules.History.of(deals), cycle.list_prices()
    facts = {
        deal.key: (deal, rules.factors(deal, prices, history)) for deal in deals if not deal.closed and deal.account
    }
    keys = {each["id"]: each["external_id"] for each in await loam.all("/planning/opportunities", cycle_id=found["id"])}
    value, used = Decimal(0), {}
    for choice in choices:
        deal, factors = facts[keys[choice["opportunity_id"]]]
        if not choice["chosen"]:
            assert choice["reasons"]
            takes = choice["takes"]
            assert takes["regret"] is not None or takes["needs_more"] or takes["blocked_by"] or takes["fields"]
            continue
        value += round(factors.win_probability * factors.expected_revenue, 2)
        for quarter, amount in factors.needs.items():
            used[deal.team, quarter] = used.get((deal.team, quarter), Decimal(0)) + amount
    assert float(value) == pytest.approx(row["value"], abs=0.01)
    limits = rules.limits(deals)
    assert all(amount <= limits[team][quarter] for (team, quarter), amount in used.items())
    assert any(not choice["chosen"] for choice in choices), "limits that bind nothing would be no choice"
    targets = await loam.all("/planning/targets", cycle_id=found["id"])
    granted = sum(Decimal(str(grant["amount"])) for target in targets for grant in target["grants"])
    assert granted == sum(used.values())
    assert {target["margin"] for target in targets} == {None}


async def story(loam: Loam) -> None:
    maps = [await loam.get(f"/planning/power-maps/{row['id']}") for row in await loam.all("/planning/power-maps")]
    assert sorted((len(each["people"]), each["assessment"]["good_enough"]) for each in maps) == [
        (11, False),
        (12, True),
    ]
    projects = {row["name"]: row for row in await loam.all("/planning/projects")}
    passed, stopped = projects["3、4 号线 35 kV 开关柜更新"], projects["新基地 110/10 kV 配电系统"]
    assert (passed["stage"], stopped["stage"]) == ("bid", "opportunity")
    for project, expected in ((passed, ["passed", "refused", "passed"]), (stopped, ["refused", "passed"])):
        decisions = await loam.all(f"/planning/projects/{project['id']}/gate-decisions")
        assert [each["decision"] for each in decisions] == expected
    insights = {row["title"]: row for row in await loam.all("/records/insights")}
    assert sorted((row["state"], row["risks"] > 0) for row in insights.values()) == [
        ("draft", False), ("published", False), ("published", True), ("published", True),
    ]  # fmt: skip
    (plan,) = await loam.all("/planning/account-plans")
    assert plan["state"] == "in_force"
    titles = [row["title"] for row in await loam.all("/planning/activities")]
    assert len(titles) == len(set(titles))
    touches = [row["external_id"] for row in await loam.all("/records/interactions")]
    assert len(touches) == len(set(touches)) > 90
