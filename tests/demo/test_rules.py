"""The rules by which the demo derives what the data do not say outright."""

import datetime as dt
from decimal import Decimal

import pytest

from demo import maven, rules


@pytest.fixture(scope="module")
def deals():
    return rules.read_deals(maven.MAVEN, maven.PRODUCT_NAMES)


def test_the_data_are_what_the_readme_says(deals):
    assert len(deals) == 8800
    assert sum(deal.stage == "Won" for deal in deals) == 4238
    assert sum(not deal.account for deal in deals) == 1425
    assert all(deal.account for deal in deals if deal.closed), "only open ones lack their account"
    assert sum(not deal.closed and bool(deal.account) for deal in deals) == 664
    assert min(deal.closed_on for deal in deals if deal.closed) == dt.date(2017, 3, 1)


def test_base_rates_are_won_of_closed(deals):
    rates = rules.base_rates(deals)
    closed = [deal for deal in deals if deal.closed]
    whole = sum(float(rates[deal.product]) for deal in closed) / len(closed)
    assert whole == pytest.approx(4238 / 6711, abs=1e-6)
    assert rates["GTK 500"] == Decimal("0.600000")
    assert "GTXPro" not in rates


def test_a_deal_goes_on_as_those_of_its_age_did():
    lives = (10, 20, 30, 100)
    start = rules.START
    assert rules.remaining_days(start, lives) == lives
    assert rules.remaining_days(start - dt.timedelta(days=20), lives) == (10, 80)
    assert rules.remaining_days(None, lives) == lives
    assert rules.remaining_days(start - dt.timedelta(days=100), lives) == lives, "older than any that closed: anew"


def test_needs_are_the_days_expected_in_each_quarter(deals):
    history = rules.History.of(deals)
    deal = next(deal for deal in deals if deal.stage == "Prospecting" and deal.account)
    found = rules.factors(deal, {deal.product: Decimal(100)}, history)
    lives = history.lives[deal.product]
    in_first = sum(min(days, 90) for days in lives) / len(lives) / history.concurrency[deal.team]
    assert float(found.needs[rules.QUARTERS[0]]) == pytest.approx(in_first, abs=0.005)
    whole = sum(lives) / len(lives) / history.concurrency[deal.team]
    assert float(sum(found.needs.values())) == pytest.approx(whole, abs=0.02)
    assert found.market_space == 100


def test_limits_are_shares_of_the_agents_days(deals):
    limits = rules.limits(deals)
    assert len(limits) == 6
    share = rules.carried_over(deals) * rules.with_customer(deals)["Melvin Marxen"]
    assert float(limits["Melvin Marxen"][rules.QUARTERS[0]]) == pytest.approx(5 * 90 * share, abs=0.01)
    assert 0.47 < rules.carried_over(deals) < 0.48
