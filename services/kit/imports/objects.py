"""NDJSON: one flat JSON object a line; the columns are all the names that occur, in the order they first do."""

import json
from collections.abc import Iterator
from typing import Any

from services.kit.imports.reading import BOM, MAX_CELL, MAX_COLUMNS, Sheet, Spool, counted, names_of, refuse

_DECODE = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str).decode
"""Numbers stay the text they are: as binary fractions the last digits of an amount would change."""


def read(file: Spool) -> Sheet:
    """The file is gone through twice: once for the names, once for the rows."""
    names: dict[str, None] = {}
    for record in _records(file):
        names.update(dict.fromkeys(record))
        if len(names) > MAX_COLUMNS:
            refuse("too_many_columns", f"at most {MAX_COLUMNS} columns", f"最多 {MAX_COLUMNS} 列")
    columns = names_of(list(names))
    rows = ([_cell(record.get(name)) for name in names] for record in _records(file))
    return Sheet("ndjson", columns, counted(rows, len(columns), dirty=True))


def _records(file: Spool) -> Iterator[dict[str, Any]]:
    file.seek(0)
    number = 0
    while line := file.readline(MAX_CELL):
        number += 1
        if not (bare := line.removeprefix(BOM).strip()):
            continue
        try:
            record = _DECODE(bare.decode())
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            refuse("ndjson", f"line {number} is not one JSON object", f"第 {number} 行不是一个 JSON 对象")
        yield record


def _cell(value: Any) -> str:
    """A value as a spreadsheet would show it; lists as words, what is nested deeper as its JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(item, (list, dict)) for item in value):
        return ";".join(map(_cell, value))
    return json.dumps(value, ensure_ascii=False)
