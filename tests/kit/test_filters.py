"""The filter language: what it means, where it complains, and that no text breaks it."""

import datetime as dt
import uuid
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Uuid,
    create_engine,
    select,
)
from sqlalchemy.dialects import postgresql

from services.kit.db import utcnow
from services.kit.errors import Forbidden, Invalid
from services.kit.filter_values import Field
from services.kit.filters import DEEPEST, LONGEST, MOST_TESTS, MOST_VALUES, where

SHEET = Table(
    "sheet",
    MetaData(),
    Column("name", String),
    Column("class", String),
    Column("amount", Numeric(18, 2)),
    Column("employees", Integer),
    Column("due_on", Date),
    Column("at", DateTime(timezone=True)),
    Column("open", Boolean),
    Column("owner_id", Uuid),
    Column("tags", ARRAY(String)),
)
KINDS = dict(
    zip(SHEET.c.keys(), ("text", "text", "number", "number", "date", "instant", "yes_no", "id", "texts"), strict=True)
)
FIELDS = {name: Field(SHEET.c[name], kind) for name, kind in KINDS.items()}
FIELDS["class"] = Field(SHEET.c["class"], "text", choices=("S", "A", "B", "C"))
FIELDS["amount"] = Field(SHEET.c.amount, "number", withheld="commercial")
ID = "018f4e2a-0000-7000-8000-000000000000"


def sql(text, classes=frozenset({"commercial"})):
    compiled = where(text, FIELDS, classes=classes).compile(dialect=postgresql.dialect())
    return " ".join(str(compiled).split()), list(compiled.params.values())


def complaint(text, classes=frozenset({"commercial"})):
    with pytest.raises(Invalid) as found:
        where(text, FIELDS, classes=classes)
    [error] = found.value.errors
    assert error.pointer == "query/filter"
    return found.value.extra["position"], error.code, error.en


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("class = S", ["S"]),
        (
            'class in (S, A) and amount > 100000 and name ~ "电力" and not open = true',
            ["S", "A", 100000, "%电力%", True],
        ),
        ("class in（S、A） and name = “国网”", ["S", "A", "国网"]),
        ('name = "a \\" \\\\ b"', ['a " \\ b']),
        ('name ~ "50%_\\\\"', ["%50\\%\\_\\\\%"]),
        ("employees >= 1.5 or employees = 7", [Decimal("1.5"), 7]),
        ("due_on < 2026-11-22", [dt.date(2026, 11, 22)]),
        ("at > 2026-11-22T08:00:00+08:00", [dt.datetime(2026, 11, 22, tzinfo=dt.UTC)]),
        ("at > 2026-11-22", [dt.datetime(2026, 11, 22, tzinfo=dt.UTC)]),
        (f"owner_id = {ID} AND name IS NOT NULL", [uuid.UUID(ID)]),
        ("tags = 重点 or tags in (a, b)", ["重点", "a", "b"]),
        ("name not in (and, or)", ["and", "or"]),
    ],
)
def test_values_are_parameters_in_their_own_types(text, values):
    statement, bound = sql(text)
    assert bound == values
    assert not any(str(value) in statement for value in values if isinstance(value, str) and len(value) > 1)


def test_days_count_from_today():
    assert sql("due_on >= today-30")[1] == [utcnow().date() - dt.timedelta(30)]
    assert sql("due_on = today")[1] == [utcnow().date()]


@pytest.mark.parametrize(
    ("text", "position", "code"),
    [
        ("", 1, "unknown_field"),
        ("naem = x", 1, "unknown_field"),
        ("class = S and nam ~ x", 15, "unknown_field"),
        ("class = Z", 9, "value"),
        ("employees = many", 13, "value"),
        ("employees = 1e400", 13, "value"),
        ("employees = NaN", 13, "value"),
        ("employees = １２３", 13, "value"),
        ("employees = 99999999999999999999999999", 13, "value"),
        ("due_on = 2026-02-30", 10, "value"),
        ("due_on = today+99999999", 10, "value"),
        ("due_on = today+99999", 10, "value"),
        ("at = 2026-11-22T08:00:00", 6, "value"),
        ("open = 1", 8, "value"),
        ("owner_id = 7", 12, "value"),
        ('name = "a\0b"', 8, "value"),
        ('name = "\ud800"', 8, "value"),
        (f'name = "{"x" * 201}"', 8, "value"),
        ("class > S", 7, "operator"),
        ("open ~ x", 6, "operator"),
        ("class S", 7, "operator"),
        ("class = (S)", 9, "syntax"),
        ("class = S amount = 1", 11, "syntax"),
        ("(class = S", 11, "syntax"),
        ('name = "open', 8, "syntax"),
        ("name is S", 9, "syntax"),
        ("name not ~ x", 10, "syntax"),
        ("class in S", 10, "syntax"),
        ("class in (S A)", 13, "syntax"),
        ("and", 1, "unknown_field"),
        ("class = S and", 14, "unknown_field"),
        ("not " * (DEEPEST + 1) + "open = true", 4 * DEEPEST + 1, "too_deep"),
        ("open = true or " * MOST_TESTS + "open = true", 15 * MOST_TESTS + 1, "too_many"),
        ("open = true or " * 200, LONGEST + 1, "too_long"),
    ],
)
def test_complaints_say_where(text, position, code):
    assert complaint(text)[:2] == (position, f"filter_{code}")


