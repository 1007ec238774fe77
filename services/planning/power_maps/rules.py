"""What a power map says: decision weights, support indices, coverage, warnings, and whether it is good enough.

Support scale of the data: 3 coach, 2 supports only us, 1 supports us among others, 0 neutral, -1 opposes; the same
scale for each competitor. Limits and weights are assumptions of ours, kept in Policy, to be set per project type.
"""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["approver", "decider", "supporter", "evaluator", "influencer", "user", "gatekeeper", "adviser"]
Chain = Literal["technical", "commercial", "integrated"]
Depth = Literal["none", "brief", "several", "deep"]
Standing = Literal["assumed", "confirmed"]

COACH, OPPOSES = 3, -1
FULL_STANCE = 2.0
ROUNDING = 1e-9
DEEP_ENOUGH: frozenset[Depth] = frozenset({"several", "deep"})
DECIDING: tuple[Role, ...] = ("decider", "approver")


@dataclass(frozen=True, slots=True)
class Person:
    """One place in the decision chain. `named` is False for a role that nobody is known to fill yet.

    None means not recorded. `competitor_support` holds the standing towards each competitor by its key.
    """

    key: str
    role: Role | None
    chain: Chain = "integrated"
    influence: int | None = None
    support: int | None = None
    competitor_support: Mapping[str, int] = field(default_factory=dict)
    contact_depth: Depth = "none"
    last_contact_on: dt.date | None = None
    owner_key: str | None = None
    status: Standing = "assumed"
    confirmed_on: dt.date | None = None
    reports_to: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits and weights of a project type.

    `stance` maps the support scale to -2..+2 by meaning, not by rank: opposing weighs as much against us as a coach
    weighs for us, so that all coaches give +1 and all opponents -1; neutral is 0. Unknown influence counts as the
    middle of the scale, so that leaving it out neither hides a person nor makes him decisive.
    """

    fresh_days: int = 90
    contact_days: int = 90
    competitor_check_days: int | None = None
    minimum_coverage: float = 0.6
    unknown_influence: int = 3
    unknown_role_weight: float = 0.3
    role_weights: Mapping[Role, float] = field(
        default_factory=lambda: {
            "decider": 1.0,
            "approver": 0.8,
            "evaluator": 0.6,
            "influencer": 0.5,
            "supporter": 0.5,
            "gatekeeper": 0.4,
            "adviser": 0.4,
            "user": 0.3,
        }
    )
    stance: Mapping[int, float] = field(default_factory=lambda: {3: 2.0, 2: 1.5, 1: 1.0, 0: 0.0, -1: -2.0})


DEFAULT_POLICY = Policy()

WarningCode = Literal[
    "no_decider", "no_opponent_checked", "more_against_than_for", "single_coach", "stale_values", "reporting_cycle"
]
MissingCode = Literal[
    "decider_missing",
    "person_not_named",
    "influence_missing",
    "support_missing",
    "owner_missing",
    "not_confirmed",
    "confirmation_stale",
    "competitor_standing_missing",
    "coverage_too_low",
]
Mend = Literal["add_person", "name_person", "rate_person", "assign_owner", "confirm", "record_competitors", "contact"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A warning: a stable code, the people it is about, numbers for the sentence."""

    code: WarningCode
    people: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps a map from being good enough, about whom or which role or chain, and what to do about it."""

    code: MissingCode
    mend: Mend
    people: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Share 0..1 of the decision weight in regular contact (None without people), and what each other person lacks."""

    share: float | None
    chains: Mapping[Chain, float]
    gaps: Mapping[str, tuple[Literal["owner", "contact", "depth"], ...]]


def decision_weights(people: Sequence[Person], policy: Policy = DEFAULT_POLICY) -> dict[str, float]:
    """Role weight x influence per person, normalised to sum 1; {} without people or when all weights are 0."""
    raw = {
        person.key: (policy.unknown_role_weight if person.role is None else policy.role_weights[person.role])
        * (policy.unknown_influence if person.influence is None else person.influence)
        for person in people
    }
    whole = math.fsum(raw.values())
    return {key: weight / whole for key, weight in raw.items()} if whole > 0 else {}


