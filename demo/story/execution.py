"""The work: projects before their gates, power maps, activities reported and rated."""

from typing import Any

import httpx

from demo.api import DemoError, Loam
from demo.story.people import sole_administrator
from demo.story.stage import SOURCE, Row, Stage, read

REFUSED = 409
STAGES = ("lead", "opportunity", "bid")
STOPPED = "P2"


async def finished(loam: Loam) -> bool:
    """The project that is to be stopped has been refused at its gate."""
    project = await _stopped(loam)
    if project is None:
        return False
    decisions = await loam.all(f"/planning/projects/{project['id']}/gate-decisions")
    return any(row["decision"] == "refused" for row in decisions)


async def _stopped(loam: Loam) -> Row | None:
    entry = next(entry for entry in read("projects.json") if entry["key"] == STOPPED)
    title = next(row["title"] for row in read("opportunities.json") if row["key"] == entry["opportunity"])
    return await loam.find("/planning/projects", where={"name": title})


async def tell(stage: Stage) -> None:
    opportunities = {row["external_id"]: row for row in await stage.loam.all("/planning/opportunities", source=SOURCE)}
    projects = {}
    for entry in read("projects.json"):
        projects[entry["key"]] = await _begin(stage, entry, opportunities[entry["opportunity"]])
    for customer, told in read("power_maps.json").items():
        refused = next(entry for entry in read("projects.json") if entry.get("refused_first"))
        if customer == "KA001":
            await _refuse(stage, projects[refused["key"]], refused)
        await _power_map(stage, stage.customers[customer], told)
    for entry in read("projects.json"):
        await _go_on(stage, projects[entry["key"]], entry)
    await _activities(stage, projects)
    stopped = next(entry for entry in read("projects.json") if entry["key"] == STOPPED)
    await _refuse(stage, projects[STOPPED], stopped)
    stage.loam.say("  one project let through the initiation gate, one stopped")


async def _begin(stage: Stage, entry: Row, opportunity: Row) -> Row:
    """The project of a selected opportunity, with its facts, at the stage of an opportunity."""
    loam = stage.loam
    title = opportunity["title"]
    project = await loam.find("/planning/projects", where={"name": title}) or await loam.post(
        "/planning/projects",
        opportunity_id=opportunity["id"],
        name=title,
        manager_id=stage.users[entry["manager"]]["id"],
        value=entry["value"],
    )
    path = f"/planning/projects/{project['id']}"
    project = await loam.get(path)
    if project["stage"] == "lead":
        project = await loam.patch(
            path,
            project,
            budget_confirmed=True,
            budget_source=entry["budget_source"],
            next_step=entry["next_step"],
            next_step_on=stage.day(entry["next_step_in"]),
        )
        members = [
            {"user_id": stage.users[key]["id"], "role": role, "share": share}
            for key, (role, share) in entry["team"].items()
        ]
        await loam.put(f"{path}/team", {"members": members})
        async with stage.acting(entry["manager"]) as desks:
            await desks[entry["manager"]].post(f"{path}/advance", to="opportunity")
    return await loam.get(path)  # type: ignore[no-any-return] # JSON


async def _refuse(stage: Stage, project: Row, entry: Row) -> None:
    """Ask for initiation while something is missing; the refusal is what the story shows."""
    project = await stage.loam.get(f"/planning/projects/{project['id']}")
    decisions = await stage.loam.all(f"/planning/projects/{project['id']}/gate-decisions")
    if project["stage"] != "opportunity" or any(row["decision"] == "refused" for row in decisions):
        return
    async with stage.acting(entry["manager"]) as desks:
        answer: httpx.Response = await desks[entry["manager"]].http.post(
            f"/api/v1/planning/projects/{project['id']}/advance", json={"to": "bid"}
        )
    if answer.status_code != REFUSED:
        raise DemoError(f"{project['name']}: the gate should refuse, but {answer.status_code} {answer.text[:500]}")
    missing = ", ".join(found["code"] for found in answer.json()["missing"])
    stage.loam.say(f"  {project['name']}: refused, missing {missing}")


