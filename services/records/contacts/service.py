"""Contacts: the people at a customer and their reporting lines."""

import uuid
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import custom, search
from services.kit.auth import require_on_customer
from services.kit.errors import Conflict, missing_row
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.records import rows
from services.records.contacts.models import Contact
from services.records.contacts.schemas import ContactCreate, ContactFilter, ContactOut, ContactUpdate
from services.records.customers.models import Customer
from services.records.neighbours import person
from services.records.trees import require_acyclic

_SELECT: Select[Any] = (
    select(*Contact.__table__.c, Customer.name.label("customer_name"), person.c.name.label("owner_name"))
    .join_from(Contact, Customer, Customer.id == Contact.customer_id)
    .outerjoin(person, person.c.id == Contact.owner_id)
)


async def contacts(session: AsyncSession, *, filters: ContactFilter, query: PageQuery) -> dict[str, Any]:
    statement = _SELECT
    if filters.q:
        statement = statement.where(Contact.id.in_(search.matching(filters.q)))
    if filters.customer_id:
        statement = statement.where(Contact.customer_id == filters.customer_id)
    if filters.owner_id:
        statement = statement.where(Contact.owner_id == filters.owner_id)
    by = [Contact.name, Contact.id]
    return await page(session, statement, by=by, query=query, item=ContactOut, scalars=False)


async def get(session: AsyncSession, contact_id: uuid.UUID) -> Any:
    row = (await session.execute(_SELECT.where(Contact.id == contact_id))).first()
    if row is None:
        raise missing_row("contact", contact_id)
    return row


async def create(session: AsyncSession, *, me: Principal, data: ContactCreate) -> Any:
    await require_on_customer(session, me, data.customer_id, "records")
    row = Contact(**data.model_dump() | await custom.checked(session, "contact", me=me, data=data))
    session.add(row)
    await session.flush()
    return await get(session, row.id)


async def update(
    session: AsyncSession, *, me: Principal, contact_id: uuid.UUID, version: int, data: ContactUpdate
) -> Any:
    row = await rows.find(session, Contact, Contact.id == contact_id, key=contact_id)
    await rows.to_change(session, row, me=me, version=version)
    refuse_erased(row)
    if isinstance(data.reports_to_id, uuid.UUID):
        await require_acyclic(session, Contact.reports_to_id, key=contact_id, above=data.reports_to_id)
    own = await custom.checked(session, "contact", me=me, data=data, row=row)
    rows.change(row, data)
    for name, value in own.items():
        setattr(row, name, value)
    await session.flush()
    return await get(session, contact_id)


async def delete(session: AsyncSession, *, me: Principal, contact_id: uuid.UUID, version: int) -> None:
    row = await rows.find(session, Contact, Contact.id == contact_id, key=contact_id)
    await rows.to_change(session, row, me=me, version=version)
    await session.delete(row)
    await session.flush()


def refuse_erased(row: Contact) -> None:
    """409 for the place of a person who was erased: nothing is written about that person again."""
    if row.erased_at is not None:
        raise Conflict(
            "This person was erased; create a new contact.", "该联系人已被抹除,请新建联系人。", code="contact_erased"
        )
