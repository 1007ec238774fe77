"""Files at records: kept whole, told apart by their content, given out only to be saved, and gone when deleted."""

import datetime as dt
import hashlib
import os
import uuid
from urllib.parse import unquote

import pytest
from sqlalchemy import func, select, update

from services.kit.jobs import enqueue
from services.kit.settings import Settings
from services.records.attachments import store
from services.records.attachments.models import Attachment
from tests.factories.execution import ok
from tests.factories.files import PDF, PNG, send
from tests.factories.planning import company
from tests.factories.records import make_customer, seen
from tests.working import work


def object_of(files, attachment):
    return files / store.key_of(uuid.UUID(attachment["id"]))


async def test_a_file_is_kept_listed_and_given_back_byte_for_byte(world, files):
    author, reader = await world.client("member"), await world.client("read_only")
    customer = await make_customer(author)
    content = PDF + os.urandom(3_000_000)
    sent = await send(author, customer, "框架合同 2026(签章).pdf", content)
    card = ok(sent)
    assert sent.headers["etag"] == '"1"'
    assert (card["name"], card["media_type"], card["size"]) == (
        "框架合同 2026(签章).pdf",
        "application/pdf",
        len(content),
    )
    assert (card["entity"], card["entity_id"], card["customer_id"]) == ("customer", customer["id"], customer["id"])
    assert (card["author_id"], card["author_name"]) == (str(author.user.id), author.user.name)
    assert card["sha256"] == hashlib.sha256(content).hexdigest()
    assert object_of(files, card).read_bytes() == content
    path = f"/records/attachments/{card['id']}"
    assert ok(await reader.get(path)) == card
    query = {"entity": "customer", "entity_id": customer["id"]}
    assert ok(await reader.get("/records/attachments", params=query))["items"] == [card]
    answer = await reader.get(f"{path}/content")
    assert answer.content == content
    assert answer.headers["content-length"] == str(len(content))
    timeline = ok(await reader.get(f"/records/customers/{customer['id']}/timeline"))["items"]
    told = [(one["action"], one["title"]) for one in timeline if one["entity"] == "attachment"]
    assert told == [("created", card["name"])]


