"""Selections: scenarios of one cycle, drafted, solved, compared, and one of them decided.

draft ──solve──▶ solved ──decide──▶ decided ──a later decision──▶ decided, corrected_by …
  ▲────change──────┘
"""

import uuid
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy import delete as remove
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import events
from services.kit.errors import Conflict, invalid, missing_row
from services.kit.pages import PageQuery, page
from services.kit.versions import require_version
from services.planning.cycles.models import PlanningCycle, Resource
from services.planning.opportunities.models import Opportunity
from services.planning.opportunities.service import HORIZON, needs_of
from services.planning.selections.models import Selection, SelectionChoice, SelectionUsage
from services.planning.selections.schemas import ChoiceOut, SelectionCreate, SelectionOut, SelectionUpdate
from services.planning.views import customer_card, person, team

RESULT = ("status", "value", "bound", "profit", "gap", "chosen_count", "proposal_count", "unvalued_count", "solved_at")


def _select() -> Select[Any]:
    return select(*Selection.__table__.columns, person.c.name.label("decided_by_name")).outerjoin(
        person, person.c.id == Selection.decided_by
    )


async def selections(
    session: AsyncSession, *, query: PageQuery, cycle_id: uuid.UUID | None, state: str | None
) -> dict[str, Any]:
    statement = _select()
    if cycle_id:
        statement = statement.where(Selection.cycle_id == cycle_id)
    if state:
        statement = statement.where(Selection.state == state)
    by = [Selection.created_at, Selection.id]
    return await page(session, statement, by=by, query=query, item=SelectionOut, descending=True, scalars=False)


async def get(session: AsyncSession, selection_id: uuid.UUID) -> Any:
    row = (await session.execute(_select().where(Selection.id == selection_id))).first()
    if row is None:
        raise missing_row("selection", selection_id)
    return row


async def existing(session: AsyncSession, selection_id: uuid.UUID) -> Selection:
    """The row as it is now, not locked; 404 when there is none."""
    row = await session.get(Selection, selection_id)
    if row is None:
        raise missing_row("selection", selection_id)
    return row


async def locked(session: AsyncSession, selection_id: uuid.UUID) -> Selection:
    """The row, locked until the transaction ends; 404 when there is none."""
    row = await session.get(Selection, selection_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise missing_row("selection", selection_id)
    return row


def require_undecided(row: Selection) -> None:
    if row.state == "decided":
        raise Conflict(
            "It is decided and no longer changes; a correction is a new selection.",
            "该选择已决策,不再更改;更正须新建选择。",
            code="decided",
        )


async def create(session: AsyncSession, *, data: SelectionCreate) -> Any:
    """A scenario of a cycle; with `corrects`, one that is to replace the decision in force."""
    row = Selection(**data.model_dump(mode="json", exclude={"cycle_id", "corrects"}), cycle_id=data.cycle_id)
    row.corrects = data.corrects
    if data.corrects is not None:
        former = await session.get(Selection, data.corrects)
        if former is None:
            raise invalid("/corrects", "unknown_reference", "no such selection", "没有这个方案")
        if former.cycle_id != data.cycle_id or former.state != "decided" or former.corrected_by is not None:
            raise Conflict(
                "Only the decision in force of the same cycle can be corrected.",
                "只能更正同一周期内当前有效的决策。",
                code="not_in_force",
            )
    session.add(row)
    await session.flush()
    return await get(session, row.id)


async def update(session: AsyncSession, *, selection_id: uuid.UUID, version: int, data: SelectionUpdate) -> Any:
    """Change a scenario; its result is forgotten when what it rests on changes."""
    row = await locked(session, selection_id)
    require_version(row, version)
    require_undecided(row)
    whole = data.model_dump(mode="json")  # rules are replaced as a whole
    changes = {name: whole[name] for name in data.model_fields_set if getattr(row, name) != whole[name]}
    for name, value in changes.items():
        setattr(row, name, value)
    if changes.keys() - {"name"}:
        row.state, row.conflict, row.fingerprint = "draft", [], None
        for name in RESULT:
            setattr(row, name, None)
        await forget_result(session, row.id)
    await session.flush()
    return await get(session, selection_id)


async def delete(session: AsyncSession, *, selection_id: uuid.UUID, version: int) -> None:
    row = await locked(session, selection_id)
    require_version(row, version)
    require_undecided(row)
    events.note(session, row, "deleted")
    await session.delete(row)
    await session.flush()


async def forget_result(session: AsyncSession, selection_id: uuid.UUID) -> None:
    """Remove the stored choices and usage."""
    for model in (SelectionChoice, SelectionUsage):
        await session.execute(remove(model).where(model.selection_id == selection_id))


async def choices(
    session: AsyncSession, *, selection_id: uuid.UUID, query: PageQuery, chosen: bool | None
) -> dict[str, Any]:
    """One window of the choices of a solved selection, in their order, each with its needs. Three statements."""
    await existing(session, selection_id)
    statement = (
        select(
            *SelectionChoice.__table__.columns,
            Opportunity.title,
            Opportunity.customer_id,
            Opportunity.team_id,
            Opportunity.product_line_id,
            Opportunity.state,
            HORIZON.label("horizon"),
            customer_card.c.name.label("customer_name"),
            team.c.name.label("team_name"),
        )
        .join(Opportunity, Opportunity.id == SelectionChoice.opportunity_id)
        .outerjoin(PlanningCycle, PlanningCycle.id == Opportunity.cycle_id)
        .outerjoin(customer_card, customer_card.c.id == Opportunity.customer_id)
        .outerjoin(team, team.c.id == Opportunity.team_id)
        .where(SelectionChoice.selection_id == selection_id)
    )
    if chosen is not None:
        statement = statement.where(SelectionChoice.chosen == chosen)
    found = await page(session, statement, by=[SelectionChoice.rank], query=query, item=ChoiceOut, scalars=False)
    needs = await needs_of(session, [row["opportunity_id"] for row in found["items"]])
    return {**found, "items": [{**row, "needs": needs[row["opportunity_id"]]} for row in found["items"]]}


async def usage(session: AsyncSession, *, selection_id: uuid.UUID) -> Any:
    """Each resource and quarter of a solved selection. Two statements."""
    await existing(session, selection_id)
    rows = await session.execute(
        select(
            *SelectionUsage.__table__.columns,
            Resource.code,
            Resource.name_zh,
            Resource.name_en,
            Resource.unit,
            Resource.kind,
        )
        .join(Resource, Resource.id == SelectionUsage.resource_id)
        .where(SelectionUsage.selection_id == selection_id)
        .order_by(Resource.kind, Resource.code, SelectionUsage.period)
    )
    return rows.mappings().all()


async def decided_of(session: AsyncSession, cycle_id: uuid.UUID) -> Selection | None:
    """The decision in force of a cycle."""
    found: Selection | None = await session.scalar(
        select(Selection).where(
            Selection.cycle_id == cycle_id, Selection.state == "decided", Selection.corrected_by.is_(None)
        )
    )
    return found
