"""Private traits of a contact: sealed in the database, seen for a purpose that is written down, erased for good."""

import uuid
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.kit import events
from services.kit.auth import require_on_customer
from services.kit.permissions import Principal
from services.kit.secrets import Vault, seal, unseal
from services.kit.versions import require_version
from services.records import rows
from services.records.contacts.models import Contact
from services.records.private_traits.models import PrivateTraits
from services.records.private_traits.schemas import PrivateTraitsIn, PrivateTraitsOut

SEALED = ("traits", "interests", "family", "background")


def _place(contact_id: uuid.UUID, column: str) -> str:
    return f"{PrivateTraits.__tablename__}:{contact_id}:{column}"


async def see(session: AsyncSession, vault: Vault, *, contact_id: uuid.UUID, purpose: str) -> PrivateTraitsOut:
    """The opened traits; that they were looked at, by whom and what for, is an event of the same transaction."""
    row = await _find(session, contact_id)
    stamp = events.stamp(session, entity=row.__tablename__, action="viewed", customer_id=row.customer_id)
    await session.execute(
        insert(events.Event).values(stamp | {"id": uuid7(), "entity_id": contact_id, "changes": {}, "reason": purpose})
    )
    return _opened(vault, row)


async def replace(
    session: AsyncSession, vault: Vault, *, me: Principal, contact_id: uuid.UUID, data: PrivateTraitsIn
) -> PrivateTraitsOut:
    """Write the whole record, under a new key."""
    contact = await rows.find(session, Contact, Contact.id == contact_id, key=contact_id)
    await require_on_customer(session, me, contact.customer_id, "records")
    key, sealed_key = vault.new_key(_place(contact_id, "sealed_key"))
    values: dict[str, Any] = data.model_dump() | {"sealed_key": sealed_key}
    for column in SEALED:
        if values[column] is not None:
            values[column] = seal(key, values[column], place=_place(contact_id, column))
    row = await session.get(PrivateTraits, contact_id, with_for_update=True)
    if row is None:
        row = PrivateTraits(contact_id=contact_id, customer_id=contact.customer_id)
        session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    await session.flush()
    return _opened(vault, row)


async def erase(session: AsyncSession, *, me: Principal, contact_id: uuid.UUID, version: int) -> None:
    row = await _find(session, contact_id)
    await require_on_customer(session, me, row.customer_id, "records")
    require_version(row, version)
    await session.delete(row)
    await session.flush()


async def _find(session: AsyncSession, contact_id: uuid.UUID) -> PrivateTraits:
    return await rows.find(session, PrivateTraits, PrivateTraits.contact_id == contact_id, key=contact_id)


def _opened(vault: Vault, row: PrivateTraits) -> PrivateTraitsOut:
    key = vault.open_key(row.sealed_key, _place(row.contact_id, "sealed_key"))
    opened = {
        column: sealed and unseal(key, sealed, place=_place(row.contact_id, column))
        for column in SEALED
        for sealed in [getattr(row, column)]
    }
    return PrivateTraitsOut(
        **opened,
        contact_id=row.contact_id,
        consent_on=row.consent_on,
        consent_basis=row.consent_basis,
        version=row.version,
        updated_at=row.updated_at,
    )