def support_index(people: Sequence[Person], policy: Policy = DEFAULT_POLICY) -> float | None:
    """Support for us, -1 (all oppose) .. 1 (all coaches): Σ a·stance / (2 Σ a) over those whose support is known."""
    return _index(people, {person.key: person.support for person in people}, policy)


def competitor_indices(people: Sequence[Person], policy: Policy = DEFAULT_POLICY) -> dict[str, float]:
    """The same index for each competitor anyone's standing is recorded for, by competitor key."""
    indices = {}
    for competitor in sorted({key for person in people for key in person.competitor_support}):
        index = _index(people, {person.key: person.competitor_support.get(competitor) for person in people}, policy)
        if index is not None:
            indices[competitor] = index
    return indices


def net_support(people: Sequence[Person], policy: Policy = DEFAULT_POLICY) -> float | None:
    """Our index less that of the strongest competitor, -2..2; None when either is unknown."""
    own, others = support_index(people, policy), competitor_indices(people, policy)
    return None if own is None or not others else own - max(others.values())


def _index(people: Sequence[Person], support: Mapping[str, int | None], policy: Policy) -> float | None:
    weights = decision_weights(people, policy)
    known = [(weights.get(key, 0.0), policy.stance[level]) for key, level in support.items() if level is not None]
    whole = math.fsum(weight for weight, _ in known)
    if whole <= 0:
        return None
    return math.fsum(weight * stance for weight, stance in known) / (FULL_STANCE * whole)


def coverage(people: Sequence[Person], *, today: dt.date, policy: Policy = DEFAULT_POLICY) -> Coverage:
    """Covered: an owner of ours, contact within `contact_days`, and several or deep contacts. Weighted, and per chain."""
    weights = decision_weights(people, policy)
    gaps: dict[str, tuple[Literal["owner", "contact", "depth"], ...]] = {}
    for person in people:
        lacks: list[Literal["owner", "contact", "depth"]] = []
        if person.owner_key is None:
            lacks.append("owner")
        if not _within(person.last_contact_on, today, policy.contact_days):
            lacks.append("contact")
        if person.contact_depth not in DEEP_ENOUGH:
            lacks.append("depth")
        if lacks:
            gaps[person.key] = tuple(lacks)

    def share(members: Iterable[Person]) -> float | None:
        keys = [person.key for person in members]
        whole = math.fsum(weights.get(key, 0.0) for key in keys)
        return math.fsum(weights.get(key, 0.0) for key in keys if key not in gaps) / whole if whole > 0 else None

    chains = {chain: share(p for p in people if p.chain == chain) for chain in dict.fromkeys(p.chain for p in people)}
    return Coverage(share(people), {chain: part for chain, part in chains.items() if part is not None}, gaps)


def reporting_cycles(people: Sequence[Person]) -> list[tuple[str, ...]]:
    """Each circle in the solid reporting lines once, beginning with its first person in the given order."""
    above = {person.key: person.reports_to for person in people}
    cycles: list[tuple[str, ...]] = []
    done: set[str] = set()
    for person in people:
        path: list[str] = []
        key: str | None = person.key
        while key is not None and key in above and key not in done and key not in path:
            path.append(key)
            key = above[key]
        if key is not None and key in path:
            cycles.append(tuple(path[path.index(key) :]))
        done.update(path)
    return cycles


