"""What a filter may compare: the fields of a list, their kinds, and how their values are read and bound."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Numeric,
    String,
    Uuid,
    cast,
    literal,
    or_,
)

from services.kit.db import CLASSIFIED, utcnow
from services.kit.fields import INT8
from services.kit.permissions import WITHHELD

LONGEST_TEXT = 200
UNSTORABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_DIGITS = 30

Kind = Literal["text", "number", "date", "instant", "yes_no", "id", "texts", "ids"]
COMPARISONS = {"=", "!=", "<", "<=", ">", ">="}
OPERATORS: dict[Kind, set[str]] = {
    "text": {"=", "!=", "~", "!~"},
    "number": COMPARISONS,
    "date": COMPARISONS,
    "instant": COMPARISONS,
    "yes_no": {"=", "!="},
    "id": {"=", "!="},
    "texts": {"=", "!="},
    "ids": {"=", "!="},
}
TYPES: dict[Kind, Any] = {
    "text": String(),
    "number": Numeric(),
    "date": Date(),
    "instant": DateTime(timezone=True),
    "yes_no": Boolean(),
    "id": Uuid(),
    "texts": String(),
    "ids": Uuid(),
}
_KINDS: dict[type, Kind] = {
    str: "text",
    int: "number",
    float: "number",
    Decimal: "number",
    dt.date: "date",
    dt.datetime: "instant",
    bool: "yes_no",
    uuid.UUID: "id",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One name that a filter may use: its SQL, its kind, its allowed values, and the class a reader needs for it."""

    column: ColumnElement[Any]
    kind: Kind
    choices: tuple[str, ...] = ()
    withheld: str | None = None
    equals: Callable[[ColumnElement[Any]], ColumnElement[bool]] | None = None
    """Whether it is this value, for what stands inside a document."""

    @property
    def whole(self) -> bool:
        return isinstance(self.column.type, Integer)


def kind_of(column: ColumnElement[Any]) -> Kind | None:
    """None for what cannot be compared: documents, bytes, the unknown."""
    if isinstance(column.type, ARRAY):
        return {"text": "texts", "id": "ids"}.get(_KINDS.get(column.type.item_type.python_type, ""))  # type: ignore[return-value]
    try:
        return _KINDS.get(column.type.python_type)
    except NotImplementedError:
        return None


def field_of(column: ColumnElement[Any], item: type[BaseModel], name: str) -> Field | None:
    """The field of this name in the rows of a list, or None when there is none or it cannot be compared."""
    shown = next((one for key, one in item.model_fields.items() if (one.alias or key) == name), None)
    kind = kind_of(column)
    if shown is None or kind is None:
        return None
    extra = shown.json_schema_extra
    withheld = extra.get("x-class") if isinstance(extra, dict) else None
    choices = _choices(shown.annotation) if kind in {"text", "texts"} else ()
    info: dict[str, Any] = getattr(column, "info", {})
    needed = str(withheld) if withheld else info.get(CLASSIFIED)
    return Field(column, kind, choices, needed if needed in WITHHELD else None)


def _choices(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(one for one in get_args(annotation) if isinstance(one, str))
    return next((found for part in get_args(annotation) if (found := _choices(part))), ())


def _text(value: str) -> str:
    if len(value) > LONGEST_TEXT or UNSTORABLE.search(value):
        raise ValueError(value)
    return value


def _number(value: str) -> Decimal:
    number = Decimal(value)
    if not value.isascii() or not number.is_finite() or abs(number) > INT8 or len(value) > MOST_DIGITS:
        raise ValueError(value)
    return number


def _day(value: str) -> dt.date:
    relative = re.fullmatch(r"today([+-]\d{1,5})?", value, re.ASCII)
    day = utcnow().date() + dt.timedelta(int(relative[1] or 0)) if relative else dt.date.fromisoformat(value)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(value)
    return day


def _instant(value: str) -> dt.datetime:
    if "T" not in value:
        return dt.datetime.combine(_day(value), dt.time(), dt.UTC)
    instant = dt.datetime.fromisoformat(value)
    if instant.tzinfo is None or not FIRST_YEAR < instant.year < LAST_YEAR:
        raise ValueError(value)
    return instant


def _yes_no(value: str) -> bool:
    if value.lower() not in {"true", "false"}:
        raise ValueError(value)
    return value.lower() == "true"


READ: dict[Kind, Callable[[str], Any]] = {
    "text": _text,
    "number": _number,
    "date": _day,
    "instant": _instant,
    "yes_no": _yes_no,
    "id": uuid.UUID,
    "texts": _text,
    "ids": uuid.UUID,
}
WORDS: dict[Kind, tuple[str, str]] = {
    "text": ("a text of 200 characters at most", "不超过 200 字的文本"),
    "number": ("a number", "数字"),
    "date": ("a day such as 2026-11-22 or today-30", "日期,如 2026-11-22 或 today-30"),
    "instant": ("an instant with time zone, or a day", "带时区的时间,或日期"),
    "yes_no": ("true or false", " true 或 false"),
    "id": ("an id", "标识"),
    "texts": ("a text of 200 characters at most", "不超过 200 字的文本"),
    "ids": ("an id", "标识"),
}


def _bound(field: Field, value: Any) -> ColumnElement[Any]:
    """As a parameter whose type is said in the SQL, whoever sends it."""
    kind = TYPES[field.kind]
    if field.whole and value == int(value):
        return cast(literal(int(value), BigInteger()), BigInteger())
    return cast(literal(value, kind), kind)


def compared(field: Field, operator: str, value: Any) -> ColumnElement[bool]:
    column = field.column
    if field.kind in {"texts", "ids"} or (field.equals and operator in {"=", "!="}):
        found = among(field, [value])
        return found if operator == "=" else found.is_not(True)
    if operator in {"~", "!~"}:
        pattern = re.sub(r"([\\%_])", r"\\\1", value)
        like = column.ilike(_bound(field, f"%{pattern}%"))
        return like if operator == "~" else like.is_not(True)
    bound = _bound(field, value)
    ways: dict[str, Callable[[], ColumnElement[bool]]] = {
        "=": lambda: column == bound,
        "!=": lambda: column.is_distinct_from(bound),
        "<": lambda: column < bound,
        "<=": lambda: column <= bound,
        ">": lambda: column > bound,
        ">=": lambda: column >= bound,
    }
    return ways[operator]()


def among(field: Field, values: list[Any]) -> ColumnElement[bool]:
    if field.equals:
        return or_(*(field.equals(_bound(field, value)) for value in values)).self_group()
    if field.kind in {"texts", "ids"}:
        return or_(*(_bound(field, value) == field.column.any_() for value in values)).self_group()
    return field.column.in_([_bound(field, value) for value in values])
