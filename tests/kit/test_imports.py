"""Imports, through the door users have."""

import csv
import io

import pytest
from sqlalchemy import select

from services.kit.imports.models import ImportRow
from tests.working import work

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
    assert answer.status_code == 202, answer.text
    await work(client.world, f"{service}.import")
    return (await client.get(f"/{service}/imports/{run['id']}")).json()


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
    assert (await client.get(f"/identity/imports/{run['id']}")).headers["etag"] == f'"{run["version"]}"'
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


CUSTOMERS = """account,sector,year_established,revenue,employees,office_location,subsidiary_of
Child Ltd,technolgy,1999,251.41,495,Norway,Parent & Co
Parent & Co,retail,1980,1100.04,"2,822",United States,
Orphan,retail,2001,10,5,Kenya,Nobody At All
"""


async def test_customers_with_parents_in_any_order_and_a_visible_mapping(world):
    client = await world.client()
    run = await mapped(client, "customers", CUSTOMERS, "records")
    assert {field: entry["column"] for field, entry in run["mapping"].items()} == {
        "name": "account",
        "industry_code": "sector",
        "founded_year": "year_established",
        "revenue": "revenue",
        "employees": "employees",
        "address": "office_location",
        "parent_id": "subsidiary_of",
    }
    mapping = run["mapping"] | {
        "external_id": {"column": "account"},
        "industry_code": {"column": "sector", "values": {"technolgy": "65", "retail": "52"}},
        "revenue": {"column": "revenue", "factor": "1000000"},
        "revenue_currency": {"constant": "USD"},
    }
    run = await mapped(client, "customers", CUSTOMERS, "records", mapping=mapping, source="maven")
    dry = await act(client, run, "dry-run", "records")
    assert counts(dry) == {"create": 2, "update": 0, "skip": 0, "reject": 1}
    assert dry["result"]["rejects"] == [
        {
            "row": 3,
            "field": "parent_id",
            "column": "subsidiary_of",
            "code": "unknown_reference",
            "value": "Nobody At All",
            "detail": "no such record",
        }
    ]
    assert counts(await act(client, run, "run", "records")) == counts(dry)
    found = (await client.get("/records/customers", params={"q": "child"})).json()["items"]
    child = (await client.get(f"/records/customers/{found[0]['id']}")).json()
    assert child["parent_name"] == "Parent & Co"
    assert child["industry_code"] == "I65"
    assert (child["revenue"], child["revenue_currency"], child["employees"]) == (251_410_000.0, "USD", 495)
    assert (child["kind"], child["lifecycle"], child["tags"]) == ("company", "acquisition", [])
    team = (await client.get(f"/records/customers/{child['id']}/team")).json()
    assert [member["role"] for member in team["members"]] == ["leader"], "who brings a customer in leads its team"
    timeline = (await client.get(f"/records/customers/{child['id']}/timeline")).json()["items"]
    assert timeline, "every record has its event"
    body = (await client.get(f"/records/imports/{run['id']}/rejects")).text
    assert body.splitlines()[1] == "Orphan,retail,2001,10,5,Kenya,Nobody At All,3,subsidiary_of: no such record"


async def test_circles_are_refused_wherever_their_parts_come_from(world):
    client = await world.client()
    first = "name,parent\nA,\nB,A\nC,B\n"
    await act(client, await mapped(client, "customers", first, "records"), "run", "records")
    second = "name,parent\nA,C\nD,E\nE,D\nF,D\nG,G\n"
    dry = await act(client, await mapped(client, "customers", second, "records"), "dry-run", "records")
    codes = {(reject["row"], reject["code"]) for reject in dry["result"]["rejects"]}
    assert codes == {(1, "cycle"), (2, "cycle"), (3, "cycle"), (4, "unknown_reference"), (5, "cycle")}


