from tests.factories.records import make_customer, make_interaction, make_order, seen


async def test_changes_and_conversations_in_one_order(world):
    admin = await world.client("administrator")
    customer = await make_customer(admin, credit_limit=5)
    path = f"/records/customers/{customer['id']}"
    await make_interaction(admin, customer, summary="谈扩容", at="2026-11-02T01:30:00Z")
    await make_order(admin, customer)
    body = {"lifecycle": "conversion", "credit_limit": 6}
    await admin.patch(path, json=body, headers=seen(customer))
    answer = await admin.get(f"{path}/timeline", params={"count": True})
    items = answer.json()["items"]
    assert [(item["kind"], item["entity"], item["action"]) for item in items] == [
        ("event", "customer", "updated"),
        ("event", "team_member", "created"),
        ("event", "customer", "created"),
        ("interaction", "interaction", "visit"),
    ]
    assert answer.json()["total"] == 4
    assert [item["title"] for item in items] == [customer["name"], None, customer["name"], None]
    assert items[0]["changes"] == {"lifecycle": ["acquisition", "conversion"], "credit_limit": ["5.00", "6"]}
    assert items[0]["actor_name"] == admin.user.name
    assert (items[3]["text"], items[3]["actor_name"]) == ("谈扩容", admin.user.name)
    reader = await world.client("read_only")
    hidden = (await reader.get(f"{path}/timeline")).json()["items"]
    assert hidden[0]["changes"] == {"lifecycle": ["acquisition", "conversion"]}
    only = (await admin.get(f"{path}/timeline", params={"kind": "interaction"})).json()["items"]
    assert [item["kind"] for item in only] == ["interaction"]


async def test_every_page_of_the_timeline_once(world, statements):
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    for hour in range(7):
        await make_interaction(admin, customer, at=f"2026-11-02T0{hour}:00:00Z")
    path = f"/records/customers/{customer['id']}/timeline"
    whole = (await admin.get(path)).json()["items"]
    got, cursor = [], None
    while True:
        parameters = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        with statements() as sent:
            answer = (await admin.get(path, params=parameters)).json()
        assert len(sent) == 5, "caller, customer, window, names, keys of persons"
        got += answer["items"]
        if not (cursor := answer["next"]):
            break
    assert got == whole
    assert (await admin.get(path, params={"cursor": "x"})).status_code == 422
    missing = "/records/customers/01890000-0000-7000-8000-000000000000/timeline"
    assert (await admin.get(missing)).status_code == 404
