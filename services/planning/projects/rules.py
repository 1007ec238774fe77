"""The stages of a project and the gates between them, as pure functions.

lead → opportunity → bid → contract → delivery → closed
   │         initiation: no power map, no bid
   └ forward one stage at a time through its gate · back with a reason · lost or cancelled from anywhere with reasons
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Stage = Literal["lead", "opportunity", "bid", "contract", "delivery", "closed"]
Outcome = Literal["won_delivered", "lost", "cancelled"]
Link = Literal[
    "customer", "budget", "next_step", "power_map", "competitors", "resources", "team", "bid", "result", "contract",
    "close", "activities", "stage",
]  # fmt: skip
CheckCode = Literal[
    "customer_known", "budget_confirmed", "budget_source", "next_step_dated",
    "power_map_good_enough", "competitor_analysis", "resource_grant", "manager", "team",
    "bid_documents", "price_approved", "result_won", "result_reasons", "result_note", "winning_vendor",
    "agreement", "milestones", "payments", "contract_risks", "contract_differences",
    "results_against_target", "lessons", "ratings_complete",
    "one_stage_forward", "reason", "outcome",
]  # fmt: skip

STAGES: tuple[Stage, ...] = ("lead", "opportunity", "bid", "contract", "delivery", "closed")


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What the gates look at. Texts count when they hold more than blanks; counts are numbers of records.

    `power_map_missing`: codes of what the map lacks, () when it is good enough, None when there is no map.
    """

    stage: Stage
    customer_known: bool = False
    budget_confirmed: bool = False
    budget_source: str | None = None
    next_step: str | None = None
    next_step_on: dt.date | None = None
    power_map_missing: tuple[str, ...] | None = None
    competitor_analysis: str = ""
    grant_exists: bool = False
    manager_known: bool = False
    team_size: int = 0
    bid_documents: str = ""
    price_approved: bool = False
    result: Literal["won", "lost"] | None = None
    result_reasons: tuple[str, ...] = ()
    result_note: str = ""
    winning_vendor_known: bool = False
    agreement: str = ""
    milestones: int = 0
    payments: int = 0
    contract_risks: str = ""
    contract_differences: str = ""
    results_against_target: str = ""
    lessons: str = ""
    activities_unrated: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """One check: passed or missing, where to mend it, facts for the sentence, and whether a manager may waive it."""

    code: CheckCode
    passed: bool
    link_hint: Link
    facts: Mapping[str, Any] = field(default_factory=dict)
    waivable: bool = True


def next_stage(stage: Stage) -> Stage | None:
    """The stage after this one; None for closed."""
    following = STAGES[STAGES.index(stage) + 1 :]
    return following[0] if following else None


def gate(facts: ProjectFacts) -> list[Check]:
    """The checks between the present stage and the next; [] for a closed project."""
    return _GATES[facts.stage](facts)


def move(facts: ProjectFacts, to: Stage, *, reason: str = "", outcome: Outcome | None = None) -> list[Check]:
    """The checks of one move; it may be made when all pass, or the rest is waivable and waived.

    Back needs `reason`. To closed needs `outcome`: won_delivered only out of delivery, through its gate; lost needs
    reasons from the list, a text and the winning vendor; cancelled needs `reason`.
    """
    here, there = STAGES.index(facts.stage), STAGES.index(to)
    if there < here:
        return [_reason(reason)]
    if to == "closed" and here != there:
        return _closing(facts, reason, outcome)
    checks = [Check("one_stage_forward", there == here + 1, "stage", {"from": facts.stage, "to": to}, waivable=False)]
    return checks + gate(facts) if checks[0].passed else checks


def missing(checks: list[Check]) -> list[Check]:
    """The checks that are not passed."""
    return [check for check in checks if not check.passed]


def may_pass(checks: list[Check], *, waived: bool = False) -> bool:
    """Whether the move may be made, with or without a manager's waiver."""
    return all(check.passed or (waived and check.waivable) for check in checks)


def _closing(facts: ProjectFacts, reason: str, outcome: Outcome | None) -> list[Check]:
    if outcome == "cancelled":
        return [_reason(reason)]
    if outcome == "lost":
        return [
            Check("result_reasons", bool(facts.result_reasons), "result", waivable=False),
            Check("result_note", _said(facts.result_note), "result", waivable=False),
            Check("winning_vendor", facts.winning_vendor_known, "result"),
        ]
    chosen = Check("outcome", outcome == "won_delivered", "close", {"outcome": outcome}, waivable=False)
    in_delivery = facts.stage == "delivery"
    stage = Check("one_stage_forward", in_delivery, "stage", {"from": facts.stage, "to": "closed"}, waivable=False)
    return [chosen, stage, *(gate(facts) if in_delivery else [])]


def _reason(reason: str) -> Check:
    return Check("reason", _said(reason), "stage", waivable=False)


def _said(text: str | None) -> bool:
    return bool(text and text.strip())


def _to_opportunity(facts: ProjectFacts) -> list[Check]:
    return [
        Check("customer_known", facts.customer_known, "customer"),
        Check("budget_confirmed", facts.budget_confirmed, "budget"),
        Check("budget_source", _said(facts.budget_source), "budget"),
        Check("next_step_dated", _said(facts.next_step) and facts.next_step_on is not None, "next_step"),
    ]


def _to_bid(facts: ProjectFacts) -> list[Check]:
    lacks = facts.power_map_missing
    return [
        Check(
            "power_map_good_enough",
            lacks is not None and not lacks,
            "power_map",
            {"exists": lacks is not None, "missing": list(lacks or ())},
        ),
        Check("competitor_analysis", _said(facts.competitor_analysis), "competitors"),
        Check("resource_grant", facts.grant_exists, "resources"),
        Check("manager", facts.manager_known, "team"),
        Check("team", facts.team_size > 0, "team"),
    ]


def _to_contract(facts: ProjectFacts) -> list[Check]:
    return [
        Check("bid_documents", _said(facts.bid_documents), "bid"),
        Check("price_approved", facts.price_approved, "bid"),
        Check("result_won", facts.result == "won", "result", {"result": facts.result}, waivable=False),
        Check("result_reasons", bool(facts.result_reasons), "result"),
    ]


def _to_delivery(facts: ProjectFacts) -> list[Check]:
    return [
        Check("agreement", _said(facts.agreement), "contract"),
        Check("milestones", facts.milestones > 0, "contract"),
        Check("payments", facts.payments > 0, "contract"),
        Check("contract_risks", _said(facts.contract_risks), "contract"),
        Check("contract_differences", _said(facts.contract_differences), "contract"),
    ]


def _to_closed(facts: ProjectFacts) -> list[Check]:
    unrated = facts.activities_unrated
    return [
        Check("results_against_target", _said(facts.results_against_target), "close"),
        Check("lessons", _said(facts.lessons), "close"),
        Check("ratings_complete", unrated == 0, "activities", {"unrated": unrated}),
    ]


def _nowhere(_: ProjectFacts) -> list[Check]:
    return []


_GATES = {
    "lead": _to_opportunity,
    "opportunity": _to_bid,
    "bid": _to_contract,
    "contract": _to_delivery,
    "delivery": _to_closed,
    "closed": _nowhere,
}
