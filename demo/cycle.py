"""The planning cycle "2018": history becomes limits, open opportunities become proposals, a solver chooses, it is
decided, and targets are issued. By the rules of rules.py, through the same doors people use.
"""

import asyncio
from decimal import Decimal
from typing import Any

from demo import rules
from demo.api import Loam
from demo.maven import MAPPINGS, MAVEN, PRODUCT_NAMES, SOURCE, table
from demo.rules import Deal, Factors

NAME = "2018"
SELECTION = "2018 · agent-days of 2017"
AT_ONCE = 6
STEP = 100

Row = dict[str, Any]


async def load(loam: Loam) -> None:
    """From wherever an earlier run was interrupted to the cycle being carried out."""
    cycle = await loam.find("/planning/cycles", where={"name": NAME})
    if cycle is not None and cycle["state"] in {"executing", "evaluating", "closed"}:
        return
    deals = rules.read_deals(MAVEN, PRODUCT_NAMES)
    loam.say("Cycle 2018: limits, proposals, selection, targets")
    if cycle is None:
        model = await _scoring_model(loam)
        cycle = await loam.post(
            "/planning/cycles",
            name=NAME,
            starts_on=rules.QUARTERS[0].isoformat(),
            ends_on="2018-12-31",
            currency="USD",
            scoring_model_id=model["id"],
        )
    if cycle["state"] == "open":
        resources = await _resources(loam, cycle, deals)
        await _propose(loam, cycle, deals, resources)
    await _decide(loam, cycle)


async def _scoring_model(loam: Loam) -> Row:
    """Rule 8. Only what the data holds: the market space between the cheapest and the dearest product, and the chance."""
    name = "Maven 2018"
    found = await loam.find("/planning/scoring-models", where={"name": name})
    if found is not None:
        return found
    prices = sorted(list_prices().values())
    money = {"curve": "log", "worst": float(prices[0]), "best": float(prices[-1])}
    made: Row = await loam.post(
        "/planning/scoring-models",
        name=name,
        factors=[
            {"key": "market_space", "weight": 1, **money},
            {"key": "expected_revenue", "weight": 1, **money},
        ],
        position_factors=[{"key": "win_probability", "weight": 1, "curve": "linear", "worst": 0, "best": 1}],
    )
    return made


def list_prices() -> dict[str, Decimal]:
    return {row["product"]: Decimal(row["sales_price"]) for row in rules.rows_of(MAVEN / "products.csv")}


async def _resources(loam: Loam, cycle: Row, deals: list[Deal]) -> dict[str, Row]:
    """Agent-days of each team as a resource of its own, limited by rule 7. By team."""
    known = {row["code"]: row for row in await loam.all("/planning/resources")}
    found = {}
    wanted = []
    for team, amounts in rules.limits(deals).items():
        code = f"maven-{team.lower().replace(' ', '-')}"
        found[team] = known.get(code) or await loam.post(
            "/planning/resources",
            code=code,
            name_zh=f"销售人天 · {team}",
            name_en=f"Agent-days · {team}",
            unit="agent-day",
            kind="people",
        )
        wanted += [
            {"resource_id": found[team]["id"], "period": quarter.isoformat(), "amount": str(amount)}
            for quarter, amount in amounts.items()
        ]
    await loam.put(f"/planning/cycles/{cycle['id']}/limits", wanted)
    return found


async def _propose(loam: Loam, cycle: Row, deals: list[Deal], resources: dict[str, Row]) -> None:
    """The open opportunities with a customer, each with its factors and needs. Those without stay leads."""
    prices, history = list_prices(), rules.History.of(deals)
    by_key = {
        deal.key: (deal, rules.factors(deal, prices, history)) for deal in deals if not deal.closed and deal.account
    }
    await loam.load("opportunities", "factors.csv", factors_file(by_key), mapping=MAPPINGS["factors"], source=SOURCE)
    rows = await loam.all("/planning/opportunities", source=SOURCE, state="found")
    waiting = [row for row in rows if row["external_id"] in by_key]
    turn, done = asyncio.Semaphore(AT_ONCE), 0

    async def propose(row: Row) -> None:
        nonlocal done
        deal, factors = by_key[row["external_id"]]
        resource = resources[deal.team]["id"]
        needs = [
            {"resource_id": resource, "period": quarter.isoformat(), "amount": str(amount)}
            for quarter, amount in factors.needs.items()
        ]
        async with turn:
            await loam.put(f"/planning/opportunities/{row['id']}/needs", needs)
            await loam.post(f"/planning/opportunities/{row['id']}/propose", cycle_id=cycle["id"])
        done += 1
        if done % STEP == 0 or done == len(waiting):
            loam.say(f"  proposed {done} of {len(waiting)}")

    async with asyncio.TaskGroup() as group:
        for row in waiting:
            group.create_task(propose(row))


def factors_file(by_key: dict[str, tuple[Deal, Factors]]) -> bytes:
    """What the rules derive, as a file for the import, so that it can be read before it goes in."""
    columns = ("external_id", "market_space", "expected_revenue", "win_probability", "award_on")
    rows = [
        (key, found.market_space, found.expected_revenue, found.win_probability, found.award_on)
        for key, (_, found) in by_key.items()
    ]
    return table(columns, rows)


async def _decide(loam: Loam, cycle: Row) -> None:
    """Score, choose by revenue (margins are not known), decide, carry out."""
    path = f"/planning/cycles/{cycle['id']}"
    cycle = await loam.get(path)
    for state, following in (("open", "scoring"), ("scoring", "selecting")):
        if cycle["state"] == state:
            cycle = await loam.post(f"{path}/advance", to=following)
    if cycle["state"] == "selecting":
        selection = await loam.find("/planning/selections", where={"name": SELECTION}, cycle_id=cycle["id"])
        if selection is None:
            selection = await loam.post(
                "/planning/selections", cycle_id=cycle["id"], name=SELECTION, objective="revenue"
            )
        solved = await loam.post(f"/planning/selections/{selection['id']}/solve")
        note = "Margins are not known, so that expected revenue decides; limits are derived from 2017."
        decided = await loam.post(f"/planning/selections/{selection['id']}/decide", note=note)
        loam.say(
            f"  chosen {decided['chosen_count']} of {solved['proposal_count']}, "
            f"expected revenue {decided['value']:,.2f} USD, gap {solved['gap']:.4%}"
        )
    await loam.post(f"{path}/advance", to="executing")
