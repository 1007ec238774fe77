import datetime as dt
from dataclasses import replace

import pytest

from services.planning.projects.rules import STAGES, Check, ProjectFacts, gate, may_pass, missing, move, next_stage

COMPLETE = ProjectFacts(
    stage="lead",
    customer_known=True,
    budget_confirmed=True,
    budget_source="annual budget",
    next_step="visit",
    next_step_on=dt.date(2026, 12, 1),
    power_map_missing=(),
    competitor_analysis="two rivals",
    grant_exists=True,
    manager_known=True,
    team_size=3,
    bid_documents="tender 12",
    price_approved=True,
    result="won",
    result_reasons=("price",),
    result_note="won by delivery time",
    winning_vendor_known=True,
    agreement="frame contract",
    milestones=3,
    payments=2,
    contract_risks="late delivery",
    contract_differences="none",
    results_against_target="97 %",
    lessons="start earlier",
    activities_unrated=0,
)


def codes(checks: list[Check]) -> list[str]:
    return [check.code for check in missing(checks)]


def test_order():
    assert [next_stage(stage) for stage in STAGES] == [*STAGES[1:], None]


@pytest.mark.parametrize("stage", STAGES)
def test_complete_facts_pass_every_gate(stage: str):
    facts = replace(COMPLETE, stage=stage)
    assert codes(gate(facts)) == []
    if stage not in {"delivery", "closed"}:
        assert may_pass(move(facts, next_stage(stage)))
    assert may_pass(move(replace(COMPLETE, stage="delivery"), "closed", outcome="won_delivered"))


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("lead", ["customer_known", "budget_confirmed", "budget_source", "next_step_dated"]),
        ("opportunity", ["power_map_good_enough", "competitor_analysis", "resource_grant", "manager", "team"]),
        ("bid", ["bid_documents", "price_approved", "result_won", "result_reasons"]),
        ("contract", ["agreement", "milestones", "payments", "contract_risks", "contract_differences"]),
        ("delivery", ["results_against_target", "lessons"]),
        ("closed", []),
    ],
)
def test_empty_facts_name_everything(stage: str, expected: list[str]):
    checks = gate(ProjectFacts(stage=stage))
    assert codes(checks) == expected
    assert all(check.link_hint for check in checks)


@pytest.mark.parametrize(
    ("stage", "change", "code"),
    [
        ("lead", {"customer_known": False}, "customer_known"),
        ("lead", {"budget_confirmed": False}, "budget_confirmed"),
        ("lead", {"budget_source": "  "}, "budget_source"),
        ("lead", {"next_step": None}, "next_step_dated"),
        ("lead", {"next_step_on": None}, "next_step_dated"),
        ("opportunity", {"power_map_missing": None}, "power_map_good_enough"),
        ("opportunity", {"power_map_missing": ("coverage_too_low",)}, "power_map_good_enough"),
        ("opportunity", {"competitor_analysis": "\n"}, "competitor_analysis"),
        ("opportunity", {"grant_exists": False}, "resource_grant"),
        ("opportunity", {"manager_known": False}, "manager"),
        ("opportunity", {"team_size": 0}, "team"),
        ("bid", {"bid_documents": ""}, "bid_documents"),
        ("bid", {"price_approved": False}, "price_approved"),
        ("bid", {"result": None}, "result_won"),
        ("bid", {"result": "lost"}, "result_won"),
        ("bid", {"result_reasons": ()}, "result_reasons"),
        ("contract", {"agreement": ""}, "agreement"),
        ("contract", {"milestones": 0}, "milestones"),
        ("contract", {"payments": 0}, "payments"),
        ("contract", {"contract_risks": ""}, "contract_risks"),
        ("contract", {"contract_differences": ""}, "contract_differences"),
        ("delivery", {"results_against_target": ""}, "results_against_target"),
        ("delivery", {"lessons": " "}, "lessons"),
        ("delivery", {"activities_unrated": 1}, "ratings_complete"),
    ],
)
def test_each_check_alone(stage: str, change: dict, code: str):
    facts = replace(COMPLETE, stage=stage, **change)
    assert codes(gate(facts)) == [code]
    assert not may_pass(move(facts, next_stage(stage), outcome="won_delivered"))


def test_no_power_map_says_so():
    facts = replace(COMPLETE, stage="opportunity", power_map_missing=None)
    assert missing(gate(facts))[0].facts == {"exists": False, "missing": []}
    weak = replace(facts, power_map_missing=("decider_missing",))
    assert missing(gate(weak))[0].facts == {"exists": True, "missing": ["decider_missing"]}


def test_a_manager_may_waive_a_gate_but_not_a_leap():
    facts = replace(COMPLETE, stage="opportunity", power_map_missing=None, team_size=0)
    assert not may_pass(move(facts, "bid"))
    assert may_pass(move(facts, "bid"), waived=True)
    assert codes(move(facts, "contract")) == ["one_stage_forward"]
    assert not may_pass(move(facts, "contract"), waived=True)
    lost = replace(COMPLETE, stage="bid", result="lost")
    assert not may_pass(move(lost, "contract"), waived=True)


@pytest.mark.parametrize("stage", STAGES)
def test_staying_is_no_move(stage: str):
    assert codes(move(replace(COMPLETE, stage=stage), stage)) == ["one_stage_forward"]


@pytest.mark.parametrize(("here", "back"), [("bid", "opportunity"), ("delivery", "lead"), ("closed", "delivery")])
def test_back_needs_a_reason_only(here: str, back: str):
    facts = ProjectFacts(stage=here)
    assert codes(move(facts, back, reason=" ")) == ["reason"]
    assert not may_pass(move(facts, back), waived=True)
    assert may_pass(move(facts, back, reason="customer paused"))


@pytest.mark.parametrize("stage", STAGES[:-1])
def test_lost_or_cancelled_from_anywhere(stage: str):
    facts = ProjectFacts(stage=stage)
    assert codes(move(facts, "closed", outcome="lost")) == ["result_reasons", "result_note", "winning_vendor"]
    told = replace(facts, result_reasons=("price",), result_note="10 % above", winning_vendor_known=True)
    assert may_pass(move(told, "closed", outcome="lost"))
    assert codes(move(facts, "closed", outcome="cancelled")) == ["reason"]
    assert may_pass(move(facts, "closed", outcome="cancelled", reason="budget withdrawn"))


def test_won_only_out_of_delivery():
    assert codes(move(replace(COMPLETE, stage="contract"), "closed", outcome="won_delivered")) == ["one_stage_forward"]
    assert codes(move(replace(COMPLETE, stage="delivery"), "closed")) == ["outcome"]
    rated = replace(COMPLETE, stage="delivery", activities_unrated=2)
    assert codes(move(rated, "closed", outcome="won_delivered")) == ["ratings_complete"]
    assert codes(move(replace(COMPLETE, stage="closed"), "closed", outcome="lost")) == ["one_stage_forward"]
