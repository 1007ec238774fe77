"""Which column holds which field, guessed from the names in both languages. Pure."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from services.kit.imports.kinds import Field


def plain(name: str) -> str:
    """A name without case, width, spaces and punctuation: `Close Date`, `close_date` and `ＣｌｏｓｅＤａｔｅ` are one."""
    return "".join(char for char in unicodedata.normalize("NFKC", name).casefold() if char.isalnum())


def _names(field: Field) -> Iterable[str]:
    return (field.name, field.en, field.zh, *field.synonyms)


def guess(fields: Sequence[Field], columns: Sequence[str]) -> dict[str, dict[str, Any]]:
    """{field: {"column": name}}. A column serves one field; the name itself goes before synonyms."""
    spelt = {plain(column): column for column in reversed(columns)}
    found: dict[str, str] = {}
    for place in range(max((len(tuple(_names(field))) for field in fields), default=0)):
        for field in fields:
            names = tuple(_names(field))
            column = spelt.get(plain(names[place])) if place < len(names) else None
            if column is not None and field.name not in found and column not in found.values():
                found[field.name] = column
    return {name: {"column": column} for name, column in found.items()}
