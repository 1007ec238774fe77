"""One person's data: handed out whole, forgotten for good, and the register of who asked."""

import datetime as dt

import pytest
from sqlalchemy import text

from tests.factories.records import make_consent, make_contact, make_customer, make_interaction, seen
from tests.working import work

SECRETS = ("欧阳守拙", "13712345678", "shouzhuo@customer.example", "wx-oysz-77", "总调度长", "围棋八段", "CRM-7781")


async def person(admin):
    """(customer, contact) of whom something stands everywhere."""
    customer = await make_customer(admin)
    contact = await make_contact(
        admin,
        customer,
        name="欧阳守拙",
        title="总调度长",
        phone="13712345678",
        mail="shouzhuo@customer.example",
        messenger="wx-oysz-77",
        source="crm",
        external_id="CRM-7781",
        owner_id=str(admin.user.id),
    )
    await make_consent(admin, contact)
    private = {"interests": "围棋八段", "traits": None, "family": None, "background": None}
    assert (await admin.put(f"/records/contacts/{contact['id']}/private", json=private)).status_code == 200
    await make_interaction(admin, customer, contact_ids=[contact["id"]], summary="谈了明年的计划")
    chart = (await admin.post("/planning/power-maps", json={"customer_id": customer["id"]})).json()
    body = {"contact_id": contact["id"], "role": "decider", "evidence": "围棋八段自己说的"}
    assert (await admin.post(f"/planning/power-maps/{chart['id']}/people", json=body)).status_code == 201
    return customer, contact


async def whole_database(world):
    """Every row of every table, as text."""
    async with world.session() as session:
        tables = "select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'"
        names = (await session.execute(text(tables))).scalars().all()
        lines = []
        for name in names:
            rows = (await session.execute(text(f'select t::text from "{name}" t'))).scalars()
            lines += [f"{name}: {row}" for row in rows]
    assert len(names) > 40
    return lines


