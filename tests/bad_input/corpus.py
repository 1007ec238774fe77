"""Values that break programs, for every kind of field: at least 31 of each, and the reason why some may be taken."""

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

STRANGER = "01890000-0000-7000-8000-000000000000"
"""An id of the right form that nothing has."""


class Raw(str):
    """A number as it stands in JSON, since Python would write or read it otherwise."""

    __slots__ = ()


DEEP: Any = []
for _ in range(20):
    DEEP = [DEEP]

WRONG: dict[str, Any] = {
    "null": None,
    "true": True,
    "list": ["a"],
    "empty_list": [],
    "list_of_null": [None],
    "object": {"a": 1},
    "empty_object": {},
    "object_of_null": {"id": None},
    "deep": DEEP,
    "nul": "a\x00b",
    "escape": "a\x1bb",
    "c1_control": "a\x85b",
    "delete": "a\x7fb",
    "header_injection": "a\r\nSet-Cookie: x=1\x08",
    "high_surrogate": "a\ud800",
    "low_surrogate": "\udfffb",
    "swapped_surrogates": "\udc00\ud800",
    "past_int8": Raw(2**63),
    "below_int8": Raw(-(2**63) - 1),
    "past_everything": Raw("9" * 400),
    "overflow": Raw("1e400"),
    "negative_overflow": Raw("-1e400"),
    "nan": Raw("NaN"),
    "infinity": Raw("Infinity"),
    "long": "长" * 30_000,
}
"""Nearly no field takes any of these."""
ODD: dict[str, Any] = {
    "empty": "",
    "spaces": "   ",
    "byte_order_mark": "\ufeff",
    "override": "a\u202etxt.exe",
    "zero_width": "\u200b\u200d",
    "combining": "e" + "\u0301" * 50,
    "full_width": "１２３",
    "arabic_digits": "١٢٣",
    "injection": "'; drop table customer; --",
    "filter_injection": '" or id is not null or name ~ "%',
    "minus_zero": Raw("-0"),
    "half": 0.5,
    "tiny": Raw("1e-400"),
    "exponent": "1e5",
    "huge_exponent": "1e999999999",
}
"""Some fields take some of these: they have to be stored or refused, not to be our fault."""
OWN: dict[str, dict[str, Any]] = {
    "text": {
        "emoji": "👩‍👩‍👧‍👦",
        "line_separator": "a\u2028b",
        "template": "{{7*7}}${7*7}%s%n",
        "markup": "<script>x</script>",
        "path": "../../etc/passwd",
        "address_inside": "http://[::ffff:169.254.169.254]/latest",
        "address_of_nobody": "http://",
        "address_of_script": "javascript:alert(1)",
        "email_of_two": "a@b.example,c@d.example",
        "currency_full_width": "ＣＮＹ",
        "currency_small": "cny",
    },
    "integer": {"zero": 0, "minus_one": -1, "int4": 2**31, "text_number": "7", "float_number": 1.0},
    "decimal": {
        "zero": 0,
        "many_places": "0.12345678901234567890",
        "many_digits": "12345678901234567890.12",
        "one_place_more": Raw("0.123456789"),
        "past_float": "1e30",
        "underscore": "1_0",
        "hexadecimal": "0x10",
        "thousands": "1,000",
        "not_a_number": "nan",
        "two_points": "1.2.3",
    },
    "boolean": {"false": False, "zero": 0, "word": "yes", "two": 2, "capital": "TRUE"},
    "date": {
        "leap_day": "2028-02-29",
        "no_leap_day": "2027-02-29",
        "february_30": "2028-02-30",
        "year_0": "0000-01-01",
        "before_1900": "1899-12-31",
        "after_2200": "2201-01-01",
        "year_9999": "9999-12-31",
        "year_10000": "10000-01-01",
        "compact": "20261122",
        "seconds": "86400",
        "seconds_as_number": 86400,
        "month_13": "2026-13-01",
        "with_time": "2026-11-22T10:00:00",
        "with_midnight": "2026-11-22T00:00:00+08:00",
        "week": "2026-W47-7",
        "slashes": "2026/11/22",
        "full_width_day": "２０２６-11-22",
    },
    "instant": {
        "leap_second": "2026-12-31T23:59:60Z",
        "no_zone": "2026-11-22T10:00:00",
        "day_alone": "2026-11-22",
        "before_1900": "1899-12-31T00:00:00Z",
        "year_9999": "9999-12-31T23:59:59-14:00",
        "year_1": "0001-01-01T00:00:00+14:00",
        "wide_offset": "2026-11-22T10:00:00+24:00",
        "named_zone": "2026-11-22T10:00:00[Asia/Shanghai]",
        "seconds": "1700000000",
        "seconds_as_number": 1700000000,
        "hour_25": "2026-11-22T25:00:00Z",
        "fine": "2028-02-29T23:59:59.123456789+08:00",
    },
    "uuid": {
        "nobody": "00000000-0000-0000-0000-000000000000",
        "stranger": STRANGER,
        "braces": f"{{{STRANGER}}}",
        "urn": f"urn:uuid:{STRANGER}",
        "short": "01890000",
        "full_width_id": "０１890000-0000-7000-8000-000000000000",
        "two": f"{STRANGER},{STRANGER}",
    },
    "choice": {"other_case": "ADMINISTRATOR", "neighbour": "none", "zero": 0, "all_of_them": "*"},
    "list": {
        "strangers": [STRANGER] * 2,
        "many": [1] * 10_000,
        "mixed": [1, "a", None],
        "nested": [[["a"]]],
        "text_of_list": "[]",
    },
    "object": {
        "many": {f"k{i}": i for i in range(1000)},
        "odd_keys": {"\x00": 1, "\ud800": 2},
        "dunder": {"__class__": {}, "__proto__": {"a": 1}},
        "empty_key": {"": 1},
        "text_of_object": "{}",
    },
    "any": {"emoji": "👩‍👩‍👧‍👦", "zero": 0, "false": False},
}


