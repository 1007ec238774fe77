"""The register of what persons asked about their own data (PIPL 44–47, GDPR 15–17), the most pressing first."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.errors import invalid, missing_row
from services.kit.pages import PageQuery, page
from services.kit.versions import require_version
from services.records import rows
from services.records.contacts.models import Contact
from services.records.customers.models import Customer
from services.records.privacy_requests.models import PrivacyRequest
from services.records.privacy_requests.schemas import (
    PrivacyRequestCreate,
    PrivacyRequestFilter,
    PrivacyRequestOut,
    PrivacyRequestUpdate,
)

DAYS = 30
"""GDPR article 12: one month; PIPL article 50: in time."""
_SELECT: Select[Any] = (
    select(
        *PrivacyRequest.__table__.c,
        Contact.name.label("contact_name"),
        Contact.customer_id,
        Contact.erased_at,
        Customer.name.label("customer_name"),
    )
    .join_from(PrivacyRequest, Contact, Contact.id == PrivacyRequest.contact_id)
    .join(Customer, Customer.id == Contact.customer_id)
)


async def requests(session: AsyncSession, *, filters: PrivacyRequestFilter, query: PageQuery) -> dict[str, Any]:
    statement = _SELECT
    if filters.contact_id:
        statement = statement.where(PrivacyRequest.contact_id == filters.contact_id)
    if filters.state:
        statement = statement.where(PrivacyRequest.state == filters.state)
    by = [PrivacyRequest.due_on, PrivacyRequest.id]
    return await page(session, statement, by=by, query=query, item=PrivacyRequestOut, scalars=False)


async def get(session: AsyncSession, request_id: uuid.UUID) -> Any:
    row = (await session.execute(_SELECT.where(PrivacyRequest.id == request_id))).first()
    if row is None:
        raise missing_row("privacy_request", request_id)
    return row


async def create(session: AsyncSession, *, data: PrivacyRequestCreate) -> Any:
    due_on = data.due_on or data.received_on + dt.timedelta(days=DAYS)
    _require_order(data.received_on, due_on)
    await rows.find(session, Contact, Contact.id == data.contact_id, key=data.contact_id)
    row = PrivacyRequest(**data.model_dump() | {"due_on": due_on})
    session.add(row)
    await session.flush()
    return await get(session, row.id)


async def update(session: AsyncSession, *, request_id: uuid.UUID, version: int, data: PrivacyRequestUpdate) -> Any:
    row = await rows.find(session, PrivacyRequest, PrivacyRequest.id == request_id, key=request_id)
    require_version(row, version)
    rows.change(row, data)
    _require_order(row.received_on, row.due_on)
    if row.state != "open" and not row.answer:
        raise invalid("/answer", "answer_missing", "say what was answered", "请写明答复内容")
    row.answered_on = None if row.state == "open" else row.answered_on or dt.datetime.now(dt.UTC).date()
    await session.flush()
    return await get(session, request_id)


def _require_order(received_on: dt.date, due_on: dt.date) -> None:
    if due_on < received_on:
        raise invalid("/due_on", "before_received", "lies before it was received", "早于收到日期")
