import uuid

import pytest

NIL = uuid.UUID(int=0)


@pytest.mark.parametrize(
    "period", ["2017-Q5", "2017-Q0", "2017-13", "2017-00", "17-Q1", "2017-Q4 ", "2017-Q4\n", "2200"]
)
async def test_what_is_not_a_period_is_refused(world, period):
    client = await world.client("performance")
    for query in ({"period": period}, {"period": "2017", "compare": period}):
        answer = await client.get("/performance/scorecards", params={"subject_type": "company", **query})
        assert answer.status_code == 422, (period, answer.text)
        assert answer.json()["errors"][0]["pointer"] == f"query/{list(query)[-1]}"


async def test_a_quarter_is_compared_with_a_quarter(world):
    client = await world.client("performance")
    query = {"subject_type": "company", "period": "2017-Q4", "compare": "2016"}
    answer = await client.get("/performance/scorecards", params=query)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "period_length")


@pytest.mark.parametrize("kind", ["company", "region", "team", "person"])
async def test_nobody_by_that_id(world, kind):
    client = await world.client("performance")
    assert (await client.get(f"/performance/scorecards/{kind}/{uuid.uuid4()}")).status_code == 404


async def test_figures_of_others_need_the_permission(world, facts):
    member = await world.client(user=facts.people["An"])
    other = facts.people["Bo"].id
    rows = {"subject_type": "person", "subject_id": str(other), "period": "2017-Q4"}
    for path, query in (
        ("/performance/scorecards", {"subject_type": "person"}),
        (f"/performance/scorecards/person/{other}", {}),
        (f"/performance/scorecards/company/{NIL}", {}),
        ("/performance/indicators/win_rate/rows", rows),
        ("/performance/loop", {}),
        ("/performance/loop/win_rate/rows", {}),
    ):
        assert (await member.get(path, params=query)).status_code == 403, path
    assert (await member.get("/performance/indicators")).status_code == 200
    reader = await world.partner("performance:read")
    assert (await reader.get(f"/performance/scorecards/person/{other}")).status_code == 200
    stranger = await world.partner("records:read")
    assert (await stranger.get(f"/performance/scorecards/person/{other}")).status_code == 403
    assert (await world.anonymous().get("/performance/indicators")).status_code == 401


async def test_ones_own_card_is_open_without_its_commercial_part(world, facts):
    an = facts.people["An"]
    member = await world.client(user=an)
    answer = await member.get(f"/performance/scorecards/person/{an.id}", params={"period": "2017-Q4"})
    assert answer.status_code == 200
    body = answer.json()
    assert (body["score"], body["process_score"], body["result_score"]) == (None, None, None)
    for line in body["lines"]:
        assert line["score"] is None
        if line["unit"] == "money":
            shown = [line["figure"], line["baseline"], *line["trend"]]
            assert all((one["value"], one["state"], one["amounts"]) == (None, "withheld", []) for one in shown)
            assert (line["change"], line["target"]) == (None, None)
        elif line["indicator"] == "opportunities_found":
            assert line["figure"]["value"] is not None
    query = {"subject_type": "person", "subject_id": str(an.id), "period": "2017-Q4"}
    rows = (await member.get("/performance/indicators/order_intake/rows", params=query)).json()["items"]
    assert rows
    assert all(row["amount"] is None for row in rows)


async def test_the_catalogue_states_ten_indicators(world):
    client = await world.client("member")
    items = (await client.get("/performance/indicators")).json()["items"]
    assert [one["kind"] for one in items] == ["process"] * 5 + ["result"] * 5
    assert sum(one["weight"] for one in items) == 100
    for one in items:
        assert one["name_zh"]
        assert one["formula_en"]
        assert one["anchors"]
        assert one["sources"]
