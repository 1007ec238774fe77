"""What is private about a person: sealed, read on a live legal basis for a purpose, every look written down."""

import datetime as dt

import pytest
from sqlalchemy import text

from tests.factories.records import make_consent, make_contact, make_customer, seen

TRAITS = {"traits": "直率,重承诺", "interests": "围棋", "family": None, "background": "华中科技大学"}
VISIT = {"purpose": "visit"}


async def person(client):
    """(the contact with a consent to visits and its private section, the section's address)."""
    contact = await make_contact(client, await make_customer(client), name="欧阳守拙", phone="13712345678")
    consent = await make_consent(client, contact)
    path = f"/records/contacts/{contact['id']}/private"
    answer = await client.put(path, json=TRAITS)
    assert answer.status_code == 200, answer.text
    return contact | {"consent": consent, "private_version": answer.json()["version"]}, path


async def everything_in(world, *tables):
    async with world.session() as session:
        found = [(await session.execute(text(f"select t::text from {table} t"))).scalars() for table in tables]
        return "\n".join(line for rows in found for line in rows)


async def test_private_traits_are_seen_for_a_purpose_that_is_recorded(world):
    manager = await world.client("account_manager")
    contact, path = await person(manager)
    assert (await manager.get(path)).status_code == 422
    assert (await manager.get(path, params={"purpose": "curiosity"})).status_code == 422
    read = await manager.get(path, params=VISIT)
    assert {name: read.json()[name] for name in TRAITS} == TRAITS
    again = await manager.put(path, json=TRAITS | {"interests": "登山"})
    assert again.json()["interests"] == "登山"

    log = (await manager.get(f"{path}/views", params={"count": True})).json()
    assert [(item["actor_name"], item["action"], item["purpose"]) for item in log["items"]] == [
        (manager.user.name, "viewed", "visit")
    ]
    assert log["total"] == 1
    timeline = (await manager.get(f"/records/customers/{contact['customer_id']}/timeline")).json()["items"]
    private = [item for item in timeline if item["entity"] == "private_traits"]
    assert [item["action"] for item in private] == ["updated", "viewed", "created"]
    assert private[2]["changes"]["interests"] == ["•", "•"]

    for client in (await world.client("member"), await world.client("executive"), await world.partner("records:read")):
        for address in (path, f"{path}/views", "/records/consents"):
            answer = await client.get(address, params=VISIT | {"contact_id": contact["id"]})
            assert answer.status_code == 403, address
        assert (await client.put(path, json=TRAITS)).status_code == 403
        shown = (await client.get(f"/records/customers/{contact['customer_id']}/timeline")).json()["items"]
        assert not [item for item in shown if item["entity"] in {"private_traits", "consent"}]

    other = await world.client("account_manager")
    assert (await other.put(path, json=TRAITS)).status_code == 403
    assert (await manager.delete(path, headers=seen(again.json()))).status_code == 204
    assert (await manager.get(path, params=VISIT)).status_code == 404