async def _go_on(stage: Stage, project: Row, entry: Row) -> None:
    """Mend what the gate asked for, and pass it."""
    if entry["reaches"] != "bid":
        return
    path = f"/planning/projects/{project['id']}"
    project = await stage.loam.get(path)
    if project["stage"] != "opportunity":
        return
    await stage.loam.patch(
        path,
        project,
        competitor_analysis=entry["competitor_analysis"],
        competitors_checked_on=stage.day(entry["competitors_checked"]),
    )
    async with stage.acting(entry["manager"]) as desks:
        await desks[entry["manager"]].post(f"{path}/advance", to="bid")


async def _power_map(stage: Stage, customer: Row, told: Row) -> None:
    loam = stage.loam
    maps = [row for row in await loam.all("/planning/power-maps", customer_id=customer["id"]) if not row["project_id"]]
    made = maps[0] if maps else await loam.post("/planning/power-maps", customer_id=customer["id"])
    path = f"/planning/power-maps/{made['id']}"
    there = await loam.get(path)
    ids = {row["contact_id"]: row["id"] for row in there["people"]}
    for person in told["people"]:
        contact = stage.contacts[person[0]]
        if contact["id"] not in ids:
            above = ids.get(contact["reports_to_id"])
            row = await loam.post(f"{path}/people", **_person(stage, person), reports_to_id=above)
            ids[contact["id"]] = row["id"]
    if not there["links"]:
        for first, second, kind in told["links"]:
            ends = {"from": ids[stage.contacts[first]["id"]], "to": ids[stage.contacts[second]["id"]]}
            await loam.call("POST", f"{path}/links", json={**ends, "kind": kind})
    if told["competitors_checked"] is not None:
        there = await loam.get(path)
        await loam.patch(path, there, competitors_checked_on=stage.day(told["competitors_checked"]))


def _person(stage: Stage, told: list[Any]) -> dict[str, Any]:
    key, role, chain, influence, support, rivals, depth, owner, status, confirmed, evidence = told
    return {
        "contact_id": stage.contacts[key]["id"],
        "role": role,
        "chain": chain,
        "influence": influence,
        "support": support,
        "competitor_support": {stage.vendors[name]["id"]: value for name, value in rivals.items()},
        "contact_depth": depth,
        "owner_id": stage.users[owner]["id"],
        "status": status,
        "confirmed_on": stage.day(confirmed),
        "evidence": evidence,
    }


async def _activities(stage: Stage, projects: dict[str, Row]) -> None:
    """Planned by the team, reported by their owners, rated by the project's manager."""
    entries = read("activities.json")
    managers = {entry["key"]: entry["manager"] for entry in read("projects.json")}
    rows = await stage.loam.all("/planning/activities")
    known = {row["title"]: row for row in rows}
    administrator = sole_administrator(list(await stage.loam.all("/identity/users")))
    async with stage.acting(*{entry["owner"] for entry in entries} | set(managers.values())) as desks:
        for entry in entries:
            row = known.get(entry["title"]) or await stage.loam.post(
                "/planning/activities", **_activity(stage, entry, projects)
            )
            path = f"/planning/activities/{row['id']}"
            if row["state"] == "planned" and "report" in entry:
                row = await desks[entry["owner"]].post(
                    f"{path}/report", report=entry["report"], learned=entry["learned"]
                )
            if row["state"] == "reported" and "rating" in entry:
                quality, effect, reason = entry["rating"]
                manager = desks[managers[entry["project"]]]
                await manager.post(f"{path}/rate", quality=quality, effect=effect, reason=reason)
    if administrator and "演示数据交接" not in known:
        await stage.loam.post(
            "/planning/activities",
            customer_id=stage.customers["KA001"]["id"],
            kind="other",
            title="演示数据交接",
            goal="看一遍权力地图与选择结果，熟悉系统",
            owner_id=administrator["id"],
            due_on=stage.day(4),
        )


def _activity(stage: Stage, entry: Row, projects: dict[str, Row]) -> dict[str, Any]:
    return {
        "customer_id": stage.customers[entry["customer"]]["id"],
        "project_id": projects[entry["project"]]["id"] if "project" in entry else None,
        "kind": entry["kind"],
        "title": entry["title"],
        "goal": entry["goal"],
        "owner_id": stage.users[entry["owner"]]["id"],
        "contact_ids": [stage.contacts[key]["id"] for key in entry["contacts"]],
        "due_on": stage.day(entry["due"]),
        "budget": entry.get("budget"),
        "expected_result": entry.get("expected", ""),
    }
