"""Lists as files, through the door users have."""

import csv
import io
import json

import pytest
from sqlalchemy import text

from tests.factories.records import make_customer, make_order

FORMULA = "=HYPERLINK(1)"


async def exported(client, path, **query):
    answer = await client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return answer


def table(answer):
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


async def test_an_export_has_the_rows_of_its_list_whatever_their_number(world):
    client = await world.client()
    names = {f"客户{number:03d}" for number in range(230)}
    for name in names:
        await make_customer(client, name=name)
    await make_customer(client, name="别家")
    rows = table(await exported(client, "/records/customers/export", filter='name ~ "客户"', headers="names"))
    assert {row["name"] for row in rows} == names, "more than one window, with the list's filter"
    some = await exported(
        client, "/records/customers/export", filter='name ~ "客户00"', fields="class,name", format="ndjson"
    )
    lines = [json.loads(line) for line in some.text.splitlines()]
    assert [list(line) for line in lines] == [["class", "name"]] * 10, "the columns asked for, in that order"


async def test_text_never_becomes_a_formula(world):
    client = await world.client()
    await make_customer(client, name=FORMULA)
    [row] = table(await exported(client, "/records/customers/export", headers="names"))
    assert row["name"] == f"'{FORMULA}"
    book = await exported(client, "/records/customers/export", format="xlsx", fields="name")
    from python_calamine import load_workbook

    sheet = load_workbook(io.BytesIO(book.content)).get_sheet_by_index(0)
    assert sheet.to_python()[1] == [FORMULA], "in a workbook it is a text by its type"
    assert b"<f>" not in book.content


@pytest.mark.parametrize(("language", "word"), [("zh-CN", "金额"), ("en", "Amount")])
async def test_columns_are_headed_in_the_readers_language(world, language, word):
    client = await world.client()
    await make_order(client, await make_customer(client))
    client.headers["accept-language"] = language
    [row] = table(await exported(client, "/records/transactions/export"))
    assert word in row


async def test_what_one_may_not_see_is_not_in_the_file(world):
    client = await world.client()
    await make_order(client, await make_customer(client), amount=987654.25)
    seen = (await exported(client, "/records/transactions/export")).text
    assert "987654.25" in seen
    plain = await world.client("member")
    for kind in ("csv", "ndjson"):
        answer = await exported(plain, "/records/transactions/export", format=kind)
        assert "987654" not in answer.text
        assert answer.text.count("\n") >= 1
    assert (await world.anonymous().get("/records/transactions/export")).status_code == 401


async def test_an_export_is_written_down_with_its_purpose(world):
    client = await world.client()
    await exported(client, "/records/customers/export", purpose="年度盘点", filter="class = S")
    async with world.session() as session:
        rows = await session.execute(text("select actor_id, reason from event where entity = 'export'"))
        [(actor, reason)] = rows.all()
    assert actor == client.user.id
    assert reason == "customers · csv · class = S · 年度盘点"


async def test_a_wrong_question_is_answered_as_the_list_would(world):
    client = await world.client()
    for query, pointer in (
        ({"filter": "nothing = 1"}, "query/filter"),
        ({"fields": "name,shoe_size"}, "query/fields"),
        ({"format": "pdf"}, "query/format"),
        ({"sort": "shoe_size"}, "query/sort"),
        ({"limit": "1"}, "query/limit"),  # a file is the whole list
        ({"cursor": "WyJ4Il0"}, "query/cursor"),
        ({"count": "true"}, "query/count"),
    ):
        answer = await client.get("/records/customers/export", params=query)
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["pointer"].strip("/") == pointer
