import pytest

from services.records.codes.load import industries, regions


def test_the_shipped_lists_are_whole():
    found = {row["code"]: row for row in industries()}
    assert [sum(row["level"] == level for row in found.values()) for level in (1, 2, 3, 4)] == [20, 97, 473, 1381]
    assert all(row["parent_code"] in found for row in found.values() if row["level"] > 1)
    assert all(row["name_en"] for row in found.values() if row["level"] == 1)
    places = {row["code"]: row for row in regions()}
    assert places["110101"]["full_name"] == "北京市东城区"
    assert places["440305"]["full_name"] == "广东省深圳市南山区"
    assert all(row["parent_code"] in places for row in places.values() if row["level"] > 1)


@pytest.mark.parametrize(
    ("path", "filters", "code"),
    [
        ("industries", {"q": "software"}, "I"),
        ("industries", {"q": "稻谷种植"}, "A0111"),
        ("industries", {"q": "a0111"}, "A0111"),
        ("industries", {"parent_code": "A01", "level": 3}, "A011"),
        ("regions", {"q": "深圳市南山"}, "440305"),
        ("regions", {"level": 1}, "11"),
        ("regions", {"parent_code": "4403"}, "440303"),
    ],
)
async def test_codes_are_found(world, path, filters, code):
    client = await world.client("read_only")
    answer = await client.get(f"/records/{path}", params=filters)
    assert answer.status_code == 200, answer.text
    assert answer.json()["items"][0]["code"] == code


async def test_nothing_is_a_wildcard(world):
    client = await world.client("read_only")
    assert (await client.get("/records/regions", params={"q": "%"})).json()["items"] == []
    assert (await client.get("/records/regions", params={"level": 9})).status_code == 422