BAD = {
    "nul": ("Nul\0l,1,2020-01-01", "unstorable_character"),
    "control": ("Bell\x07,1,2020-01-01", "unstorable_character"),
    "surrogate": ("Half \ud83d,1,2020-01-01", "unstorable_character"),
    "too long": (f"{'x' * 201},1,2020-01-01", "string_too_long"),
    "line break": ('"two\nlines",1,2020-01-01', "one_line"),
    "number": ("N,abc,2020-01-01", "decimal_parsing"),
    "infinite": ("N,1e400,2020-01-01", "decimal_parsing"),
    "nan": ("N,NaN,2020-01-01", "decimal_parsing"),
    "huge": (f"N,{'9' * 30},2020-01-01", "less_than_equal"),
    "fine": ("N,1.005,2020-01-01", "decimal_max_places"),
    "no day": ("N,1,2017-02-30", "date_parsing"),
    "month": ("N,1,2017-13-01", "date_parsing"),
    "words": ("N,1,tomorrow", "date_parsing"),
    "far": ("N,1,9999-12-31", "date_out_of_range"),
    "short row": ("N,1", "cell_count"),
    "long row": ("N,1,2020-01-01,x", "cell_count"),
}


@pytest.mark.parametrize("name", BAD)
async def test_bad_cells_become_rejects(world, name):
    row, code = BAD[name]
    client = await world.client()
    content = f"title,market space,expected award\n{row}\nGood,1,2020-01-01\n".encode("utf-8", "surrogatepass")
    dry = await act(client, await mapped(client, "opportunities", content, "planning"), "dry-run", "planning")
    assert [reject["code"] for reject in dry["result"]["rejects"]] == [code]
    assert counts(dry) == {"create": 1, "update": 0, "skip": 0, "reject": 1}
    body = await client.get(f"/planning/imports/{dry['id']}/rejects", headers={"accept-language": "zh"})
    assert body.status_code == 200


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "header_missing"),
        (b"name\n", 422, "empty"),
        (b"name,name\na,b\n", 422, "duplicate_column"),
        (b'name,email\n"broken,x\n', 422, "csv"),
        (b"name\n\xff\xfe\x80", 422, "encoding"),
        ("name\nx".encode("utf-16"), 422, "encoding"),
        (b"na\0me\nx\n", 422, "header"),
        (b"PK\x03\x04" + b"\0" * 100, 422, "workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, 415, "spreadsheet"),
        (b"%PDF-1.7", 415, "spreadsheet"),
        (b'{"name": "x"}\n[1]\n', 422, "ndjson"),
        (b'{"name": ' + b"[" * 100_000, 422, "ndjson"),
        (b"name\n" + b"x" * 1_100_000, 422, "csv"),
    ],
)
async def test_a_file_that_is_no_csv_is_refused_as_a_whole(world, content, status, code):
    client = await world.client()
    answer = await upload(client, "users", content)
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert code in {body["code"], *(error["code"] for error in body["errors"])}
    assert body["errors"] == [] or body["errors"][0]["pointer"] == "/file"


async def test_chinese_files_of_every_encoding_and_separator(world):
    client = await world.client()
    for content, sure in (
        ("姓名;邮箱\n王伟;wang@example.cn\n".encode("gb18030"), False),
        ("\ufeff姓名\t邮箱\n李娜\tli@example.cn\n".encode(), True),
    ):
        run = await mapped(client, "users", content)
        assert set(run["mapping"]) == {"name", "email"}
        assert run["confirmed"] is sure
        if not sure:
            refused = await client.post(f"/identity/imports/{run['id']}/run")
            assert (refused.status_code, refused.json()["code"]) == (409, "encoding_unconfirmed")
            headers = {"if-match": f'"{run["version"]}"'}
            run = (
                await client.patch(f"/identity/imports/{run['id']}", json={"confirmed": True}, headers=headers)
            ).json()
        assert counts(await act(client, run, "run"))["create"] == 1
    people = (await client.get("/identity/users", params={"q": "王伟"})).json()["items"]
    assert people[0]["roles"] == ["member"]


async def test_only_some_rows_and_words_that_are_mended(world):
    client = await world.client()
    await act(
        client,
        await mapped(client, "product_lines", "product,series\nGTX Pro,GTX\nGTX,\n", "records"),
        "run",
        "records",
    )
    await act(client, await mapped(client, "customers", "name\nCancity\n", "records"), "run", "records")
    orders = (
        "opportunity_id,product,account,deal_stage,close_date,close_value\n"
        "1,GTXPro,Cancity,Won,2017-03-01,1054\n2,GTX Pro,Cancity,Lost,2017-03-01,0\n3,GTX Pro,cancity,won,2017/3/2,7.5\n"
    )
    mapping = {
        "external_id": {"column": "opportunity_id"},
        "customer_id": {"column": "account"},
        "product_line_id": {"column": "product", "values": {"GTXPro": "GTX Pro"}},
        "kind": {"constant": "order"},
        "currency": {"default": "USD"},
        "amount": {"column": "close_value"},
        "booked_on": {"column": "close_date"},
    }
    only = [{"column": "deal_stage", "equals": "Won"}, {"column": "deal_stage", "equals": "won"}]
    run = await mapped(client, "transactions", orders, "records", mapping=mapping, only=only, source="maven")
    done = await act(client, run, "run", "records")
    assert counts(done) == {"create": 2, "update": 0, "skip": 1, "reject": 0}
    items = (await client.get("/records/transactions")).json()["items"]
    assert [(item["amount"], item["product_line_name"]) for item in items] == [(7.5, "GTX Pro"), (1054.0, "GTX Pro")]
    again = await mapped(client, "transactions", orders, "records", mapping=mapping, only=only, source="maven")
    assert counts(await act(client, again, "run", "records")) == {"create": 0, "update": 0, "skip": 3, "reject": 0}


