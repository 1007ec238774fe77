"""Opportunities: written down, read, changed. Their life from found to closed is in acts.py."""

import datetime as dt
import uuid
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import custom, events
from services.kit.auth import require, require_on_customer
from services.kit.db import utcnow
from services.kit.errors import Conflict, FieldError, Forbidden, Invalid, invalid, missing_row
from services.kit.notify import assigned
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.versions import require_version
from services.planning.cycles.models import PlanningCycle
from services.planning.opportunities.models import Opportunity, OpportunityLink, OpportunityNeed
from services.planning.opportunities.schemas import (
    Need,
    OpportunityCreate,
    OpportunityLinkIn,
    OpportunityOut,
    OpportunityUpdate,
)
from services.planning.views import customer_card, insight_fact, person, team

CLOSED = frozenset({"won", "lost", "dropped"})
DECIDED = frozenset({"selected", "in_project"})
ISSUED_FIELDS = frozenset({"customer_id", "team_id", "mandatory"})
"""What targets and grants were summed by; changed by a correction of the decision only."""
COMMERCIAL_FIELDS = frozenset({"margin_percent"})
FAR = dt.date(2201, 1, 1)

HORIZON: ColumnElement[Any] = func.opportunity_horizon(
    Opportunity.horizon_given,
    Opportunity.award_on,
    func.coalesce(PlanningCycle.starts_on, func.current_date()),
)
_COLUMNS = (
    *(column for column in Opportunity.__table__.columns if column.name not in {"version", "created_at", "updated_at"}),
    Opportunity.version,
    Opportunity.created_at,
    Opportunity.updated_at,
    HORIZON.label("horizon"),
    customer_card.c.name.label("customer_name"),
    person.c.name.label("owner_name"),
    team.c.name.label("team_name"),
    PlanningCycle.name.label("cycle_name"),
)


def _select() -> Select[Any]:
    return (
        select(*_COLUMNS)
        .outerjoin(customer_card, customer_card.c.id == Opportunity.customer_id)
        .outerjoin(person, person.c.id == Opportunity.owner_id)
        .outerjoin(team, team.c.id == Opportunity.team_id)
        .outerjoin(PlanningCycle, PlanningCycle.id == Opportunity.cycle_id)
    )


async def opportunities(
    session: AsyncSession,
    *,
    query: PageQuery,
    q: str | None,
    states: Sequence[str] | None,
    horizon: str | None,
    award_from: dt.date | None,
    award_to: dt.date | None,
    unassigned: bool,
    equal: dict[str, uuid.UUID | str | None],
) -> dict[str, Any]:
    """One window of the list; `equal` holds column → wanted value, `unassigned` keeps leads without a customer."""
    statement = _select()
    for column, wanted in equal.items():
        if wanted is not None:
            statement = statement.where(getattr(Opportunity, column) == wanted)
    if q:
        found = func.strpos(func.lower(Opportunity.title), q.lower()) > 0
        statement = statement.where(found | (func.strpos(func.lower(customer_card.c.name), q.lower()) > 0))
    if states:
        statement = statement.where(Opportunity.state.in_(states))
    if horizon:
        statement = statement.where(HORIZON.in_((horizon,)))
    if award_from:
        statement = statement.where(Opportunity.award_on >= award_from)
    if award_to:
        statement = statement.where(Opportunity.award_on <= award_to)
    if unassigned:
        statement = statement.where(Opportunity.customer_id.is_(None))
    by = [Opportunity.updated_at, Opportunity.id]
    return await page(session, statement, by=by, query=query, item=OpportunityOut, descending=True, scalars=False)


async def get(session: AsyncSession, opportunity_id: uuid.UUID) -> Any:
    """The opportunity with the names around it, its needs and links. Three statements."""
    row = (await session.execute(_select().where(Opportunity.id == opportunity_id))).mappings().first()
    if row is None:
        raise missing_row("opportunity", opportunity_id)
    needs = await needs_of(session, [opportunity_id])
    links = await session.execute(
        select(
            OpportunityLink.other_id,
            Opportunity.title.label("other_title"),
            Opportunity.state.label("other_state"),
            OpportunityLink.kind,
        )
        .join(Opportunity, Opportunity.id == OpportunityLink.other_id)
        .where(OpportunityLink.opportunity_id == opportunity_id)
        .order_by(OpportunityLink.kind, Opportunity.title, OpportunityLink.other_id)
    )
    return SimpleNamespace(**row, needs=needs[opportunity_id], links=links.mappings().all())


