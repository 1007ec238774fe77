import uuid

import pytest

from tests.factories.execution import ok, tag

VIEW = {
    "of": "customers",
    "name": "华南 S 级",
    "query": {"class": "S", "sort": "-updated_at", "create": True, "state": ["a", "b"]},
    "columns": {"order": ["name", "class"], "hidden": ["tags"], "widths": {"name": 320}},
}


async def named(client, list_name="customers"):
    rows = ok(await client.get("/identity/saved-views", params={"of": list_name}))["items"]
    return {row["name"]: row for row in rows}


async def save(client, **change):
    return ok(await client.post("/identity/saved-views", json=VIEW | change))


async def test_a_view_comes_back_as_it_was_saved(world):
    me, other = await world.client("member"), await world.client("member")
    made = await save(me)
    assert {key: made[key] for key in VIEW} == VIEW
    assert (made["mine"], made["is_default"], made["shared"], made["owner_name"]) == (True, False, False, me.user.name)
    assert list(await named(me)) == ["华南 S 级"]
    assert await named(me, "projects") == {}
    assert await named(other) == {}
    assert (await other.get(f"/identity/saved-views/{made['id']}")).status_code == 404


async def test_sharing_renaming_and_whose_it_is(world):
    me, other, admin = [await world.client(role) for role in ("member", "member", "administrator")]
    made = await save(me)
    path = f"/identity/saved-views/{made['id']}"
    shared = ok(await me.patch(path, json={"shared": True, "name": "重点客户"}, headers=tag(made)))
    seen = (await named(other))["重点客户"]
    assert (seen["mine"], seen["query"], seen["owner_name"]) == (False, VIEW["query"], me.user.name)
    for answer in (
        await other.patch(path, json={"name": "x"}, headers=tag(shared)),
        await other.delete(path, headers=tag(shared)),
        await admin.patch(path, json={"name": "x"}, headers=tag(shared)),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "not_owner")
    assert (await me.patch(path, json={"name": "y"}, headers=tag(made))).status_code == 412
    assert (await admin.delete(path, headers=tag(shared))).status_code == 204
    private = await save(me)
    gone = await admin.delete(f"/identity/saved-views/{private['id']}", headers=tag(private))
    assert gone.status_code == 404, "what is not shared is nobody's business"


async def test_the_default_is_each_persons_own(world):
    me, other = await world.client("member"), await world.client("member")
    first, second = await save(me, name="一", shared=True), await save(me, name="二")

    async def choose(client, view, list_name="customers"):
        body = {"of": list_name, "view_id": view and view["id"]}
        return await client.put("/identity/saved-views/default", json=body)

    assert (await choose(me, first)).status_code == 204
    assert (await choose(other, first)).status_code == 204
    assert (await choose(me, second)).status_code == 204
    assert {name: row["is_default"] for name, row in (await named(me)).items()} == {"一": False, "二": True}
    assert (await named(other))["一"]["is_default"]
    for client, view, list_name in ((other, second, "customers"), (me, first, "projects")):
        refused = await choose(client, view, list_name)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/view_id")
    assert (await choose(me, None)).status_code == 204
    assert not any(row["is_default"] for row in (await named(me)).values())
    deleted = await me.delete(f"/identity/saved-views/{first['id']}", headers=tag(first))
    assert deleted.status_code == 204, "somebody's default goes with it"
    assert await named(other) == {}


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"of": "contacts"}, "/of"),
        ({"name": " "}, "/name"),
        ({"query": {"BAD KEY": "x"}}, "/query/BAD KEY"),
        ({"query": {"q": "a\x00b"}}, "/query/q"),
        ({"query": {"q": 7}}, "/query/q"),
        ({"query": {"q": "x" * 2001}}, "/query/q"),
        ({"columns": {"widths": {"name": 99999}}}, "/columns/widths/name"),
        ({"columns": {"order": [1]}}, "/columns/order/0"),
        ({"query": {f"k{number}": "x" for number in range(41)}}, "/query"),
    ],
)
async def test_wrong_views(world, change, pointer):
    answer = await (await world.client("member")).post("/identity/saved-views", json=VIEW | change)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"].startswith(pointer)


async def test_a_key_keeps_no_views(world):
    partner = await world.partner("records:read")
    for answer in (
        await partner.post("/identity/saved-views", json=VIEW),
        await partner.put("/identity/saved-views/default", json={"of": "customers", "view_id": str(uuid.uuid4())}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "people_only")


async def test_two_views_of_a_list_have_two_names(world):
    me = await world.client("member")
    await save(me)
    twice = await me.post("/identity/saved-views", json=VIEW)
    assert twice.status_code == 409, twice.text
    await save(me, of="projects")
    await save(await world.client("member"))
