"""Lists asked by the organisation's own fields: `custom.segment = a`, `sort=-custom.budget`, columns of exports.

Whether a value equals another is asked of the whole document (`custom @> {"segment": "a"}`), which is what the index of
the column serves (docs/decisions/0016); order and parts of texts are read out of it, row by row.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Date, Numeric, String, Text, Uuid, cast, func, literal
from sqlalchemy.dialects.postgresql import JSONB

from services.kit.custom_values import CHOOSING, FIELDS, Definition, FieldType
from services.kit.filter_values import Field, Kind
from services.kit.permissions import WITHHELD

KINDS: dict[FieldType, tuple[Kind, Any]] = {
    "text": ("text", String()),
    "number": ("number", Numeric()),
    "money": ("number", Numeric()),
    "date": ("date", Date()),
    "choice": ("text", String()),
    "choices": ("texts", JSONB()),
    "yes_no": ("yes_no", Boolean()),
    "link": ("id", Uuid()),
}


def asked(*texts: str | None) -> bool:
    """Whether a filter or an order may name such a field, so that their definitions have to be read."""
    return any(text and "custom" in text for text in texts)


def fields(known: Mapping[str, Definition], columns: Mapping[str, ColumnElement[Any]]) -> dict[str, Field]:
    """What these definitions let a list be filtered and sorted by; `columns` are the two of the record, if it has both."""
    return {one.name: _field(one, columns[one.column]) for one in known.values() if one.column in columns}


def _field(known: Definition, column: ColumnElement[Any]) -> Field:
    kind, type_ = KINDS[known.type]
    key = cast(literal(known.key), Text)
    inside: ColumnElement[Any] = (
        column.op("->", return_type=JSONB())(key)
        if known.type == "choices"
        else cast(column.op("->>", return_type=String())(key), type_)
    )
    needed = FIELDS[known.column]
    return Field(
        inside.self_group(),
        kind,
        choices=tuple(known.choices) if known.type in CHOOSING else (),
        withheld=needed if needed in WITHHELD else None,
        equals=_equality(column, key, several=known.type == "choices"),
    )


def _equality(
    column: ColumnElement[Any], key: ColumnElement[Any], *, several: bool
) -> Callable[[ColumnElement[Any]], ColumnElement[bool]]:
    def equals(value: ColumnElement[Any]) -> ColumnElement[bool]:
        inside = func.jsonb_build_array(value) if several else value
        wanted = func.jsonb_build_object(key, inside, type_=JSONB())
        return column.op("@>", return_type=Boolean(), is_comparison=True)(wanted)

    return equals
