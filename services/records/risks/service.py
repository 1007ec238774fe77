"""Risks: what can harm the business with a customer."""

import uuid
from typing import Any

from sqlalchemy import Integer, Select, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require_on_customer
from services.kit.errors import missing_row
from services.kit.notify import assigned
from services.kit.pages import PageQuery, SortKey, page
from services.kit.permissions import Principal
from services.records import rows
from services.records.customers.models import Customer
from services.records.neighbours import person
from services.records.risks.models import Risk
from services.records.risks.schemas import RiskCreate, RiskFilter, RiskOut, RiskUpdate

_SELECT: Select[Any] = (
    select(*Risk.__table__.c, Customer.name.label("customer_name"), person.c.name.label("owner_name"))
    .join_from(Risk, Customer, Customer.id == Risk.customer_id)
    .outerjoin(person, person.c.id == Risk.owner_id)
)


async def risks(session: AsyncSession, *, filters: RiskFilter, query: PageQuery) -> dict[str, Any]:
    statement = _SELECT
    for name, value in filters.model_dump(exclude_none=True).items():
        statement = statement.where(getattr(Risk, name) == value)
    by: list[SortKey] = [type_coerce(Risk.probability * Risk.impact, Integer), Risk.id]
    return await page(session, statement, by=by, query=query, item=RiskOut, descending=True, scalars=False)


async def get(session: AsyncSession, risk_id: uuid.UUID) -> Any:
    row = (await session.execute(_SELECT.where(Risk.id == risk_id))).first()
    if row is None:
        raise missing_row("risk", risk_id)
    return row


async def create(session: AsyncSession, *, me: Principal, data: RiskCreate) -> Any:
    await require_on_customer(session, me, data.customer_id, "records")
    row = Risk(**data.model_dump(), state="open")
    session.add(row)
    await session.flush()
    await assigned(session, row, row.owner_id, before=None)
    return await get(session, row.id)


async def update(session: AsyncSession, *, me: Principal, risk_id: uuid.UUID, version: int, data: RiskUpdate) -> Any:
    row = await rows.find(session, Risk, Risk.id == risk_id, key=risk_id)
    await rows.to_change(session, row, me=me, version=version)
    owner_before = row.owner_id
    rows.change(row, data)
    await session.flush()
    await assigned(session, row, row.owner_id, before=owner_before)
    return await get(session, risk_id)


async def delete(session: AsyncSession, *, me: Principal, risk_id: uuid.UUID, version: int) -> None:
    row = await rows.find(session, Risk, Risk.id == risk_id, key=risk_id)
    await rows.to_change(session, row, me=me, version=version)
    await session.delete(row)
    await session.flush()
