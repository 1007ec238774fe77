"""Targets: what a decision asks of each team, and what it gives them for it."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.errors import missing_row
from services.kit.pages import PageQuery, page
from services.planning.cycles.models import PlanningCycle
from services.planning.targets.models import Target, TargetGrant
from services.planning.targets.schemas import TargetOut
from services.planning.views import team


def _select() -> Select[Any]:
    return (
        select(
            *Target.__table__.columns,
            team.c.name.label("team_name"),
            PlanningCycle.name.label("cycle_name"),
            PlanningCycle.currency,
        )
        .join(team, team.c.id == Target.team_id)
        .join(PlanningCycle, PlanningCycle.id == Target.cycle_id)
    )


async def targets(session: AsyncSession, *, query: PageQuery, equal: dict[str, uuid.UUID | None]) -> dict[str, Any]:
    """One window of targets by team, each with its grants: two statements, whatever their number."""
    statement = _select()
    for name, wanted in equal.items():
        if wanted is not None:
            statement = statement.where(getattr(Target, name) == wanted)
    found = await page(session, statement, by=[team.c.name, Target.id], query=query, item=TargetOut, scalars=False)
    grants = await _grants(session, [row["id"] for row in found["items"]])
    return {**found, "items": [{**row, "grants": grants[row["id"]]} for row in found["items"]]}


async def get(session: AsyncSession, target_id: uuid.UUID) -> SimpleNamespace:
    row = (await session.execute(_select().where(Target.id == target_id))).mappings().first()
    if row is None:
        raise missing_row("target", target_id)
    return SimpleNamespace(**row, grants=(await _grants(session, [target_id]))[target_id])


async def _grants(session: AsyncSession, target_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Any]]:
    rows = await session.execute(
        select(TargetGrant.target_id, TargetGrant.resource_id, TargetGrant.period, TargetGrant.amount)
        .where(TargetGrant.target_id.in_(target_ids))
        .order_by(TargetGrant.period, TargetGrant.resource_id)
    )
    grants: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in rows.mappings():
        grants[row["target_id"]].append(row)
    return grants
