"""CSV in whatever separator and, of encodings, UTF-8 with or without its mark, and GB18030."""

import codecs
import contextlib
import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from services.kit.exports.writing import meant
from services.kit.imports.reading import (
    BLOCK,
    BOM,
    MAX_CELL,
    UNSTORABLE,
    Encoding,
    Sheet,
    Spool,
    counted,
    names_of,
    refuse,
)

DELIMITERS = (",", ";", "\t")
ERRORS: dict[Encoding, str] = {"utf-8": "surrogatepass", "gb18030": "strict"}
"""Encoded surrogates, which some exporters write, are let through here and become flaws of their cells."""

csv.field_size_limit(MAX_CELL)  # a quote that is never closed would gather the rest of the file in one cell


def read(file: Spool, *, said: Encoding | None) -> Sheet:
    """The file is gone through twice: once for its encoding, once for its rows."""
    encoding, (dirty, quoted) = _encoding(file, said)
    begin = _begin(file)
    first = file.read(BLOCK).decode(encoding, "ignore").lstrip("\r\n").partition("\n")[0]
    delimiter = delimiter_of(first)
    file.seek(begin)
    text = io.TextIOWrapper(file, encoding=encoding, errors=ERRORS[encoding], newline="")
    lines = _lines(csv.reader(text, delimiter=delimiter, strict=True), text)
    if quoted:
        lines = (list(map(meant, cells)) for cells in lines)
    columns = names_of(next((cells for cells in lines if any(map(str.strip, cells))), []))
    return Sheet("csv", columns, counted(lines, len(columns), dirty=dirty), encoding=encoding, delimiter=delimiter)


def _begin(file: Spool) -> int:
    """Go to where the text begins."""
    file.seek(0)
    begin = len(BOM) if file.read(len(BOM)) == BOM else 0
    file.seek(begin)
    return begin


def _encoding(file: Spool, said: Encoding | None) -> tuple[Encoding, tuple[bool, bool]]:
    """UTF-8 is tried first: hardly any other text happens to be valid UTF-8. And what `_walk` found."""
    for name in [said] if said else list(ERRORS):
        try:
            return name, _walk(file, name)
        except UnicodeDecodeError:
            continue
    if said is not None:
        refuse("encoding", f"the file is not {said}", f"文件不是 {said} 编码")
    return refuse("encoding", "the file is neither UTF-8 nor GB18030", "文件既不是 UTF-8 也不是 GB18030 编码")


def _walk(file: Spool, encoding: Encoding) -> tuple[bool, bool]:
    """Whether the text has characters that no text may have, and whether it has apostrophes, as our own files put them
    before what looks like a formula.
    """
    decoder = codecs.getincrementaldecoder(encoding)(ERRORS[encoding])
    _begin(file)
    dirty = quoted = False
    while block := file.read(BLOCK):
        text = decoder.decode(block)
        dirty = dirty or UNSTORABLE.search(text) is not None
        quoted = quoted or "'" in text
    decoder.decode(b"", final=True)
    return dirty, quoted


def delimiter_of(line: str) -> str:
    """The separator that cuts the header into most cells; quoted text does not count."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(DELIMITERS, key=bare.count)


def _lines(reader: Any, text: io.TextIOWrapper) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        line = reader.line_num
        refuse("csv", f"not readable as CSV at line {line}: {error}", f"第 {line} 行不是有效的 CSV")
    finally:
        with contextlib.suppress(ValueError):  # the spool may be closed already, where a file was refused
            text.detach()  # closing the wrapper would close the spool, which is its owner's to close
