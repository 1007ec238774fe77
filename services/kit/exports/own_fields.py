"""The organisation's own fields in a file: a column each, with choices and links in words where its heads are words."""

import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from services.kit import custom, search
from services.kit.custom_values import CHOOSING, Definition
from services.kit.lookup import Lookup

ENTITIES = {"customers": "customer", "opportunities": "opportunity", "projects": "project"}
"""What the rows of an export are, where they have own fields."""
Rows = AsyncIterator[Any]


async def defined(lookup: Lookup, noun: str, known: Sequence[str]) -> dict[str, Definition]:
    """The fields by the names that columns have for them: `custom.segment`. Nothing for rows without own fields."""
    if noun not in ENTITIES:
        return {}
    found = await custom.definitions(lookup.rows, ENTITIES[noun])
    return {one.name: one for one in found.values() if one.column in known}


def spread(names: Sequence[str], own: Mapping[str, Definition]) -> list[str]:
    """`custom` among the names becomes a column for each field that is in use."""
    return [
        each
        for name in names
        for each in (
            [one.name for one in own.values() if one.column == name and not one.archived]
            if name in custom.FIELDS and own
            else [name]
        )
    ]


async def laid_out(
    rows: Rows, chosen: Mapping[str, Definition], lookup: Lookup, *, words: bool, chinese: bool
) -> AsyncIterator[list[dict[str, Any]]]:
    """The rows with a key for each chosen field; the names of all linked records of a window come in one statement."""
    async for some in rows:
        links = [one for one in chosen.values() if one.type == "link"] if words else []
        ids = {found for row in some for one in links if (found := _value(row, one))}
        named = await lookup.rows(search.NAMED, {"ids": [uuid.UUID(one) for one in ids]}) if ids else []
        names = {str(one.id): one.title for one in named}
        for row in some:
            for name, one in chosen.items():
                value = _value(row, one)
                row[name] = in_words(one, value, names, chinese=chinese) if words else value
        yield some


def _value(row: Mapping[str, Any], known: Definition) -> Any:
    return (row.get(known.column) or {}).get(known.key)


def in_words(known: Definition, value: Any, names: Mapping[str, str], *, chinese: bool) -> Any:
    """A choice as it is called, a link by the name of its record; all else is plain already."""
    if value is None:
        return None
    if known.type == "link":
        return names.get(value, value)
    if known.type not in CHOOSING:
        return value
    called = [known.choices[one].zh if chinese else known.choices[one].en for one in _several(value)]
    return called if isinstance(value, list) else called[0]


def _several(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
