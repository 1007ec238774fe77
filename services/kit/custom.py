"""The organisation's own fields: what may stand in `custom` and `custom_commercial` of a record.

Records defines them and publishes `custom_field_card`; every service that has such records checks them here, in one
statement. A record keeps the values of class internal in the column `custom` and those of class commercial in
`custom_commercial`, so that answers, events and exports withhold them as they withhold any other column.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, BeforeValidator, Field, StringConstraints
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require
from services.kit.errors import FieldError, Invalid
from services.kit.fields import Prose
from services.kit.permissions import Principal

Entity = Literal["customer", "contact", "opportunity"]
FieldType = Literal["text", "number", "date", "choice", "yes_no"]
FIELDS = {"custom": "internal", "custom_commercial": "commercial"}
"""The column for each class."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Flag = Annotated[bool, Field(strict=True)]
Number = Annotated[float, Field(strict=True, ge=-1e15, le=1e15, allow_inf_nan=False)]
Words = Annotated[Prose, Field(max_length=2000)]
Custom = Annotated[dict[Key, Words | Flag | Number | None], Field(max_length=200)]
"""Values by the key of their field; null empties one, what is left out stays."""


def _opened(value: Any) -> Any:
    """The column as the driver gives it: nothing, text, or read already."""
    return (orjson.loads(value) if isinstance(value, str) else value) or {}


CustomOut = Annotated[dict[str, str | bool | float], BeforeValidator(_opened)]
VALUES = JSONB(none_as_null=True)


@dataclass(frozen=True, slots=True)
class Definition:
    key: str
    type: str
    required: bool
    class_: str
    choices: frozenset[str]
    """Values that can still be chosen."""
    archived: bool


_DEFINED = text("select key, type, required, class, choices, archived from custom_field_card where entity = :entity")


async def definitions(session: AsyncSession, entity: Entity) -> dict[str, Definition]:
    rows = await session.execute(_DEFINED, {"entity": entity})
    return {row.key: _definition(row) for row in rows}


def _definition(row: Any) -> Definition:
    choices = row.choices if isinstance(row.choices, list) else orjson.loads(row.choices)
    open_ones = frozenset(choice["value"] for choice in choices if not choice["archived"])
    return Definition(row.key, row.type, row.required, row[3], open_ones, row.archived)


async def checked(
    session: AsyncSession, entity: Entity, *, me: Principal, data: BaseModel, row: Any = None
) -> dict[str, dict[str, Any]]:
    """The columns as they will be: what was sent laid over what `row` has. 422 at `/custom/<key>` for what is wrong.

    Without a row (a new record) every required field has to be there.
    """
    sent: dict[str, dict[str, Any]] = {name: getattr(data, name) for name in FIELDS if name in data.model_fields_set}
    if row is not None and not sent:
        return {}
    if sent.get("custom_commercial"):
        require(me, "commercial")
    known = await definitions(session, entity)
    faults: list[FieldError] = []
    after = {}
    for name in sent if row is not None else FIELDS.keys() & type(data).model_fields.keys():
        present = _opened(getattr(row, name, None))
        after[name], wrong = laid_over(present, sent.get(name, {}), known, column=name)
        faults += wrong if row is not None else [*wrong, *_missing(after[name], known, column=name, besides=wrong)]
    if faults:
        raise Invalid("Some fields are wrong.", "部分自定义字段有误。", errors=faults)
    return after


def laid_over(
    present: Mapping[str, Any], sent: Mapping[str, Any], known: Mapping[str, Definition], *, column: str
) -> tuple[dict[str, Any], list[FieldError]]:
    """(the values after the change, what is wrong with it). Values of archived fields stay untouched."""
    after, faults = dict(present), []
    for key, value in sent.items():
        field = known.get(key)
        if field is None or field.class_ != FIELDS[column] or field.archived:
            faults.append(_fault(column, key, "unknown_field", "no such field here", "没有这个字段"))
            continue
        fine, fault = value_of(field, value)
        if fault:
            faults.append(_fault(column, key, *fault))
        elif fine is None:
            after.pop(key, None)
        else:
            after[key] = fine
    return after, faults


def _missing(
    after: Mapping[str, Any], known: Mapping[str, Definition], *, column: str, besides: Iterable[FieldError]
) -> list[FieldError]:
    told = {fault.pointer for fault in besides}
    return [
        _fault(column, key, "missing", "is required", "必须填写")
        for key, field in known.items()
        if field.required and not field.archived and field.class_ == FIELDS[column] and key not in after
        if f"/{column}/{key}" not in told
    ]


def _fault(column: str, key: str, code: str, en: str, zh: str) -> FieldError:
    return FieldError(f"/{column}/{key}", code, en, zh)


Fault = tuple[str, str, str]


def value_of(field: Definition, value: Any) -> tuple[Any, Fault | None]:
    """(the value as it is stored, None), or (None, what is wrong with it). Empty text is no value."""
    if value is None or value == "":
        return None, ("missing", "is required", "必须填写") if field.required else None
    right = {"text": str, "choice": str, "date": str, "yes_no": bool, "number": float}[field.type]
    if not isinstance(value, right):
        return None, ("wrong_type", f"must be a {field.type}", "类型不符")
    if field.type == "choice" and value not in field.choices:
        return None, ("unknown_choice", "is not one of the choices", "不在可选项中")
    if field.type == "date" and isinstance(value, str):
        return _date(value)
    return value, None


def _date(value: str) -> tuple[Any, Fault | None]:
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return None, ("date", "must be a date such as 2026-11-22", "日期格式应为 2026-11-22")
    if not dt.date(1900, 1, 1) <= day <= dt.date(2200, 12, 31):
        return None, ("date_out_of_range", "must lie between 1900 and 2200", "应在 1900 至 2200 年之间")
    return day.isoformat(), None
