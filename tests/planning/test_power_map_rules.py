import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.planning.power_maps.rules import (
    Coverage,
    Person,
    Policy,
    competitor_indices,
    coverage,
    decision_weights,
    good_enough,
    net_support,
    reporting_cycles,
    support_index,
    warnings,
)

TODAY = dt.date(2026, 11, 21)


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def known(key: str, role: str, **changes) -> Person:
    """A person about whom everything is recorded, confirmed and covered."""
    person = Person(
        key=key,
        role=role,
        chain="commercial",
        influence=5,
        support=1,
        competitor_support={"rival": 1},
        contact_depth="several",
        last_contact_on=ago(10),
        owner_key="us",
        status="confirmed",
        confirmed_on=ago(10),
    )
    return replace(person, **changes)


GOOD = [known("d", "decider"), known("a", "approver"), known("e", "evaluator", chain="technical")]


def missing(people: list[Person], **changes) -> list[tuple]:
    given_ = {"today": TODAY, "competitors_checked_on": None} | changes
    return [(item.code, item.people) for item in good_enough(people, **given_)]


def changed(index: int, **changes) -> list[Person]:
    return [replace(person, **changes) if number == index else person for number, person in enumerate(GOOD)]


def test_weights_are_role_times_influence():
    people = [known("d", "decider", influence=4), known("a", "approver", influence=5), known("u", "user", influence=1)]
    weights = decision_weights(people)
    assert weights == {key: pytest.approx(raw / 8.3) for key, raw in {"d": 4.0, "a": 4.0, "u": 0.3}.items()}


def test_unknown_influence_and_role_have_a_stated_weight():
    people = [known("d", "decider", influence=None), known("x", None, influence=None)]
    assert decision_weights(people) == {"d": pytest.approx(3 / 3.9), "x": pytest.approx(0.9 / 3.9)}
    assert decision_weights([]) == {}


@pytest.mark.parametrize(("support", "index"), [(3, 1), (2, 0.75), (1, 0.5), (0, 0), (-1, -1)])
def test_index_of_one_mind(support: int, index: float):
    assert support_index([known("d", "decider", support=support), known("u", "user", support=support)]) == index


def test_index_is_weighted_and_leaves_out_the_unknown():
    people = [
        known("d", "decider", influence=3, support=3),
        known("u", "user", influence=5, support=-1),
        known("a", "approver", support=None),
    ]
    assert support_index(people) == pytest.approx((3 - 1.5) / 4.5)
    assert support_index([known("a", "approver", support=None)]) is None


def test_competitors_and_net():
    people = [
        known("d", "decider", support=3, competitor_support={"x": 1, "y": -1}),
        known("u", "user", support=3, competitor_support={"x": 1}),
    ]
    assert competitor_indices(people) == {"x": pytest.approx(0.5), "y": pytest.approx(-1)}
    assert net_support(people) == pytest.approx(0.5)
    assert net_support([known("d", "decider", competitor_support={})]) is None
    assert net_support([known("d", "decider", support=None)]) is None


@given(st.lists(st.tuples(st.sampled_from(["decider", "user", None]), st.integers(1, 5), st.integers(-1, 3))))
def test_index_stays_within_one(rows: list[tuple]):
    people = [known(str(i), role, influence=n, support=s) for i, (role, n, s) in enumerate(rows)]
    index = support_index(people)
    assert index is None if not rows else -1 - 1e-9 <= index <= 1 + 1e-9
    if rows:
        assert sum(decision_weights(people).values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({}, None),
        ({"last_contact_on": ago(90)}, None),
        ({"last_contact_on": ago(91)}, ("contact",)),
        ({"last_contact_on": None}, ("contact",)),
        ({"contact_depth": "deep"}, None),
        ({"contact_depth": "brief"}, ("depth",)),
        ({"contact_depth": "none"}, ("depth",)),
        ({"owner_key": None}, ("owner",)),
        ({"owner_key": None, "last_contact_on": None, "contact_depth": "none"}, ("owner", "contact", "depth")),
    ],
)
def test_covered(changes: dict, lacks: tuple | None):
    result = coverage([known("d", "decider", **changes)], today=TODAY)
    assert result.share == (1 if lacks is None else 0)
    assert dict(result.gaps) == ({} if lacks is None else {"d": lacks})


def test_coverage_by_weight_and_chain():
    people = [
        known("d", "decider", influence=3, chain="commercial"),
        known("e", "evaluator", influence=5, chain="technical", owner_key=None),
        known("u", "user", influence=5, chain="technical"),
    ]
    result = coverage(people, today=TODAY)
    assert result.share == pytest.approx(4.5 / 7.5)
    assert result.chains == {"commercial": pytest.approx(1), "technical": pytest.approx(1.5 / 4.5)}
    assert coverage([], today=TODAY) == Coverage(None, {}, {})