async def test_the_export_holds_everything_about_one_person(world):
    admin = await world.client("administrator")
    customer, contact = await person(admin)
    other = await make_contact(admin, customer, name="旁人甲", reports_to_id=contact["id"])
    asked = {"kind": "access", "contact_id": contact["id"], "received_on": "2026-11-02", "wish": "想知道都存了什么"}
    assert (await admin.post("/records/privacy-requests", json=asked)).status_code == 201
    answer = await admin.post(f"/records/contacts/{contact['id']}/export", json={"purpose": "access"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="person-{contact["id"]}.json"'
    data = answer.json()
    for secret in SECRETS:
        assert secret in answer.text
    assert data["contact"]["phone"] == "13712345678"
    assert data["private_traits"]["interests"] == "围棋八段"
    assert set(data["records"]) == {"consent", "interaction", "power_map_person", "privacy_request"}
    assert data["records"]["interaction"][0]["summary"] == "谈了明年的计划"
    told = {(event["entity"], event["action"]) for event in data["events"]}
    assert told >= {("contact", "created"), ("interaction", "created"), ("power_map_person", "created")}
    [created] = [e for e in data["events"] if (e["entity"], e["action"]) == ("contact", "created")]
    assert created["changes"]["phone"] == [None, "13712345678"]
    assert other["name"] not in answer.text
    log = (await admin.get(f"/records/contacts/{contact['id']}/private/views")).json()["items"]
    assert [(item["action"], item["purpose"], item["actor_name"]) for item in log] == [
        ("exported", "access", admin.user.name)
    ]
    assert (await admin.post(f"/records/contacts/{contact['id']}/export", json={"purpose": "fun"})).status_code == 422


async def files_that_name(world, admin, contact):
    """Two files of contacts, each with a line of this person and one of another: one waits, the other was rejected."""
    customer = (await admin.get(f"/records/customers/{contact['customer_id']}")).json()["name"]
    runs = []
    for cell, other in ((f" {contact['name']} ", "旁人丙"), (contact["phone"], "旁人丁")):
        content = f"customer,name,mail\n{customer},{cell},nowhere\n{customer},{other},x\n"
        sent = await admin.post(
            "/records/imports", files={"file": ("people.csv", content, "text/csv")}, data={"kind": "contacts"}
        )
        assert sent.status_code == 201, sent.text
        runs.append(sent.json())
    assert (await admin.post(f"/records/imports/{runs[1]['id']}/run")).status_code == 202
    await work(world, "records.import")
    done = (await admin.get(f"/records/imports/{runs[1]['id']}")).json()
    assert done["result"]["reject"] == 2, done
    assert contact["phone"] in (await admin.get(f"/records/imports/{runs[1]['id']}/rejects")).text
    return runs


async def test_an_erased_person_is_nowhere_any_more(world):
    admin = await world.client("administrator")
    customer, contact = await person(admin)
    low = await make_contact(admin, customer, name="旁人乙", reports_to_id=contact["id"])
    path = f"/records/contacts/{contact['id']}"
    changed = await admin.patch(path, json={"department": "总调度长办公室"}, headers=seen(contact))
    assert changed.status_code == 200
    waiting, rejected = await files_that_name(world, admin, contact)
    preview = (await admin.get(f"{path}/erasure")).json()
    assert preview["name"] == "欧阳守拙"
    assert set(preview["fields"]) == {"name", "title", "department", "phone", "mail", "messenger", "external_id"}
    assert preview["private_traits"] is True
    assert {item["kind"]: item["count"] for item in preview["held"]} == {
        "consent": 1,
        "interaction": 1,
        "power_map_person": 1,
    }
    assert preview["events"] >= 3

    assert (await admin.post(f"{path}/erase")).status_code == 428
    assert (await admin.post(f"{path}/erase", headers=seen(contact))).status_code == 412
    done = await admin.post(f"{path}/erase", headers=seen(preview))
    assert done.status_code == 204, done.text

    for line in await whole_database(world):
        for secret in SECRETS:
            assert secret not in line, line
            assert secret.encode().hex() not in line
    for run, others in ((waiting, "旁人丙"), (rejected, "旁人丁")):
        found = (await admin.get(f"/records/imports/{run['id']}")).json()
        assert [line for line in found["samples"] if any(line)] == [[customer["name"], others, "x"]], found["samples"]
    lines = (await admin.get(f"/records/imports/{rejected['id']}/rejects")).text.splitlines()
    assert [line.split(",")[:3] for line in lines[1:]] == [["", "", ""], [customer["name"], "旁人丁", "x"]]
    left = (await admin.get(path)).json()
    assert (left["name"], left["phone"], left["mail"], left["title"]) == ("已删除的联系人", None, None, None)
    assert left["erased_at"] is not None
    assert (await admin.get(f"/records/contacts/{low['id']}")).json()["reports_to_id"] == contact["id"]
    for query in ("欧阳守", "oysz", "137123", "已删除的"):
        assert (await admin.get("/search", params={"q": query})).json()["items"] == [], query

    timeline = (await admin.get(f"/records/customers/{customer['id']}/timeline")).json()["items"]
    his = [item for item in timeline if item["entity"] == "contact" and item["entity_id"] == contact["id"]]
    assert [item["action"] for item in his] == ["erased", "updated", "created"]
    assert [item["title"] for item in his] == [None] * 3
    assert his[2]["changes"]["phone"] == ["•", "•"]
    assert (await admin.get(f"{path}/private", params={"purpose": "visit"})).status_code == 404

    for method, address, body in (
        ("patch", path, {"name": "欧阳守拙"}),
        ("put", f"{path}/private", {"family": "x"}),
        ("post", "/records/consents", {"contact_id": contact["id"], "purpose": "visit", "given_on": "2026-01-01"}),
        ("post", f"{path}/erase", None),
    ):
        answer = await admin.request(method, address, json=body, headers=seen(left))
        assert (answer.status_code, answer.json()["code"]) == (409, "contact_erased"), address
    export = await admin.post(f"{path}/export", json={"purpose": "authority"})
    assert export.json()["contact"]["phone"] is None
    assert not any(secret in export.text for secret in SECRETS)


async def test_what_somebody_writes_about_an_erased_person_is_not_sealed_under_a_new_key(world):
    admin = await world.client("administrator")
    customer, contact = await person(admin)
    preview = (await admin.get(f"/records/contacts/{contact['id']}/erasure")).json()
    await admin.post(f"/records/contacts/{contact['id']}/erase", headers=seen(preview))
    chart = (await admin.get("/planning/power-maps", params={"customer_id": customer["id"]})).json()["items"][0]
    [somebody] = (await admin.get(f"/planning/power-maps/{chart['id']}")).json()["people"]
    assert somebody["name"] == "已删除的联系人"
    answer = await admin.patch(
        f"/planning/power-maps/{chart['id']}/people/{somebody['id']}", json={"title": "新职务"}, headers=seen(somebody)
    )
    assert answer.status_code == 200, answer.text
    async with world.session() as session:
        keys = (await session.execute(text("select sealed_key from subject_key"))).scalars().all()
        last = await session.scalar(text("select changes from event order by id desc limit 1"))
    assert keys == [None]
    assert last["title"] == ["•", "•"]


async def test_the_register_of_requests(world):
    admin = await world.client("administrator")
    contact = await make_contact(admin, await make_customer(admin), name="欧阳守拙")
    body = {"kind": "erasure", "contact_id": contact["id"], "received_on": "2026-11-02", "wish": "请删除我的资料"}
    made = (await admin.post("/records/privacy-requests", json=body)).json()
    assert (made["due_on"], made["state"], made["contact_name"]) == ("2026-12-02", "open", "欧阳守拙")
    path = f"/records/privacy-requests/{made['id']}"
    silent = await admin.patch(path, json={"state": "done"}, headers=seen(made))
    assert (silent.status_code, silent.json()["errors"][0]["pointer"]) == (422, "/answer")
    early = await admin.patch(path, json={"due_on": "2026-11-01"}, headers=seen(made))
    assert (early.status_code, early.json()["errors"][0]["code"]) == (422, "before_received")
    done = (await admin.patch(path, json={"state": "done", "answer": "已抹除"}, headers=seen(made))).json()
    assert (done["state"], done["answered_on"]) == ("done", dt.datetime.now(dt.UTC).date().isoformat())
    assert (await admin.get(path)).json() == done
    again = (await admin.patch(path, json={"state": "open"}, headers=seen(done))).json()
    assert again["answered_on"] is None
    sooner = body | {"due_on": "2026-11-20", "kind": "access"}
    first = (await admin.post("/records/privacy-requests", json=sooner)).json()
    listed = (await admin.get("/records/privacy-requests", params={"state": "open"})).json()["items"]
    assert [row["id"] for row in listed] == [first["id"], made["id"]]
    kept = await admin.delete(f"/records/contacts/{contact['id']}", headers=seen(contact))
    assert (kept.status_code, kept.json()["code"]) == (409, "in_use"), "who asked us something is erased, not deleted"
    async with world.session() as session:
        told = (await session.execute(text("select changes::text from event where entity = 'privacy_request'"))).all()
    assert "请删除我的资料" not in str(told)


@pytest.mark.parametrize("role", ["account_manager", "strategy", "auditor", "member"])
async def test_only_who_answers_for_privacy_exports_and_erases(world, role):
    admin, other = await world.client("administrator"), await world.client(role)
    _, contact = await person(admin)
    path = f"/records/contacts/{contact['id']}"
    for method, address, body in (
        ("get", f"{path}/erasure", None),
        ("post", f"{path}/export", {"purpose": "access"}),
        ("post", f"{path}/erase", None),
        ("get", "/records/privacy-requests", None),
    ):
        answer = await other.request(method, address, json=body, headers={"if-match": '"1"'})
        assert (answer.status_code, answer.json()["needs"]) == (403, "privacy:write")
    assert (await admin.get(path)).json()["name"] == "欧阳守拙"
