"""Power maps as a whole; their people and lines are in people.py, what they say in rules.py."""

import uuid
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.kit.auth import require_on_customer
from services.kit.errors import Conflict, invalid, missing_row
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.versions import require_version
from services.planning.editing import apply_changes
from services.planning.power_maps import people
from services.planning.power_maps.assessing import assess, persons
from services.planning.power_maps.models import PowerMap, PowerMapLink, PowerMapPerson
from services.planning.power_maps.schemas import PowerMapCreate, PowerMapItem, PowerMapOut, PowerMapUpdate
from services.planning.projects.access import require_on_project
from services.planning.projects.models import Project
from services.planning.views import customer_card

_PEOPLE = select(func.count()).where(PowerMapPerson.power_map_id == PowerMap.id).correlate(PowerMap).scalar_subquery()
_COPIED = (
    "contact_id",
    "name",
    "title",
    "role",
    "chain",
    "influence",
    "support",
    "competitor_support",
    "openness",
    "contact_depth",
    "owner_id",
    "status",
    "confirmed_on",
    "evidence",
    "x",
    "y",
)


def _listing() -> Select[Any]:
    return (
        select(
            PowerMap.id,
            PowerMap.customer_id,
            customer_card.c.name.label("customer_name"),
            PowerMap.project_id,
            Project.name.label("project_name"),
            PowerMap.competitors_checked_on,
            _PEOPLE.label("people_count"),
            PowerMap.version,
            PowerMap.created_at,
            PowerMap.updated_at,
        )
        .select_from(PowerMap)
        .join(customer_card, customer_card.c.id == PowerMap.customer_id)
        .outerjoin(Project, Project.id == PowerMap.project_id)
    )


async def power_maps(
    session: AsyncSession, *, query: PageQuery, customer_id: uuid.UUID | None, project_id: uuid.UUID | None
) -> dict[str, Any]:
    statement = _listing()
    if customer_id:
        statement = statement.where(PowerMap.customer_id == customer_id)
    if project_id:
        statement = statement.where(PowerMap.project_id == project_id)
    by = [PowerMap.updated_at, PowerMap.id]
    return await page(session, statement, by=by, query=query, item=PowerMapItem, descending=True, scalars=False)


async def get(session: AsyncSession, *, power_map_id: uuid.UUID) -> PowerMapOut:
    """The map with its people, lines and assessment: four statements, however many people there are."""
    row = (await session.execute(_listing().where(PowerMap.id == power_map_id))).mappings().first()
    if row is None:
        raise missing_row("power map", power_map_id)
    found = await people.people(session, power_map_id=power_map_id)
    lines = await people.links(session, power_map_id=power_map_id)
    seen = await persons(session, customer_id=row["customer_id"], rows=found)
    assessment = assess(seen, competitors_checked_on=row["competitors_checked_on"])
    return PowerMapOut.model_validate({**row, "people": found, "links": lines, "assessment": assessment})


async def create(session: AsyncSession, *, me: Principal, data: PowerMapCreate) -> PowerMapOut:
    """One map a customer and one a project; a copy takes people, lines and how well each value is known."""
    if data.project_id is None:
        await require_on_customer(session, me, data.customer_id, "planning")
    else:
        project = await session.get(Project, data.project_id)
        if project is None or project.customer_id != data.customer_id:
            raise invalid("/project_id", "unknown_reference", "not a project of this customer", "不是该客户的项目")
        await require_on_project(session, me, project)
    power_map = PowerMap(customer_id=data.customer_id, project_id=data.project_id)
    session.add(power_map)
    await session.flush()
    if data.copy_from is not None:
        await _copy(session, source_id=data.copy_from, power_map=power_map)
    return await get(session, power_map_id=power_map.id)


async def _copy(session: AsyncSession, *, source_id: uuid.UUID, power_map: PowerMap) -> None:
    source = await session.get(PowerMap, source_id)
    if source is None or source.customer_id != power_map.customer_id:
        raise invalid("/copy_from", "unknown_reference", "not a map of this customer", "不是该客户的权力地图")
    originals = (
        await session.scalars(
            select(PowerMapPerson).where(PowerMapPerson.power_map_id == source_id).order_by(PowerMapPerson.id)
        )
    ).all()
    copies = {original.id: uuid7() for original in originals}
    where = {"power_map_id": power_map.id, "customer_id": power_map.customer_id}
    for original in originals:
        values = {name: getattr(original, name) for name in _COPIED}
        session.add(PowerMapPerson(id=copies[original.id], **values, **where))
    await session.flush()
    for original in originals:
        copy = await session.get_one(PowerMapPerson, copies[original.id])
        copy.reports_to_id = copies[original.reports_to_id] if original.reports_to_id else None
        copy.dotted_to_id = copies[original.dotted_to_id] if original.dotted_to_id else None
    for line in await people.links(session, power_map_id=source_id):
        ends = {"from_id": copies[line.from_id], "to_id": copies[line.to_id]}
        session.add(PowerMapLink(kind=line.kind, **ends, **where))
    power_map.competitors_checked_on = source.competitors_checked_on
    await session.flush()


async def update(
    session: AsyncSession, *, me: Principal, power_map_id: uuid.UUID, version: int, data: PowerMapUpdate
) -> PowerMapOut:
    power_map = await people.locked(session, me=me, power_map_id=power_map_id)
    require_version(power_map, version)
    apply_changes(power_map, data)
    await session.flush()
    return await get(session, power_map_id=power_map_id)


async def delete(session: AsyncSession, *, me: Principal, power_map_id: uuid.UUID, version: int) -> None:
    """A project falls back on its customer's map; a customer's own map goes only when nobody is on it."""
    power_map = await people.locked(session, me=me, power_map_id=power_map_id)
    require_version(power_map, version)
    if power_map.project_id is None and await people.people(session, power_map_id=power_map_id):
        raise Conflict("Take the people off the map first.", "请先移除图中的人员。", code="map_not_empty")
    await session.delete(power_map)
    await session.flush()