async def test_formulas_in_rejects_are_text(world):
    client = await world.client()
    content = 'name,email\n"=HYPERLINK(""http://x"")",nowhere\n-5,@\n'
    dry = await act(client, await mapped(client, "users", content), "dry-run")
    lines = (await client.get(f"/identity/imports/{dry['id']}/rejects")).text.splitlines()
    assert lines[1].startswith("\"'=HYPERLINK"), lines
    assert lines[2].startswith("-5,'@,2,"), lines


async def test_permission_is_asked_for_the_kind_and_for_each_customer(world):
    assert (await upload(await world.client("member"), "customers", CUSTOMERS, "records")).status_code == 403
    manager = await world.client("account_manager")
    assert (await upload(manager, "users", USERS)).status_code == 403
    assert (await upload(manager, "product_lines", "name\nx\n", "records")).status_code == 403
    administrator = await world.client()
    await act(administrator, await mapped(administrator, "customers", "name\nTheirs\n", "records"), "run", "records")
    run = await mapped(manager, "customers", "name,website\nTheirs,x.example\nOurs,y.example\n", "records")
    done = await act(manager, run, "run", "records")
    assert counts(done) == {"create": 1, "update": 0, "skip": 0, "reject": 1}
    assert done["result"]["rejects"][0]["code"] == "not_on_team"
    partner = await world.partner("imports:write", "records:write")
    assert (
        counts(await act(partner, await mapped(partner, "customers", "name\nTheirs\n", "records"), "run", "records"))[
            "skip"
        ]
        == 1
    )
    kinds = (await manager.get("/records/imports/kinds")).json()["items"]
    assert {kind["kind"]: kind["allowed"] for kind in kinds} == {
        "customers": True, "contacts": True, "product_lines": False, "transactions": False,
    }  # fmt: skip


async def test_rows_of_a_file_are_shown_to_who_may_import_its_kind(world):
    administrator, partner = await world.client(), await world.partner("imports:write")
    run = await act(administrator, await mapped(administrator, "users", "name,email\n,x@example.com\n"), "dry-run")
    for path in (run["id"], f"{run['id']}/rejects"):
        assert (await administrator.get(f"/identity/imports/{path}")).status_code == 200
        refused = await partner.get(f"/identity/imports/{path}")
        assert (refused.status_code, refused.json()["needs"]) == (403, "identity:write"), path
    assert run["id"] in (await administrator.get("/identity/imports")).text
    assert (await partner.get("/identity/imports")).json()["items"] == []


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json"])
async def test_a_file_from_who_may_not_send_one_is_not_read(world, kind):
    read = []

    async def body():
        read.append(1)
        yield b"--x"

    headers = {"content-type": kind, "idempotency-key": "a-file"}
    for client, status in ((world.anonymous(), 401), (await world.partner("records:write"), 403)):
        assert (await client.post("/records/imports", content=body(), headers=headers)).status_code == status
    assert read == []
    sender = await world.partner("imports:write", "records:write")
    assert (await sender.post("/records/imports", content=body(), headers=headers)).status_code in {415, 422}


