import pytest


async def test_a_link_signs_in_once_and_says_what_one_may_do(world):
    admin = await world.client("administrator")
    created = await admin.post(
        "/identity/users", json={"name": "李雷", "roles": ["member"], "email": "li@loam.example"}
    )
    assert created.status_code == 201, created.text
    link = (await admin.post(f"/identity/users/{created.json()['id']}/sign-in-link")).json()["path"]
    browser = world.anonymous()
    browser.headers["sec-fetch-site"] = "same-origin"
    token = {"token": link.partition("token=")[2]}
    first = await browser.post("/identity/session", json=token)
    assert first.status_code == 201
    assert first.json()["user"]["name"] == "李雷"
    assert "commercial" not in first.json()["classes"]
    again = await world.anonymous().post(
        "/identity/session", json=token, headers={"sec-fetch-site": "same-origin", "accept-language": "zh-CN"}
    )
    assert again.status_code == 401
    assert again.json()["code"] == "link_expired"
    assert "链接" in again.json()["detail"]


async def test_sign_out_ends_the_session_at_once(world):
    client = await world.client("member")
    assert (await client.get("/identity/session")).status_code == 200
    cookie = dict(client.cookies)
    assert (await client.delete("/identity/session")).status_code == 204
    stolen = world.anonymous()
    answer = await stolen.get("/identity/session", headers={"cookie": "; ".join(f"{k}={v}" for k, v in cookie.items())})
    assert answer.status_code == 401


async def test_a_password_is_set_and_used(world):
    admin = await world.client("administrator")
    user = await world.user("account_manager", name="韩梅梅")
    body = (await admin.get(f"/identity/users/{user.id}")).json()
    tag = {"if-match": f'"{body["version"]}"'}
    changed = await admin.patch(f"/identity/users/{user.id}", json={"email": "Han@Loam.example"}, headers=tag)
    assert changed.json()["email"] == "han@loam.example"
    client = await world.client(user=user)
    assert (await client.put("/identity/session/password", json={"new": "short"})).status_code == 422
    assert (await client.put("/identity/session/password", json={"new": "a long enough one"})).status_code == 204
    browser = world.anonymous()
    browser.headers["sec-fetch-site"] = "same-origin"
    wrong = await browser.post("/identity/session", json={"email": "han@loam.example", "password": "no"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_password")
    right = await browser.post("/identity/session", json={"email": "han@loam.example", "password": "a long enough one"})
    assert right.status_code == 201


async def test_people_change_their_own_name_and_language_and_nothing_else(world):
    client = await world.client("member")
    wanted = {"name": "  韩梅梅 ", "language": "en"}
    answer = await client.put("/identity/session/profile", json=wanted)
    assert answer.status_code == 200, answer.text
    assert (answer.json()["user"]["name"], answer.json()["user"]["language"]) == ("韩梅梅", "en")
    assert (await client.get("/identity/session")).json() == answer.json()
    more = await client.put("/identity/session/profile", json=wanted | {"roles": ["administrator"]})
    assert (more.status_code, more.json()["errors"][0]["pointer"]) == (422, "/roles")
    partner = await world.partner("identity:write")
    refused = await partner.put("/identity/session/profile", json=wanted)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_a_person")


async def test_a_cookie_sent_by_another_site_changes_nothing(world):
    client = await world.client("administrator")
    client.headers["sec-fetch-site"] = "cross-site"
    answer = await client.post("/identity/users", json={"name": "x", "roles": ["member"]})
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")


async def test_the_last_administrator_stays(world):
    client = await world.client("administrator")
    body = (await client.get(f"/identity/users/{client.user.id}")).json()
    answer = await client.patch(
        f"/identity/users/{client.user.id}", json={"roles": ["member"]}, headers={"if-match": f'"{body["version"]}"'}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "last_administrator")


@pytest.mark.parametrize(("header", "status"), [({}, 428), ({"if-match": '"99"'}, 412), ({"if-match": "x"}, 422)])
async def test_nobody_overwrites_what_they_have_not_seen(world, header, status):
    client = await world.client("administrator")
    answer = await client.patch(f"/identity/users/{client.user.id}", json={"name": "新"}, headers=header)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_key_opens_what_its_scopes_say_until_it_is_revoked(world):
    admin = await world.client("administrator")
    made = await admin.post("/identity/api-clients", json={"name": "ERP", "scopes": ["identity:read"]})
    key = made.json()["key"]
    assert key.startswith("loam_")
    partner = world.anonymous()
    partner.headers["authorization"] = f"Bearer {key}"
    assert (await partner.get("/identity/users")).status_code == 200
    assert (await partner.get("/identity/api-clients")).status_code == 403
    gone = await admin.delete(f"/identity/api-clients/{made.json()['id']}", headers={"if-match": made.headers["etag"]})
    assert gone.json()["revoked_at"]
    assert (await partner.get("/identity/users")).status_code == 401
    listed = (await admin.get("/identity/api-clients")).text
    assert key not in listed


async def test_departments_form_a_tree_without_cycles(world):
    admin = await world.client("administrator")
    top = (await admin.post("/identity/departments", json={"name": "华东"})).json()
    team = (await admin.post("/identity/departments", json={"name": "一组", "parent_id": top["id"]})).json()
    answer = await admin.patch(
        f"/identity/departments/{top['id']}", json={"parent_id": team["id"]}, headers={"if-match": '"1"'}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/parent_id"


async def test_every_change_is_written_down_with_who_and_what(world):
    from sqlalchemy import select

    from services.kit.events import Event

    admin = await world.client("administrator")
    made = (await admin.post("/identity/departments", json={"name": "华北"})).json()
    await admin.patch(f"/identity/departments/{made['id']}", json={"name": "北方"}, headers={"if-match": '"1"'})
    async with world.session() as session:
        rows = (await session.scalars(select(Event).where(Event.entity_id == made["id"]).order_by(Event.id))).all()
    assert [row.action for row in rows] == ["created", "updated"]
    assert rows[1].changes == {"name": ["华北", "北方"]}
    assert rows[1].actor_id == admin.user.id


async def test_lists_page_by_cursor_and_count_on_request(world, statements):
    admin = await world.client("administrator")
    for index in range(5):
        await admin.post("/identity/departments", json={"name": f"部门 {index}"})
    seen, cursor = [], None
    while True:
        query = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        body = (await admin.get("/identity/departments", params=query)).json()
        seen += [item["name"] for item in body["items"]]
        cursor = body["next"]
        if cursor is None:
            break
    assert seen == [f"部门 {index}" for index in range(5)]
    assert "total" not in body
    assert (await admin.get("/identity/departments", params={"count": True})).json()["total"] == 5
    assert (await admin.get("/identity/departments", params={"cursor": "rubbish"})).status_code == 422
    counts = []
    for limit in (1, 5):
        with statements() as sent:
            await admin.get("/identity/departments", params={"limit": limit})
        counts.append(len(sent))
    assert counts[0] == counts[1] == 2


async def test_unknown_addresses_and_methods_are_problems_too(world):
    client = world.anonymous()
    for method, path, status in (("GET", "/identity/nothing", 404), ("PUT", "/identity/users", 405)):
        answer = await client.request(method, path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["request_id"]
