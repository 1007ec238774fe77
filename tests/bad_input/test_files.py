"""Files that are no files, or too much of one; and text that a spreadsheet would run."""

import csv
import io
import tempfile
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st

from services.kit.errors import Problem
from services.kit.exports.writing import FORMULA, harmless, meant
from services.kit.imports.reading import open_sheet
from tests.factories.records import make_customer

SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = '<!DOCTYPE a [<!ENTITY a0 "ha">{}]>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def read(data: bytes) -> tuple[list[str], list[list[str]]]:
    with tempfile.SpooledTemporaryFile(max_size=1 << 16) as file:
        file.write(data)
        sheet = open_sheet(file)
        return sheet.columns, [cells for cells, _ in sheet.rows]


def workbook(*rows: list[object], **options) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def changed(book: bytes, part: str, change) -> bytes:
    """The same workbook with another text in one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            data = old.read(one)
            new.writestr(one, change(data.decode()).encode() if one == part else data)
    return out.getvalue()


def with_entity(doctype: str, name: str) -> bytes:
    book = workbook(["name"], ["甲"], in_memory=True)
    part = "xl/sharedStrings.xml"
    return changed(
        book, part, lambda text: text.replace("<sst", f"{doctype}<sst", 1).replace("<t>甲</t>", f"<t>&{name};</t>")
    )


FAULTS = {
    "empty": b"",
    "mark_alone": b"\xef\xbb\xbf",
    "spaces": b" \r\n \n",
    "utf_16": "name\n甲\n".encode("utf-16"),
    "half_a_character": "name\n甲".encode()[:-1] + b"\n\xff",
    "quote_never_closed": b'name,email\n"a,b\n' + b"c,d\n" * 60_000,
    "a_cell_of_a_megabyte": b"name\n" + b"x" * (1 << 20) + b"\n",
    "many_columns": ",".join(f"c{n}" for n in range(16_384)).encode() + b"\n",
    "the_same_column_twice": b"name,name\na,b\n",
    "workbook_of_many_columns": workbook([f"c{n}" for n in range(16_384)]),
    "workbook_cut_off": workbook(["name"], ["a"])[:-200],
    "workbook_without_sheets": workbook(),
    "zip_of_something": changed(workbook(["name"]), SHEET, lambda _: "no xml <"),
    "old_excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_that_is_none_is_refused_with_a_reason(name):
    with pytest.raises(Problem) as refused:
        read(FAULTS[name])
    assert refused.value.status in {413, 415, 422}
    assert refused.value.errors or refused.value.en


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE], ids=["billion_laughs", "outside"])
def test_entities_of_a_workbook_are_never_opened(doctype):
    name = "a9" if doctype is LAUGHS else "x"
    try:
        seen = str(read(with_entity(doctype, name)))
    except Problem as refused:
        seen = str(refused.status)
    assert len(seen) < 200, "not multiplied"
    assert Path("/etc/hostname").read_text().strip() not in seen


def test_lines_may_end_as_they_like_and_marks_are_no_letters():
    columns, rows = read("\ufeff名称,数量\r\n甲,１２\n乙,٣\r\n".encode())
    assert (columns, rows) == (["名称", "数量"], [["甲", "１２"], ["乙", "٣"]])
    assert read("名称\n乙\n".encode("gb18030")) == (["名称"], [["乙"]])
    assert read(b"name\n") == (["name"], [])


def test_a_formula_of_a_workbook_is_read_as_what_it_came_to():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "n"])
        sheet.write_string(1, 0, "甲")
        sheet.write_formula(1, 1, '=HYPERLINK("http://x")', value="42")
    assert read(out.getvalue())[1] == [["甲", "42"]]


@given(st.text(alphabet=st.sampled_from([*"'=+-@\t\r\n＝＋－＠1.e a甲"]), max_size=6))
@example("'=1")
@example("-１")
@example("-1e5")
def test_what_is_made_harmless_comes_back_as_it_was(cell):
    safe = harmless(cell)
    assert meant(safe) == cell
    if safe.startswith(FORMULA):
        assert float(safe) is not None, "only plain numbers may begin so"
        assert safe.isascii()


@pytest.mark.parametrize("begin", FORMULA)
async def test_what_was_exported_can_be_imported_as_it_was(world, begin):
    client = await world.client()
    name = f'{begin.strip() or "="}cmd|"/c calc"!A1'
    await make_customer(client, name=name)
    for kind in ("csv", "xlsx"):
        answer = await client.get("/records/customers/export", params={"format": kind, "fields": "name"})
        assert answer.status_code == 200, answer.text
        if kind == "csv":
            [_, [cell]] = csv.reader(io.StringIO(answer.text))
            assert cell == f"'{name}"
        assert read(answer.content)[1] == [[name]]
