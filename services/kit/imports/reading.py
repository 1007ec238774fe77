"""A file that was sent → its columns and, one after the other, its rows. Everything that can be wrong with a file is
said here and in the modules of the formats; nothing holds more of it in memory than a piece.

the spool ─▶ open_sheet ─▶ delimited.py (CSV) · objects.py (NDJSON) · workbooks.py (XLSX, read by a process of its own)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Literal, NoReturn, TypeAlias

from services.kit.errors import Problem, UnsupportedMedia, invalid

Encoding = Literal["utf-8", "gb18030"]
Format = Literal["csv", "xlsx", "ndjson"]
Spool: TypeAlias = IO[bytes]

MAX_COLUMNS = 200
MAX_ROWS = 1_000_000
MAX_HEADER = 200
MAX_CELL = 1_000_000
BLOCK = 1 << 20
PIECE_ROWS, PIECE_CHARACTERS = 5_000, 8_000_000
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
BOM = b"\xef\xbb\xbf"
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

Row = tuple[list[str], list[int] | None]
"""(cells, flaws), flaws as ImportRow has them."""


@dataclass(slots=True)
class Sheet:
    """A file that can be read. `rows` may be walked once and may still find fault with the file on its way."""

    format: Format
    columns: list[str]
    rows: Iterator[Row]
    encoding: Encoding = "utf-8"
    delimiter: str = ""
    sheets: list[str] = field(default_factory=list)
    """The sheets of a workbook; `sheet` is the one that was read."""
    sheet: str | None = None


def refuse(code: str, en: str, zh: str) -> NoReturn:
    raise invalid("/file", code, en, zh)


def open_sheet(file: Spool, *, sheet: str | None = None, encoding: Encoding | None = None) -> Sheet:
    """The sheet of a file, by what the file is and not by what it is called; 415 or 422 when it cannot be read.
    `encoding` is what somebody says about it; without, UTF-8 is tried first.
    """
    from services.kit.imports import delimited, objects, workbooks  # noqa: PLC0415 - each needs this module

    file.seek(0)
    start = file.read(BLOCK)
    if start.startswith(ZIP):
        return workbooks.read(file, wanted=sheet)
    if start.startswith(OLD_OFFICE):
        raise _not_this("an old Excel file (.xls)", "旧版 Excel 文件(.xls)")
    if start.startswith(b"%PDF"):
        raise _not_this("a PDF", "PDF 文件")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        refuse("encoding", "the file is UTF-16; save it in UTF-8", "文件为 UTF-16 编码,请另存为 UTF-8 编码")
    if start.removeprefix(BOM).lstrip(b"\r\n\t ").startswith(b"{"):
        return objects.read(file)
    return delimited.read(file, said=encoding)


def _not_this(en: str, zh: str) -> Problem:
    return UnsupportedMedia(
        f"This is {en}. Save it as CSV (UTF-8) or XLSX and upload that file.",
        f"这是{zh},请另存为 CSV(UTF-8)或 XLSX 后再上传。",
        code="spreadsheet",
    )


def names_of(cells: list[str]) -> list[str]:
    """The header as names; columns without one are called by their place."""
    names = [cell.strip() for cell in cells]
    if not any(names):
        refuse("header_missing", "the first line must name the columns", "第一行应为列名")
    if len(names) > MAX_COLUMNS:
        refuse("too_many_columns", f"at most {MAX_COLUMNS} columns", f"最多 {MAX_COLUMNS} 列")
    if any(UNSTORABLE.search(name) or "\n" in name or len(name) > MAX_HEADER for name in names):
        refuse("header", "a column name cannot be read", "有列名无法识别")
    names = [name or f"#{place}" for place, name in enumerate(names, 1)]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        refuse("duplicate_column", f"two columns are named {twice}", f"有两列同名:{twice}")
    return names


def counted(cells: Iterator[list[str]], width: int, *, dirty: bool) -> Iterator[Row]:
    """Rows as they are kept: as wide as the header, without characters that no text may have, and not too many."""
    count = 0
    for row in cells:
        if not any(row):
            continue
        count += 1
        if count > MAX_ROWS:
            refuse("too_many_rows", f"at most {MAX_ROWS:,} rows", f"最多 {MAX_ROWS:,} 行")
        flaws: list[int] | None = None
        if len(row) != width:
            flaws = [0]
            row = (row + [""] * width)[:width]  # noqa: PLW2901 - the padded row replaces the read one
        if dirty and (places := [place for place, cell in enumerate(row, 1) if UNSTORABLE.search(cell)]):
            flaws = (flaws or []) + places
            row = [UNSTORABLE.sub("\ufffd", cell) for cell in row]  # noqa: PLW2901 - as above
        yield row, flaws


def pieces(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """The rows in pieces that are small in memory, whether rows are many or cells are long."""
    piece, size = list[Row](), 0
    for row in rows:
        piece.append(row)
        size += len("".join(row[0]))
        if len(piece) >= PIECE_ROWS or size >= PIECE_CHARACTERS:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
