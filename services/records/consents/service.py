"""Consents: the legal bases on which a person's private section is kept and read."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require_on_customer
from services.kit.errors import Conflict, invalid
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.records import rows
from services.records.consents.models import Consent
from services.records.consents.schemas import ConsentCreate, ConsentFilter, ConsentOut, ConsentUpdate, Purpose
from services.records.contacts.models import Contact
from services.records.contacts.service import refuse_erased


def _live() -> ColumnElement[bool]:
    today = func.current_date()
    return (Consent.given_on <= today) & func.coalesce(Consent.withdrawn_on > today, True)


_SELECT: Select[Any] = select(*Consent.__table__.c, _live().label("live"))


async def consents(session: AsyncSession, *, filters: ConsentFilter, query: PageQuery) -> dict[str, Any]:
    """A page of all of one person, the newest first."""
    statement = _SELECT.where(Consent.contact_id == filters.contact_id)
    return await page(session, statement, by=[Consent.id], query=query, item=ConsentOut, descending=True, scalars=False)


async def create(session: AsyncSession, *, me: Principal, data: ConsentCreate) -> Any:
    contact = await rows.find(session, Contact, Contact.id == data.contact_id, key=data.contact_id)
    await require_on_customer(session, me, contact.customer_id, "records")
    refuse_erased(contact)
    _refuse_future(data.given_on, "/given_on")
    row = Consent(**data.model_dump(), customer_id=contact.customer_id)
    session.add(row)
    await session.flush()
    return await _one(session, row.id)


async def update(
    session: AsyncSession, *, me: Principal, consent_id: uuid.UUID, version: int, data: ConsentUpdate
) -> Any:
    """Withdraw it, as of a day that is not before it was given; or mend where it can be looked up."""
    row = await rows.find(session, Consent, Consent.id == consent_id, key=consent_id)
    await rows.to_change(session, row, me=me, version=version)
    if isinstance(data.withdrawn_on, dt.date):
        _refuse_future(data.withdrawn_on, "/withdrawn_on")
        if data.withdrawn_on < row.given_on:
            raise invalid("/withdrawn_on", "before_given", "lies before it was given", "早于同意日期")
    rows.change(row, data)
    await session.flush()
    return await _one(session, consent_id)


async def require(session: AsyncSession, *, contact_id: uuid.UUID, purpose: Purpose | None) -> None:
    """409 unless something allows keeping the section (no purpose named), or reading it for this purpose, today."""
    wanted = select(Consent.id).where(Consent.contact_id == contact_id, _live())
    if purpose is not None:
        wanted = wanted.where(Consent.purpose == purpose)
    if await session.scalar(wanted.limit(1)) is None:
        raise Conflict(
            "No consent or other legal basis covers this today; record it first.",
            "目前没有涵盖此用途的有效同意或其他合法依据,请先登记。",
            code="consent_missing",
        )


def _refuse_future(day: dt.date, pointer: str) -> None:
    # a day's grace: people east of the server are already there
    if day > dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1):
        raise invalid(pointer, "in_the_future", "lies in the future", "日期不能晚于今天")


async def _one(session: AsyncSession, consent_id: uuid.UUID) -> Any:
    return (await session.execute(_SELECT.where(Consent.id == consent_id))).one()
