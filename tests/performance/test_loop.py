"""The loop's figures are the rows behind them; the weakest link names what to do and on what."""

import datetime as dt

import pytest

from services.planning.opportunities.models import Opportunity
from services.planning.projects.models import GateDecision, Project
from tests.performance.facts import TODAY, noon


async def loop(client, **query: str) -> dict:
    answer = await client.get("/performance/loop", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def figures(body: dict) -> dict[str, dict]:
    return {one["key"]: one for stage in body["stages"] for one in stage["figures"]}


async def test_every_figure_drills_to_its_rows(world, facts):
    client = await world.client("executive")
    team = str(facts.departments["East"].id)
    for scope in ({}, {"class": "S"}, {"team_id": team}, {"class": "A", "team_id": team}):
        body = await loop(client, **scope)
        assert [stage["stage"] for stage in body["stages"]] == ["understand", "plan", "execute", "evaluate"]
        for key, figure in figures(body).items():
            answer = await client.get(f"/performance/loop/{key}/rows", params={"limit": 200, **scope})
            rows = answer.json()["items"]
            assert all(row["kind"] == figure["link"]["kind"] for row in rows)
            counted = sum(row["counted"] for row in rows)
            if figure["value"] is None:
                assert not rows, (key, scope)
            elif figure["unit"] == "share":
                assert figure["value"] == pytest.approx(counted / len(rows))
            elif figure["unit"] == "count":
                assert figure["value"] == counted == len(rows), (key, scope)
            else:
                assert figure["value"] == pytest.approx(sum(row["amount"] for row in rows))


async def test_backlogs(world, facts):
    client = await world.client("executive")
    seen = figures(await loop(client))
    assert seen["insights_without_result"]["value"] == 4
    assert seen["customers_followed_up"]["value"] == pytest.approx(4 / 6)
    assert seen["goals_behind"]["value"] == 2
    assert seen["gates_blocked"]["value"] == 0
    assert seen["activities_unrated"]["state"] == "no_data", "nothing was reported within the year"
    assert seen["goals_behind"]["previous"] is None, "how it stood a quarter ago is not kept"


async def test_a_refusal_blocks_until_the_gate_is_passed(world, facts):
    client = await world.client("executive")
    async with world.sessions.begin() as session:
        person = facts.people["Cai"]
        opportunity = Opportunity(title="Blocked", customer_id=facts.customers[2].id, state="in_project")
        session.add(opportunity)
        await session.flush()
        project = Project(customer_id=facts.customers[2].id, opportunity_id=opportunity.id, name="Blocked")
        session.add(project)
        await session.flush()
        told = {"project_id": project.id, "customer_id": project.customer_id, "checks": [], "decided_by": person.id}
        told |= {"from_stage": "lead", "to_stage": "opportunity", "decided_by_name": person.name}
        yesterday = noon(TODAY) - dt.timedelta(days=1)
        session.add(GateDecision(decision="refused", decided_at=yesterday, **told))
    assert figures(await loop(client))["gates_blocked"]["value"] == 1
    rows = (await client.get("/performance/loop/gates_blocked/rows")).json()["items"]
    assert [(row["title"], row["id"]) for row in rows] == [("Blocked", str(project.id))]
    async with world.sessions.begin() as session:
        session.add(GateDecision(decision="passed", decided_at=yesterday + dt.timedelta(hours=2), **told))
    assert figures(await loop(client))["gates_blocked"]["value"] == 0


async def test_the_weakest_link_names_its_step_and_records(world, facts):
    client = await world.client("executive")
    body = await loop(client)
    known = {stage["stage"]: stage["health"] for stage in body["stages"] if stage["health"] is not None}
    weakest = body["weakest"]
    assert weakest["health"] == min(known.values()) == known[weakest["stage"]]
    stage = next(one for one in body["stages"] if one["stage"] == weakest["stage"])
    scores = [one["score"] for one in stage["inputs"] if one["score"] is not None]
    assert stage["health"] == pytest.approx(sum(scores) / len(scores), abs=0.06)
    assert len(weakest["records"]) == min(weakest["count"], 5)
    assert weakest["count"] > 0
    assert all(row["counted"] is False for row in weakest["records"])
    link = weakest["link"]
    query = {"counted": link["counted"], "count": True, "limit": 1}
    rows = (await client.get(f"/performance/loop/{link['figure']}/rows", params=query)).json()
    assert rows["total"] == weakest["count"]


async def test_an_empty_installation_judges_nothing(world):
    client = await world.client("executive")
    body = await loop(client)
    assert body["weakest"] is None
    assert all(stage["health"] is None and stage["change"] is None for stage in body["stages"])
    assert all(one["state"] == "no_data" and one["value"] is None for one in figures(body).values())


async def test_no_such_team(world):
    client = await world.client("executive")
    answer = await client.get("/performance/loop", params={"team_id": "019aa3c5-0000-7000-8000-00000000ffff"})
    assert answer.status_code == 404
    assert (await client.get("/performance/loop", params={"class": "X"})).status_code == 422


async def test_it_costs_a_few_statements(world, facts, statements):
    client = await world.client("executive")
    with statements() as sent:
        await loop(client)
    assert len(sent) <= 5