async def test_a_mapping_that_does_not_fit_is_refused_at_its_place(world):
    client = await world.client()
    run = await mapped(client, "users", USERS)
    headers = {"if-match": f'"{run["version"]}"'}
    change = {
        "mapping": {"name": {"column": "nope"}, "shoe_size": {"constant": "x"}, "title": {}},
        "only": [{"column": "?", "equals": ""}],
    }
    answer = await client.patch(f"/identity/imports/{run['id']}", json=change, headers=headers)
    assert answer.status_code == 422
    assert {error["pointer"] for error in answer.json()["errors"]} == {
        "/mapping/name/column",
        "/mapping/shoe_size",
        "/mapping/title",
        "/only/0/column",
    }
    assert (await client.patch(f"/identity/imports/{run['id']}", json={})).status_code == 428
    assert (await client.get(f"/identity/imports/{run['id']}/rejects")).status_code == 409
    assert (await client.get(f"/records/imports/{run['id']}")).status_code == 404


async def test_an_import_takes_as_many_statements_for_many_rows_as_for_few(world, statements):
    client = await world.client()
    sent = []
    for size in (3, 300):
        rows = "".join(f"Person {size} {n},p{size}-{n}@example.com\n" for n in range(size))
        run = await mapped(client, "users", f"name,email\n{rows}")
        with statements() as seen:
            assert counts(await act(client, run, "run"))["create"] == size
        sent.append(len(seen))
    assert sent[0] == sent[1]


async def test_the_state_of_a_decided_opportunity_is_not_overwritten(world):
    client = await world.client()
    await act(client, await mapped(client, "customers", "name\nCancity\n", "records"), "run", "records")
    head = "opportunity_id,title,account,stage,closed_on,closed_value,market space\n"
    await act(
        client,
        await mapped(client, "opportunities", head + "1,T,Cancity,found,,,5\n2,U,,found,,,\n", "planning"),
        "run",
        "planning",
    )
    won = await mapped(client, "opportunities", head + "1,T,Cancity,won,2020-01-02,3,\n", "planning")
    assert counts(await act(client, won, "run", "planning"))["update"] == 1
    back = await mapped(client, "opportunities", head + "1,T,Cancity,found,,,\n2,U,,won,,,\n", "planning")
    done = await act(client, back, "run", "planning")
    assert counts(done) == {"create": 0, "update": 0, "skip": 1, "reject": 1}
    assert done["result"]["rejects"][0]["field"] == "closed_on"
    items = (await client.get("/planning/opportunities")).json()["items"]
    assert {item["title"]: (item["state"], item["market_space"]) for item in items} == {
        "T": ("won", 5.0),
        "U": ("found", None),
    }


async def test_a_record_without_external_id_is_adopted(world):
    client = await world.client()
    await act(client, await mapped(client, "customers", "name\nCancity\n", "records"), "run", "records")
    named = await mapped(client, "customers", "id,name\nC-1,cancity\n", "records", source="erp")
    assert counts(await act(client, named, "run", "records"))["update"] == 1
    other = await mapped(client, "customers", "id,name\nC-2,Cancity\n", "records", source="erp")
    assert counts(await act(client, other, "run", "records"))["create"] == 1, "another id is another customer"
    rows = (await client.get("/records/customers", params={"source": "erp"})).json()["items"]
    assert sorted(row["name"] for row in rows) == ["Cancity", "cancity"]


async def test_full_width_digits_are_digits(world):
    client = await world.client()
    content = (
        "title,market space,expected award\n全角,１，２３４．５,２０２７/０３／０１\n混合,￥１２00,2027年３月1日\n"
    )
    content = content.replace("１，２３４", '"１，２３４').replace("．５,", '．５",')
    run = await mapped(client, "opportunities", content, "planning")
    assert counts(await act(client, run, "run", "planning"))["create"] == 2
    rows = (await client.get("/planning/opportunities")).json()["items"]
    assert {row["title"]: row["market_space"] for row in rows} == {"全角": 1234.5, "混合": 1200.0}


async def test_every_character_of_a_cell_is_kept(world):
    client = await world.client()
    cells = [["a\\b", 'say "x"', "{1,2}"], ["two\nlines\r\n", "\t", "NULL"], ["\\N", "\\.", ""], ["',", "北𠀀", '\\"']]
    out = io.StringIO()
    csv.writer(out).writerows([["name", "email", "title"], *cells, ["one", "cell"]])
    run = (await upload(client, "users", out.getvalue())).json()
    async with world.sessions() as session:
        rows = (await session.execute(select(ImportRow).order_by(ImportRow.number))).scalars().all()
    assert [row.cells for row in rows if str(row.run_id) == run["id"]] == [*cells, ["one", "cell", ""]]
    assert [row.flaws for row in rows] == [None] * len(cells) + [[0]]
