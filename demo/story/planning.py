"""The story's own cycle: proposals, two scenarios, a decision, and one account plan from it."""

import datetime as dt
from typing import Any

from demo.story.stage import SOURCE, Row, Stage, quarters, read, year_end

COMMITTED = ("O1", "O6", "O10")
"""Promised before the round; the selection is asked to keep them."""
DONE = frozenset({"executing", "evaluating", "closed"})


def name_of(stage: Stage) -> str:
    """The cycle is called after the year it begins in."""
    first, last = quarters(stage.today)[0], year_end(stage.today)
    return f"远山 {first.year}" if first.month == 1 else f"远山 {first:%Y-%m}—{last:%Y-%m}"


async def cycle_of(stage: Stage) -> Row | None:
    """The story's cycle, by its beginning: the day it was loaded on names it."""
    rows = await stage.loam.all("/planning/cycles")
    return next((row for row in rows if row["name"].startswith("远山 ")), None)


async def tell(stage: Stage) -> None:
    cycle = await cycle_of(stage) or await stage.loam.post(
        "/planning/cycles",
        name=name_of(stage),
        starts_on=quarters(stage.today)[0].isoformat(),
        ends_on=year_end(stage.today).isoformat(),
        currency="CNY",
    )
    resources = await _resources(stage, cycle)
    if cycle["state"] == "open":
        await _propose(stage, cycle, resources)
    await _decide(stage, cycle, resources)
    await _plan(stage, cycle, resources)


async def _resources(stage: Stage, cycle: Row) -> dict[str, Row]:
    told = read("cycle.json")
    known = {row["code"]: row for row in await stage.loam.all("/planning/resources")}
    found = {}
    for entry in told["resources"]:
        key = entry.pop("key")
        found[key] = known.get(entry["code"]) or await stage.loam.post("/planning/resources", **entry)
    if cycle["state"] == "open":
        limits = [
            {"resource_id": found[key]["id"], "period": period, "amount": amount}
            for key, amounts in told["limits"].items()
            for period, amount in zip(_periods(cycle), amounts, strict=True)
        ]
        await stage.loam.put(f"/planning/cycles/{cycle['id']}/limits", limits)
    return found


def _periods(cycle: Row) -> list[str]:
    """The cycle's quarters; an interrupted loading goes on with the quarters it began with."""
    last = dt.date.fromisoformat(cycle["ends_on"])
    return [quarter.isoformat() for quarter in quarters(last)]


async def _propose(stage: Stage, cycle: Row, resources: dict[str, Row]) -> None:
    rows = {row["external_id"]: row for row in await stage.loam.all("/planning/opportunities", source=SOURCE)}
    for entry in read("opportunities.json"):
        row = rows[entry["key"]]
        if entry.get("found") or row["state"] != "found":
            continue
        needs = [
            {"resource_id": resources[key]["id"], "period": period, "amount": amount}
            for key, amounts in entry["needs"].items()
            for period, amount in zip(_periods(cycle), amounts, strict=True)
            if amount
        ]
        path = f"/planning/opportunities/{row['id']}"
        await stage.loam.put(f"{path}/needs", needs)
        await stage.loam.post(f"{path}/propose", cycle_id=cycle["id"])


async def _decide(stage: Stage, cycle: Row, resources: dict[str, Row]) -> None:
    """The strategy office compares two scenarios; the executive decides."""
    told, path = read("cycle.json"), f"/planning/cycles/{cycle['id']}"
    cycle = await stage.loam.get(path)
    if cycle["state"] in DONE:
        return
    async with stage.acting("YS001", "YS002") as desks:
        office, executive = desks["YS002"], desks["YS001"]
        for state, following in (("open", "scoring"), ("scoring", "selecting")):
            if cycle["state"] == state:
                cycle = await office.post(f"{path}/advance", to=following)
        if cycle["state"] == "selecting":
            rows = {
                row["external_id"]: row["id"] for row in await stage.loam.all("/planning/opportunities", source=SOURCE)
            }
            rules = {"locked_in": [rows[key] for key in COMMITTED]}
            scales = {told["frugal"]: {row["id"]: 0.8 for row in resources.values()}, told["selection"]: {}}
            solved = {name: await _solved(office, cycle, name, scale, rules) for name, scale in scales.items()}
            chosen = solved[told["selection"]]
            await executive.post(f"/planning/selections/{chosen['id']}/decide", note=told["decision_note"])
        await executive.post(f"{path}/advance", to="executing")


async def _solved(office: Any, cycle: Row, name: str, scale: dict[str, float], rules: dict[str, Any]) -> Row:
    found = await office.find("/planning/selections", where={"name": name}, cycle_id=cycle["id"])
    if found is None:
        body = {"cycle_id": cycle["id"], "name": name, "limit_scale": scale, "rules": rules}
        found = await office.post("/planning/selections", **body)
    row: Row = await office.post(f"/planning/selections/{found['id']}/solve")
    return row


async def _plan(stage: Stage, cycle: Row, resources: dict[str, Row]) -> None:
    told = read("plan.json")
    customer = stage.customers[told["customer"]]
    plans = await stage.loam.all("/planning/account-plans", customer_id=customer["id"], cycle_id=cycle["id"])
    if plans and plans[0]["state"] != "draft":
        return
    async with stage.acting(told["author"], told["approver"]) as desks:
        author, approver = desks[told["author"]], desks[told["approver"]]
        made = plans[0] if plans else await author.post(
            "/planning/account-plans",
            customer_id=customer["id"],
            cycle_id=cycle["id"],
            summary=told["summary"],
            strategy=told["strategy"],
        )  # fmt: skip
        path = f"/planning/account-plans/{made['id']}"
        await _parts(stage, author, path, told, resources)
        await author.post(f"{path}/submit")
        await approver.post(f"{path}/approve", reason="同意。季度客户会议上检查开关柜份额。")
        await author.post(f"{path}/start")


async def _parts(stage: Stage, author: Any, path: str, told: Row, resources: dict[str, Row]) -> None:
    """Objectives, goals and budget lines that are not there yet; budgets are shares of what the grants leave free."""
    plan = await author.get(path)
    objectives = {row["title"]: row for row in plan["objectives"]}
    keys: dict[str, str] = {}
    for entry in told["objectives"]:
        key, due = entry.pop("key"), entry.pop("due")
        row = objectives.get(entry["title"]) or await author.post(f"{path}/objectives", **entry, due_on=stage.day(due))
        keys[key] = row["id"]
    goals = {row["contact_id"] for row in plan["relationship_goals"]}
    for entry in told["goals"]:
        contact_id = stage.contacts[entry["contact"]]["id"]
        if contact_id not in goals:
            await author.post(
                f"{path}/relationship-goals",
                objective_id=keys[entry["objective"]],
                contact_id=contact_id,
                support_now=entry["now"],
                support_wanted=entry["wanted"],
                by=stage.day(entry["by"]),
                owner_id=stage.users[entry["owner"]]["id"],
            )
    titles = {row["title"] for row in plan["budget_lines"]}
    for entry in told["budget"]:
        grants = [grant for grant in plan["grants"] if grant["resource_id"] == resources[entry["resource"]]["id"]]
        for grant in grants:
            planned = round(grant["granted"] * entry["share"], 2)
            if entry["title"] not in titles and planned > 0:
                spent = round(planned * entry["spent"], 2)
                body = {"resource_id": grant["resource_id"], "period": grant["period"], "planned": planned}
                await author.post(f"{path}/budget-lines", title=entry["title"], **body, committed=spent, spent=spent)