async def needs_of(session: AsyncSession, opportunity_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Any]]:
    """Per opportunity what it needs, by quarter; an empty list for one that needs nothing. One statement."""
    rows = await session.execute(
        select(
            OpportunityNeed.opportunity_id, OpportunityNeed.resource_id, OpportunityNeed.period, OpportunityNeed.amount
        )
        .where(OpportunityNeed.opportunity_id.in_(opportunity_ids))
        .order_by(OpportunityNeed.period, OpportunityNeed.resource_id)
    )
    needs: dict[uuid.UUID, list[Any]] = {opportunity_id: [] for opportunity_id in opportunity_ids}
    for row in rows.mappings():
        needs[row["opportunity_id"]].append(row)
    return needs


async def locked(session: AsyncSession, opportunity_id: uuid.UUID) -> Opportunity:
    """The row, locked until the transaction ends; 404 when there is none."""
    row = await session.get(Opportunity, opportunity_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise missing_row("opportunity", opportunity_id)
    return row


async def require_write(session: AsyncSession, me: Principal, row: Opportunity) -> None:
    """At a customer: its team or planning:write. A lead without customer belongs to its owner until it has one."""
    if row.customer_id is None and me.may("planning:team") and row.owner_id == me.id:
        return
    await require_on_customer(session, me, row.customer_id, "planning")


async def create(session: AsyncSession, *, me: Principal, data: OpportunityCreate) -> Any:
    """A new opportunity in state `found`. Owner: oneself unless said; team: the customer's, else the owner's own."""
    values = data.model_dump(exclude={"horizon", *custom.FIELDS})
    _require_classes(me, {name for name, value in values.items() if value is not None})
    if values["mandatory"]:
        require(me, "planning:decide")
    own = await custom.checked(session, "opportunity", me=me, data=data)
    row = Opportunity(**values | own, horizon_given=data.horizon)
    if row.owner_id is None and me.kind == "user":
        row.owner_id = me.id
    await require_write(session, me, row)
    await _require_own_insight(session, row)
    if row.team_id is None:
        row.team_id = await team_of(session, row) or me.department_id
    session.add(row)
    await session.flush()
    await assigned(session, row, row.owner_id, before=None)
    return await get(session, row.id)


async def team_of(session: AsyncSession, row: Opportunity) -> uuid.UUID | None:
    """The team that leads the customer, else the owner's department."""
    found: uuid.UUID | None = await session.scalar(
        select(
            func.coalesce(
                select(customer_card.c.team_id).where(customer_card.c.id == row.customer_id).scalar_subquery(),
                select(person.c.department_id).where(person.c.id == row.owner_id).scalar_subquery(),
            )
        )
    )
    return found


async def update(
    session: AsyncSession, *, me: Principal, opportunity_id: uuid.UUID, version: int, data: OpportunityUpdate
) -> Any:
    """Change fields. What a decision summed up is frozen by it; a closed opportunity is history.

    Errors: 409 `opportunity_closed`, `decided`, `proposals_closed`, `customer_missing`.
    """
    row = await locked(session, opportunity_id)
    require_version(row, version)
    await require_write(session, me, row)
    changes = data.model_dump(exclude_unset=True)
    if "horizon" in changes:
        changes["horizon_given"] = changes.pop("horizon")
    _require_classes(me, set(changes))
    changes |= await custom.checked(session, "opportunity", me=me, data=data, row=row)
    changes = {name: value for name, value in changes.items() if getattr(row, name) != value}
    await _require_changeable(session, me, row, set(changes))
    if "mandatory" in changes:
        require(me, "planning:decide")
    owner_before = row.owner_id
    for name, value in changes.items():
        setattr(row, name, value)
    if "customer_id" in changes:
        await require_write(session, me, row)
    if {"customer_id", "insight_id"} & changes.keys():
        await _require_own_insight(session, row)
    await session.flush()
    await assigned(session, row, row.owner_id, before=owner_before)
    return await get(session, opportunity_id)


async def put_needs(session: AsyncSession, *, me: Principal, opportunity_id: uuid.UUID, needs: list[Need]) -> Any:
    """Replace all needs."""
    seen = [(need.resource_id, need.period) for need in needs]
    _refuse_twice(seen, "resource_id")
    row = await _locked_for_terms(session, me, opportunity_id, "needs_changed")
    await session.execute(delete(OpportunityNeed).where(OpportunityNeed.opportunity_id == row.id))
    if needs:
        rows = [{"opportunity_id": row.id, **need.model_dump()} for need in needs]
        await session.execute(insert(OpportunityNeed), rows)
    return await get(session, opportunity_id)


async def put_links(
    session: AsyncSession, *, me: Principal, opportunity_id: uuid.UUID, links: list[OpportunityLinkIn]
) -> Any:
    """Replace all links to other opportunities."""
    _refuse_twice([link.other_id for link in links], "other_id")
    for position, link in enumerate(links):
        if link.other_id == opportunity_id:
            raise invalid(f"/{position}/other_id", "itself", "cannot refer to itself", "不能引用自身")
    row = await _locked_for_terms(session, me, opportunity_id, "links_changed")
    await session.execute(delete(OpportunityLink).where(OpportunityLink.opportunity_id == row.id))
    if links:
        rows = [{"opportunity_id": row.id, **link.model_dump()} for link in links]
        await session.execute(insert(OpportunityLink), rows)
    return await get(session, opportunity_id)


async def _locked_for_terms(
    session: AsyncSession, me: Principal, opportunity_id: uuid.UUID, action: str
) -> Opportunity:
    row = await locked(session, opportunity_id)
    await require_write(session, me, row)
    await _require_changeable(session, me, row, {"mandatory"})
    row.updated_at = utcnow()
    events.note(session, row, action)
    await session.flush()
    return row


async def _require_changeable(session: AsyncSession, me: Principal, row: Opportunity, names: set[str]) -> None:
    if names and row.state in CLOSED:
        raise Conflict(
            "It is closed; its record no longer changes.", "该机会点已结束,记录不再更改。", code="opportunity_closed"
        )
    if names & ISSUED_FIELDS and row.state in DECIDED:
        raise Conflict(
            "It is part of a decision; only a correction of that decision can change this.",
            "该机会点已在决策中确定,只能通过更正决策来修改。",
            code="decided",
        )
    if names and row.state == "proposed" and not me.may("planning:write"):
        cycle_state = await session.scalar(select(PlanningCycle.state).where(PlanningCycle.id == row.cycle_id))
        if cycle_state != "open":
            raise Conflict(
                "The cycle no longer takes changes to proposals.", "该周期已停止修改申报。", code="proposals_closed"
            )
    if "customer_id" in names and row.state == "proposed":
        raise Conflict("Withdraw the proposal first.", "请先撤回申报。", code="proposed")


async def _require_own_insight(session: AsyncSession, row: Opportunity) -> None:
    if row.insight_id is None:
        return
    owner = await session.scalar(select(insight_fact.c.customer_id).where(insight_fact.c.id == row.insight_id))
    if owner is not None and owner != row.customer_id:
        raise invalid("/insight_id", "other_customer", "belongs to another customer", "属于另一客户")


def _require_classes(me: Principal, names: set[str]) -> None:
    if names & COMMERCIAL_FIELDS and not me.may("commercial"):
        raise Forbidden("Your role may not see or set margins.", "您的角色无权查看或填写毛利率。", needs="commercial")


def _refuse_twice(keys: Sequence[Any], field: str) -> None:
    seen: set[Any] = set()
    errors = []
    for position, key in enumerate(keys):
        if key in seen:
            errors.append(FieldError(f"/{position}/{field}", "duplicate_item", "is named twice", "重复出现"))
        seen.add(key)
    if errors:
        raise Invalid("The same item appears twice.", "同一项出现两次。", errors=errors)
