"""Budget lines against the team's grants (全面预算): nothing is planned that was not granted, by nobody, at no time."""

import datetime as dt
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.errors import Conflict
from services.kit.permissions import Principal
from services.planning.account_plans.models import AccountPlan, BudgetLine
from services.planning.account_plans.parts import draft, part_of
from services.planning.account_plans.schemas import BudgetLineCreate, BudgetLineUpdate
from services.planning.cycles.models import Resource
from services.planning.editing import apply_changes
from services.planning.targets.models import Target, TargetGrant

RUNNING = ("draft", "approved", "in_force")
"""Commitments and spending are booked while the plan runs; titles and planned amounts change in the draft alone."""

_LINES = select(*BudgetLine.__table__.columns, Resource.code.label("resource_code")).join(
    Resource, Resource.id == BudgetLine.resource_id
)
_USE = (
    select(
        TargetGrant.resource_id,
        Resource.code.label("resource_code"),
        TargetGrant.period,
        TargetGrant.amount.label("granted"),
        func.coalesce(func.sum(BudgetLine.planned), 0).label("planned"),
        (TargetGrant.amount - func.coalesce(func.sum(BudgetLine.planned), 0)).label("free"),
    )
    .join(Target, Target.id == TargetGrant.target_id)
    .join(Resource, Resource.id == TargetGrant.resource_id)
    .outerjoin(AccountPlan, and_(AccountPlan.cycle_id == Target.cycle_id, AccountPlan.team_id == Target.team_id))
    .outerjoin(
        BudgetLine,
        and_(
            BudgetLine.plan_id == AccountPlan.id,
            BudgetLine.resource_id == TargetGrant.resource_id,
            BudgetLine.period == TargetGrant.period,
        ),
    )
    .group_by(TargetGrant.resource_id, Resource.code, TargetGrant.period, TargetGrant.amount)
    .order_by(Resource.code, TargetGrant.period)
)


async def lines(session: AsyncSession, *, plan_id: uuid.UUID) -> Sequence[Any]:
    statement = _LINES.where(BudgetLine.plan_id == plan_id).order_by(BudgetLine.period, BudgetLine.id)
    return (await session.execute(statement)).mappings().all()


async def grants(session: AsyncSession, *, target_id: uuid.UUID | None) -> Sequence[Any]:
    """Per resource and quarter: granted, planned by all plans of the team, and free."""
    if target_id is None:
        return []
    return (await session.execute(_USE.where(TargetGrant.target_id == target_id))).mappings().all()


async def _line(session: AsyncSession, line_id: uuid.UUID) -> Any:
    return (await session.execute(_LINES.where(BudgetLine.id == line_id))).one()


async def _require_grant(
    session: AsyncSession, *, plan: AccountPlan, resource_id: uuid.UUID, period: dt.date, more: Decimal
) -> None:
    """409 naming what is missing, unless the team's grant still holds `more`.

    The target's row is locked first, so two who plan at once are counted one after the other.
    """
    target_id = await session.scalar(
        select(Target.id).where(Target.cycle_id == plan.cycle_id, Target.team_id == plan.team_id).with_for_update()
    )
    granted = await session.scalar(
        select(TargetGrant.amount).where(
            TargetGrant.target_id == target_id, TargetGrant.resource_id == resource_id, TargetGrant.period == period
        )
    ) or Decimal(0)
    planned = await session.scalar(
        select(func.coalesce(func.sum(BudgetLine.planned), 0))
        .join(AccountPlan, AccountPlan.id == BudgetLine.plan_id)
        .where(
            AccountPlan.cycle_id == plan.cycle_id,
            AccountPlan.team_id == plan.team_id,
            BudgetLine.resource_id == resource_id,
            BudgetLine.period == period,
        )
    ) or Decimal(0)
    short = planned + more - granted
    if short > 0:
        raise _over(
            short,
            f"The team's grant lacks {short:,.2f} for this.",
            f"团队获批的资源还缺 {short:,.2f}。",
            resource_id=resource_id,
            period=period,
            granted=granted,
            planned=planned,
        )


def _over(short: Decimal, en: str, zh: str, **facts: Any) -> Conflict:
    figures = {name: float(value) if isinstance(value, Decimal) else value for name, value in facts.items()}
    item = {"code": "over_commitment", "amount": float(short), **figures}
    return Conflict(en, zh, code="over_commitment", missing=[item])


def _require_committed_within(row: BudgetLine) -> None:
    short = row.committed - row.planned
    if short > 0:
        raise _over(
            short,
            f"The line lacks {short:,.2f} for this commitment.",
            f"该预算行还缺 {short:,.2f},不能承诺。",
            resource_id=row.resource_id,
            period=row.period,
            planned=row.planned,
            committed=row.committed,
        )


async def create(session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, data: BudgetLineCreate) -> Any:
    """A line within the grant, as a row; 409 `over_commitment` otherwise."""
    plan = await draft(session, me=me, plan_id=plan_id)
    await _require_grant(session, plan=plan, resource_id=data.resource_id, period=data.period, more=data.planned)
    row = BudgetLine(**data.model_dump(), plan_id=plan.id, customer_id=plan.customer_id)
    _require_committed_within(row)
    session.add(row)
    await session.flush()
    return await _line(session, row.id)


async def update(
    session: AsyncSession,
    *,
    me: Principal,
    plan_id: uuid.UUID,
    line_id: uuid.UUID,
    version: int,
    data: BudgetLineUpdate,
) -> Any:
    """Change a draft's line, or book commitments and spending on a running plan's."""
    structural = data.model_fields_set & {"title", "planned"}
    plan = await draft(session, me=me, plan_id=plan_id, states=("draft",) if structural else RUNNING)
    row = await part_of(session, plan, BudgetLine, line_id, version)
    before = row.planned
    with session.no_autoflush:
        apply_changes(row, data)
        _require_committed_within(row)
        if row.planned > before:
            await _require_grant(
                session, plan=plan, resource_id=row.resource_id, period=row.period, more=row.planned - before
            )
    await session.flush()
    return await _line(session, line_id)


async def delete(session: AsyncSession, *, me: Principal, plan_id: uuid.UUID, line_id: uuid.UUID, version: int) -> None:
    plan = await draft(session, me=me, plan_id=plan_id)
    await session.delete(await part_of(session, plan, BudgetLine, line_id, version))
    await session.flush()
