"""Field types every input is made of, so that no value reaches PostgreSQL that PostgreSQL cannot hold.

Plain `str`, `int` and `datetime` let through NUL, lone surrogates, integers past int8, `True` as 1, year 9999 with
an offset and 1e400; each of them used to be a 500 somewhere. Inputs derive from `Input` and use these types only.
"""

import datetime as dt
import re
import unicodedata
import uuid
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError

INT4 = 2**31 - 1
INT8 = 2**63 - 1
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
INSTANT = re.compile(DAY.pattern + r"[t ]\d\d:\d\d", re.ASCII | re.IGNORECASE)


class Input(BaseModel):
    """A request body: unknown fields are refused, so a misspelt name is an error and not a silent loss."""

    model_config = ConfigDict(extra="forbid")


class Output(BaseModel):
    """A response: read from rows, no defaults, so that a forgotten field fails in the tests."""

    model_config = ConfigDict(from_attributes=True)


def _storable(value: str) -> str:
    for char in value:
        category = unicodedata.category(char)
        if category == "Cs" or (category == "Cc" and char not in "\n\t\r"):
            raise PydanticCustomError("unstorable_character", "contains a control or surrogate character")
    return value


def _one_line(value: str) -> str:
    if any(char in "\n\r\t" for char in value):
        raise PydanticCustomError("unstorable_character", "must be one line")
    return value


def _in_digits(value: Any) -> Any:
    """Python would read true as 1, and `１２３`, `١٢٣` and `1_0` as digits, which the next program would not."""
    if isinstance(value, bool) or (isinstance(value, str) and not NUMBER.fullmatch(value.strip())):
        raise PydanticCustomError("not_a_number", "must be a number written with the digits 0 to 9")
    return value


def _day(value: Any) -> Any:
    """Bare digits would be read as seconds since 1970, and an instant as the day that its own zone has just then."""
    if isinstance(value, (int, float, Decimal)) or (isinstance(value, str) and not DAY.fullmatch(value)):
        raise PydanticCustomError("date_parsing", "must be a day written as YYYY-MM-DD")
    return value


def _instant(value: Any) -> Any:
    """Bare digits would be read as seconds since 1970: 20261122 as a day of that year."""
    if isinstance(value, (int, float, Decimal)) or (isinstance(value, str) and not INSTANT.match(value)):
        raise PydanticCustomError("datetime_parsing", "must be written as YYYY-MM-DDThh:mm:ss and a time zone")
    return value


def _day_in_range(value: dt.date) -> dt.date:
    if not dt.date(1900, 1, 1) <= value <= dt.date(2200, 12, 31):
        raise PydanticCustomError("date_out_of_range", "must lie between 1900 and 2200")
    return value


def _instant_in_range(value: dt.datetime) -> dt.datetime:
    if value.tzinfo is None:
        raise PydanticCustomError("timezone_missing", "must carry a time zone")
    if not 1900 <= value.year <= 2200:  # noqa: PLR2004 - the range of the field
        raise PydanticCustomError("date_out_of_range", "must lie between 1900 and 2200")
    return value.astimezone(dt.UTC)


Line = Annotated[
    str,
    Field(strict=True),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_storable),
    AfterValidator(_one_line),
]
"""A name or title: one line of 1–200 characters."""

LineOrEmpty = Annotated[
    str,
    Field(strict=True),
    StringConstraints(strip_whitespace=True, max_length=200),
    AfterValidator(_storable),
    AfterValidator(_one_line),
]
"""The same where nothing may be said."""

Code = Annotated[
    str,
    Field(strict=True),
    StringConstraints(strip_whitespace=True, min_length=1, max_length=64),
    AfterValidator(_storable),
    AfterValidator(_one_line),
]
"""A code or external id: one line of 1–64 characters."""

Prose = Annotated[
    str,
    Field(strict=True),
    StringConstraints(strip_whitespace=True, max_length=20_000),
    AfterValidator(_storable),
]
"""Text a person writes: up to 20,000 characters, line breaks allowed."""

Secret = Annotated[str, Field(strict=True, min_length=1, max_length=200), AfterValidator(_storable)]
"""A password or token as it was typed: nothing stripped."""

Ticket = Annotated[str, Field(strict=True, min_length=1, max_length=4000), AfterValidator(_storable)]
"""A token that somebody else has made, as long as they like."""

Query = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=100), AfterValidator(_storable), AfterValidator(_one_line)
]
"""What a person types into a search box."""

Count = Annotated[int, Field(strict=True, ge=0, le=INT4)]
Scale5 = Annotated[int, Field(strict=True, ge=1, le=5)]
Stance = Annotated[int, Field(strict=True, ge=-1, le=3)]
"""Support: 3 coach, 2 supports only us, 1 supports us among others, 0 neutral or unknown, −1 opposes."""

IN_DIGITS = BeforeValidator(_in_digits)
"""Stands behind the bounds of a number: before them, the description would not know them."""

Money = Annotated[
    Decimal,
    Field(ge=Decimal("-9999999999999999.99"), le=Decimal("9999999999999999.99"), max_digits=18, decimal_places=2),
    IN_DIGITS,
]
Amount = Annotated[
    Decimal,
    Field(ge=0, le=Decimal("9999999999999999.99"), max_digits=18, decimal_places=2),
    IN_DIGITS,
]
"""Money that cannot be negative; also resource quantities."""
Quantity = Annotated[
    Decimal,
    Field(ge=Decimal("-99999999999999.9999"), le=Decimal("99999999999999.9999"), max_digits=18, decimal_places=4),
    IN_DIGITS,
]
"""How many or how much of something; negative when taken back."""
Percent = Annotated[Decimal, Field(ge=0, le=100, max_digits=7, decimal_places=4), IN_DIGITS]
Growth = Annotated[Decimal, Field(ge=-100, le=10_000, max_digits=9, decimal_places=4), IN_DIGITS]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False), IN_DIGITS]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Day = Annotated[dt.date, BeforeValidator(_day), AfterValidator(_day_in_range)]
Instant = Annotated[dt.datetime, BeforeValidator(_instant), AfterValidator(_instant_in_range)]
Id = uuid.UUID

Email = Annotated[
    str,
    Field(strict=True),
    StringConstraints(
        strip_whitespace=True, to_lower=True, max_length=254, pattern=r"^[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,}$"
    ),
    AfterValidator(_storable),
]

Decimals = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
"""A decimal in an answer, as a JSON number: 18 digits with 2 decimals stay exact to the cent up to 90 billion."""


def unique_ids(values: list[uuid.UUID]) -> list[uuid.UUID]:
    """Refuse the same id twice where a list means a set."""
    if len(set(values)) != len(values):
        raise PydanticCustomError("duplicate_item", "names the same record twice")
    return values


Ids = Annotated[list[uuid.UUID], Field(max_length=100), AfterValidator(unique_ids)]
