"""From the rows of a power map to what its rules say of it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.db import utcnow
from services.planning.editing import today
from services.planning.power_maps import rules
from services.planning.power_maps.models import PowerMap, PowerMapPerson
from services.planning.projects.models import Project
from services.planning.views_execution import contact_touch

PEOPLE = select(PowerMapPerson.__table__)


async def persons(session: AsyncSession, *, customer_id: uuid.UUID, rows: Sequence[RowMapping]) -> list[rules.Person]:
    """People as the rules see them, with the day of the last contact: an interaction or a reported activity."""
    contacts = [row["contact_id"] for row in rows if row["contact_id"]]
    last: dict[uuid.UUID, dt.datetime] = {}
    if contacts:
        touched = await session.execute(
            select(contact_touch.c.contact_id, func.max(contact_touch.c.touched_at).label("touched_at"))
            .where(
                contact_touch.c.customer_id == customer_id,
                contact_touch.c.contact_id.in_(contacts),
                contact_touch.c.touched_at <= utcnow(),
            )
            .group_by(contact_touch.c.contact_id)
        )
        last = {row.contact_id: row.touched_at for row in touched}
    return [_person(row, last.get(row["contact_id"])) for row in rows]


def _person(row: RowMapping, touched_at: dt.datetime | None) -> rules.Person:
    return rules.Person(
        key=str(row["id"]),
        role=row["role"],
        chain=row["chain"],
        influence=row["influence"],
        support=row["support"],
        competitor_support=row["competitor_support"],
        contact_depth=row["contact_depth"],
        last_contact_on=touched_at.date() if touched_at else None,
        owner_key=str(row["owner_id"]) if row["owner_id"] else None,
        status=row["status"],
        confirmed_on=row["confirmed_on"],
        reports_to=str(row["reports_to_id"]) if row["reports_to_id"] else None,
        named=row["contact_id"] is not None,
    )


def assess(people: Sequence[rules.Person], *, competitors_checked_on: dt.date | None) -> dict[str, Any]:
    """The fields of AssessmentOut."""
    day = today()
    covered = rules.coverage(people, today=day)
    missing = rules.good_enough(people, today=day, competitors_checked_on=competitors_checked_on)
    warnings = rules.warnings(people, today=day, competitors_checked_on=competitors_checked_on)
    return {
        "support_index": rules.support_index(people),
        "competitors": [
            {"vendor_id": key, "support_index": index} for key, index in rules.competitor_indices(people).items()
        ],
        "net": rules.net_support(people),
        "coverage": covered.share,
        "chains": covered.chains,
        "gaps": covered.gaps,
        "weights": rules.decision_weights(people),
        "warnings": [{"code": w.code, "person_ids": w.people, "facts": w.facts} for w in warnings],
        "good_enough": not missing,
        "missing": [_missing(item) for item in missing],
    }


def _missing(item: rules.Missing) -> dict[str, Any]:
    return {"code": item.code, "mend": item.mend, "person_ids": item.people, "facts": item.facts}


async def missing_for(session: AsyncSession, project: Project) -> list[dict[str, Any]] | None:
    """What the project's map (its own, else its customer's) lacks to be good enough; None without a map."""
    found = await session.scalars(
        select(PowerMap)
        .where(
            PowerMap.customer_id == project.customer_id,
            (PowerMap.project_id == project.id) | PowerMap.project_id.is_(None),
        )
        .order_by(PowerMap.project_id.nulls_last())
        .limit(1)
    )
    power_map = found.first()
    if power_map is None:
        return None
    rows = (await session.execute(PEOPLE.where(PowerMapPerson.power_map_id == power_map.id))).mappings().all()
    people = await persons(session, customer_id=project.customer_id, rows=rows)
    checked_on = max(filter(None, (project.competitors_checked_on, power_map.competitors_checked_on)), default=None)
    missing = rules.good_enough(people, today=today(), competitors_checked_on=checked_on)
    return [_missing(item) | {"power_map_id": power_map.id} for item in missing]
