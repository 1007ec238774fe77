"""Imports, through the door users have."""

import pytest

USERS = "sales_agent,manager,regional_office\nAnna,Dora,Central\nBen,Dora,Central\nCai,Mel,East\n"


async def upload(client, kind, content, service="identity", name="people.csv"):
    data = content.encode() if isinstance(content, str) else content
    return await client.post(f"/{service}/imports", files={"file": (name, data, "text/csv")}, data={"kind": kind})


async def mapped(client, kind, content, service="identity", **change):
    answer = await upload(client, kind, content, service)
    assert answer.status_code == 201, answer.text
    run = answer.json()
    if change:
        headers = {"if-match": f'"{run["version"]}"'}
        answer = await client.patch(f"/{service}/imports/{run['id']}", json=change, headers=headers)
        assert answer.status_code == 200, answer.text
        run = answer.json()
    return run


async def act(client, run, verb, service="identity"):
    answer = await client.post(f"/{service}/imports/{run['id']}/{verb}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def counts(run):
    return {name: run["result"][name] for name in ("create", "update", "skip", "reject")}


MAPPING = {
    "external_id": {"column": "sales_agent"},
    "name": {"column": "sales_agent"},
    "region": {"column": "regional_office"},
    "team": {"column": "manager"},
    "roles": {"constant": "account_manager"},
}


async def test_people_come_in_with_their_teams_and_only_once(world):
    client = await world.client()
    run = await mapped(client, "users", USERS)
    assert run["mapping"]["name"] == {"column": "sales_agent"}
    assert run["mapping"]["region"] == {"column": "regional_office"}
    run = await mapped(client, "users", USERS, mapping=MAPPING, source="maven")
    dry = await act(client, run, "dry-run")
    assert dry["state"] == "checked"
    assert counts(dry) == {"create": 3, "update": 0, "skip": 0, "reject": 0}
    done = await act(client, run, "run")
    assert counts(done) == counts(dry)
    assert done["state"] == "done"
    again = await act(client, run, "run")
    assert counts(again) == counts(done), "a run that is asked for twice happens once"
    people = (await client.get("/identity/users", params={"q": "Anna"})).json()["items"]
    assert people[0]["department_name"] == "Dora"
    departments = {d["name"]: d for d in (await client.get("/identity/departments")).json()["items"]}
    assert departments["Dora"]["parent_id"] == departments["Central"]["id"]
    run = await mapped(client, "users", USERS, source="maven")
    assert run["mapping"] == done["mapping"], "the mapping is remembered"
    second = await act(client, run, "run")
    assert counts(second) == {"create": 0, "update": 0, "skip": 3, "reject": 0}
    moved = USERS.replace("Cai,Mel,East", "Cai,Dora,Central")
    third = await act(client, await mapped(client, "users", moved, source="maven"), "run")
    assert counts(third) == {"create": 0, "update": 1, "skip": 2, "reject": 0}