async def test_it_is_given_out_to_be_saved_and_never_as_a_page(world):
    member = await world.client("member")
    customer = await make_customer(member)
    made = {
        name: ok(await send(member, customer, name, content))
        for name, content in (
            ("表.csv", b"a,b\n<script>alert(1)</script>,2\n"),
            ("图.png", PNG),
            ("图.bmp", b"BM" + PNG),
        )
    }
    for name, inline, way in [
        ("表.csv", "false", "attachment"),
        ("表.csv", "true", "attachment"),
        ("图.png", "false", "attachment"),
        ("图.png", "true", "inline"),
        ("图.bmp", "true", "attachment"),
    ]:
        path = f"/records/attachments/{made[name]['id']}/content"
        answer = await member.get(path, params={"inline": inline})
        disposition = answer.headers["content-disposition"]
        assert disposition.startswith(f'{way}; filename="_.'), (name, inline)
        assert unquote(disposition.partition("filename*=UTF-8''")[2]) == name
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'; sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["content-type"] == made[name]["media_type"]
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "private, no-cache"
        assert answer.headers["etag"] == f'"{made[name]["sha256"]}"'
        again = await member.get(path, headers={"if-none-match": f'"x", W/{answer.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")


async def test_sizes(world, files, monkeypatch):
    member = await world.client("member")
    customer = await make_customer(member)
    settings = world.apps["all"].state.settings
    assert ok(await member.get("/records/attachments/rules"))["max_bytes"] == 25 * 1024 * 1024
    before = sorted(files.rglob("*"))
    empty = await send(member, customer, "a.pdf", b"")
    assert (empty.status_code, empty.json()["errors"][0]["pointer"]) == (422, "/file")
    over = await send(member, customer, "a.pdf", PDF + bytes(settings.attachment_limit))
    assert (over.status_code, over.json()["code"]) == (413, "file_too_large")
    assert "25 MB" in over.json()["detail"]
    far_over = await send(member, customer, "a.pdf", PDF + bytes(2 * settings.attachment_limit))
    assert far_over.status_code == 413
    assert far_over.headers["content-type"] == "application/problem+json"
    assert sorted(files.rglob("*")) == before
    exact = ok(await send(member, customer, "a.pdf", PDF + bytes(settings.attachment_limit - len(PDF))))
    assert exact["size"] == settings.attachment_limit
    elsewhere = await member.post("/records/comments", json={"body": "x" * 1_100_000})
    assert elsewhere.status_code == 413, "the higher limit is that of this address alone"


async def test_who_may_not_is_refused_before_the_file_is_read(world):
    reader, customer = await world.client("read_only"), await make_customer(await world.client("member"))

    async def body():
        raise AssertionError("nobody should have read this")
        yield b""

    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = await reader.post("/records/attachments", content=body(), headers=headers)
    assert (answer.status_code, answer.json()["needs"]) == (403, "records:team")
    stranger = world.anonymous()
    assert (await stranger.post("/records/attachments", content=body(), headers=headers)).status_code == 401
    refused = await send(reader, customer)
    assert refused.status_code == 403


async def test_only_those_who_may_change_the_record_attach_and_delete(world, files):
    admin, outsider = await world.client("administrator"), await world.client("member")
    base = await company(admin, teams=1, customers=1)
    record = await base.propose()
    for entity, one in (("customer", base.customers[0]), ("opportunity", record)):
        before = sorted(files.rglob("*"))
        answer = await send(outsider, one, entity=entity)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_on_team")
        assert sorted(files.rglob("*")) == before
        card = ok(await send(admin, one, entity=entity))
        assert card["customer_id"] == base.customers[0]["id"]
        path = f"/records/attachments/{card['id']}"
        assert (await outsider.get(f"{path}/content")).content == PDF, "all read every record"
        assert (await outsider.delete(path, headers=seen(card))).status_code == 403
        assert (await admin.delete(path)).status_code == 428
        assert (await admin.delete(path, headers={"if-match": '"7"'})).status_code == 412
        ok(await admin.delete(path, headers=seen(card)))
        assert (await outsider.post(f"{path}/restore")).status_code == 403


async def test_partners_attach_and_read_within_their_scopes(world):
    admin = await world.client("administrator")
    base = await company(admin, teams=1, customers=1)
    record = await base.propose()
    both = await world.partner("records:read", "records:write", "planning:read", "planning:write")
    records, reader = await world.partner("records:read", "records:write"), await world.partner("records:read")
    customer = base.customers[0]
    key = {"idempotency-key": "contract-4711"}
    card = ok(await send(records, customer, **key))
    again = await send(records, customer, **key)
    assert (again.json(), again.headers["idempotent-replayed"]) == (card, "true"), "sent twice, kept once"
    assert card["author_id"] is None
    assert card["author_name"].startswith("partner ")
    planned = ok(await send(both, record, entity="opportunity"))
    assert (await send(records, record, entity="opportunity")).status_code == 403
    assert (await send(reader, customer)).status_code == 403
    assert {one["id"] for one in ok(await both.get("/records/attachments"))["items"]} >= {card["id"], planned["id"]}
    assert [one["id"] for one in ok(await reader.get("/records/attachments"))["items"]] == [card["id"]]
    for path in (f"/records/attachments/{planned['id']}", f"/records/attachments/{planned['id']}/content"):
        assert (await reader.get(path)).status_code == 403
    assert (await reader.get("/records/attachments", params={"entity": "opportunity"})).status_code == 403
    assert (await reader.get(f"/records/attachments/{card['id']}/content")).content == PDF


async def test_lists_are_as_all_lists(world):
    member = await world.client("member")
    customer, other = [await make_customer(member) for _ in range(2)]
    since = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    cards = [
        ok(await send(member, customer, name, PDF + bytes(i))) for i, name in enumerate(("丙.pdf", "甲.pdf", "乙.pdf"))
    ]
    ok(await send(member, other))
    query = {"customer_id": customer["id"]}

    async def names(**more):
        return [one["name"] for one in ok(await member.get("/records/attachments", params=query | more))["items"]]

    assert await names() == ["乙.pdf", "甲.pdf", "丙.pdf"]
    assert await names(sort="name") == sorted(["甲.pdf", "乙.pdf", "丙.pdf"])
    assert await names(filter='name ~ "甲" or size = ' + str(cards[0]["size"])) == ["甲.pdf", "丙.pdf"]
    first = ok(await member.get("/records/attachments", params=query | {"limit": "2", "count": "true"}))
    assert (len(first["items"]), first["total"]) == (2, 3)
    assert await names(cursor=first["next"]) == ["丙.pdf"]
    cut = ok(await member.get("/records/attachments", params=query | {"fields": "name", "limit": "1"}))
    assert set(cut["items"][0]) == {"id", "name"}
    ok(await member.delete(f"/records/attachments/{cards[0]['id']}", headers=seen(cards[0])))
    changed = ok(await member.get("/records/attachments", params=query | {"updated_since": since.isoformat()}))
    assert {one["id"] for one in changed["items"]} == {cards[1]["id"], cards[2]["id"]}
    assert [one["id"] for one in changed["deleted"]] == [cards[0]["id"]]
    ok(await member.post(f"/records/attachments/{cards[0]['id']}/restore"))
    back = ok(await member.get("/records/attachments", params=query | {"updated_since": since.isoformat()}))
    assert {one["id"] for one in back["items"]} == {one["id"] for one in cards}
    assert back["deleted"] == [], "what came back was not deleted"


async def purge(world):
    async with world.sessions.begin() as session:
        await enqueue(session, "attachments.purge")
    assert await work(world, "attachments.purge") == 1


async def age(world, card, hours):
    async with world.sessions.begin() as session:
        then = func.now() - dt.timedelta(hours=hours)
        await session.execute(update(Attachment).where(Attachment.id == uuid.UUID(card["id"])).values(deleted_at=then))


async def test_deleting_hides_at_once_can_be_taken_back_and_a_day_later_not(world, files):
    member = await world.client("member")
    customer = await make_customer(member)
    card = ok(await send(member, customer))
    path = f"/records/attachments/{card['id']}"
    ok(await member.delete(path, headers=seen(card)))
    for answer in (
        await member.get(path),
        await member.get(f"{path}/content"),
        await member.delete(path, headers=seen(card)),
    ):
        assert answer.status_code == 404
    await purge(world)
    back = ok(await member.post(f"{path}/restore"))
    assert ok(await member.post(f"{path}/restore")) == back, "asked twice, done once"
    assert (await member.get(f"{path}/content")).content == PDF
    timeline = ok(await member.get(f"/records/customers/{customer['id']}/timeline"))["items"]
    told = [one["action"] for one in timeline if one["entity"] == "attachment"]
    assert told == ["restored", "deleted", "created"]
    ok(await member.delete(path, headers=seen(back)))
    await age(world, card, 25)
    assert (await member.post(f"{path}/restore")).status_code == 404
    assert object_of(files, card).exists()
    await purge(world)
    assert not object_of(files, card).exists()
    async with world.session() as session:
        assert await session.get(Attachment, uuid.UUID(card["id"])) is None
    await purge(world)


async def test_what_is_not_at_the_store_is_told(world, files):
    member = await world.client("member")
    customer = await make_customer(member)
    card = ok(await send(member, customer))
    object_of(files, card).unlink()
    answer = await member.get(f"/records/attachments/{card['id']}/content")
    assert (answer.status_code, answer.json()["code"]) == (404, "file_lost")
    settings = world.apps["all"].state.settings
    world.apps["all"].state.settings = settings.model_copy(update={"files": "/proc/none"})
    away = await send(member, customer)
    world.apps["all"].state.settings = settings
    assert (away.status_code, away.json()["code"]) == (503, "files_unavailable")
    assert int(away.headers["retry-after"]) > 0
    async with world.session() as session:
        assert await session.scalar(select(func.count()).select_from(Attachment)) == 1


async def test_files_go_with_the_plan_they_were_attached_to(world):
    admin = await world.client("administrator")
    base = await company(admin, teams=1, customers=1)
    body = {"customer_id": base.customers[0]["id"], "cycle_id": base.cycle["id"]}
    plan = ok(await admin.post("/planning/account-plans", json=body))
    card = ok(await send(admin, plan, entity="account_plan"))
    ok(await admin.delete(f"/planning/account-plans/{plan['id']}", headers=seen(plan)))
    await purge(world)
    path = f"/records/attachments/{card['id']}"
    assert (await admin.get(path)).status_code == 404
    answer = await admin.post(f"{path}/restore")
    assert (answer.status_code, answer.json()["code"]) == (409, "record_gone")


@pytest.mark.parametrize(
    ("said", "pointer"),
    [
        ({"entity": "contact"}, "/entity"),
        ({"entity_id": "x"}, "/entity_id"),
        ({"entity_id": str(uuid.uuid4())}, "/entity_id"),
        ({"entity": "project"}, "/entity_id"),
    ],
)
async def test_wrong_records(world, said, pointer):
    admin = await world.client("administrator")
    customer = await make_customer(admin)
    form = {"entity": "customer", "entity_id": customer["id"]} | said
    answer = await admin.post("/records/attachments", files={"file": ("a.pdf", PDF)}, data=form)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer), answer.text
    no_file = await admin.post("/records/attachments", data=form, files={"other": ("a.pdf", PDF)})
    assert no_file.status_code == 422
    as_json = await admin.post("/records/attachments", json=form)
    assert as_json.status_code == 415


@pytest.mark.parametrize("place", ["ftp://host/x", "s3://", "https://bucket.example", "s3://b/x?y=1", "s3://UPPER"])
def test_a_place_that_is_neither_folder_nor_bucket_is_refused_at_the_start(place):
    with pytest.raises(ValueError, match="LOAM_FILES"):
        Settings(DATABASE_URL="x", files=place)
