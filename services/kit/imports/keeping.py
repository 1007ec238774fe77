"""Rows of a file → the database, by COPY: a piece is put in words by a thread, so that the loop stays free, and while the
database takes it the next is read.
"""

import asyncio
import re
import uuid
from collections.abc import AsyncIterator, Iterator
from typing import Any

from services.kit.imports.models import ImportRow
from services.kit.imports.reading import Row

BETWEEN = "\x1f"
"""No cell has it: it is not storable."""
SPECIAL = re.compile(r'[\\"\t\n\r]')
ESCAPES = str.maketrans({"\\": "\\\\\\\\", '"': '\\\\"', "\t": "\\t", "\n": "\\n", "\r": "\\r"})
"""Of an array's text, and then of COPY's."""
COLUMNS = ["run_id", "number", "cells", "flaws"]


async def keep(driver: Any, run_id: uuid.UUID, piece: list[Row], others: Iterator[list[Row]]) -> int:
    """Keep this piece and those that follow as rows of the run; how many there were."""
    rows = 0
    told, count = copied(run_id, 0, piece), len(piece)
    while count:
        reading = asyncio.create_task(asyncio.to_thread(_next, run_id, rows + count, others))
        try:
            await driver.copy_to_table(ImportRow.__tablename__, source=_once(told), columns=COLUMNS)
        finally:
            await asyncio.wait({reading})  # who closes the file must not find us reading
        rows += count
        told, count = reading.result()
    return rows


def _next(run_id: uuid.UUID, before: int, others: Iterator[list[Row]]) -> tuple[bytes, int]:
    piece = next(others, [])
    return copied(run_id, before, piece), len(piece)


def copied(run_id: uuid.UUID, before: int, piece: list[Row]) -> bytes:
    """Rows as COPY reads them in its text form, numbered after `before`."""
    lines = []
    for number, (cells, flaws) in enumerate(piece, before + 1):
        text = BETWEEN.join(cells)
        if SPECIAL.search(text):
            text = text.translate(ESCAPES)
        text = text.replace(BETWEEN, '","')
        places = "\\N" if flaws is None else "{" + ",".join(map(str, flaws)) + "}"
        lines.append(f'{run_id}\t{number}\t{{"{text}"}}\t{places}\n')
    return "".join(lines).encode()


async def _once(told: bytes) -> AsyncIterator[bytes]:
    yield told
