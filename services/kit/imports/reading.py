"""Bytes of an uploaded file → its columns and rows. Pure; everything that can be wrong with a file is said here."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NoReturn

from services.kit.errors import Problem, UnsupportedMedia, invalid

Encoding = Literal["utf-8", "gb18030"]
DELIMITERS = (",", ";", "\t")
MAX_COLUMNS = 200
MAX_ROWS = 200_000
"""What one request can take within the minute the gate gives it; more comes in several files."""
MAX_HEADER = 200
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

csv.field_size_limit(2**31 - 1)  # the upload's own limit bounds a cell

Row = tuple[list[str], list[int] | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that can be read. `rows` yields (cells, flaws); flaws as ImportRow has them."""

    encoding: Encoding
    delimiter: str
    columns: list[str]
    rows: list[Row]


def _refuse(code: str, en: str, zh: str) -> NoReturn:
    raise invalid("/file", code, en, zh)


def decode(data: bytes) -> tuple[str, Encoding]:
    """The text and the encoding it was in. UTF-8 is tried first: hardly any other text happens to be valid UTF-8.
    Encoded surrogates, which some exporters write, are let through here and become flaws of their cells.
    """
    if data.startswith(SPREADSHEETS):
        raise _spreadsheet()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(
            "encoding", "the file is UTF-16; save it as CSV in UTF-8", "文件为 UTF-16 编码,请另存为 UTF-8 编码的 CSV"
        )
    body = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return body.decode("utf-8", "surrogatepass"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return body.decode("gb18030"), "gb18030"
    except UnicodeDecodeError:
        _refuse("encoding", "the file is neither UTF-8 nor GB18030", "文件既不是 UTF-8 也不是 GB18030 编码")


def _spreadsheet() -> Problem:
    return UnsupportedMedia(
        "This is a spreadsheet. Save it as CSV (UTF-8) and upload that file.",
        "这是电子表格文件,请另存为 CSV(UTF-8)后再上传。",
        code="spreadsheet",
    )


def delimiter_of(line: str) -> str:
    """The separator that cuts the header into most cells; quoted text does not count."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(DELIMITERS, key=bare.count)


def _names(cells: list[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    if not any(names):
        _refuse("header_missing", "the first line must name the columns", "第一行应为列名")
    if len(names) > MAX_COLUMNS:
        _refuse("too_many_columns", f"at most {MAX_COLUMNS} columns", f"最多 {MAX_COLUMNS} 列")
    if any(UNSTORABLE.search(name) or "\n" in name or len(name) > MAX_HEADER for name in names):
        _refuse("header", "a column name cannot be read", "有列名无法识别")
    names = [name or f"#{place}" for place, name in enumerate(names, 1)]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        _refuse("duplicate_column", f"two columns are named {twice}", f"有两列同名:{twice}")
    return names


def read(data: bytes) -> Sheet:
    """The file as a sheet; 415 for spreadsheets, 422 at `/file` for all else that is no CSV with a header."""
    text, encoding = decode(data)
    first, _, _ = text.lstrip("\r\n").partition("\n")
    delimiter = delimiter_of(first)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = _names(next((cells for cells in reader if any(map(str.strip, cells))), []))
        rows = list(_rows(reader, len(columns), UNSTORABLE.search(text) is not None))
    except csv.Error as error:
        _refuse(
            "csv", f"not readable as CSV at line {reader.line_num}: {error}", f"第 {reader.line_num} 行不是有效的 CSV"
        )
    if not rows:
        _refuse("empty", "there is no row below the header", "列名之下没有数据")
    return Sheet(encoding, delimiter, columns, rows)


def _rows(reader: Iterator[list[str]], width: int, dirty: bool) -> Iterator[Row]:  # noqa: FBT001 - private
    count = 0
    for cells in reader:
        if not any(cells):
            continue
        count += 1
        if count > MAX_ROWS:
            _refuse("too_many_rows", f"at most {MAX_ROWS:,} rows", f"最多 {MAX_ROWS:,} 行")
        flaws: list[int] = []
        if len(cells) != width:
            flaws.append(0)
            cells = (cells + [""] * width)[:width]  # noqa: PLW2901 - the padded row replaces the read one
        if dirty:
            flaws += [place for place, cell in enumerate(cells, 1) if UNSTORABLE.search(cell)]
            cells = [UNSTORABLE.sub("\ufffd", cell) for cell in cells]  # noqa: PLW2901 - as above
        yield cells, flaws or None
