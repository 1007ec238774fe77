"""What a file may be: read without a database."""

import datetime as dt
import io
import struct
import tempfile
import zipfile

import pytest
import xlsxwriter

from services.kit.errors import Problem
from services.kit.imports.reading import MAX_ROWS, open_sheet, pieces

OPEN: list[tempfile.SpooledTemporaryFile] = []


@pytest.fixture(autouse=True)
def _closed():
    yield
    while OPEN:
        OPEN.pop().close()


def spool(data: bytes):
    file = tempfile.SpooledTemporaryFile(max_size=1 << 16)  # noqa: SIM115 - closed after the test
    OPEN.append(file)
    file.write(data)
    return file


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return out.getvalue()


def code_of(data: bytes, **options) -> str:
    with pytest.raises(Problem) as refused:
        list(open_sheet(spool(data), **options).rows)
    return refused.value.errors[0].code if refused.value.errors else refused.value.code


def test_a_workbook_reads_as_people_would_type_it():
    day = dt.datetime(2026, 3, 1)  # noqa: DTZ001 - a cell has no zone
    data = workbook({"说明": [], "数据": [["名称", "日期", "数量", "金额", "是"], ["甲", day, 3, 1.5, True], ["=乙"]]})
    sheet = open_sheet(spool(data))
    assert (sheet.format, sheet.sheets, sheet.sheet) == ("xlsx", ["说明", "数据"], "数据"), "the first is empty"
    assert [cells for cells, _ in sheet.rows] == [["甲", "2026-03-01", "3", "1.5", "true"], ["=乙", "", "", "", ""]]
    assert code_of(data, sheet="别的") == "unknown_sheet"


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_read():
    bomb = zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"0" * 60_000_000})
    assert len(bomb) < 100_000
    assert code_of(bomb) == "workbook_size"


def test_a_workbook_that_lies_about_its_size_is_refused():
    honest = zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"0" * 30_000_000})
    lying = honest.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 1_000))
    assert lying != honest
    assert code_of(lying) == "workbook"


def test_a_workbook_of_one_far_cell_ends_its_reader_and_not_us():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "z")
    assert code_of(out.getvalue()) in {"workbook_size", "too_many_rows"}


def test_objects_keep_their_numbers_and_meet_in_columns():
    sheet = open_sheet(
        spool(b'\xef\xbb\xbf{"a": 1.10, "b": "x"}\n\n{"c": [1, "y"], "a": 12345678901234567.89, "b": null}\n')
    )
    assert sheet.columns == ["a", "b", "c"]
    assert [cells for cells, _ in sheet.rows] == [["1.10", "x", ""], ["12345678901234567.89", "", "1;y"]]


def test_the_mark_of_utf8_is_no_part_of_a_name_and_gb18030_is_told():
    assert open_sheet(spool("\ufeff名称,金额\n甲,1\n".encode())).columns == ["名称", "金额"]
    sheet = open_sheet(spool("名称,金额\n甲,1\n".encode("gb18030")))
    assert (sheet.encoding, sheet.columns) == ("gb18030", ["名称", "金额"])
    assert code_of("名称\n甲\n".encode("gb18030"), encoding="utf-8") == "encoding"


def test_rows_come_in_pieces_and_not_without_end():
    lines = b"a\n" + b"x\n" * 12_000
    assert [len(piece) for piece in pieces(open_sheet(spool(lines)).rows)] == [5_000, 5_000, 2_000]
    assert code_of(b"a\n" + b"x\n" * (MAX_ROWS + 1)) == "too_many_rows"
