"""What a field of the organisation's own takes, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.custom_values import Choice, Definition, laid_over, missing, value_of

CHOICES = {"a": Choice("甲", "A", archived=False), "b": Choice("乙", "B", archived=False)}
CLOSED = {"z": Choice("旧", "Old", archived=True)}
SOMEBODY = "01890a5d-ac96-774b-bcce-b302099a8057"


def field(kind, **more):
    return Definition(key="x", type=kind, **more)


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        ("text", "SAP", "SAP"),
        ("text", "", None),
        ("number", 12.5, 12.5),
        ("money", 1234.56, 1234.56),
        ("money", -9999999999999.99, -9999999999999.99),
        ("money", 0.0, 0.0),
        ("date", "2026-11-22", "2026-11-22"),
        ("choice", "a", "a"),
        ("choices", ["b", "a"], ["a", "b"]),
        ("choices", [], None),
        ("yes_no", False, False),
        ("link", SOMEBODY.upper(), SOMEBODY),
    ],
)
def test_a_value_is_stored_in_one_form(kind, value, stored):
    assert value_of(field(kind, choices=CHOICES), value) == (stored, None)


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        *((kind, wrong, "wrong_type") for kind, wrong in [
            ("text", 7.0), ("text", True), ("text", ["a"]),
            ("number", "7"), ("number", True), ("number", [7.0]),
            ("money", "7.00"), ("money", False), ("money", ["7"]),
            ("date", 20261122.0), ("date", ["2026-11-22"]),
            ("choice", 1.0), ("choice", ["a"]), ("choice", True),
            ("choices", "a"), ("choices", 1.0), ("choices", True),
            ("yes_no", "yes"), ("yes_no", 1.0), ("yes_no", ["a"]),
            ("link", 7.0), ("link", True), ("link", [SOMEBODY]),
        ]),
        ("money", 0.001, "decimals"),
        ("money", 1e13, "out_of_range"),
        ("date", "22.11.2026", "date"),
        ("date", "2026-02-30", "date"),
        ("date", "1899-12-31", "date_out_of_range"),
        ("choice", "c", "unknown_choice"),
        ("choice", "z", "unknown_choice"),
        ("choices", ["a", "c"], "unknown_choice"),
        ("choices", ["z"], "unknown_choice"),
        ("choices", ["a", "a"], "duplicate_item"),
        ("link", "华为", "link"),
    ],
)  # fmt: skip
def test_what_a_type_cannot_be(kind, value, code):
    stored, fault = value_of(field(kind, choices=CHOICES | CLOSED), value)
    assert (stored, fault and fault[0]) == (None, code)


@given(st.integers(min_value=-999_999_999_999_999, max_value=999_999_999_999_999))
def test_money_is_exact_to_the_cent(cents):
    amount = cents / 100
    assert value_of(field("money"), amount) == (amount, None)
    assert round(amount * 100) == cents


def test_required_fields_are_missed_once_and_only_in_their_column():
    known = {
        "x": field("text", required=True),
        "y": Definition(key="y", type="text", required=True, class_="commercial"),
        "old": Definition(key="old", type="text", required=True, archived=True),
    }
    after, wrong = laid_over({}, {"x": 7.0}, known, column="custom")
    assert [one.code for one in wrong] == ["wrong_type"]
    assert missing(after, known, column="custom", besides=wrong) == []
    assert [one.pointer for one in missing({}, known, column="custom_commercial", besides=[])] == [
        "/custom_commercial/y"
    ]


def test_emptying_a_required_field_is_a_fault_and_archived_ones_stay():
    known = {"x": field("text", required=True), "old": Definition(key="old", type="text", archived=True)}
    after, wrong = laid_over({"x": "a", "old": "b"}, {"x": None}, known, column="custom")
    assert (after, [one.code for one in wrong]) == ({"x": "a", "old": "b"}, ["missing"])
    assert [one.code for one in laid_over(after, {"old": "c"}, known, column="custom")[1]] == ["unknown_field"]
