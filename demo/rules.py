"""What the demo derives from the Maven data, by the rules README.md states. Pure; nothing here is invented.

All of it is about a set of sales opportunities: closed ones as history, open ones as what the new cycle begins with.
"""

import csv
import datetime as dt
import functools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path
from statistics import fmean

START = dt.date(2018, 1, 1)
QUARTERS = (dt.date(2018, 1, 1), dt.date(2018, 4, 1), dt.date(2018, 7, 1), dt.date(2018, 10, 1))
END = dt.date(2019, 1, 1)
FULL_QUARTERS = (dt.date(2017, 4, 1), dt.date(2017, 12, 31))
"""History that is complete: the first closings are of March 2017."""
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Deal:
    """A row of sales_pipeline.csv, its product's name mended."""

    key: str
    agent: str
    team: str
    product: str
    account: str
    stage: str
    engaged_on: dt.date | None
    closed_on: dt.date | None
    value: Decimal | None

    @property
    def closed(self) -> bool:
        return self.closed_on is not None

    @property
    def days(self) -> int:
        """How long it took from engaging to closing."""
        assert self.engaged_on is not None
        assert self.closed_on is not None
        return (self.closed_on - self.engaged_on).days


@dataclass(frozen=True, slots=True)
class Factors:
    """What an open opportunity brings into the cycle; `needs`: agent-days by quarter."""

    market_space: Decimal
    expected_revenue: Decimal
    win_probability: Decimal
    award_on: dt.date
    needs: Mapping[dt.date, Decimal]


def read_deals(folder: Path, product_names: Mapping[str, str]) -> list[Deal]:
    """sales_pipeline.csv with each agent's team; `product_names` mends misspelt products."""
    teams = {row["sales_agent"]: row["manager"] for row in rows_of(folder / "sales_teams.csv")}
    return [
        Deal(
            key=row["opportunity_id"],
            agent=row["sales_agent"],
            team=teams[row["sales_agent"]],
            product=product_names.get(row["product"], row["product"]),
            account=row["account"],
            stage=row["deal_stage"],
            engaged_on=_day(row["engage_date"]),
            closed_on=_day(row["close_date"]),
            value=Decimal(row["close_value"]) if row["close_value"] else None,
        )
        for row in rows_of(folder / "sales_pipeline.csv")
    ]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def base_rates(deals: Sequence[Deal]) -> dict[str, Decimal]:
    """Rule 1. Won ÷ closed of each product. The data hold no signal beyond it: README.md says what was tried."""
    closed = Counter(deal.product for deal in deals if deal.closed)
    won = Counter(deal.product for deal in deals if deal.stage == "Won")
    return {product: _round(Decimal(won[product]) / closed[product], "0.000001") for product in closed}


def realised_prices(deals: Sequence[Deal]) -> dict[str, Decimal]:
    """Rule 2. Mean value of the won deals of each product, in USD."""
    values: dict[str, list[Decimal]] = defaultdict(list)
    for deal in deals:
        if deal.stage == "Won" and deal.value is not None:
            values[deal.product].append(deal.value)
    return {product: _round(sum(each, Decimal(0)) / len(each), "0.01") for product, each in values.items()}


def lives(deals: Sequence[Deal]) -> dict[str, tuple[int, ...]]:
    """How many days the closed deals of each product took."""
    found: dict[str, list[int]] = defaultdict(list)
    for deal in deals:
        if deal.closed:
            found[deal.product].append(deal.days)
    return {product: tuple(days) for product, days in found.items()}


def remaining_days(engaged_on: dt.date | None, closed: tuple[int, ...]) -> tuple[int, ...]:
    """Rule 3. How many more days it may take, as a sample: of the closed deals of its product (`closed`: their days)
    that had not closed at this age, what they took from then on. A deal not yet engaged, or older than any that ever
    closed, begins anew.
    """
    age = (START - engaged_on).days if engaged_on else 0
    return tuple(days - age for days in closed if days > age) or closed


