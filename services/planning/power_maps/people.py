"""The people and lines of a power map. Every edit locks the map, so that two edits cannot close a circle between them."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require_on_customer
from services.kit.errors import invalid, missing_row
from services.kit.events import note
from services.kit.permissions import Principal
from services.kit.versions import require_version
from services.planning.editing import apply_changes, latest_today, require_contacts, today
from services.planning.power_maps.models import PowerMap, PowerMapLink, PowerMapPerson
from services.planning.power_maps.schemas import LinkCreate, PersonCreate, PersonUpdate
from services.planning.projects.access import require_on_project
from services.planning.projects.models import Project
from services.planning.views import person
from services.planning.views_execution import contact_card, vendor_card

_PEOPLE = select(*PowerMapPerson.__table__.columns, person.c.name.label("owner_name")).outerjoin(
    person, person.c.id == PowerMapPerson.owner_id
)

JUDGED = ("role", "influence", "support", "competitor_support")


async def require_on_map(session: AsyncSession, me: Principal, power_map: PowerMap) -> None:
    """403 unless this caller may write at the map's customer or manages its project."""
    project = await session.get(Project, power_map.project_id) if power_map.project_id else None
    if project is None:
        await require_on_customer(session, me, power_map.customer_id, "planning")
    else:
        await require_on_project(session, me, project)


async def locked(session: AsyncSession, *, me: Principal, power_map_id: uuid.UUID) -> PowerMap:
    """The map, nobody else editing it."""
    power_map = await session.get(PowerMap, power_map_id, with_for_update=True)
    if power_map is None:
        raise missing_row("power map", power_map_id)
    await require_on_map(session, me, power_map)
    return power_map


async def people(session: AsyncSession, *, power_map_id: uuid.UUID) -> Sequence[Any]:
    statement = _PEOPLE.where(PowerMapPerson.power_map_id == power_map_id).order_by(PowerMapPerson.id)
    return (await session.execute(statement)).mappings().all()


async def links(session: AsyncSession, *, power_map_id: uuid.UUID) -> Sequence[PowerMapLink]:
    statement = select(PowerMapLink).where(PowerMapLink.power_map_id == power_map_id).order_by(PowerMapLink.id)
    return (await session.scalars(statement)).all()


async def _one(session: AsyncSession, person_id: uuid.UUID) -> Any:
    return (await session.execute(_PEOPLE.where(PowerMapPerson.id == person_id))).one()


async def _get(session: AsyncSession, power_map_id: uuid.UUID, person_id: uuid.UUID) -> PowerMapPerson:
    row = await session.get(PowerMapPerson, person_id)
    if row is None or row.power_map_id != power_map_id:
        raise missing_row("person", person_id)
    return row


async def create(session: AsyncSession, *, me: Principal, power_map_id: uuid.UUID, data: PersonCreate) -> Any:
    """A contact, whose name and title come from the customer record, or a placeholder with a name of its own."""
    power_map = await locked(session, me=me, power_map_id=power_map_id)
    row = PowerMapPerson(**data.model_dump(exclude={"competitor_support"}), power_map_id=power_map.id)
    row.customer_id = power_map.customer_id
    row.competitor_support = _by_text(data.competitor_support)
    if data.contact_id is not None:
        await _take_contact(session, row, data.model_dump())
    elif data.name is None:
        raise invalid("/name", "missing", "a placeholder needs a name", "未对应联系人的角色需要名称")
    await _require_sound(session, power_map, row)
    session.add(row)
    await session.flush()
    return await _one(session, row.id)


async def _take_contact(session: AsyncSession, row: PowerMapPerson, given: dict[str, Any]) -> None:
    assert row.contact_id is not None
    await require_contacts(session, customer_id=row.customer_id, ids=[row.contact_id], pointer="/contact_id")
    card = (await session.execute(select(contact_card).where(contact_card.c.id == row.contact_id))).one()
    row.name, row.title = given.get("name") or card.name, given.get("title") or card.title


async def update(
    session: AsyncSession,
    *,
    me: Principal,
    power_map_id: uuid.UUID,
    person_id: uuid.UUID,
    version: int,
    data: PersonUpdate,
) -> Any:
    """Change a person; filling a placeholder with a contact takes over the contact's name and title.

    Evidence is for the value it was given with: a judgement changed without new evidence is an assumption again.
    """
    power_map = await locked(session, me=me, power_map_id=power_map_id)
    row = await _get(session, power_map_id, person_id)
    require_version(row, version)
    before, known = [getattr(row, name) for name in JUDGED], row.status == "confirmed"
    with session.no_autoflush:
        changes = apply_changes(row, data)
        if "competitor_support" in changes:
            row.competitor_support = _by_text(changes["competitor_support"])
        if changes.get("contact_id") is not None:
            await _take_contact(session, row, changes)
        if changes.get("status") == "confirmed" and "confirmed_on" not in changes:
            row.confirmed_on = today()
        if known and before != [getattr(row, name) for name in JUDGED] and "evidence" not in changes:
            row.status = "assumed"
        await _require_sound(session, power_map, row)
    await session.flush()
    return await _one(session, person_id)


def _by_text(standings: dict[uuid.UUID, int]) -> dict[str, Any]:
    return {str(vendor_id): value for vendor_id, value in standings.items()}


