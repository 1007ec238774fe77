"""Interactions: every contact with a customer, on every channel."""

import uuid
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require_on_customer
from services.kit.errors import missing_row
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.records import rows
from services.records.contacts.models import Contact
from services.records.customers.models import Customer
from services.records.interactions.models import Interaction
from services.records.interactions.schemas import (
    InteractionCreate,
    InteractionFilter,
    InteractionOut,
    InteractionUpdate,
)
from services.records.neighbours import person

_CONTACTS = select(Contact.name).where(Contact.id == func.any(Interaction.contact_ids)).order_by(Contact.name)
_PEOPLE = select(person.c.name).where(person.c.id == func.any(Interaction.user_ids)).order_by(person.c.name)
_SELECT: Select[Any] = select(
    *Interaction.__table__.c,
    Customer.name.label("customer_name"),
    func.array(_CONTACTS.correlate(Interaction).scalar_subquery()).label("contact_names"),
    func.array(_PEOPLE.correlate(Interaction).scalar_subquery()).label("user_names"),
).join_from(Interaction, Customer, Customer.id == Interaction.customer_id)


async def interactions(session: AsyncSession, *, filters: InteractionFilter, query: PageQuery) -> dict[str, Any]:
    statement = _SELECT
    if filters.customer_id:
        statement = statement.where(Interaction.customer_id == filters.customer_id)
    if filters.channel:
        statement = statement.where(Interaction.channel == filters.channel)
    if filters.contact_id:
        statement = statement.where(Interaction.contact_ids.contains([filters.contact_id]))
    if filters.user_id:
        statement = statement.where(Interaction.user_ids.contains([filters.user_id]))
    if filters.from_:
        statement = statement.where(Interaction.at >= filters.from_)
    if filters.to:
        statement = statement.where(Interaction.at < filters.to)
    by = [Interaction.at, Interaction.id]
    return await page(session, statement, by=by, query=query, item=InteractionOut, descending=True, scalars=False)


async def get(session: AsyncSession, interaction_id: uuid.UUID) -> Any:
    row = (await session.execute(_SELECT.where(Interaction.id == interaction_id))).first()
    if row is None:
        raise missing_row("interaction", interaction_id)
    return row


async def create(session: AsyncSession, *, me: Principal, data: InteractionCreate) -> Any:
    await require_on_customer(session, me, data.customer_id, "records")
    values = data.model_dump()
    if data.user_ids is None:
        values["user_ids"] = [me.id] if me.kind == "user" else []
    else:
        await rows.require_people(session, data.user_ids, pointer="/user_ids")
    await rows.require_contacts(session, data.contact_ids, customer_id=data.customer_id, pointer="/contact_ids")
    row = Interaction(**values)
    session.add(row)
    await session.flush()
    return await get(session, row.id)


async def update(
    session: AsyncSession, *, me: Principal, interaction_id: uuid.UUID, version: int, data: InteractionUpdate
) -> Any:
    row = await rows.find(session, Interaction, Interaction.id == interaction_id, key=interaction_id)
    await rows.to_change(session, row, me=me, version=version)
    if isinstance(data.contact_ids, list):
        await rows.require_contacts(session, data.contact_ids, customer_id=row.customer_id, pointer="/contact_ids")
    if isinstance(data.user_ids, list):
        await rows.require_people(session, data.user_ids, pointer="/user_ids")
    rows.change(row, data)
    await session.flush()
    return await get(session, interaction_id)


async def delete(session: AsyncSession, *, me: Principal, interaction_id: uuid.UUID, version: int) -> None:
    row = await rows.find(session, Interaction, Interaction.id == interaction_id, key=interaction_id)
    await rows.to_change(session, row, me=me, version=version)
    await session.delete(row)
    await session.flush()
