import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.records.summary.rules import WEIGHTS, Item, completeness
from services.records.summary.service import months
from tests.factories.records import (
    make_contact,
    make_customer,
    make_interaction,
    make_order,
    make_position,
    make_product_line,
    make_risk,
    make_vendor,
)

TODAY = dt.date(2026, 11, 21)


def test_a_stale_judgement_counts_half():
    items = [Item("basic", "a", known=True), Item("basic", "b", known=False), Item("risks", "c", True, TODAY)]
    old = Item("risks", "d", known=True, judged_on=TODAY - dt.timedelta(days=181))
    percent, sections = completeness([*items, old], today=TODAY, weights={"basic": 3, "risks": 1})
    assert [(s.section, s.percent, s.missing, s.stale) for s in sections] == [
        ("basic", 50, ["b"], []),
        ("risks", 75, [], ["d"]),
    ]
    assert percent == round((3 * 50 + 75) / 4)
    assert completeness([], today=TODAY) == (0, [])


items = st.lists(
    st.builds(
        Item,
        st.sampled_from(sorted(WEIGHTS)),
        st.text(max_size=5),
        st.booleans(),
        st.one_of(st.none(), st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))),
    ),
    max_size=40,
)


@given(items)
def test_completeness_lies_between_0_and_100(found):
    percent, sections = completeness(found, today=TODAY)
    assert 0 <= percent <= 100
    assert all(0 <= section.percent <= 100 for section in sections)
    everything = [Item(item.section, item.code, known=True) for item in found]
    assert completeness(everything, today=TODAY)[0] == (100 if found else 0)


@given(items, st.integers(0, 39))
def test_finding_out_one_thing_more_never_lowers_it(found, place):
    if place >= len(found):
        return
    item = found[place]
    better = [*found[:place], Item(item.section, item.code, known=True), *found[place + 1 :]]
    assert completeness(better, today=TODAY)[0] >= completeness(found, today=TODAY)[0]


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)), st.integers(1, 60))
def test_months_are_as_many_as_asked(last, count):
    first, final, after = months(last, count=count)
    assert (final.year, final.month) == (last.year, last.month)
    assert (after.year * 12 + after.month) - (first.year * 12 + first.month) == count


async def test_the_head_of_a_customer_page(world, statements):
    admin = await world.client("administrator")
    customer = await make_customer(admin, industry_code="C35", importance=5)
    line = await make_product_line(admin)
    for amount, day in (("100.10", "2026-10-01"), ("200.20", "2026-10-31"), ("50", "2026-09-30")):
        await make_order(admin, customer, product_line_id=line["id"], amount=amount, booked_on=day)
    await make_order(admin, customer, amount="9", currency="USD", booked_on="2026-10-05")
    await make_order(admin, customer, amount="9", kind="return", booked_on="2026-10-05")
    await make_contact(admin, customer, is_decider=True, mail="a@b.example")
    await make_interaction(admin, customer)
    await make_position(admin, customer, line, await make_vendor(admin), share=30)
    await make_risk(admin, customer)
    await make_customer(admin, parent_id=customer["id"])
    with statements() as sent:
        answer = await admin.get(f"/records/customers/{customer['id']}/summary", params={"to": "2026-11-15"})
    assert len(sent) == 3
    body = answer.json()
    assert body["counts"] == {
        "contacts": 1,
        "deciders": 1,
        "orders": 4,
        "interactions_90d": 1,
        "insights_published": 0,
        "risks_open": 1,
        "vendors": 1,
        "children": 1,
    }
    assert (body["months_from"], body["months_to"], body["last_order_on"]) == ("2024-12-01", "2026-11-01", "2026-10-31")
    rows = [
        (row["month"], row["product_line_name"], row["currency"], row["amount"], row["orders"])
        for row in body["orders_by_month"]
    ]
    assert rows == [
        ("2026-09-01", line["name"], "CNY", 50, 1),
        ("2026-10-01", line["name"], "CNY", 300.3, 2),
        ("2026-10-01", None, "USD", 9, 1),
    ]
    sections = {section["section"]: section for section in body["completeness"]["sections"]}
    assert list(sections) == list(WEIGHTS)
    assert "industry_code" not in sections["basic"]["missing"]
    assert "credit_code" in sections["basic"]["missing"]
    assert sections["principals"]["missing"] == ["payer", "user", "reporting_line"]
    assert sections["vendors"]["missing"] == ["our_position", "contract_end"]
    assert sections["insights"]["percent"] == 0
    reader = await world.client("read_only")
    hidden = (await reader.get(f"/records/customers/{customer['id']}/summary")).json()
    assert {row["amount"] for row in hidden["orders_by_month"]} == {None}


async def test_the_months_end_with_the_last_order_of_a_lapsed_customer(world):
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    await make_order(admin, customer, booked_on="2017-12-15")
    body = (await admin.get(f"/records/customers/{customer['id']}/summary")).json()
    assert (body["months_from"], body["months_to"]) == ("2016-01-01", "2017-12-01")
    assert [row["month"] for row in body["orders_by_month"]] == ["2017-12-01"]


@pytest.mark.parametrize("to", ["1800-01-01", "x", "2300-01-01"])
async def test_wrong_months(world, to):
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    answer = await admin.get(f"/records/customers/{customer['id']}/summary", params={"to": to})
    assert answer.status_code == 422
