"""A cell's text → its typed value or the code of what is wrong with it, as SQL, so that a million rows need no loop.

Each function takes the text (null when the cell is empty) and gives (value, error); at most one of them is not null.
Casts stand inside CASE branches that the pattern guards, because PostgreSQL refuses the whole statement otherwise.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Integer,
    Numeric,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
)
from sqlalchemy.dialects.postgresql import ARRAY, array

from services.kit.fields import INT4
from services.kit.imports.kinds import Field

Parsed: TypeAlias = tuple[ColumnElement[Any], ColumnElement[Any]]

LENGTHS = {"line": 200, "code": 64, "prose": 20_000, "choice": 200, "words": 2_000, "reference": 200}
INTEGER = r"^[+-]?([0-9]{1,18}|[0-9]{1,3}(,[0-9]{3}){1,5})([.]0+)?$"
NUMBER = r"^[+-]?([0-9]{1,40}|[0-9]{1,3}(,[0-9]{3}){1,12})([.][0-9]{1,40})?$"
DIGITS = "0123456789"
DAY = r"^([0-9]{4})(?:-|/|[.]|年)([0-9]{1,2})(?:-|/|[.]|月)([0-9]{1,2})日?(?:[ T]00:00(?::00)?)?$"
COMPACT_DAY = r"^([0-9]{4})([0-9]{2})([0-9]{2})$"
BREAK = r"[\n\r\t]"
PATTERNED = {"integer", "decimal", "share", "date"}
MONTHS, FIRST_YEAR, LAST_YEAR = 12, 1900, 2200
TRUE, FALSE = ("true", "yes", "y", "1", "是", "真"), ("false", "no", "n", "0", "否", "假")
NARROW = "0123456789.,+-/:%"
WIDE = "".join(chr(ord(char) + 0xFEE0) for char in NARROW)
SPACE = " \t\r\n\u00a0\u3000\ufeff"


def trimmed(cell: ColumnElement[Any]) -> ColumnElement[Any]:
    """The cell without white space around it, full-width included; null when nothing is left."""
    return func.nullif(func.btrim(cell, SPACE), "")


def narrow(text: ColumnElement[Any]) -> ColumnElement[Any]:
    """Full-width digits and signs as narrow ones; looked for only where there is more than ASCII."""
    return case((func.octet_length(text) > func.char_length(text), func.translate(text, WIDE, NARROW)), else_=text)


def plain(field: Field, text: ColumnElement[Any], factor: Decimal | None = None) -> ColumnElement[Any]:
    """The first step: numbers as numbers (`factor` multiplies decimals), dates as [year, month, day], null when the
    text is not of that form; other types as they are. Apart from `parse`, so that patterns are matched once a cell.
    """
    if field.type in PATTERNED:
        text = narrow(text)
    match field.type:
        case "integer":
            return case((text.regexp_match(INTEGER), cast(func.regexp_replace(text, r",|[.]0+$", "", "g"), BigInteger)))
        case "decimal" | "share":
            bare = func.regexp_replace(text, "^[¥￥$€]\\s*|\\s*%$", "", "g")
            number: ColumnElement[Any] = case(
                (_simple(text), cast(text, Numeric)),  # most are, and it is tried at a tenth of the price
                (bare.regexp_match(NUMBER), cast(func.replace(bare, ",", ""), Numeric)),
            )
            return number if factor is None else number * literal(factor, Numeric)
        case "date":
            found = func.coalesce(func.regexp_match(text, DAY), func.regexp_match(text, COMPACT_DAY))
            iso = and_(func.translate(text, DIGITS, "") == "--", text.like("____-__-__"))
            parts = array([cast(func.substr(text, *place), Integer) for place in ((1, 4), (6, 2), (9, 2))])
            return case((iso, parts), else_=cast(found, ARRAY(Integer)))
        case _:
            return text


def _simple(text: ColumnElement[Any]) -> ColumnElement[bool]:
    """Digits with at most one point among them, told without a pattern."""
    most = 18
    return and_(
        func.translate(text, DIGITS, "").in_(("", ".")),
        text.not_like(".%"),
        text.not_like("%."),
        func.length(text) <= most,
    )


def parse(field: Field, text: ColumnElement[Any], value: ColumnElement[Any], *, broken: ColumnElement[bool]) -> Parsed:
    """The value of a cell in the type of its field, from its text and what `plain` made of it; `broken`: whether any
    cell of the row has a line break, so that few rows are searched cell by cell.
    """
    match field.type:
        case "integer":
            error = _guarded(text, value, "int_parsing", _number_range(field, value, 0, INT4))
            return case((error.is_(None), cast(value, Integer))), error
        case "decimal" | "share":
            return _decimal(field, text, value)
        case "date":
            return _day(text, value)
        case "choice":
            return _choice(field, text)
        case "boolean":
            return _boolean(text)
        case "words":
            parts = func.regexp_split_to_array(text, r"\s*[,;、,;]\s*")
            return _bounded(text, LENGTHS["words"], case((text.is_not(None), func.array_remove(parts, ""))))
        case _:
            lines = case((broken, case((text.regexp_match(BREAK), "one_line")))) if field.type != "prose" else null()
            kept, long = _bounded(text, LENGTHS[field.type], text)
            return kept, func.coalesce(long, lines)


def _bounded(text: ColumnElement[Any], most: int, value: ColumnElement[Any]) -> Parsed:
    fits = func.char_length(text) <= most
    return case((fits, value)), case((~fits, "string_too_long"))


def _number_range(field: Field, number: ColumnElement[Any], least: Any, most: Any) -> ColumnElement[Any]:
    low = field.least if field.least is not None else least
    high = field.most if field.most is not None else most
    return case((number < low, "greater_than_equal"), (number > high, "less_than_equal"))


def _guarded(
    text: ColumnElement[Any], value: ColumnElement[Any], code: str, ranged: ColumnElement[Any]
) -> ColumnElement[Any]:
    return case((text.is_(None), null()), (value.is_(None), code), else_=ranged)


def _decimal(field: Field, text: ColumnElement[Any], number: ColumnElement[Any]) -> Parsed:
    fine: ColumnElement[Any] = null()
    if field.type != "share":
        fine = case((func.scale(func.trim_scale(number)) > field.scale, "decimal_max_places"))
    limit = 10 ** (18 - field.scale) - 1
    error = _guarded(text, number, "decimal_parsing", func.coalesce(_number_range(field, number, -limit, limit), fine))
    return case((error.is_(None), number)), error


def _day(text: ColumnElement[Any], parts: ColumnElement[Any]) -> Parsed:
    year, month, day = (parts[place] for place in (1, 2, 3))
    counted = func.make_date(year, month, 1, type_=Date) + day - 1
    error = case(
        (text.is_(None), null()),
        (parts.is_(None), "date_parsing"),
        (or_(year < FIRST_YEAR, year > LAST_YEAR), "date_out_of_range"),
        (or_(month < 1, month > MONTHS, day < 1), "date_parsing"),
        (func.extract("month", counted) != month, "date_parsing"),
    )
    return case((error.is_(None), cast(counted, Date))), error


def _choice(field: Field, text: ColumnElement[Any]) -> Parsed:
    value = case({choice.lower(): choice for choice in field.choices}, value=func.lower(text))
    return value, case((text.is_not(None) & value.is_(None), "literal_error"))


def _boolean(text: ColumnElement[Any]) -> Parsed:
    word = func.lower(text)
    value = case((word.in_(TRUE), True), (word.in_(FALSE), False))
    return value, case((text.is_not(None) & value.is_(None), "bool_parsing"))


def codes(pairs: Sequence[tuple[str, ColumnElement[Any]]]) -> ColumnElement[Any]:
    """All errors of a row as `field:code`, without the nulls."""
    found: list[Any] = [literal(f"{name}:", Text).concat(error) for name, error in pairs]
    return func.array_remove(array(found, type_=Text()), null()) if found else literal([], ARRAY(Text))
