"""Scoring models: versions of weighted factors, frozen once a planning cycle pins one.

The first one is seeded by the migration, because reading (the sandbox) must find a model and may not write one.
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.errors import Conflict, FieldError, Invalid, missing_row
from services.kit.pages import PageQuery, page
from services.kit.versions import require_version
from services.planning.cycles.models import PlanningCycle
from services.planning.scoring_models import rules
from services.planning.scoring_models.models import ScoringModel
from services.planning.scoring_models.schemas import (
    Factor,
    PositionFactor,
    ScoringModelCreate,
    ScoringModelOut,
    ScoringModelUpdate,
)

_PINNED = exists().where(PlanningCycle.scoring_model_id == ScoringModel.id)


def _select() -> Select[Any]:
    return select(*ScoringModel.__table__.columns, _PINNED.label("pinned"))


async def scoring_models(session: AsyncSession, *, query: PageQuery, active: bool | None) -> dict[str, Any]:
    statement = _select()
    if active is not None:
        statement = statement.where(ScoringModel.active == active)
    by = [ScoringModel.name, ScoringModel.version_no, ScoringModel.id]
    return await page(session, statement, by=by, query=query, item=ScoringModelOut, scalars=False)


async def get(session: AsyncSession, scoring_model_id: uuid.UUID) -> Any:
    row = (await session.execute(_select().where(ScoringModel.id == scoring_model_id))).first()
    if row is None:
        raise missing_row("scoring model", scoring_model_id)
    return row


async def create(session: AsyncSession, *, data: ScoringModelCreate) -> Any:
    """A new model, or the next version of the one with this name."""
    _require_sound("factors", data.factors)
    _require_sound("position_factors", data.position_factors)
    latest = await session.scalar(select(func.max(ScoringModel.version_no)).where(ScoringModel.name == data.name))
    row = ScoringModel(**data.model_dump(), version_no=(latest or 0) + 1)
    if row.active:
        await _deactivate(session)
    session.add(row)
    await session.flush()
    return await get(session, row.id)


async def update(session: AsyncSession, *, scoring_model_id: uuid.UUID, version: int, data: ScoringModelUpdate) -> Any:
    """Change the factors of a model no cycle has pinned, or make it the active one."""
    row = await session.get(ScoringModel, scoring_model_id, with_for_update=True)
    if row is None:
        raise missing_row("scoring model", scoring_model_id)
    require_version(row, version)
    changes = data.model_dump(exclude_unset=True)
    if changes.keys() & {"factors", "position_factors"} and await session.scalar(
        select(_PINNED).where(ScoringModel.id == row.id)
    ):
        raise Conflict(
            "A cycle has pinned this version; make a new one.", "已有周期锁定此版本,请新建版本。", code="pinned"
        )
    for name in ("factors", "position_factors"):
        if name in changes:
            _require_sound(name, getattr(data, name))
    if changes.pop("active", False) and not row.active:
        await _deactivate(session)
        row.active = True
    for name, value in changes.items():
        setattr(row, name, value)
    await session.flush()
    return await get(session, scoring_model_id)


async def _deactivate(session: AsyncSession) -> None:
    for row in await session.scalars(select(ScoringModel).where(ScoringModel.active).with_for_update()):
        row.active = False
    await session.flush()


def _require_sound(where: str, factors: Sequence[Factor | PositionFactor]) -> None:
    errors = []
    seen = set()
    for position, factor in enumerate(factors):
        at = f"/{where}/{position}"
        if factor.key in seen:
            errors.append(FieldError(f"{at}/key", "duplicate_item", "is named twice", "重复出现"))
        if factor.worst == factor.best:
            errors.append(FieldError(f"{at}/best", "no_range", "must differ from worst", "不能与最差值相同"))
        if factor.curve == "log" and min(factor.worst, factor.best) <= 0:
            errors.append(FieldError(f"{at}/worst", "log_anchor", "must be above 0 on a log curve", "对数曲线须大于 0"))
        seen.add(factor.key)
    if errors:
        raise Invalid("Some factors need attention.", "有因素需要修改。", errors=errors)


class Scorer:
    """A model ready to score opportunities."""

    def __init__(self, factors: Sequence[Mapping[str, Any]], position_factors: Sequence[Mapping[str, Any]]) -> None:
        self.factors = [_rule(factor) for factor in factors]
        self.position_factors = [_rule(factor) for factor in position_factors]

    def attractiveness(self, row: Mapping[str, Any]) -> rules.Score:
        """0–100 from the opportunity's fields by name, and the share of weight that is known."""
        return rules.attractiveness(_raws(row, self.factors), self.factors)

    def position(self, row: Mapping[str, Any]) -> rules.Score:
        return rules.position(_raws(row, self.position_factors), self.position_factors)


def _rule(factor: Mapping[str, Any]) -> rules.Factor:
    worst, best = factor["worst"], factor["best"]
    return rules.Factor(
        name=factor["key"],
        weight=factor["weight"],
        curve=factor["curve"],
        low=min(worst, best),
        high=max(worst, best),
        direction="higher" if worst < best else "lower",
    )


def _raws(row: Mapping[str, Any], factors: Sequence[rules.Factor]) -> dict[str, float | None]:
    return {factor.name: None if row[factor.name] is None else float(row[factor.name]) for factor in factors}
