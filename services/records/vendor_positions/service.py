"""Vendor positions: how each vendor, us included, stands at a customer in a product line."""

import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require_on_customer
from services.kit.errors import Conflict, missing_row
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.records import rows
from services.records.customers.models import Customer
from services.records.product_lines.models import ProductLine
from services.records.vendor_positions.models import VendorPosition
from services.records.vendor_positions.schemas import (
    VendorPositionCreate,
    VendorPositionFilter,
    VendorPositionOut,
    VendorPositionUpdate,
)
from services.records.vendors.models import Vendor

ALL = Decimal(100)
_SELECT: Select[Any] = (
    select(
        *VendorPosition.__table__.c,
        Vendor.name.label("vendor_name"),
        Vendor.is_us,
        Customer.name.label("customer_name"),
        ProductLine.name.label("product_line_name"),
    )
    .join_from(VendorPosition, Vendor, Vendor.id == VendorPosition.vendor_id)
    .join(Customer, Customer.id == VendorPosition.customer_id)
    .join(ProductLine, ProductLine.id == VendorPosition.product_line_id)
)


async def vendor_positions(session: AsyncSession, *, filters: VendorPositionFilter, query: PageQuery) -> dict[str, Any]:
    statement = _SELECT
    for name in ("customer_id", "vendor_id", "product_line_id"):
        if value := getattr(filters, name):
            statement = statement.where(getattr(VendorPosition, name) == value)
    if filters.ends_before:
        statement = statement.where(VendorPosition.contract_ends_on < filters.ends_before)
    by = [ProductLine.name, Vendor.name, VendorPosition.id]
    return await page(session, statement, by=by, query=query, item=VendorPositionOut, scalars=False)


async def get(session: AsyncSession, vendor_position_id: uuid.UUID) -> Any:
    row = (await session.execute(_SELECT.where(VendorPosition.id == vendor_position_id))).first()
    if row is None:
        raise missing_row("vendor_position", vendor_position_id)
    return row


async def create(session: AsyncSession, *, me: Principal, data: VendorPositionCreate) -> Any:
    await require_on_customer(session, me, data.customer_id, "records")
    await rows.require_contacts(session, data.supporters, customer_id=data.customer_id, pointer="/supporters")
    row = VendorPosition(**data.model_dump())
    await _require_room(session, row, share=data.share)
    session.add(row)
    await session.flush()
    return await get(session, row.id)


async def update(
    session: AsyncSession, *, me: Principal, vendor_position_id: uuid.UUID, version: int, data: VendorPositionUpdate
) -> Any:
    row = await rows.find(session, VendorPosition, VendorPosition.id == vendor_position_id, key=vendor_position_id)
    await rows.to_change(session, row, me=me, version=version)
    if isinstance(data.supporters, list):
        await rows.require_contacts(session, data.supporters, customer_id=row.customer_id, pointer="/supporters")
    if isinstance(data.share, Decimal):
        await _require_room(session, row, share=data.share)
    rows.change(row, data)
    await session.flush()
    return await get(session, vendor_position_id)


async def delete(session: AsyncSession, *, me: Principal, vendor_position_id: uuid.UUID, version: int) -> None:
    row = await rows.find(session, VendorPosition, VendorPosition.id == vendor_position_id, key=vendor_position_id)
    await rows.to_change(session, row, me=me, version=version)
    await session.delete(row)
    await session.flush()


async def _require_room(session: AsyncSession, row: VendorPosition, *, share: Decimal | None) -> None:
    """409 when the shares of the customer's product line would come to more than 100 %.

    Changes of one customer's line wait for each other from here to their commit.
    """
    if not share:
        return
    key = f"vendor_position\n{row.customer_id}\n{row.product_line_id}"
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
    others = select(func.coalesce(func.sum(VendorPosition.share), 0)).where(
        VendorPosition.customer_id == row.customer_id,
        VendorPosition.product_line_id == row.product_line_id,
        VendorPosition.vendor_id != row.vendor_id,
    )
    total = (await session.scalar(others) or 0) + share
    if total > ALL:
        raise Conflict(
            f"The shares of this product line would come to {total.normalize():f} %.",
            f"该产品线的份额合计将达到 {total.normalize():f}%,超过 100%。",
            code="shares_exceed",
            total=float(total),
        )