def concurrency(deals: Sequence[Deal]) -> dict[str, float]:
    """Rule 4. How many deals an agent of each team had open at the same time, over the complete quarters of 2017:
    days of all closed deals between engaging and closing ÷ days of all agents who closed any. One day of a deal
    therefore takes 1 ÷ that of an agent's day.
    """
    first, last = FULL_QUARTERS
    span = (last - first).days + 1
    work: Counter[str] = Counter()
    agents: dict[str, set[str]] = defaultdict(set)
    for deal in deals:
        if deal.closed_on and deal.engaged_on and deal.closed_on >= first:
            work[deal.team] += (min(deal.closed_on, last) - max(deal.engaged_on, first)).days
            agents[deal.team].add(deal.agent)
    return {team: work[team] / (span * len(agents[team])) for team in agents}


def carried_over(deals: Sequence[Deal]) -> float:
    """Rule 5. Of the closings of the complete quarters, the share that had been engaged before their quarter began."""
    first, _ = FULL_QUARTERS
    closings = [deal for deal in deals if deal.closed_on and deal.closed_on >= first]
    return sum(
        deal.engaged_on < quarter_of(deal.closed_on) for deal in closings if deal.engaged_on and deal.closed_on
    ) / len(closings)


def with_customer(deals: Sequence[Deal]) -> dict[str, float]:
    """Rule 6. Of each team's open opportunities, the share whose customer is known."""
    known: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for deal in deals:
        if not deal.closed:
            every[deal.team] += 1
            known[deal.team] += bool(deal.account)
    return {team: known[team] / every[team] for team in every}


def limits(deals: Sequence[Deal]) -> dict[str, dict[dt.date, Decimal]]:
    """Rule 7. Agent-days by team and quarter: agents who closed any deal in 2017 × days of the quarter × the share
    that goes to what was carried over (rule 5) × the share of open opportunities with a customer (rule 6).
    """
    agents: dict[str, set[str]] = defaultdict(set)
    for deal in deals:
        if deal.closed:
            agents[deal.team].add(deal.agent)
    carried, known = carried_over(deals), with_customer(deals)
    ends = (*QUARTERS[1:], END)
    return {
        team: {
            quarter: Decimal(str(len(names) * (end - quarter).days * carried * known[team])).quantize(CENT, ROUND_DOWN)
            for quarter, end in zip(QUARTERS, ends, strict=True)
        }
        for team, names in sorted(agents.items())
    }


@dataclass(frozen=True, slots=True)
class History:
    """What the closed deals say, computed once."""

    rates: Mapping[str, Decimal]
    realised: Mapping[str, Decimal]
    lives: Mapping[str, tuple[int, ...]]
    concurrency: Mapping[str, float]

    @classmethod
    def of(cls, deals: Sequence[Deal]) -> "History":
        return cls(base_rates(deals), realised_prices(deals), lives(deals), concurrency(deals))


def factors(deal: Deal, prices: Mapping[str, Decimal], history: History) -> Factors:
    """What rules 1–4 say of one open opportunity; `prices`: list price by product."""
    left = remaining_days(deal.engaged_on, history.lives[deal.product])
    return Factors(
        market_space=prices[deal.product],
        expected_revenue=history.realised[deal.product],
        win_probability=history.rates[deal.product],
        award_on=START + dt.timedelta(days=round(fmean(left))),
        needs=_spread(left, 1 / history.concurrency[deal.team]),
    )


@functools.cache
def _expected_days(left: tuple[int, ...]) -> dict[dt.date, float]:
    """In how many days of each quarter a deal is still open, that may last as the sample says from the cycle's start."""
    spans = {
        quarter: ((quarter - START).days, (end - START).days)
        for quarter, end in zip(QUARTERS, (*QUARTERS[1:], END), strict=True)
    }
    return {
        quarter: fmean([max(0, min(days, ends) - begins) for days in left]) for quarter, (begins, ends) in spans.items()
    }


def _spread(left: tuple[int, ...], day: float) -> dict[dt.date, Decimal]:
    """Expected agent-days by quarter; what is below a hundredth is left out."""
    amounts = {quarter: _round(Decimal(str(day * days)), "0.01") for quarter, days in _expected_days(left).items()}
    return {quarter: amount for quarter, amount in amounts.items() if amount > 0}


def quarter_of(day: dt.date) -> dt.date:
    """The first day of its quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _round(value: Decimal, places: str) -> Decimal:
    return value.quantize(Decimal(places), ROUND_HALF_UP)
