"""What every change of a row at a customer begins with."""

import uuid
from typing import Protocol, TypeVar

from pydantic import BaseModel
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require_on_customer
from services.kit.db import Base
from services.kit.errors import invalid, missing_row
from services.kit.permissions import Principal
from services.kit.versions import require_version
from services.records.contacts.models import Contact
from services.records.neighbours import person


class AtCustomer(Protocol):
    customer_id: uuid.UUID
    version: int


B = TypeVar("B", bound=Base)
A = TypeVar("A", bound=AtCustomer)


async def find(session: AsyncSession, model: type[B], *where: ColumnElement[bool], key: uuid.UUID) -> B:
    """The row, or 404."""
    row = (await session.scalars(select(model).where(*where))).one_or_none()
    if row is None:
        raise missing_row(model.__tablename__, key)
    return row


async def to_change(session: AsyncSession, row: A, *, me: Principal, version: int) -> A:
    """The row, once it is sure that the caller may change it and has seen its present version."""
    await require_on_customer(session, me, row.customer_id, "records")
    require_version(row, version)
    return row


def change(row: Base, data: BaseModel) -> None:
    """Write down what was sent; what was left out stays."""
    for name, value in data.model_dump().items():
        setattr(row, name, value)


async def require_contacts(
    session: AsyncSession, ids: list[uuid.UUID], *, customer_id: uuid.UUID, pointer: str
) -> None:
    """422 unless all are contacts of this customer."""
    if ids:
        known = select(func.count()).where(Contact.customer_id == customer_id, Contact.id.in_(ids))
        if await session.scalar(known) != len(ids):
            raise invalid(
                pointer, "unknown_reference", "not all are contacts of this customer", "有的联系人不属于该客户"
            )


async def require_people(session: AsyncSession, ids: list[uuid.UUID], *, pointer: str) -> None:
    """422 unless all are people of our organisation."""
    if ids:
        known = select(func.count()).select_from(person).where(person.c.id.in_(ids))
        if await session.scalar(known) != len(ids):
            raise invalid(pointer, "unknown_reference", "not all are people of ours", "有的人员不存在")
