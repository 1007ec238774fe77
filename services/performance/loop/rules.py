"""What the loop shows of each stage, and how its health is judged (pure).

    understand ─▶ plan ─▶ execute ─▶ evaluate ─▶ understand …

Health is the mean, over the inputs that are known, of each input's score by the indicator's own rule, at most 100. An
input whose source nobody fills yet is left out and said to be unknown, never counted as zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from services.performance.indicators.catalogue import CATALOGUE, OF_BASELINE, SOURCES, UNITS, Anchors
from services.performance.indicators.schemas import Direction, Unit
from services.performance.loop.schemas import FigureKey, NextStep, Stage
from services.performance.measures import sources
from services.performance.measures.service import How
from services.performance.scorecards import rules

LOOP_SOURCES = SOURCES | {
    "insights_of_a_year": sources.INSIGHTS_OF_A_YEAR,
    "proposals": sources.PROPOSALS,
    "plans": sources.PLANS,
    "projects": sources.PROJECTS,
    "ratings": sources.RATINGS,
    "goals_due": sources.GOALS_DUE,
}
PRESENT_ONLY = frozenset({"proposals", "plans", "goals_due"})
"""Sources that tell how things stand now, not how they stood a quarter ago."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the loop: a source and the way a figure comes from it."""

    source: str
    how: How
    direction: Direction = "up"

    @property
    def unit(self) -> Unit:
        return UNITS[self.how]


@dataclass(frozen=True, slots=True)
class Input:
    """A share that makes up a stage's health, with what to do when it is low."""

    figure: FigureKey
    anchors: Anchors
    next_step: NextStep


FIGURES: dict[FigureKey, Measure] = {
    "customers_followed_up": Measure("follow_up", "share"),
    "insights_published": Measure("insights", "rows"),
    "insights_with_result": Measure("insights_of_a_year", "share"),
    "insights_without_result": Measure("insights_of_a_year", "misses", "down"),
    "opportunities_found": Measure("found", "rows"),
    "proposals_waiting": Measure("proposals", "misses", "down"),
    "proposals_decided": Measure("proposals", "share"),
    "customers_with_plan": Measure("plans", "share"),
    "projects_open": Measure("projects", "rows"),
    "projects_unblocked": Measure("projects", "share"),
    "gates_blocked": Measure("projects", "misses", "down"),
    "gates_passed_first": Measure("gates", "share"),
    "activities_on_time": Measure("activities", "share"),
    "order_intake": Measure("orders", "sum"),
    "win_rate": Measure("closings", "share"),
    "goals_met": Measure("goals_due", "share"),
    "goals_behind": Measure("goals_due", "misses", "down"),
    "activities_rated": Measure("ratings", "share"),
    "activities_unrated": Measure("ratings", "misses", "down"),
}

SHOWN: dict[Stage, tuple[FigureKey, ...]] = {
    "understand": ("customers_followed_up", "insights_published", "insights_without_result"),
    "plan": ("opportunities_found", "proposals_waiting", "customers_with_plan"),
    "execute": ("projects_open", "gates_blocked", "activities_on_time"),
    "evaluate": ("order_intake", "win_rate", "goals_behind", "activities_unrated"),
}

BACKLOG = Anchors("standard", 0, 0.5, 0.9, 1)


def _standard(key: FigureKey) -> Anchors:
    return next(CATALOGUE[known].anchors[0] for known in CATALOGUE if known == key)


INPUTS: dict[Stage, tuple[Input, ...]] = {
    "understand": (
        Input("customers_followed_up", _standard("customers_followed_up"), "visit_customers"),
        Input("insights_with_result", _standard("insights_with_result"), "draw_results_from_insights"),
    ),
    "plan": (
        Input("proposals_decided", BACKLOG, "decide_proposals"),
        Input("customers_with_plan", BACKLOG, "write_account_plans"),
    ),
    "execute": (
        Input("projects_unblocked", BACKLOG, "mend_gates"),
        Input("gates_passed_first", _standard("gates_passed_first"), "prepare_gates"),
        Input("activities_on_time", _standard("activities_on_time"), "report_activities"),
    ),
    "evaluate": (
        Input("goals_met", _standard("goals_met"), "work_on_goals"),
        Input("activities_rated", BACKLOG, "rate_activities"),
        Input("win_rate", OF_BASELINE, "learn_from_losses"),
    ),
}

FULL = 100.0


def input_score(value: float | None, anchors: Anchors, baseline: float | None) -> float | None:
    """0–100; None when the value, or the baseline an input is measured by, is unknown."""
    if value is None or (anchors.basis == "baseline" and baseline is None):
        return None
    points = anchors if anchors.basis == "standard" else rules.scaled(anchors, baseline or 0, "share")
    return None if points is None else min(rules.score(value, points), FULL)


def health_change(now: Sequence[float | None], before: Sequence[float | None]) -> float | None:
    """Points gained over the inputs known at both times, given in the same order."""
    both = [(new, old) for new, old in zip(now, before, strict=True) if new is not None and old is not None]
    if not both:
        return None
    return round(sum(new - old for new, old in both) / len(both), 1)


def weakest(healths: dict[Stage, float | None]) -> Stage | None:
    """The stage with the lowest health, the earlier one of equals; None when none is known or all are full."""
    known = [(health, stage) for stage, health in healths.items() if health is not None and health < FULL]
    return min(known, key=lambda pair: pair[0])[1] if known else None