def test_a_list_of_values_has_an_end():
    many = ", ".join(map(str, range(MOST_VALUES + 1)))
    assert complaint(f"employees in ({many})")[1] == "filter_too_many"


def test_a_field_of_a_class_needs_the_class():
    with pytest.raises(Forbidden):
        where("open = true or amount > 1", FIELDS, classes=frozenset())
    assert "amount" in complaint("x = 1")[2]


WORDS = st.sampled_from(
    [
        "name",
        "class",
        "employees",
        "tags",
        "and",
        "or",
        "not",
        "in",
        "is",
        "null",
        "(",
        ")",
        ",",
        "=",
        "~",
        "<",
        "S",
        '"',
        "7",
    ]
)


@given(st.lists(WORDS | st.text(max_size=5), max_size=30).map(" ".join) | st.text(max_size=60))
@settings(max_examples=500)
def test_no_text_breaks_it(text):
    with suppress(Invalid, Forbidden):
        where(text, FIELDS).compile(dialect=postgresql.dialect())


# What it means is tried against a reading of our own, row by row.

ROWS = [
    {"name": name, "employees": employees, "open": flag}
    for name in ("电力", "Power", None)
    for employees in (1, 2, None)
    for flag in (True, False, None)
]
TESTS = {
    "employees = 1": lambda row: row["employees"] == 1,
    "employees != 1": lambda row: row["employees"] != 1,
    "employees > 1": lambda row: row["employees"] is not None and row["employees"] > 1,
    "employees not in (1, 3)": lambda row: row["employees"] not in {1, 3},
    'name ~ "POW"': lambda row: row["name"] is not None and "pow" in row["name"].lower(),
    "name !~ 电": lambda row: row["name"] is None or "电" not in row["name"],
    "name is null": lambda row: row["name"] is None,
    "open = true": lambda row: row["open"] is True,
    "open != true": lambda row: row["open"] is not True,
}
EXPRESSIONS = st.recursive(
    st.sampled_from(sorted(TESTS)).map(lambda text: (text, TESTS[text])),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(
            lambda p: (f"({p[0][0]}) and ({p[1][0]})", lambda row: p[0][1](row) and p[1][1](row))
        ),
        st.tuples(inner, inner).map(
            lambda p: (f"({p[0][0]}) or ({p[1][0]})", lambda row: p[0][1](row) or p[1][1](row))
        ),
        inner.map(lambda one: (f"not ({one[0]})", lambda row: not one[1](row))),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def rows():
    """The rows in a database whose three-valued logic is PostgreSQL's."""
    engine = create_engine("sqlite://")
    sheet = Table("sheet", MetaData(), Column("name", String), Column("employees", Integer), Column("open", Boolean))
    sheet.create(engine)
    with engine.begin() as connection:
        connection.execute(sheet.insert(), ROWS)
        yield connection, sheet
    engine.dispose()


@given(expression=EXPRESSIONS)
@settings(max_examples=200)
def test_it_means_what_it_says(rows, expression):
    connection, sheet = rows
    text, expected = expression
    fields = {name: Field(sheet.c[name], KINDS[name]) for name in sheet.c.keys()}  # noqa: SIM118 - a column collection
    if text.count("(") > DEEPEST:
        return
    condition = where(text, fields)
    found = connection.execute(select(sheet).where(condition)).mappings().all()
    assert [dict(row) for row in found] == [row for row in ROWS if expected(row)]
