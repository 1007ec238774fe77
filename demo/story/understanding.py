"""What our people learned: insights with and without result, the opportunities they found, a year of interactions."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from demo.story.stage import SOURCE, Row, Stage, read

YEAR = 365
FACTORS = {
    "market_space": "market_space",
    "expected_revenue": "expected_revenue",
    "growth": "growth_percent",
    "margin": "margin_percent",
    "competition": "competition",
    "strategic": "strategic_value",
    "share": "our_share",
    "fit": "product_fit",
    "price": "price_position",
    "relationship": "relationship",
    "p": "win_probability",
    "role": "source_role",
}


async def tell(stage: Stage) -> None:
    await _insights(stage)
    await _interactions(stage)


async def _insights(stage: Stage) -> None:
    """Written by their authors; opportunities come before publishing, as what the insight led to."""
    entries = read("insights.json")
    known = {row["title"]: row for row in await stage.loam.all("/records/insights")}
    async with stage.acting(*{entry["author"] for entry in entries}) as desks:
        for entry in entries:
            author = desks[entry["author"]]
            row = known.get(entry["title"]) or await author.post(
                "/records/insights",
                customer_id=stage.customers[entry["customer"]]["id"],
                role=entry["role"],
                dated_on=stage.day(entry["dated"]),
                title=entry["title"],
                findings=entry["findings"],
            )
            known[entry["title"]] = row
        await _opportunities(stage, {entry["key"]: known[entry["title"]] for entry in entries})
        for entry in entries:
            row = known[entry["title"]]
            if entry["publish"] and row["state"] == "draft":
                risks = [_risk(stage, risk) for risk in entry["risks"]]
                body = {"value_grade": entry.get("value_grade"), "risks": risks}
                await desks[entry["author"]].post(f"/records/insights/{row['id']}/publish", **body)


def _risk(stage: Stage, entry: Row) -> dict[str, Any]:
    return {
        **{name: entry[name] for name in ("title", "kind", "probability", "impact", "horizon", "measure")},
        "owner_id": stage.users[entry["owner"]]["id"],
        "review_on": stage.day(entry["review"]),
    }


async def _opportunities(stage: Stage, insights: dict[str, Row]) -> None:
    known = {row["external_id"] for row in await stage.loam.all("/planning/opportunities", source=SOURCE)}
    for entry in read("opportunities.json"):
        if entry["key"] in known:
            continue
        await stage.loam.post(
            "/planning/opportunities",
            title=entry["title"],
            customer_id=stage.customers[entry["customer"]]["id"],
            product_line_id=stage.lines[entry["line"]]["id"],
            owner_id=stage.users[entry["owner"]]["id"],
            insight_id=insights[entry["insight"]]["id"] if _same_customer(stage, entry, insights) else None,
            award_on=stage.day(entry["award"]),
            horizon=horizon(entry["award"]),
            source=SOURCE,
            external_id=entry["key"],
            **{field: entry[name] for name, field in FACTORS.items() if name in entry},
        )


def horizon(days: int) -> str:
    """As seen on the day of loading: the cycle began up to a year before."""
    return "short" if days < YEAR else "mid" if days < 3 * YEAR else "long"


def _same_customer(stage: Stage, entry: Row, insights: dict[str, Row]) -> bool:
    """An insight belongs to one customer; what it found at a subsidiary stands there without it."""
    customer_id: str = stage.customers[entry["customer"]]["id"]
    return "insight" in entry and insights[entry["insight"]]["customer_id"] == customer_id


async def _interactions(stage: Stage) -> None:
    """Touches are named by customer and their place in the file, so that none comes twice."""
    known = {row["external_id"] for row in await stage.loam.all("/records/interactions") if row["source"] == SOURCE}
    for name, body in _touches(stage):
        if name not in known:
            await stage.loam.post("/records/interactions", source=SOURCE, external_id=name, **body)


def _touches(stage: Stage) -> Iterable[tuple[str, dict[str, Any]]]:
    for customer, entries in read("interactions.json").items():
        for place, (day, channel, contacts, users, summary, learned, step, *when) in enumerate(entries):
            after = {"next_step": step, "next_step_on": stage.day(when[0])} if step and when else {"next_step": step}
            told = {"learned": learned, **after}
            yield f"{customer}-{place}", _touch(stage, (customer, day, channel, contacts, users, summary)) | told
    for place, entry in enumerate(read("touches.json")):
        yield f"touch-{place}", _touch(stage, tuple(entry))


def _touch(stage: Stage, entry: tuple[Any, ...]) -> dict[str, Any]:
    customer, day, channel, contacts, users, summary = entry
    at = dt.datetime.combine(stage.today + dt.timedelta(days=day), dt.time(2 + day % 8), dt.UTC)
    return {
        "customer_id": stage.customers[customer]["id"],
        "channel": channel,
        "at": at.isoformat(),
        "contact_ids": [stage.contacts[key]["id"] for key in contacts],
        "user_ids": [stage.users[key]["id"] for key in users],
        "summary": summary,
    }
