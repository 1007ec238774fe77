"""Planning cycles and their limits.

    open ⇄ scoring ⇄ selecting ──decide──▶ issued ──▶ executing ──▶ evaluating ──▶ closed

Until the decision the cycle moves freely among its first three states; from then on only forward, one step at a time.
"""

import datetime as dt
import uuid
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Select, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import events
from services.kit.db import utcnow
from services.kit.errors import Conflict, FieldError, Invalid, invalid, missing_row
from services.kit.pages import PageQuery, page
from services.kit.versions import require_version
from services.planning.cycles.models import STATES, CycleLimit, PlanningCycle, Resource
from services.planning.cycles.resources import SELECT as RESOURCES
from services.planning.cycles.schemas import CycleCreate, CycleOut, CycleUpdate, Limit
from services.planning.scoring_models.models import ScoringModel
from services.planning.selections.models import Selection

UNDECIDED = STATES[:3]
RUNNING = (*UNDECIDED, "issued", "executing")
"""States in which limits may change: after the decision, for a correction of it."""

_IN_FORCE = (
    select(Selection.id)
    .where(Selection.cycle_id == PlanningCycle.id, Selection.state == "decided", Selection.corrected_by.is_(None))
    .scalar_subquery()
)


def _select() -> Select[Any]:
    return select(*PlanningCycle.__table__.columns, _IN_FORCE.label("decided_selection_id"))


async def cycles(session: AsyncSession, *, query: PageQuery, state: str | None) -> dict[str, Any]:
    """The latest first."""
    statement = _select()
    if state:
        statement = statement.where(PlanningCycle.state == state)
    by = [PlanningCycle.starts_on, PlanningCycle.id]
    return await page(session, statement, by=by, query=query, item=CycleOut, descending=True, scalars=False)


async def get(session: AsyncSession, cycle_id: uuid.UUID) -> SimpleNamespace:
    """The cycle, all resources there are, and its limits. Three statements."""
    row = (await session.execute(_select().where(PlanningCycle.id == cycle_id))).mappings().first()
    if row is None:
        raise missing_row("planning cycle", cycle_id)
    resources = await session.execute(RESOURCES.order_by(Resource.kind, Resource.code))
    limits = await session.execute(
        select(CycleLimit.resource_id, CycleLimit.period, CycleLimit.amount)
        .where(CycleLimit.cycle_id == cycle_id)
        .order_by(CycleLimit.period, CycleLimit.resource_id)
    )
    return SimpleNamespace(**row, resources=resources.mappings().all(), limits=limits.mappings().all())


async def create(session: AsyncSession, *, data: CycleCreate) -> SimpleNamespace:
    """Open a cycle; it pins a scoring model, the active one unless said."""
    _require_order(data.starts_on, data.ends_on)
    row = PlanningCycle(**data.model_dump())
    if data.scoring_model_id is None:
        row.scoring_model_id = await _active_model(session)
    session.add(row)
    await session.flush()
    return await get(session, row.id)


async def _active_model(session: AsyncSession) -> uuid.UUID:
    found: uuid.UUID | None = await session.scalar(select(ScoringModel.id).where(ScoringModel.active))
    if found is None:
        raise invalid("/scoring_model_id", "missing", "no scoring model is active", "没有启用的评分模型")
    return found


async def update(session: AsyncSession, *, cycle_id: uuid.UUID, version: int, data: CycleUpdate) -> SimpleNamespace:
    """Change a cycle; once it is decided, only its name."""
    row = await locked(session, cycle_id)
    require_version(row, version)
    changes = {k: v for k, v in data.model_dump(exclude_unset=True).items() if getattr(row, k) != v}
    if row.state not in UNDECIDED and changes.keys() - {"name"}:
        raise Conflict("The cycle is decided; only its name may change.", "周期已决策,只能修改名称。", code="decided")
    for name, value in changes.items():
        setattr(row, name, value)
    _require_order(row.starts_on, row.ends_on)
    await session.flush()
    return await get(session, cycle_id)


async def put_limits(session: AsyncSession, *, cycle_id: uuid.UUID, limits: list[Limit]) -> SimpleNamespace:
    """Replace all limits. Quarters must touch the cycle; a quarter without a limit is unlimited."""
    row = await locked(session, cycle_id)
    if row.state not in RUNNING:
        raise Conflict("The cycle is being evaluated.", "该周期已进入评价阶段。", code="cycle_closed")
    first = dt.date(row.starts_on.year, (row.starts_on.month - 1) // 3 * 3 + 1, 1)
    seen: set[tuple[uuid.UUID, dt.date]] = set()
    errors = []
    for position, limit in enumerate(limits):
        key = (limit.resource_id, limit.period)
        if key in seen:
            errors.append(FieldError(f"/{position}/resource_id", "duplicate_item", "is named twice", "重复出现"))
        if not first <= limit.period <= row.ends_on:
            errors.append(FieldError(f"/{position}/period", "outside_cycle", "lies outside the cycle", "不在周期内"))
        seen.add(key)
    if errors:
        raise Invalid("Some limits need attention.", "有限额需要修改。", errors=errors[:50])
    row.updated_at = utcnow()
    events.note(session, row, "limits_changed")
    await session.flush()
    await session.execute(delete(CycleLimit).where(CycleLimit.cycle_id == cycle_id))
    if limits:
        await session.execute(insert(CycleLimit), [{"cycle_id": cycle_id, **limit.model_dump()} for limit in limits])
    return await get(session, cycle_id)


async def advance(session: AsyncSession, *, cycle_id: uuid.UUID, to: str, reason: str) -> SimpleNamespace:
    """Move to another state, as drawn above."""
    row = await locked(session, cycle_id)
    if row.state == "selecting" and to == "issued":
        raise Conflict(
            "Decide a selection to issue its targets.", "请通过选择决策来下达目标。", code="decision_required"
        )
    free = row.state in UNDECIDED and to in UNDECIDED and row.state != to
    if not free and (row.state in UNDECIDED or STATES.index(to) != STATES.index(row.state) + 1):
        raise Conflict(
            f"Not possible in state {row.state}.", "当前状态下不能执行此操作。", code="wrong_state", state=row.state
        )
    row.state = to
    events.note(session, row, "advanced", reason)
    await session.flush()
    return await get(session, cycle_id)


async def locked(session: AsyncSession, cycle_id: uuid.UUID) -> PlanningCycle:
    """The cycle, locked until the transaction ends; 404 when there is none."""
    row = await session.get(PlanningCycle, cycle_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise missing_row("planning cycle", cycle_id)
    return row


def _require_order(starts_on: dt.date, ends_on: dt.date) -> None:
    if ends_on <= starts_on:
        raise invalid("/ends_on", "before_start", "must lie after the start", "必须晚于开始日期")