async def test_without_a_live_basis_nothing_private_is_written_or_read(world):
    manager = await world.client("account_manager")
    contact, path = await person(manager)
    bare = await make_contact(manager, {"id": contact["customer_id"]})
    refused = await manager.put(f"/records/contacts/{bare['id']}/private", json=TRAITS)
    assert (refused.status_code, refused.json()["code"]) == (409, "consent_missing")
    refused = await manager.get(path, params={"purpose": "care"})
    assert (refused.status_code, refused.json()["code"]) == (409, "consent_missing")
    assert (await manager.get(path, params=VISIT)).status_code == 200

    consent = f"/records/consents/{contact['consent']['id']}"
    early = await manager.patch(consent, json={"withdrawn_on": "2025-12-31"}, headers=seen(contact["consent"]))
    assert (early.status_code, early.json()["errors"][0]["code"]) == (422, "before_given")
    today = dt.datetime.now(dt.UTC).date().isoformat()
    withdrawn = await manager.patch(consent, json={"withdrawn_on": today}, headers=seen(contact["consent"]))
    assert (withdrawn.json()["live"], withdrawn.json()["withdrawn_on"]) == (False, today)
    assert (await manager.get(path, params=VISIT)).status_code == 409
    assert (await manager.put(path, json=TRAITS)).status_code == 409
    log = (await manager.get(f"{path}/views")).json()["items"]
    assert len(log) == 1, "a look that was refused showed nothing"

    await make_consent(manager, contact, purpose="care", basis="contract")
    assert (await manager.get(path, params={"purpose": "care"})).status_code == 200
    listed = (await manager.get("/records/consents", params={"contact_id": contact["id"]})).json()["items"]
    assert [(row["purpose"], row["basis"], row["live"]) for row in listed] == [
        ("care", "contract", True),
        ("visit", "consent", False),
    ]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [("purpose", "curiosity", None), ("basis", "whim", None), ("given_on", "2126-01-01", "in_the_future")],
)
async def test_a_wrong_consent(world, field, value, code):
    manager = await world.client("account_manager")
    contact = await make_contact(manager, await make_customer(manager))
    body = {"contact_id": contact["id"], "purpose": "visit", "given_on": "2026-01-05", field: value}
    answer = await manager.post("/records/consents", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"/{field}"
    assert code in {None, answer.json()["errors"][0]["code"]}
    stranger = await world.client("account_manager")
    assert (await stranger.post("/records/consents", json=body | {field: "visit"})).status_code in {403, 422}


async def test_nothing_of_a_person_lies_open_in_past_events(world):
    manager = await world.client("account_manager")
    contact, _ = await person(manager)
    path = f"/records/contacts/{contact['id']}"
    changed = await manager.patch(path, json={"phone": "13999999999"}, headers=seen(contact))
    assert changed.status_code == 200
    told = await everything_in(world, "event", "private_traits", "subject_key")
    for secret in ("直率", "围棋", "华中科技大学", "欧阳守拙", "13712345678", "13999999999", "本人书面同意"):
        assert secret not in told
        assert secret.encode().hex() not in told

    timeline = (await manager.get(f"/records/customers/{contact['customer_id']}/timeline")).json()["items"]
    first, last = [item for item in timeline if item["entity"] == "contact"][::-1]
    assert first["changes"]["name"] == [None, "欧阳守拙"]
    assert (last["title"], last["changes"]["phone"]) == ("欧阳守拙", ["13712345678", "13999999999"])


async def test_a_seal_opens_only_in_its_place(world):
    manager = await world.client("account_manager")
    contact, path = await person(manager)
    async with world.sessions.begin() as session:
        await session.execute(text("update private_traits set family = interests"))
    answer = await manager.get(path, params=VISIT)
    assert (answer.status_code, answer.json()["code"]) == (503, "seal_broken")
    other, _ = await person(manager)
    async with world.sessions.begin() as session:
        swap = "update subject_key set sealed_key = (select sealed_key from subject_key where subject_id = :other)"
        await session.execute(text(swap), {"other": other["id"]})
    timeline = await manager.get(f"/records/customers/{contact['customer_id']}/timeline")
    assert (timeline.status_code, timeline.json()["code"]) == (503, "seal_broken")


async def test_a_contact_that_is_deleted_takes_its_key_along(world):
    manager = await world.client("account_manager")
    contact = await make_contact(manager, await make_customer(manager), name="司马青衫")
    assert (await manager.delete(f"/records/contacts/{contact['id']}", headers=seen(contact))).status_code == 204
    async with world.session() as session:
        [(key, destroyed)] = await session.execute(text("select sealed_key, destroyed_at from subject_key"))
    assert key is None
    assert destroyed is not None
    timeline = await manager.get(f"/records/customers/{contact['customer_id']}/timeline")
    assert "司马" not in timeline.text
    assert [item["action"] for item in timeline.json()["items"] if item["entity"] == "contact"] == [
        "deleted",
        "created",
    ]
