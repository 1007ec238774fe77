"""Private traits of a contact: sealed in the database, seen for a purpose that is written down, erased for good."""

import uuid
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.kit import events, subjects
from services.kit.auth import require_on_customer
from services.kit.errors import missing_row
from services.kit.events import Event
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.secrets import Vault, seal, unseal
from services.kit.versions import require_version
from services.records import rows
from services.records.consents import service as consents
from services.records.consents.schemas import Purpose
from services.records.contacts.models import Contact
from services.records.contacts.service import refuse_erased
from services.records.private_traits.models import PrivateTraits
from services.records.private_traits.schemas import PrivateTraitsIn, PrivateTraitsOut, ViewOut

SEALED = ("traits", "interests", "family", "background")
LOGGED = ("viewed", "exported", "erased")


def _place(contact_id: uuid.UUID, column: str) -> str:
    return f"{PrivateTraits.__tablename__}:{contact_id}:{column}"


async def see(session: AsyncSession, vault: Vault, *, contact_id: uuid.UUID, purpose: Purpose) -> PrivateTraitsOut:
    """The opened traits; that they were looked at, by whom and what for, is an event of the same transaction."""
    row = await _find(session, contact_id)
    await consents.require(session, contact_id=contact_id, purpose=purpose)
    await write_down(session, row.__tablename__, "viewed", contact_id, customer_id=row.customer_id, purpose=purpose)
    return await opened(session, vault, row)


async def replace(
    session: AsyncSession, vault: Vault, *, me: Principal, contact_id: uuid.UUID, data: PrivateTraitsIn
) -> PrivateTraitsOut:
    """Write the whole record, under the person's key."""
    contact = await rows.find(session, Contact, Contact.id == contact_id, key=contact_id)
    await require_on_customer(session, me, contact.customer_id, "records")
    refuse_erased(contact)
    await consents.require(session, contact_id=contact_id, purpose=None)
    key = await subjects.key_of(session, vault, contact_id)
    if key is None:  # erased at this very moment
        raise missing_row("contact", contact_id)
    row = await session.get(PrivateTraits, contact_id, with_for_update=True)
    if row is None:
        row = PrivateTraits(contact_id=contact_id, customer_id=contact.customer_id)
        session.add(row)
    for column, value in data.model_dump().items():
        setattr(row, column, None if value is None else seal(key, value, place=_place(contact_id, column)))
    row.sealed_key = None
    await session.flush()
    return await opened(session, vault, row)


async def erase(session: AsyncSession, *, me: Principal, contact_id: uuid.UUID, version: int) -> None:
    row = await _find(session, contact_id)
    await require_on_customer(session, me, row.customer_id, "records")
    require_version(row, version)
    await session.delete(row)
    await session.flush()


async def views(session: AsyncSession, *, contact_id: uuid.UUID, query: PageQuery) -> dict[str, Any]:
    """Who saw, exported or erased what is private about this person, latest first."""
    statement = select(
        Event.id, Event.at, Event.action, Event.actor_id, Event.actor_name, Event.reason.label("purpose")
    ).where(
        Event.entity_id == contact_id,
        Event.entity.in_([PrivateTraits.__tablename__, Contact.__tablename__]),
        Event.action.in_(LOGGED),
    )
    return await page(session, statement, by=[Event.id], query=query, item=ViewOut, descending=True, scalars=False)


async def write_down(
    session: AsyncSession, entity: str, action: str, contact_id: uuid.UUID, *, customer_id: uuid.UUID, purpose: str
) -> None:
    """An event of an act that changes no row, or of one that writes past the hook of kit/events.py."""
    stamp = events.stamp(session, entity=entity, action=action, customer_id=customer_id)
    act = {"id": uuid7(), "entity_id": contact_id, "changes": {}, "reason": purpose}
    await session.execute(insert(Event).values(stamp | act))


async def _find(session: AsyncSession, contact_id: uuid.UUID) -> PrivateTraits:
    return await rows.find(session, PrivateTraits, PrivateTraits.contact_id == contact_id, key=contact_id)


async def opened(session: AsyncSession, vault: Vault, row: PrivateTraits) -> PrivateTraitsOut:
    if row.sealed_key is not None:
        key: bytes | None = vault.open_key(row.sealed_key, _place(row.contact_id, "sealed_key"))
    else:
        key = await subjects.key_of(session, vault, row.contact_id)
    if key is None:
        raise missing_row(PrivateTraits.__tablename__, row.contact_id)
    plain = {
        column: sealed and unseal(key, sealed, place=_place(row.contact_id, column))
        for column in SEALED
        for sealed in [getattr(row, column)]
    }
    return PrivateTraitsOut(**plain, contact_id=row.contact_id, version=row.version, updated_at=row.updated_at)