async def _require_sound(session: AsyncSession, power_map: PowerMap, row: PowerMapPerson) -> None:
    """What is confirmed says when and how we know; competitors exist; reporting lines stay in the map, without circle."""
    if row.status == "confirmed":
        row.confirmed_on = row.confirmed_on or today()
        if row.confirmed_on > latest_today():
            raise invalid("/confirmed_on", "in_future", "lies in the future", "日期不能晚于今天")
        if not row.evidence:
            raise invalid("/evidence", "missing", "say how this was confirmed", "请说明确认的依据")
    if row.competitor_support:
        wanted = {uuid.UUID(key) for key in row.competitor_support}
        known = await session.scalars(
            select(vendor_card.c.id).where(vendor_card.c.id.in_(wanted), vendor_card.c.is_us.is_(False))
        )
        if wanted - set(known.all()):
            raise invalid("/competitor_support", "unknown_reference", "not a competitor of ours", "不是竞争对手")
    if row.reports_to_id or row.dotted_to_id:
        await _require_lines(session, power_map, row)


async def _require_lines(session: AsyncSession, power_map: PowerMap, row: PowerMapPerson) -> None:
    rows = await session.execute(
        select(PowerMapPerson.id, PowerMapPerson.reports_to_id).where(PowerMapPerson.power_map_id == power_map.id)
    )
    above: dict[uuid.UUID, uuid.UUID | None] = {found.id: found.reports_to_id for found in rows}
    for name in ("reports_to_id", "dotted_to_id"):
        superior = getattr(row, name)
        if superior is not None and superior not in above:
            raise invalid(f"/{name}", "unknown_reference", "not a person of this map", "不是该图中的人")
    if row.dotted_to_id is not None and row.dotted_to_id == row.id:
        raise invalid("/dotted_to_id", "cycle", "cannot report to oneself", "不能向自己汇报")
    above[row.id] = row.reports_to_id
    step = row.reports_to_id
    while step is not None:
        if step == row.id:
            raise invalid("/reports_to_id", "cycle", "would report to oneself in a circle", "汇报关系不能成环")
        step = above[step]


async def delete(
    session: AsyncSession, *, me: Principal, power_map_id: uuid.UUID, person_id: uuid.UUID, version: int
) -> None:
    """Take a person off; those who reported there report to the next one up."""
    await locked(session, me=me, power_map_id=power_map_id)
    row = await _get(session, power_map_id, person_id)
    require_version(row, version)
    below = await session.scalars(
        select(PowerMapPerson).where(
            or_(PowerMapPerson.reports_to_id == person_id, PowerMapPerson.dotted_to_id == person_id)
        )
    )
    for other in below:
        if other.reports_to_id == person_id:
            other.reports_to_id = row.reports_to_id
        if other.dotted_to_id == person_id:
            other.dotted_to_id = None
    lines = await session.scalars(
        select(PowerMapLink).where(or_(PowerMapLink.from_id == person_id, PowerMapLink.to_id == person_id))
    )
    for line in lines:
        await session.delete(line)
    await session.flush()
    await session.delete(row)
    await session.flush()


async def link(session: AsyncSession, *, me: Principal, power_map_id: uuid.UUID, data: LinkCreate) -> PowerMapLink:
    power_map = await locked(session, me=me, power_map_id=power_map_id)
    if data.from_id == data.to_id:
        raise invalid("/to", "self", "needs two people", "需要两个不同的人")
    ends = {"/from": data.from_id, "/to": data.to_id}
    known = await session.scalars(
        select(PowerMapPerson.id).where(
            PowerMapPerson.power_map_id == power_map_id, PowerMapPerson.id.in_(ends.values())
        )
    )
    found = set(known.all())
    for pointer, end in ends.items():
        if end not in found:
            raise invalid(pointer, "unknown_reference", "not a person of this map", "不是该图中的人")
    row = PowerMapLink(**data.model_dump(), power_map_id=power_map_id, customer_id=power_map.customer_id)
    session.add(row)
    await session.flush()
    return row


async def unlink(session: AsyncSession, *, me: Principal, power_map_id: uuid.UUID, link_id: uuid.UUID) -> None:
    await locked(session, me=me, power_map_id=power_map_id)
    row = await session.get(PowerMapLink, link_id)
    if row is None or row.power_map_id != power_map_id:
        raise missing_row("line", link_id)
    await session.delete(row)
    await session.flush()


async def apply_reported_support(session: AsyncSession, *, customer_id: uuid.UUID, changes: Sequence[Any]) -> None:
    """Write support values that an activity's report brings; the evidence is the report's, the day is today."""
    if not changes:
        return
    found = await session.scalars(
        select(PowerMapPerson)
        .where(PowerMapPerson.customer_id == customer_id, PowerMapPerson.id.in_([c.person_id for c in changes]))
        .order_by(PowerMapPerson.id)
        .with_for_update()
    )
    by_id = {row.id: row for row in found}
    for index, change in enumerate(changes):
        row = by_id.get(change.person_id)
        if row is None:
            raise invalid(
                f"/support_changes/{index}/person_id",
                "unknown_reference",
                "not on a power map of this customer",
                "不在该客户的权力地图上",
            )
        row.support, row.evidence = change.support, change.evidence
        row.status, row.confirmed_on = "confirmed", today()
        note(session, row, "support reported", change.evidence)
