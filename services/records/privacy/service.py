"""One person's data: all of it handed out, or all of it forgotten (PIPL 44–47, GDPR 15–17).

What concerns a person is read from the catalogue of the one schema (`rules.references`), so that a table made tomorrow
is in the export without anybody thinking of it. Both acts are events with their purpose.
"""

import uuid
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import subjects
from services.kit.db import utcnow
from services.kit.events import Event, visible_changes
from services.kit.imports import forgetting as imports
from services.kit.permissions import Principal
from services.kit.secrets import Vault
from services.kit.versions import require_version
from services.records import rows
from services.records.contacts.models import Contact
from services.records.contacts.service import refuse_erased
from services.records.privacy import rules
from services.records.privacy.schemas import ErasurePreview, ExportPurpose, Held, PersonExport
from services.records.private_traits import service as private
from services.records.private_traits.models import PrivateTraits

ERASED_NAME = "已删除的联系人"
MOST_EVENTS = 20_000


async def export(
    session: AsyncSession, vault: Vault, *, me: Principal, contact_id: uuid.UUID, purpose: ExportPurpose
) -> PersonExport:
    contact = await _contact(session, contact_id)
    held: dict[str, list[dict[str, Any]]] = {}
    for reference in rules.references():
        found = await session.execute(reference.rows(contact_id))
        held[reference.table.name] = [dict(row._mapping) for row in found]  # noqa: SLF001 - its public name
    told = (await session.scalars(_events(held, contact_id).limit(MOST_EVENTS))).all()
    changes = await subjects.open_events(session, vault, told)
    traits = await session.get(PrivateTraits, contact_id)
    result = PersonExport(
        contact_id=contact_id,
        exported_at=utcnow(),
        exported_by=me.name,
        purpose=purpose,
        contact=rules.shown(contact),
        private_traits=await private.opened(session, vault, traits) if traits else None,
        records={name: found for name, found in held.items() if found},
        events=[
            {
                "at": event.at,
                "entity": event.entity,
                "action": event.action,
                "by": event.actor_name,
                "reason": event.reason,
                "changes": visible_changes(event.entity, change, me),
            }
            for event, change in zip(told, changes, strict=True)
        ],
    )
    await private.write_down(
        session, Contact.__tablename__, "exported", contact_id, customer_id=contact.customer_id, purpose=purpose
    )
    return result


async def preview(session: AsyncSession, *, contact_id: uuid.UUID) -> ErasurePreview:
    """What `erase` would destroy."""
    contact = await _contact(session, contact_id)
    refuse_erased(contact)
    counts = [(r.table.name, await session.scalar(r.count(contact_id)) or 0) for r in rules.references()]
    told = select(func.count()).where(Event.entity_id == contact_id)
    return ErasurePreview(
        contact_id=contact_id,
        name=contact.name,
        fields=[name for name in rules.personal_fields() if getattr(contact, name)],
        private_traits=await session.get(PrivateTraits, contact_id) is not None,
        held=[Held(kind=kind, count=count) for kind, count in counts if count],
        events=await session.scalar(told) or 0,
        version=contact.version,
    )


async def erase(session: AsyncSession, *, contact_id: uuid.UUID, version: int) -> None:
    """The key destroyed, personal fields blanked, out of the search and of files that were sent to be imported; the
    place in the reporting lines stays.
    """
    contact = await _contact(session, contact_id, lock=True)
    refuse_erased(contact)
    require_version(contact, version)
    session.expunge(contact)
    await imports.forget(session, [getattr(contact, name) for name in rules.NAMING])
    await session.execute(delete(PrivateTraits).where(PrivateTraits.contact_id == contact_id))
    await subjects.erase(session, contact_id, name=ERASED_NAME)
    rest = {"source": None, "preferred_channel": None, "cadence_days": None, "owner_id": None, "erased_at": utcnow()}
    await session.execute(update(Contact).where(Contact.id == contact_id).values(rest))
    await private.write_down(
        session, Contact.__tablename__, "erased", contact_id, customer_id=contact.customer_id, purpose=""
    )


def _events(held: dict[str, list[dict[str, Any]]], contact_id: uuid.UUID) -> Any:
    ids = {contact_id} | {row["id"] for found in held.values() for row in found if "id" in row}
    return select(Event).where(Event.entity_id.in_(ids)).order_by(Event.at, Event.id)


async def _contact(session: AsyncSession, contact_id: uuid.UUID, *, lock: bool = False) -> Contact:
    if lock:
        await session.execute(select(Contact.id).where(Contact.id == contact_id).with_for_update())
    return await rows.find(session, Contact, Contact.id == contact_id, key=contact_id)
