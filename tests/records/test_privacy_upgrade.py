"""What an installation of the version before has in its tables, after the upgrade; and the change of the master key."""

import asyncio
import base64
import json
import uuid

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from services.kit import rotation
from services.kit.db import make_engine, make_readings, make_sessions
from services.kit.errors import Unavailable
from services.kit.lookup import Lookup
from services.kit.secrets import Vault, seal
from services.kit.settings import Settings
from tests.conftest import build, migrate
from tests.factories.records import make_consent, make_contact, make_customer

OLD = base64.b64encode(b"loam tests loam tests loam tests").decode()
NEW = base64.b64encode(b"the key that comes after the old").decode()
CUSTOMER, CONTACT = uuid.uuid4(), uuid.uuid4()


@pytest.fixture
async def before(database_url):
    """An empty database at the revision before privacy: (its address, an engine on it)."""
    name = f"before_{uuid.uuid4().hex}"
    admin = make_engine(Settings(DATABASE_URL=database_url, deadline_seconds=60))
    admin = admin.execution_options(isolation_level="AUTOCOMMIT")
    address = make_url(database_url).set(database=name).render_as_string(hide_password=False)
    async with admin.connect() as connection:
        await connection.execute(text(f"create database {name}"))
    await asyncio.to_thread(migrate, address, "0009_identity")
    engine = make_engine(Settings(DATABASE_URL=address))
    yield address, engine
    await engine.dispose()
    async with admin.connect() as connection:
        await connection.execute(text(f"drop database {name} with (force)"))
    await admin.dispose()


async def test_what_was_sealed_before_is_read_after_the_upgrade(before):
    address, engine = before
    key, sealed_key = Vault(OLD).new_key(f"private_traits:{CONTACT}:sealed_key")
    values = {
        "customer": CUSTOMER,
        "contact": CONTACT,
        "key": sealed_key,
        "family": seal(key, "女儿今年高考", place=f"private_traits:{CONTACT}:family"),
        "changes": json.dumps({"phone": [None, "13712345678"], "is_user": [None, True]}),
        "event": uuid.uuid4(),
    }
    async with engine.begin() as connection:
        for statement in (
            """insert into customer (id, name, kind, lifecycle, class, version)
               values (:customer, '老客户', 'company', 'acquisition', 'C', 1)""",
            "insert into contact (id, customer_id, name, version) values (:contact, :customer, '老朋友', 1)",
            """insert into private_traits (contact_id, customer_id, sealed_key, family, consent_on, consent_basis, version)
               values (:contact, :customer, :key, :family, '2026-01-05', '书面同意', 1)""",
            """insert into event (customer_id, id, at, entity, entity_id, action, actor_kind, actor_name, reason, changes,
                                  request_id)
               values (:customer, :event, now(), 'contact', :contact, 'created', 'user', '甲', '', cast(:changes as jsonb), '')""",
        ):
            await connection.execute(text(statement), {k: v for k, v in values.items() if f":{k}" in statement})
    await asyncio.to_thread(migrate, address)

    lookup = Lookup(engine)
    world = build(address, "all", make_sessions(engine), make_readings(engine), lookup)
    admin = await world.client("administrator")
    path = f"/records/contacts/{CONTACT}/private"
    read = await admin.get(path, params={"purpose": "care"})
    assert read.json()["family"] == "女儿今年高考"
    consents = (await admin.get("/records/consents", params={"contact_id": str(CONTACT)})).json()["items"]
    assert {(row["purpose"], row["given_on"], row["evidence"], row["live"]) for row in consents} == {
        (purpose, "2026-01-05", "书面同意", True) for purpose in ("visit", "care", "planning")
    }
    timeline = (await admin.get(f"/records/customers/{CUSTOMER}/timeline")).json()["items"]
    [told] = [item["changes"] for item in timeline if item["action"] == "created"]
    assert told == {"phone": ["•", "•"], "is_user": [None, True]}

    assert (await rotation.rotate(world.sessions, Vault(f"{NEW},{OLD}"))).wrapped == 1, (
        "the row's own key is wrapped too"
    )
    assert (await rotation.rotate(world.sessions, Vault(f"{OLD},{NEW}"))).wrapped == 1
    written = await admin.put(path, json={"family": "女儿今年上大学"})
    assert written.status_code == 200, written.text
    async with engine.connect() as connection:
        assert await connection.scalar(text("select sealed_key is null from private_traits"))
    assert (await admin.get(path, params={"purpose": "visit"})).json()["family"] == "女儿今年上大学"
    for client in world.clients:
        await client.aclose()
    await lookup.close()


async def test_the_master_key_is_changed_in_batches_that_can_be_cut_off(world):
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    contacts = [await make_contact(admin, customer) for _ in range(5)]
    await make_consent(admin, contacts[0])
    path = f"/records/contacts/{contacts[0]['id']}/private"
    await admin.put(path, json={"family": "女儿今年高考"})
    both, only_new = Vault(f"{NEW},{OLD}"), Vault(NEW)

    class PowerCutError(Exception):
        pass

    def cut(_column, so_far):
        if so_far.wrapped >= 2:
            raise PowerCutError

    with pytest.raises(PowerCutError):
        await rotation.rotate(world.sessions, both, batch=2, tell=cut)
    # half is under the new key: while both are given, everything opens
    for app in world.apps.values():
        app.state.settings = app.state.settings.model_copy(update={"master_key": f"{NEW},{OLD}"})
    assert (await admin.get(path, params={"purpose": "visit"})).json()["family"] == "女儿今年高考"
    with pytest.raises(Unavailable):
        await rotation.rotate(world.sessions, only_new)

    done = await rotation.rotate(world.sessions, both, batch=2)
    assert (done.kept, done.wrapped) == (2, 3)
    assert await rotation.rotate(world.sessions, only_new) == rotation.Rotated(kept=5, wrapped=0)
    for app in world.apps.values():
        app.state.settings = app.state.settings.model_copy(update={"master_key": NEW})
    assert (await admin.get(path, params={"purpose": "visit"})).json()["family"] == "女儿今年高考"
    timeline = (await admin.get(f"/records/customers/{customer['id']}/timeline")).json()["items"]
    assert {item["title"] for item in timeline if item["entity"] == "contact"} == {row["name"] for row in contacts}


def test_whatever_the_master_key_wraps_says_so():
    """A column that is not marked would be lost with the old key."""
    columns = {f"{column.table.name}.{column.name}" for column in rotation.wrapped_columns()}
    assert columns >= {"subject_key.sealed_key", "private_traits.sealed_key"}
