"""A whole year of one customer, through all four stages, as three people and the ERP live it; in Chinese, by the screen."""

from tests.e2e.year import evaluate, execute, house, plan, understand
from tests.e2e.year.story import OPPORTUNITIES


def test_a_year_goes_round_the_loop(own, person):
    loam = own  # the figures of the loop count every customer of the house
    admin = person(loam)
    house.departments(admin)
    manager = person(loam, link=house.colleague(admin, "李敏", "客户经理", "电力客户群"))
    strategist = person(loam, link=house.colleague(admin, "周岚", "战略 / 市场部", None))
    key = house.api_key(admin)

    understand.customer(manager)
    understand.contact(manager)
    understand.interaction(manager)
    understand.insight(manager)

    plan.cycle(strategist)
    for title in list(OPPORTUNITIES)[1:]:
        plan.opportunity(manager, title)
    for title, (chance, need) in OPPORTUNITIES.items():
        plan.rate_and_propose(manager, title, chance, need)
    plan.select_and_decide(strategist)
    plan.account_plan(manager)
    plan.approve(strategist)

    execute.project(manager)
    execute.the_gate_refuses(manager)
    execute.power_map(manager)
    execute.the_gate_opens(manager)
    execute.activity(manager)

    evaluate.order(loam, key)
    evaluate.scorecard(manager)
    evaluate.loop(manager)
    evaluate.timeline(manager)
