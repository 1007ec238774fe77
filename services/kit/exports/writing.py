"""Rows → the bytes of CSV, NDJSON or XLSX, as they come."""

import csv
import io
import json
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, TypeAlias

import orjson

from services.kit.fields import NUMBER

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula; the full-width ones where people write Chinese."""
SHEET_ROWS = 1_048_575
"""What a sheet holds below its header; more goes on in the next."""
BLOCK = 1 << 16

Columns: TypeAlias = Mapping[str, str]
"""The fields to write, in this order, and what heads each."""
Rows: TypeAlias = AsyncIterator[list[dict[str, Any]]]


def harmless(cell: str) -> str:
    """A spreadsheet runs cells that begin like a formula; an apostrophe makes them text. Plain numbers stay numbers.

    A text that has apostrophes there itself gets one more: `meant` takes one away.
    """
    if not cell.lstrip("'").startswith(FORMULA) or NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}"


def meant(cell: str) -> str:
    """What stood there before it was made harmless."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


def plain(value: Any) -> str | int | float | bool | None:
    """What one cell can hold: lists as words, what is nested deeper as its JSON."""
    if isinstance(value, list) and not any(isinstance(one, (dict, list)) for one in value):
        return "; ".join(str(plain(one)) for one in value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return value  # type: ignore[no-any-return] # nothing else is in JSON


async def as_csv(rows: Rows, columns: Columns) -> AsyncIterator[bytes]:
    """With the mark of UTF-8, without which spreadsheets on Windows garble Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    out.write("\ufeff")
    writer.writerow(map(harmless, columns.values()))
    async for some in rows:
        writer.writerows([_text(row.get(name)) for name in columns] for row in some)
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def _text(value: Any) -> str:
    found = plain(value)
    if found is None:
        return ""
    if isinstance(found, bool):
        return "true" if found else "false"
    return harmless(str(found))


async def as_ndjson(rows: Rows, columns: Columns) -> AsyncIterator[bytes]:
    """One object a line under the fields' own names: for programs."""
    async for some in rows:
        yield b"".join(orjson.dumps({name: row.get(name) for name in columns}) + b"\n" for row in some)


async def as_xlsx(rows: Rows, columns: Columns) -> AsyncIterator[bytes]:
    """Written row by row into a temporary file, which then leaves in pieces; text is never a formula or a link."""
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 - few processes ever write a workbook

    with tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as book:
            bold = book.add_format({"bold": True})
            sheet, place = None, SHEET_ROWS
            async for some in rows:
                for row in some or ([{}] if sheet is None else []):
                    if place >= SHEET_ROWS:
                        sheet, place = book.add_worksheet(), 0
                        sheet.freeze_panes(1, 0)
                        sheet.write_row(0, 0, columns.values(), bold)
                    assert sheet is not None
                    place += 1
                    for column, name in enumerate(columns):
                        _put(sheet, place, column, plain(row.get(name)))
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def _put(sheet: Any, row: int, column: int, value: str | float | bool | None) -> None:  # noqa: FBT001 - a cell's value
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, value[:32_767])


WRITERS: dict[str, Callable[[Rows, Columns], AsyncIterator[bytes]]] = {
    "csv": as_csv,
    "ndjson": as_ndjson,
    "xlsx": as_xlsx,
}