def test_reporting_cycles():
    def lines(**above: str | None) -> list[Person]:
        return [Person(key=key, role=None, reports_to=top) for key, top in above.items()]

    assert reporting_cycles(lines(a=None, b="a", c="b")) == []
    assert reporting_cycles(lines(a="a")) == [("a",)]
    assert reporting_cycles(lines(x="a", a="b", b="c", c="a", d="x")) == [("a", "b", "c")]
    assert reporting_cycles(lines(a="b", b="a", c="d", d="c")) == [("a", "b"), ("c", "d")]
    assert reporting_cycles(lines(a="gone")) == []


def warned(people: list[Person], checked: dt.date | None = None) -> list[tuple]:
    return [(item.code, item.people) for item in warnings(people, today=TODAY, competitors_checked_on=checked)]


def test_no_warning_without_reason():
    assert warned(GOOD, TODAY) == []


def test_warnings_each():
    assert warned(changed(0, role="user"), TODAY) == [("no_decider", ())]
    assert warned(changed(0, named=False), TODAY) == [("no_decider", ())]
    assert warned(GOOD) == [("no_opponent_checked", ())]
    assert warned(changed(2, support=-1)) == []
    assert warned(changed(0, confirmed_on=ago(90)), TODAY) == []
    assert warned(changed(0, confirmed_on=ago(91)), TODAY) == [("stale_values", ("d",))]
    assert warned(changed(0, confirmed_on=ago(91), status="assumed"), TODAY) == []
    assert warned(changed(0, reports_to="a")[:1] + changed(1, reports_to="d")[1:], TODAY) == [
        ("reporting_cycle", ("d", "a"))
    ]


def test_more_against_than_for():
    even = [known("d", "decider", support=-1), known("f", "decider", support=1)]
    assert warned(even) == []
    against = [known("d", "decider", support=-1), known("f", "decider", support=1, influence=4)]
    assert warned(against) == [("more_against_than_for", ("d",))]


def test_single_coach():
    rest = [known("a", "approver", contact_depth="brief"), known("e", "evaluator", contact_depth="none")]
    assert warned([known("d", "decider", support=3), *rest], TODAY) == [("single_coach", ("d",))]
    assert warned([known("d", "decider", support=2), *rest], TODAY) == []
    assert warned([known("d", "decider", support=3), known("a", "approver")], TODAY) == []
    assert warned([known("d", "decider", support=3)], TODAY) == []


def test_good_enough():
    assert missing(GOOD) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"influence": None}, "influence_missing"),
        ({"support": None}, "support_missing"),
        ({"status": "assumed"}, "not_confirmed"),
        ({"confirmed_on": None}, "not_confirmed"),
        ({"confirmed_on": ago(91)}, "confirmation_stale"),
        ({"named": False}, "person_not_named"),
    ],
)
def test_decider_and_approvers_are_fully_known(changes: dict, code: str):
    assert missing(changed(0, **changes)) == [(code, ("d",))]
    assert missing(changed(1, **changes)) == [(code, ("a",))]
    assert missing(changed(2, **changes)) == []  # an evaluator need not be


def test_support_of_zero_is_known_and_day_ninety_is_fresh():
    assert missing(changed(0, support=0, confirmed_on=ago(90))) == []


def test_owner_of_each():
    assert ("owner_missing", ("a",)) in missing(changed(1, owner_key=None))


def test_no_decider():
    assert missing(GOOD[1:]) == [("decider_missing", ())]
    assert [code for code, _ in missing([])] == ["decider_missing", "coverage_too_low"]


def test_competitor_per_chain_or_checked():
    people = changed(2, competitor_support={})
    (item,) = good_enough(people, today=TODAY, competitors_checked_on=None)
    assert (item.code, item.facts, item.mend) == (
        "competitor_standing_missing",
        {"chain": "technical"},
        "record_competitors",
    )
    assert missing(people, competitors_checked_on=ago(900)) == []
    dated = Policy(competitor_check_days=90)
    assert missing(people, competitors_checked_on=ago(90), policy=dated) == []
    assert missing(people, competitors_checked_on=ago(91), policy=dated) != []


def test_sixty_percent_is_enough():
    def at(uncovered: int) -> list[Person]:
        return [
            known("d", "decider", influence=3),
            known("x", "decider", influence=uncovered, contact_depth="brief"),
        ]

    assert coverage(at(2), today=TODAY).share == pytest.approx(0.6)
    assert missing(at(2)) == []
    assert missing(at(3)) == [("coverage_too_low", ("x",))]


def test_limits_are_configurable():
    assert missing(changed(0, confirmed_on=ago(31)), policy=Policy(fresh_days=30)) == [("confirmation_stale", ("d",))]
    partly = changed(0, contact_depth="none")
    assert missing(partly, policy=Policy(minimum_coverage=0.5)) == []
    assert missing(partly) == [("coverage_too_low", ("d",))]
