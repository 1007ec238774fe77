"""Vendors: our competitors, and us."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import search
from services.kit.pages import PageQuery, page
from services.kit.versions import require_version
from services.records import rows
from services.records.vendors.models import Vendor
from services.records.vendors.schemas import VendorCreate, VendorFilter, VendorOut, VendorUpdate


async def vendors(session: AsyncSession, *, filters: VendorFilter, query: PageQuery) -> dict[str, Any]:
    statement = select(Vendor)
    if filters.q:
        statement = statement.where(Vendor.id.in_(search.matching(filters.q)))
    if filters.is_us is not None:
        statement = statement.where(Vendor.is_us == filters.is_us)
    return await page(session, statement, by=[Vendor.name, Vendor.id], query=query, item=VendorOut)


async def get(session: AsyncSession, vendor_id: uuid.UUID) -> Vendor:
    return await rows.find(session, Vendor, Vendor.id == vendor_id, key=vendor_id)


async def create(session: AsyncSession, *, data: VendorCreate) -> Vendor:
    row = Vendor(**data.model_dump())
    session.add(row)
    await session.flush()
    return row


async def update(session: AsyncSession, *, vendor_id: uuid.UUID, version: int, data: VendorUpdate) -> Vendor:
    row = await get(session, vendor_id)
    require_version(row, version)
    rows.change(row, data)
    await session.flush()
    return row


async def delete(session: AsyncSession, *, vendor_id: uuid.UUID, version: int) -> None:
    row = await get(session, vendor_id)
    require_version(row, version)
    await session.delete(row)
    await session.flush()
