import uuid

import pytest

from tests.factories.execution import ok
from tests.factories.records import make_customer, seen


async def say(client, customer, text, **more):
    sent = {"entity": "customer", "entity_id": customer["id"], "body": text} | more
    return await client.post("/records/comments", json=sent)


async def inbox(client, **query):
    return ok(await client.get("/identity/notifications", params=query))["items"]


async def test_a_comment_calls_those_it_mentions(world):
    author, called, other = [await world.client("member") for _ in range(3)]
    customer = await make_customer(author)
    name = called.user.name
    comment = ok(
        await say(author, customer, f"  @{name} 周五前回复客户\n谢谢 ", mentions=[str(called.user.id)]),
    )
    assert comment["body"] == f"@{name} 周五前回复客户\n谢谢"
    assert comment["mentions"] == [{"id": str(called.user.id), "name": name}]
    assert (comment["author_name"], comment["edited_at"], comment["customer_id"]) == (
        author.user.name,
        None,
        customer["id"],
    )
    [note] = await inbox(called)
    assert (note["kind"], note["entity"], note["entity_id"]) == ("mentioned", "customer", customer["id"])
    assert (note["title"], note["actor_name"], note["read_at"]) == (customer["name"], author.user.name, None)
    assert note["text"] == comment["body"]
    assert (await inbox(author), await inbox(other)) == ([], [])
    listed = ok(await other.get("/records/comments", params={"entity": "customer", "entity_id": customer["id"]}))
    assert [row["id"] for row in listed["items"]] == [comment["id"]]
    timeline = ok(await author.get(f"/records/customers/{customer['id']}/timeline"))["items"]
    assert ("comment", "created") in {(item["entity"], item["action"]) for item in timeline}


async def test_only_its_author_edits_and_deletes_and_who_is_new_is_told(world):
    author, first, second = [await world.client("member") for _ in range(3)]
    administrator = await world.client("administrator")
    customer = await make_customer(author)
    comment = ok(await say(author, customer, f"@{first.user.name}", mentions=[str(first.user.id)]))
    path = f"/records/comments/{comment['id']}"
    for stranger in (first, administrator):
        for answer in (
            await stranger.patch(path, json={"body": "x"}, headers=seen(comment)),
            await stranger.delete(path, headers=seen(comment)),
        ):
            assert (answer.status_code, answer.json()["code"]) == (403, "not_author")
    assert (await author.patch(path, json={"body": "x"})).status_code == 428
    both = {
        "body": f"@{first.user.name} @{second.user.name} 改过",
        "mentions": [str(first.user.id), str(second.user.id)],
    }
    edited = ok(await author.patch(path, json=both, headers=seen(comment)))
    assert edited["edited_at"]
    assert edited["version"] == 2
    assert (len(await inbox(first)), len(await inbox(second))) == (1, 1)
    assert (await author.patch(path, json={"body": "x"}, headers=seen(comment))).status_code == 412
    kept = await author.patch(path, json={"body": "没有人"}, headers=seen(edited))
    assert (kept.status_code, kept.json()["errors"][0]["code"]) == (422, "not_in_text")
    assert (await author.delete(path, headers=seen(edited))).status_code == 204
    listed = ok(await author.get("/records/comments", params={"entity": "customer", "entity_id": customer["id"]}))
    assert listed["items"] == []


async def test_who_may_not_comment(world):
    member, reader, auditor = [await world.client(role) for role in ("member", "read_only", "auditor")]
    partner = await world.partner("records:read", "records:write")
    customer = await make_customer(member)
    for client in (reader, auditor, partner):
        assert (await say(client, customer, "x")).status_code == 403
        query = {"entity": "customer", "entity_id": customer["id"]}
        assert (await client.get("/records/comments", params=query)).status_code == 200
    query = {"entity": "project", "entity_id": customer["id"]}
    assert (await partner.get("/records/comments", params=query)).status_code == 403, "needs planning:read"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"entity_id": str(uuid.uuid4())}, "/entity_id"),
        ({"entity": "project"}, "/entity_id"),
        ({"entity": "contact"}, "/entity"),
        ({"body": "   "}, "/body"),
        ({"body": "长" * 5001}, "/body"),
        ({"body": "a\x00b"}, "/body"),
        ({"mentions": [str(uuid.uuid4())]}, "/mentions/0"),
        ({"mentions": ["x"]}, "/mentions/0"),
    ],
)
async def test_wrong_comments(world, change, pointer):
    member = await world.client("member")
    customer = await make_customer(member)
    answer = await say(member, customer, "好", **change)
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == pointer


async def test_people_who_left_are_not_called(world):
    member, gone = await world.client("member"), await world.user("member", name="离职的人")
    admin = await world.client("administrator")
    user = ok(await admin.get(f"/identity/users/{gone.id}"))
    ok(await admin.patch(f"/identity/users/{gone.id}", json={"active": False}, headers=seen(user)))
    answer = await say(member, await make_customer(member), "@离职的人", mentions=[str(gone.id)])
    assert answer.json()["errors"][0]["pointer"] == "/mentions/0"
