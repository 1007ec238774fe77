"""A key is worth what its scopes say: it makes nobody more powerful than itself."""

from tests.factories.records import seen


async def test_a_key_opens_no_door_that_is_closed_to_itself(world):
    admin = await world.client("administrator")
    key = await world.partner("identity:read", "identity:write")
    strong = (await admin.post("/identity/api-clients", json={"name": "stark", "scopes": ["sensitive"]})).json()
    attempts = [
        key.post("/identity/api-clients", json={"name": "mehr", "scopes": ["identity:read", "sensitive"]}),
        key.post(f"/identity/api-clients/{strong['id']}/rotate", json={}, headers=seen(strong)),
        key.patch(f"/identity/api-clients/{strong['id']}", json={"scopes": ["records:read"]}, headers=seen(strong)),
    ]
    for attempt in attempts:
        answer = await attempt
        assert (answer.status_code, answer.json()["code"]) == (403, "beyond_own_scopes"), answer.text
    own = await key.post("/identity/api-clients", json={"name": "gleich", "scopes": ["identity:read"]})
    assert own.status_code == 201, own.text


async def test_a_key_becomes_nobody(world):
    admin = await world.client("administrator")
    key = await world.partner("identity:read", "identity:write")
    body = {"name": "王芳", "roles": ["member"], "language": "zh"}
    colleague = await key.post("/identity/users", json=body)
    assert colleague.status_code == 201, colleague.text
    chief = (await admin.post("/identity/users", json=body | {"name": "总管", "roles": ["administrator"]})).json()
    path = f"/identity/users/{colleague.json()['id']}"
    settings = await admin.get("/identity/sign-in-settings")
    attempts = [
        key.post("/identity/users", json=body | {"roles": ["administrator"]}),
        key.patch(path, json={"roles": ["administrator"]}, headers=seen(colleague.json())),
        key.patch(f"/identity/users/{chief['id']}", json={"email": "me@evil.example"}, headers=seen(chief)),
        key.post(f"/identity/users/{chief['id']}/sign-in-link", json={}),
        key.patch(
            "/identity/sign-in-settings", json={"sso_label": "x"}, headers={"if-match": settings.headers["etag"]}
        ),
        key.delete(f"{path}/second-factor"),
    ]
    for attempt in attempts:
        answer = await attempt
        assert (answer.status_code, answer.json()["code"]) == (403, "people_only"), answer.text