def warnings(
    people: Sequence[Person],
    *,
    today: dt.date,
    competitors_checked_on: dt.date | None,
    policy: Policy = DEFAULT_POLICY,
) -> list[Finding]:
    """What a reader of the map should doubt. None of these blocks anything by itself."""
    found = []
    if not any(person.role == "decider" and person.named for person in people):
        found.append(Finding("no_decider"))
    if not any(person.support == OPPOSES for person in people) and competitors_checked_on is None:
        found.append(Finding("no_opponent_checked"))
    weights = decision_weights(people, policy)
    against = math.fsum(weights.get(p.key, 0.0) for p in people if p.support is not None and p.support < 0)
    in_favour = math.fsum(weights.get(p.key, 0.0) for p in people if p.support is not None and p.support > 0)
    if against > in_favour + ROUNDING:
        opponents = tuple(person.key for person in people if person.support == OPPOSES)
        found.append(Finding("more_against_than_for", opponents, {"against": against, "for": in_favour}))
    sources = [person for person in people if person.contact_depth in DEEP_ENOUGH]
    if len(sources) == 1 and len(people) > 1 and sources[0].support == COACH:
        found.append(Finding("single_coach", (sources[0].key,)))
    stale = tuple(
        person.key
        for person in people
        if person.status == "confirmed" and not _within(person.confirmed_on, today, policy.fresh_days)
    )
    if stale:
        found.append(Finding("stale_values", stale, {"days": policy.fresh_days}))
    found.extend(Finding("reporting_cycle", cycle) for cycle in reporting_cycles(people))
    return found


def good_enough(
    people: Sequence[Person],
    *,
    today: dt.date,
    competitors_checked_on: dt.date | None,
    policy: Policy = DEFAULT_POLICY,
) -> list[Missing]:
    """What is missing before a project may be initiated; empty when the map is good enough.

    A decider, he and every approver named, each with influence, support, owner and confirmation within `fresh_days`;
    a competitor's standing in each chain that has people, or "no competitor, checked on"; weighted coverage of at
    least `minimum_coverage`.
    """
    missing = []
    if not any(person.role == "decider" for person in people):
        missing.append(Missing("decider_missing", "add_person", facts={"role": "decider"}))
    for person in people:
        if person.role in DECIDING:
            missing.extend(_person_missing(person, today, policy))
    if not _competitors_checked(competitors_checked_on, today, policy):
        missing.extend(
            Missing("competitor_standing_missing", "record_competitors", facts={"chain": chain})
            for chain in dict.fromkeys(person.chain for person in people)
            if not any(person.competitor_support for person in people if person.chain == chain)
        )
    covered = coverage(people, today=today, policy=policy)
    if covered.share is None or covered.share < policy.minimum_coverage - ROUNDING:
        facts = {"coverage": covered.share, "minimum": policy.minimum_coverage}
        missing.append(Missing("coverage_too_low", "contact", tuple(covered.gaps), facts))
    return missing


def _person_missing(person: Person, today: dt.date, policy: Policy) -> list[Missing]:
    facts = {"role": person.role}
    who = (person.key,)
    if not person.named:  # nothing can be known about nobody
        return [Missing("person_not_named", "name_person", who, facts)]
    missing = []
    if person.influence is None:
        missing.append(Missing("influence_missing", "rate_person", who, facts))
    if person.support is None:
        missing.append(Missing("support_missing", "rate_person", who, facts))
    if person.owner_key is None:
        missing.append(Missing("owner_missing", "assign_owner", who, facts))
    if person.status != "confirmed" or person.confirmed_on is None:
        missing.append(Missing("not_confirmed", "confirm", who, facts))
    elif not _within(person.confirmed_on, today, policy.fresh_days):
        since = {"confirmed_on": person.confirmed_on, "days": policy.fresh_days}
        missing.append(Missing("confirmation_stale", "confirm", who, facts | since))
    return missing


def _competitors_checked(checked_on: dt.date | None, today: dt.date, policy: Policy) -> bool:
    if policy.competitor_check_days is None:
        return checked_on is not None
    return _within(checked_on, today, policy.competitor_check_days)


def _within(day: dt.date | None, today: dt.date, days: int) -> bool:
    return day is not None and (today - day).days <= days
