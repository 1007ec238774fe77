"""Figures equal plain SQL over the tables; what cannot be known is said, not made up."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from sqlalchemy import text

NIL = uuid.UUID(int=0)
MANY = ("order_intake", "average_order", "opportunities_won", "win_rate", "opportunities_found")

ORDERS = """
    select t.team_id, t.owner_id, count(*) as number, sum(t.amount) as amount from transaction t
    where t.kind = 'order' and t.booked_on between :first and :last group by rollup (t.team_id, t.owner_id)
"""
CLOSED = """
    select o.team_id, o.owner_id, count(*) filter (where state = 'won') as won, count(*) as closed from opportunity o
    where o.state in ('won', 'lost') and o.closed_on between :first and :last group by rollup (o.team_id, o.owner_id)
"""
QUARTERS = {
    "2017-Q3": (dt.date(2017, 7, 1), dt.date(2017, 9, 30)),
    "2017-Q4": (dt.date(2017, 10, 1), dt.date(2017, 12, 31)),
}


async def card(client, subject: tuple[str, uuid.UUID], **query: str) -> dict:
    answer = await client.get(f"/performance/scorecards/{subject[0]}/{subject[1]}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def lines(body: dict) -> dict[str, dict]:
    return {line["indicator"]: line for line in body["lines"]}


async def plain(world, sql: str, quarter: str) -> dict:
    """Sums by (team, owner), (team, None) and (None, None)."""
    first, last = QUARTERS[quarter]
    async with world.session() as session:
        rows = (await session.execute(text(sql), {"first": first, "last": last})).all()
    return {(row[0], row[1]): row[2:] for row in rows}


async def test_a_quarter_against_another_equals_plain_sql(world, facts):
    client = await world.client("performance")
    orders = {quarter: await plain(world, ORDERS, quarter) for quarter in QUARTERS}
    closed = {quarter: await plain(world, CLOSED, quarter) for quarter in QUARTERS}
    keys = {("company", NIL): (None, None)}
    keys |= {("team", facts.departments[name].id): (facts.departments[name].id, None) for name in ("Alpha", "Gamma")}
    keys |= {("person", who.id): (who.department_id, who.id) for who in facts.people.values()}
    for subject, key in keys.items():
        seen = lines(await card(client, subject, period="2017-Q4", compare="2017-Q3"))
        for part, quarter in (("figure", "2017-Q4"), ("baseline", "2017-Q3")):
            number, amount = orders[quarter][key]
            won, total = closed[quarter].get(key, (0, 0))
            assert seen["order_intake"][part]["value"] == float(amount)
            assert seen["order_intake"][part]["sample"] == number
            assert seen["average_order"][part]["value"] == float(round(amount / number, 2))
            assert seen["opportunities_won"][part]["value"] == won
            assert seen["win_rate"][part]["value"] == (pytest.approx(won / total) if total else None)
            assert seen["order_intake"][part]["currency"] == "USD"
        now, before = orders["2017-Q4"][key][1], orders["2017-Q3"][key][1]
        assert seen["order_intake"]["change"] == pytest.approx(float((now - before) / before), abs=1e-4)


async def test_a_region_is_the_sum_of_its_teams(world, facts):
    client = await world.client("performance")
    cards = {
        name: lines(await card(client, ("team", facts.departments[name].id), period="2017-Q4"))
        for name in ("Alpha", "Beta")
    }
    east = lines(await card(client, ("region", facts.departments["East"].id), period="2017-Q4"))
    for key in ("order_intake", "opportunities_won", "opportunities_found"):
        parts = sum(Decimal(str(of[key]["figure"]["value"])) for of in cards.values())
        assert Decimal(str(east[key]["figure"]["value"])) == parts


async def test_a_period_without_closings_is_said_so_and_grows_nothing(world, facts):
    client = await world.client("performance")
    body = await card(client, ("company", NIL), period="2017-Q4", compare="2016-Q4")
    assert body["compare"]["label"] == "2016-Q4"
    for key in ("opportunities_won", "win_rate", "order_intake", "average_order"):
        line = lines(body)[key]
        assert line["figure"]["state"] == "ok"
        assert (line["baseline"]["value"], line["baseline"]["state"]) == (None, "no_data")
        assert (line["change"], line["no_change"]) == (None, "baseline_unknown")
    assert lines(body)["win_rate"]["no_score"] == "nothing_to_compare"
    found = lines(body)["opportunities_found"]
    assert found["baseline"]["state"] == "ok"
    assert found["baseline"]["value"] > 0
    assert await card(client, ("company", NIL), period="2017-Q4") == body, "the year before is what one compares with"


async def test_currencies_are_never_added(world, facts):
    client = await world.client("performance")
    quarter = lines(await card(client, ("company", NIL), period="2017-Q2", compare="2017-Q1"))
    mixed = quarter["order_intake"]["baseline"]
    assert (mixed["value"], mixed["state"]) == (None, "mixed_currency")
    async with world.session() as session:
        sums = await session.execute(
            text("""
                select currency, sum(amount) from transaction
                where kind = 'order' and booked_on between '2017-01-01' and '2017-03-31' group by 1
            """)
        )
    assert {one["currency"]: one["value"] for one in mixed["amounts"]} == {row[0]: float(row[1]) for row in sums}
    assert quarter["order_intake"]["no_change"] == "baseline_unknown"


async def test_process_figures(world, facts):
    client = await world.client("performance")
    seen = lines(await card(client, ("company", NIL), period="2017-Q4"))
    value = {key: line["figure"]["value"] for key, line in seen.items()}
    assert value["customers_followed_up"] == pytest.approx(4 / 6), "the lapsed customer is not asked for"
    assert value["insights_with_result"] == pytest.approx(8 / 12), "drafts do not count"
    assert value["gates_passed_first"] == 0.5, "a later pass mends no refusal, a waiver is no pass"
    assert value["goals_met"] == 0.5
    async with world.session() as session:
        on_time = await session.scalar(
            text("""
                select avg((reported_at::date <= due_on and reported_at is not null)::int) from activity
                where state <> 'cancelled' and due_on between '2017-10-01' and '2017-12-31'
            """)
        )
    assert value["activities_on_time"] == pytest.approx(float(on_time))


async def test_targets_come_by_days_and_carry_the_score(world, facts):
    client = await world.client("performance")
    alpha = lines(await card(client, ("team", facts.departments["Alpha"].id), period="2017-Q4"))["order_intake"]
    assert alpha["target"]["value"] == pytest.approx(14_600 * 92 / 365)
    assert alpha["target"]["cycle_ids"] == [str(facts.cycle.id)]
    assert alpha["basis"] == "target"
    east = lines(await card(client, ("region", facts.departments["East"].id), period="2017"))["order_intake"]
    assert east["target"]["value"] == 21_900
    gamma = lines(await card(client, ("team", facts.departments["Gamma"].id), period="2017-Q4"))["order_intake"]
    assert (gamma["target"], gamma["score"], gamma["no_score"]) == (None, None, "nothing_to_compare")


async def test_the_strongest_competitor_where_both_shares_are_known(world, facts):
    client = await world.client("performance")
    seen = lines(await card(client, ("company", NIL), period="2017-Q4"))["order_intake"]["competitor"]
    assert (seen["vendor_name"], seen["our_share"], seen["their_share"], seen["positions"]) == ("Rival", 35, 35, 2)
    gamma = lines(await card(client, ("team", facts.departments["Gamma"].id), period="2017-Q4"))
    assert gamma["order_intake"]["competitor"] is None


async def test_overall_weighs_process_against_result(world, facts):
    client = await world.client("performance")
    body = await card(client, ("company", NIL), period="2017-Q4", compare="2017-Q3")
    assert body["score"] == pytest.approx(0.4 * body["process_score"] + 0.6 * body["result_score"], abs=0.06)
    known = [line for line in body["lines"] if line["score"] is not None]
    share = sum(0.08 if line["kind"] == "process" else 0.12 for line in known)
    assert body["known_share"] == pytest.approx(share)


async def test_every_figure_equals_the_rows_behind_it(world, facts):
    client = await world.client("performance")
    compared = 0
    for subject_type, subject_id in facts.subjects():
        body = await card(client, (subject_type, subject_id), period="2017-Q4")
        for key, line in lines(body).items():
            rows = await behind(client, key, subject_type, subject_id, "2017-Q4")
            figure = line["figure"]
            amounts = sum(Decimal(str(row["amount"] or 0)) for row in rows)
            counted = sum(row["counted"] for row in rows)
            expected = {
                "count": lambda rows=rows, counted=counted: counted if counted == len(rows) else None,
                "share": lambda rows=rows, counted=counted: counted / len(rows) if rows else None,
                "money": lambda rows=rows, amounts=amounts, key=key: money(key, rows, amounts),
            }[line["unit"]]()
            if figure["state"] == "ok":
                assert figure["value"] == pytest.approx(expected, abs=1e-9), (key, subject_type)
                assert figure["sample"] == len(rows)
                compared += 1
            else:
                assert not rows, (key, subject_type, figure)
    assert compared > 90


def money(key: str, rows: list[dict], amounts: Decimal) -> float:
    return float(amounts) if key == "order_intake" else float(round(amounts / len(rows), 2))


async def behind(client, key: str, subject_type: str, subject_id: uuid.UUID, period: str) -> list[dict]:
    """All rows, page by page; none twice."""
    rows, query = [], {"subject_type": subject_type, "subject_id": str(subject_id), "period": period, "limit": 7}
    while True:
        answer = await client.get(f"/performance/indicators/{key}/rows", params=query)
        assert answer.status_code == 200, answer.text
        rows += answer.json()["items"]
        if answer.json()["next"] is None:
            return rows
        query["cursor"] = answer.json()["next"]


async def test_the_list_costs_the_same_whatever_its_length(world, facts, statements):
    client = await world.client("performance")
    sent = {}
    for limit in (1, 50):
        with statements() as seen:
            answer = await client.get(
                "/performance/scorecards", params={"subject_type": "team", "period": "2017-Q4", "limit": limit}
            )
        assert answer.status_code == 200
        sent[limit] = len(seen)
    assert len(answer.json()["items"]) == 4
    assert sent[1] == sent[50] <= 5


async def test_lists_tell_regions_teams_and_people_apart(world, facts):
    client = await world.client("performance")

    async def names(**query: str) -> list[str]:
        answer = await client.get("/performance/scorecards", params={"period": "2017-Q4", **query})
        assert answer.status_code == 200, answer.text
        return [one["subject"]["name"] for one in answer.json()["items"]]

    assert await names(subject_type="company") == [None]
    assert await names(subject_type="region") == ["East", "West"]
    assert await names(subject_type="team") == ["Alpha", "Beta", "Delta", "Gamma"]
    east = str(facts.departments["East"].id)
    assert await names(subject_type="team", team_id=east) == ["Alpha", "Beta"]
    assert await names(subject_type="person", team_id=east) == ["An", "Bo", "Cai"]


async def test_the_last_quarter_with_business_is_the_default(world, facts):
    client = await world.client("performance")
    assert (await card(client, ("company", NIL)))["period"]["label"] == "2017-Q4"
