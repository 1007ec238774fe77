"""Completeness 完整度: how much of what a newcomer needs is on record, and what is missing.

A section's percent is the mean over its items: 1 when on record, ½ when on record but judged longer ago than the
freshness limit, 0 when missing. The whole is the mean of the sections by their weights. The weights and the limit are
ours, not taken from any standard.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FRESH_DAYS = 180
WEIGHTS: dict[str, int] = {
    "basic": 20,
    "principals": 20,
    "traits": 15,
    "transactions": 10,
    "vendors": 15,
    "interactions": 10,
    "insights": 5,
    "risks": 5,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a section should hold; `judged_on` only for judgements, which grow old."""

    section: str
    code: str
    known: bool
    judged_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SectionScore:
    section: str
    percent: int
    missing: list[str]
    stale: list[str]


def completeness(
    items: Iterable[Item],
    *,
    today: dt.date,
    weights: Mapping[str, int] = WEIGHTS,
    fresh_days: int = FRESH_DAYS,
) -> tuple[int, list[SectionScore]]:
    """(percent of the whole, one score a section in the order of `weights`); sections without items are left out."""
    by_section: dict[str, list[Item]] = {}
    for item in items:
        by_section.setdefault(item.section, []).append(item)
    limit = today - dt.timedelta(days=fresh_days)
    scores: list[SectionScore] = []
    total = weight = 0.0
    for section in weights:
        found = by_section.get(section)
        if not found:
            continue
        missing = [item.code for item in found if not item.known]
        stale = [item.code for item in found if item.known and item.judged_on and item.judged_on < limit]
        part = (len(found) - len(missing) - len(stale) / 2) / len(found)
        scores.append(SectionScore(section, round(100 * part), missing, stale))
        total += weights[section] * part
        weight += weights[section]
    return round(100 * total / weight) if weight else 0, scores


BASIC = ("credit_code", "industry_code", "region_code", "address", "website", "source_channel", "class", "team_id")
TRAITS = ("employees", "revenue", "founded_year", "business_philosophy", "market_position", "prospects")


def items_of(facts: Mapping[str, object]) -> list[Item]:
    """The items of one customer from the row of facts that the summary's statement reads."""

    def on(name: str) -> dt.date | None:
        value = facts[name]
        return value if isinstance(value, dt.date) else None

    def known(name: str) -> bool:
        return bool(facts[name])

    return [
        *(Item("basic", name, known(name)) for name in BASIC),
        Item("principals", "contact", known("contacts")),
        Item("principals", "decider", known("deciders")),
        Item("principals", "payer", known("payers")),
        Item("principals", "user", known("users")),
        Item("principals", "reachable", known("reachable")),
        Item("principals", "reporting_line", known("reporting")),
        *(Item("traits", name, known(name)) for name in TRAITS),
        Item("traits", "importance", known("importance"), on("importance_on")),
        Item("transactions", "order", known("orders")),
        Item("vendors", "vendor", known("vendors"), on("assessed_on")),
        Item("vendors", "our_position", known("our_positions"), on("our_assessed_on")),
        Item("vendors", "share", known("shares"), on("assessed_on")),
        Item("vendors", "contract_end", known("contract_ends")),
        Item("interactions", "interaction", known("last_interaction_at"), on("last_interaction_on")),
        *(Item("insights", role, known(f"{role}_on"), on(f"{role}_on")) for role in ("sales", "technical", "service")),
        Item("risks", "risk", known("risks"), on("risk_on")),
    ]