def cases(kind: str) -> dict[str, Any]:
    """At least 31 for each kind, those that are refused first."""
    return WRONG | ODD | OWN[kind]


YES_NO = {"true": True, "yes": True, "y": True, "t": True, "on": True, "1": True}
YES_NO |= {"false": False, "no": False, "n": False, "f": False, "off": False, "0": False}


def readings(kind: str, value: Any, *, text: bool) -> list[Any]:
    """All that a careful reader may take this value for; `text`: it stands in an address, where all is text."""
    if isinstance(value, Raw):
        value = _number(value) if not text else str(value)
    taken = [value]
    if isinstance(value, str):
        taken.append(value.strip())
        # In an address there is nothing but text; a decimal may be text anywhere, since JSON's numbers are floats
        # to many programs: `1e5` is then a hundred thousand.
        if kind in {"decimal", "integer"} and (text or (kind == "decimal" and "e" in value)) and value.isascii():
            taken.append(_number(value))
    if kind == "boolean" and text:
        taken.append(YES_NO.get(str(value).lower(), value))
    return taken


def _number(value: str) -> Any:
    if "_" in value:
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    whole = number.is_finite() and number.adjusted() < 400 and number == number.to_integral_value()
    return int(number) if whole else float(number)


def storable(value: Any) -> bool:
    """Whether PostgreSQL and UTF-8 can hold it, and a person can read it."""
    if isinstance(value, dict):
        return all(storable(one) for pair in value.items() for one in pair)
    if isinstance(value, list):
        return all(map(storable, value))
    if not isinstance(value, str):
        return True
    return not any(
        (one < " " and one not in "\n\t\r") or "\x7f" <= one <= "\x9f" or "\ud800" <= one <= "\udfff" for one in value
    )


def is_day(value: Any) -> bool:
    """Of the years that we keep, as ISO 8601 writes it with hyphens."""
    try:
        return (
            isinstance(value, str)
            and len(value) == 10
            and value.isascii()
            and dt.date(1900, 1, 1) <= dt.date.fromisoformat(value) <= dt.date(2200, 12, 31)
        )
    except ValueError:
        return False


def is_instant(value: Any) -> bool:
    try:
        return isinstance(value, str) and dt.datetime.fromisoformat(value).tzinfo is not None and is_day(value[:10])
    except ValueError:
        return False
