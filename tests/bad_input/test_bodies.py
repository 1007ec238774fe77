"""JSON that says one thing to us and another to the next program, or more than anybody should read."""

import json

DEEP = b'{"name": ' + b"[" * 60 + b"]" * 60 + b"}"
HUGE = b'{"name": "' + "长".encode() * 3_500_000 + b'"}'


async def send(client, body):
    return await client.post("/identity/departments", content=body, headers={"content-type": "application/json"})


async def test_an_unknown_field_is_named_and_depth_has_a_limit(world):
    client = await world.client()
    answer = await send(client, b'{"name": "a", "parent": null}')
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [("/parent", "extra_forbidden")]
    answer = await send(client, DEEP)
    assert [one["code"] for one in answer.json()["errors"]] == ["too_deep"]
    answer = await send(client, HUGE)
    assert answer.status_code == 413


async def test_the_same_key_twice_is_refused_at_its_place(world):
    client = await world.client()
    for body, pointer in (
        (b'{"name": "a", "name": "b"}', "/name"),
        (b'{"name": "a", "parent_id": {"x": 1, "x": 2}}', "/parent_id/x"),
        (b'{"name": "a", "n\\u0061me": "b"}', "/name"),
    ):
        answer = await send(client, body)
        assert answer.status_code == 422, answer.text
        assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [(pointer, "duplicate_key")]
    kept = await send(client, json.dumps({"name": "a"}).encode())
    assert kept.status_code == 201
