"""What a field of the organisation's own may hold: the types, and what is wrong with a value. Pure.

text      up to 2,000 characters            yes_no    true or false
number    any, to ±1e15                     choice    one of its choices
money     to the cent, in its currency      choices   several of them, each once, in their order
date      2026-11-22                        link      the id of a record of its target
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from services.kit.errors import FieldError
from services.kit.fields import Code, Prose

Entity = Literal["customer", "contact", "opportunity", "project"]
FieldType = Literal["text", "number", "money", "date", "choice", "choices", "yes_no", "link"]
CHOOSING = frozenset({"choice", "choices"})
Target = Literal["customer", "contact", "opportunity", "project", "product_line", "vendor", "app_user"]
"""What a link can lead to, by the names the search has for them."""
FIELDS = {"custom": "internal", "custom_commercial": "commercial"}
"""The column for each class."""
MOST_MONEY = Decimal("9999999999999.99")
"""Fifteen digits: what JSON numbers carry exactly, in every language they are read in."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Flag = Annotated[bool, Field(strict=True)]
Number = Annotated[float, Field(strict=True, ge=-1e15, le=1e15, allow_inf_nan=False)]
Words = Annotated[Prose, Field(max_length=2000)]
Several = Annotated[list[Code], Field(max_length=100)]
Custom = Annotated[dict[Key, Words | Flag | Number | Several | None], Field(max_length=200)]
"""Values by the key of their field; null empties one, what is left out stays."""


@dataclass(frozen=True, slots=True)
class Choice:
    zh: str
    en: str
    archived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    key: str
    type: FieldType
    required: bool = False
    class_: str = "internal"
    choices: Mapping[str, Choice] = field(default_factory=dict)
    """By their values, in their order, the archived ones among them."""
    archived: bool = False
    zh: str = ""
    en: str = ""
    target: str | None = None
    currency: str | None = None

    @property
    def column(self) -> str:
        return "custom_commercial" if self.class_ == "commercial" else "custom"

    @property
    def name(self) -> str:
        """How filters, sorts and exports call it."""
        return f"{self.column}.{self.key}"


Values = dict[str, Any]
Fault = tuple[str, str, str]


def laid_over(
    present: Mapping[str, Any], sent: Mapping[str, Any], known: Mapping[str, Definition], *, column: str
) -> tuple[Values, list[FieldError]]:
    """(the values after the change, what is wrong with it). Values of archived fields stay untouched."""
    after, faults = dict(present), []
    for key, value in sent.items():
        found = known.get(key)
        if found is None or found.column != column or found.archived:
            faults.append(fault_at(column, key, "unknown_field", "no such field here", "没有这个字段"))
            continue
        fine, fault = value_of(found, value)
        if fault:
            faults.append(fault_at(column, key, *fault))
        elif fine is None:
            after.pop(key, None)
        else:
            after[key] = fine
    return after, faults


def missing(
    after: Mapping[str, Any], known: Mapping[str, Definition], *, column: str, besides: Iterable[FieldError]
) -> list[FieldError]:
    """The required fields of a new record that have no value, but those of which something else was told."""
    told = {fault.pointer for fault in besides}
    return [
        fault_at(column, key, "missing", "is required", "必须填写")
        for key, one in known.items()
        if one.required and not one.archived and one.column == column and key not in after
        if f"/{column}/{key}" not in told
    ]


def fault_at(column: str, key: str, code: str, en: str, zh: str) -> FieldError:
    return FieldError(f"/{column}/{key}", code, en, zh)


NEEDED: dict[FieldType, tuple[type, str, str]] = {
    "text": (str, "a text", "文本"),
    "number": (float, "a number", "数字"),
    "money": (float, "an amount as a number", "金额数字"),
    "date": (str, "a date such as 2026-11-22", "日期,如 2026-11-22"),
    "choice": (str, "one of the choices", "一个选项"),
    "choices": (list, "a list of choices", "选项列表"),
    "yes_no": (bool, "true or false", "是或否"),
    "link": (str, "the id of a record", "记录的编号"),
}


def value_of(known: Definition, value: Any) -> tuple[Any, Fault | None]:
    """(the value as it is stored, None), or (None, what is wrong with it). Empty text and empty lists are no value."""
    if value is None or value in ("", []):
        return None, ("missing", "is required", "必须填写") if known.required else None
    right, en, zh = NEEDED[known.type]
    found: Any = value
    if not isinstance(value, right):
        return None, ("wrong_type", f"must be {en}", f"应为{zh}")
    match known.type:
        case "money":
            return _money(found)
        case "date":
            return _date(found)
        case "link":
            return _link(found)
        case "choice" | "choices":
            return _chosen(known, found)
        case _:
            return found, None


def _chosen(known: Definition, value: Any) -> tuple[Any, Fault | None]:
    wanted = value if isinstance(value, list) else [value]
    if any(one not in known.choices or known.choices[one].archived for one in wanted):
        return None, ("unknown_choice", "is not one of the choices", "不在可选项中")
    if len(set(wanted)) != len(wanted):
        return None, ("duplicate_item", "names a choice twice", "选项重复")
    return [one for one in known.choices if one in wanted] if isinstance(value, list) else value, None


def _money(value: float) -> tuple[Any, Fault | None]:
    amount = Decimal(repr(value))
    if abs(amount) > MOST_MONEY:
        return None, ("out_of_range", f"must be {MOST_MONEY:,} at most", f"不得超过 {MOST_MONEY:,}")
    if amount != round(amount, 2):
        return None, ("decimals", "may have two decimals", "最多两位小数")
    return value, None


def _date(value: str) -> tuple[Any, Fault | None]:
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return None, ("date", "must be a date such as 2026-11-22", "日期格式应为 2026-11-22")
    if not dt.date(1900, 1, 1) <= day <= dt.date(2200, 12, 31):
        return None, ("date_out_of_range", "must lie between 1900 and 2200", "应在 1900 至 2200 年之间")
    return day.isoformat(), None


def _link(value: str) -> tuple[Any, Fault | None]:
    try:
        return str(uuid.UUID(value)), None
    except ValueError:
        return None, ("link", "must be the id of a record", "应为记录的编号")
