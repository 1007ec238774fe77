"""The organisation's own fields: what may stand in `custom` and `custom_commercial` of a record.

Records defines them and publishes `custom_field_card`; every service that has such records checks them here, in one
statement, and one more where links are set. A record keeps the values of class internal in the column `custom` and
those of class commercial in `custom_commercial`, so that answers, events and exports withhold them as they withhold any
other column. What a value may be is said in custom_values.py, how lists are asked by them in custom_filters.py.
"""

import uuid
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, BeforeValidator
from sqlalchemy import Index, TextClause, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import search
from services.kit.auth import Commercial, require
from services.kit.custom_values import (
    FIELDS,
    Choice,
    Custom,
    Definition,
    Entity,
    FieldType,
    Flag,
    Key,
    Target,
    Values,
    fault_at,
    laid_over,
    missing,
)
from services.kit.errors import FieldError, Invalid
from services.kit.permissions import Principal

__all__ = [
    "FIELDS",
    "VALUES",
    "CommercialOut",
    "Custom",
    "CustomOut",
    "Entity",
    "FieldType",
    "Flag",
    "Key",
    "Target",
    "checked",
]


def _opened(value: Any) -> Any:
    """The column as the driver gives it: nothing, text, or read already."""
    return (orjson.loads(value) if isinstance(value, str) else value) or {}


CustomOut = Annotated[dict[str, str | bool | float | list[str]], BeforeValidator(_opened)]
CommercialOut = Annotated[Commercial[CustomOut], BeforeValidator(_opened)]
"""null for those who may not see it, an empty object where there is nothing."""
VALUES = JSONB(none_as_null=True)


def indexed(column: str) -> Index:
    """For equality, in tables that may have a million rows; those without own fields are not in it."""
    return Index(
        None,
        column,
        postgresql_using="gin",
        postgresql_ops={column: "jsonb_path_ops"},
        postgresql_where=text(f"{column} is not null"),
    )


_DEFINED = text("select * from custom_field_card where entity = :entity order by position, key")
Ask = Callable[[TextClause, Mapping[str, Any]], Awaitable[Any]]
"""Something that answers a statement with rows: a session or a look-up."""


async def definitions(ask: Ask, entity: str) -> dict[str, Definition]:
    """By their keys, in the order they are shown, the archived ones among them."""
    return {row.key: _definition(row) for row in await ask(_DEFINED, {"entity": entity})}


def _definition(row: Any) -> Definition:
    choices = row.choices if isinstance(row.choices, list) else orjson.loads(row.choices)
    return Definition(
        key=row.key,
        type=row.type,
        required=row.required,
        class_=getattr(row, "class"),
        choices={one["value"]: Choice(one["label_zh"], one["label_en"], one["archived"]) for one in choices},
        archived=row.archived,
        zh=row.label_zh,
        en=row.label_en,
        target=row.target,
        currency=row.currency,
    )


async def checked(
    session: AsyncSession, entity: Entity, *, me: Principal, data: BaseModel, row: Any = None
) -> dict[str, Values | None]:
    """The columns as they will be: what was sent laid over what `row` has. 422 at `/custom/<key>` for what is wrong.

    Without a row (a new record) every required field has to be there; those of class commercial bind only who may see
    them, or nobody else could create anything.
    """
    sent: dict[str, Values] = {name: getattr(data, name) for name in FIELDS if name in data.model_fields_set}
    if row is not None and not sent:
        return {}
    if sent.get("custom_commercial"):
        require(me, "commercial")
    known = await definitions(session.execute, entity)
    faults: list[FieldError] = []
    after: dict[str, Values] = {}
    for name in sent if row is not None else FIELDS.keys() & type(data).model_fields.keys():
        present = _opened(getattr(row, name, None))
        after[name], wrong = laid_over(present, sent.get(name, {}), known, column=name)
        seen = name == "custom" or me.may("commercial")
        faults += wrong
        faults += missing(after[name], known, column=name, besides=wrong) if row is None and seen else []
    faults += await _dangling(session, sent, known, after)
    if faults:
        raise Invalid("Some fields are wrong.", "部分自定义字段有误。", errors=faults)
    return {name: values or None for name, values in after.items()}


async def _dangling(
    session: AsyncSession,
    sent: Mapping[str, Values],
    known: Mapping[str, Definition],
    after: Mapping[str, Values],
) -> list[FieldError]:
    """The links that were sent and lead nowhere, or to a record of another kind: every record is in the search from
    the moment it is written, and our own people are published by identity.
    """
    links = [
        (name, key, uuid.UUID(after[name][key]))
        for name, values in sent.items()
        for key in values
        if key in known and known[key].type == "link" and known[key].column == name and key in after[name]
    ]
    if not links:
        return []
    rows = await session.execute(search.NAMED, {"ids": list({one for _, _, one in links})})
    kinds = {row.id: row.kind for row in rows}
    return [
        fault_at(name, key, "unknown_reference", "no such record of this kind", "没有这条记录,或类型不符")
        for name, key, one in links
        if kinds.get(one) != known[key].target
    ]
