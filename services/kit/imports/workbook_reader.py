"""Run as a program of its own: the workbook on standard input → one JSON line about it, then one a row.

It imports nothing of ours, so that it starts at once; limits on memory and time are set before the file is touched.
"""

import contextlib
import datetime as dt
import io
import json
import resource
import sys
from typing import Any

MEMORY = 3 << 30
SECONDS = 300


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(BrokenPipeError):
        _tell(json.loads(sys.argv[1]))


def _tell(wanted: dict[str, Any]) -> None:
    import python_calamine as calamine  # noqa: PLC0415 - after the limits are set

    say = sys.stdout.write
    try:
        book = calamine.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    except calamine.PasswordError:
        say('{"fault": "password"}\n')
        return
    except calamine.CalamineError:
        say('{"fault": "broken"}\n')
        return
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet and sheet.visible == calamine.SheetVisibleEnum.Visible
    ]
    sheet = None
    for name in names if wanted["sheet"] is None else [wanted["sheet"]]:
        if name not in names:
            say('{"fault": "sheet"}\n')
            return
        sheet = book.get_sheet_by_name(name)
        if sheet.height:
            break
    fault = _fault(sheet, wanted)
    if fault or sheet is None:
        say(json.dumps({"fault": fault}) + "\n")
        return
    say(json.dumps({"sheets": names, "sheet": sheet.name}) + "\n")
    for row in sheet.iter_rows():
        say(json.dumps([_cell(value) for value in row]) + "\n")


def _fault(sheet: Any, wanted: dict[str, Any]) -> str:
    if sheet is None or not sheet.height:
        return "empty"
    if sheet.height > wanted["rows"]:
        return "rows"
    return "columns" if sheet.width > wanted["columns"] else ""


def _cell(value: Any) -> str:
    """As people would type it: whole numbers without a point, days without an hour."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact below
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    return str(value)


if __name__ == "__main__":
    main()
