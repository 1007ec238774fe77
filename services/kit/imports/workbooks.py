"""XLSX. A workbook is a zip of XML that its reader holds in memory as a whole, so it is looked over first (how large
it says it is, and whether that is true) and then read by a process of its own, whose memory and time have an end.
"""

import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Generator
from pathlib import Path
from typing import Any, NoReturn

import orjson

from services.kit.errors import UnsupportedMedia
from services.kit.imports.reading import BLOCK, MAX_COLUMNS, MAX_ROWS, Sheet, Spool, counted, names_of, refuse

MAX_UNPACKED = 1_000_000_000
MAX_RATIO = 250
SMALL = 20_000_000
"""Below this many bytes unpacked the ratio does not matter: an empty sheet packs well."""
MAX_PARTS = 5_000
READER = Path(__file__).with_name("workbook_reader.py")


def read(file: Spool, *, wanted: str | None) -> Sheet:
    """The wanted sheet, or the first one that is visible and not empty."""
    _look_over(file)
    rollover: Any = getattr(file, "rollover", None)
    if rollover is not None:  # a spool that is small is not a file yet
        rollover()
    file.seek(0)
    limits = json.dumps({"sheet": wanted, "rows": MAX_ROWS + 1, "columns": MAX_COLUMNS})
    reader = subprocess.Popen(  # noqa: S603 - our own program; the file is its input, never its command
        [sys.executable, "-I", READER, limits],
        stdin=file.fileno(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    lines = _lines(reader)
    head: Any = next(lines)
    if "fault" in head:
        lines.close()
        _refuse_workbook(head["fault"], wanted)
    columns = names_of(_unpadded(next((row for row in lines if any(map(str.strip, row))), [])))
    width = len(columns)
    fitted = (row if any(row[width:]) else row[:width] for row in lines)
    sheet = Sheet("xlsx", columns, counted(fitted, width, dirty=True))
    sheet.sheets, sheet.sheet = head["sheets"], head["sheet"]
    return sheet


def _lines(reader: "subprocess.Popen[bytes]") -> Generator[Any]:
    """What the reader says, line by line; when its memory or time came to an end, the file is too large."""
    assert reader.stdout
    try:
        for line in reader.stdout:
            yield orjson.loads(line)
        if reader.wait() != 0:
            _refuse_workbook("size", None)
    finally:
        reader.kill()
        reader.stdout.close()
        reader.wait()


def _unpadded(cells: list[str]) -> list[str]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def _look_over(file: Spool) -> None:
    """Refuse what is no workbook and what unpacks to too much. Sizes a zip tells can be lies, so the parts are
    unpacked once, piece by piece, and thrown away; Python's reader stops at the size told and checks the sum.
    """
    try:
        with zipfile.ZipFile(file) as book:
            parts = book.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = max(1, sum(part.compress_size for part in parts))
            if "xl/workbook.xml" not in book.namelist():
                raise UnsupportedMedia(
                    "This is no Excel workbook (.xlsx). Save it as XLSX or CSV and upload that file.",
                    "这不是 Excel 工作簿(.xlsx),请另存为 XLSX 或 CSV 后再上传。",
                    code="spreadsheet",
                )
            many = len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED
            if many or (unpacked > SMALL and unpacked > MAX_RATIO * packed):
                _refuse_workbook("size", None)
            for part in parts:
                with book.open(part) as stream:
                    while stream.read(BLOCK):
                        pass
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, EOFError, OSError, ValueError, zlib.error):
        _refuse_workbook("broken", None)


def _refuse_workbook(fault: str, wanted: str | None) -> NoReturn:
    match fault:
        case "sheet":
            refuse("unknown_sheet", f"the workbook has no sheet {wanted}", f"工作簿中没有工作表“{wanted}”")
        case "empty":
            refuse("header_missing", "the first line must name the columns", "第一行应为列名")
        case "rows":
            refuse("too_many_rows", f"at most {MAX_ROWS:,} rows", f"最多 {MAX_ROWS:,} 行")
        case "columns":
            refuse("too_many_columns", f"at most {MAX_COLUMNS} columns", f"最多 {MAX_COLUMNS} 列")
        case "size":
            refuse("workbook_size", "the workbook unpacks to too much; save it as CSV", "工作簿解压后过大,请另存为 CSV")
        case "password":
            refuse("password", "the workbook is protected by a password", "工作簿有密码保护")
        case _:
            refuse("workbook", "the workbook cannot be read; save it anew", "工作簿无法读取,请重新保存")
