"""What every edit in planning does alike."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from pydantic import BaseModel
from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db import Base, utcnow
from services.kit.errors import invalid
from services.planning.views import person
from services.planning.views_execution import contact_card


def today() -> dt.date:
    return utcnow().date()


def latest_today() -> dt.date:
    """The day it is already where the day begins first (UTC+14): what a person there calls today is not the future."""
    return (utcnow() + dt.timedelta(hours=14)).date()


def equal(model: type[Base], wanted: dict[str, Any]) -> list[ColumnElement[bool]]:
    """The plain filters of a list: column → value, None meaning any."""
    return [getattr(model, name) == value for name, value in wanted.items() if value is not None]


def apply_changes(row: Base, data: BaseModel) -> dict[str, Any]:
    """Set what the caller sent, and return it."""
    changes = {name: value for name, value in data.model_dump().items() if name in data.model_fields_set}
    for name, value in changes.items():
        setattr(row, name, value)
    return changes


async def require_contacts(
    session: AsyncSession, *, customer_id: uuid.UUID, ids: Collection[uuid.UUID], pointer: str
) -> None:
    """422 unless all of these are contacts of this customer."""
    if ids:
        known = await session.scalars(
            select(contact_card.c.id).where(contact_card.c.customer_id == customer_id, contact_card.c.id.in_(ids))
        )
        _refuse_unknown(ids, known.all(), pointer, ("not a contact of this customer", "不是该客户的联系人"))


async def require_people(session: AsyncSession, *, ids: Collection[uuid.UUID], pointer: str) -> None:
    """422 unless all of these are our own people."""
    if ids:
        known = await session.scalars(select(person.c.id).where(person.c.id.in_(ids)))
        _refuse_unknown(ids, known.all(), pointer, ("not one of our people", "不是本组织的人员"))


def _refuse_unknown(
    ids: Collection[uuid.UUID], known: Collection[uuid.UUID], pointer: str, words: tuple[str, str]
) -> None:
    if set(ids) - set(known):
        raise invalid(pointer, "unknown_reference", *words)
