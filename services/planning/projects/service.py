"""Projects: their facts and their team. Stages move in gates.py."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import custom
from services.kit.auth import require_on_customer
from services.kit.errors import Conflict, invalid, missing_row
from services.kit.notify import assigned
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.versions import require_version
from services.planning.editing import apply_changes, equal
from services.planning.opportunities import acts
from services.planning.opportunities.models import Opportunity
from services.planning.projects.access import require_on_project
from services.planning.projects.models import GateDecision, Project, ProjectMember
from services.planning.projects.schemas import MemberIn, ProjectCreate, ProjectItem, ProjectOut, ProjectUpdate
from services.planning.views import customer_card, person
from services.planning.views_execution import vendor_card

_WAIVERS = (
    select(func.count())
    .where(GateDecision.project_id == Project.id, GateDecision.decision == "waived")
    .correlate(Project)
    .scalar_subquery()
)
_NAMES = (
    customer_card.c.name.label("customer_name"),
    Opportunity.product_line_id,
    person.c.name.label("manager_name"),
    _WAIVERS.label("waivers"),
)
_ITEM = (
    Project.id,
    Project.customer_id,
    Project.opportunity_id,
    Project.name,
    Project.stage,
    Project.stage_entered_at,
    Project.manager_id,
    Project.value,
    Project.next_step,
    Project.next_step_on,
    Project.result,
    Project.outcome,
    Project.winning_vendor_id,
    Project.custom,
    Project.custom_commercial,
    Project.version,
    Project.created_at,
    Project.updated_at,
    *_NAMES,
)
_FAR = dt.date(9999, 12, 31)


def _joined(statement: Select[Any]) -> Select[Any]:
    return (
        statement.select_from(Project)
        .join(customer_card, customer_card.c.id == Project.customer_id)
        .join(Opportunity, Opportunity.id == Project.opportunity_id)
        .outerjoin(person, person.c.id == Project.manager_id)
    )


async def projects(
    session: AsyncSession,
    *,
    query: PageQuery,
    q: str | None,
    is_open: bool | None,
    member_id: uuid.UUID | None,
    next_step_before: dt.date | None,
    equals: dict[str, Any],
) -> dict[str, Any]:
    """One statement, the latest change first. Dates are inclusive."""
    statement = _joined(select(*_ITEM)).where(*equal(Project, equals))
    if q:
        statement = statement.where(func.strpos(func.lower(Project.name), q.lower()) > 0)
    if is_open is not None:
        statement = statement.where(Project.stage != "closed" if is_open else Project.stage == "closed")
    if member_id:
        theirs = select(ProjectMember.project_id).where(ProjectMember.user_id == member_id)
        statement = statement.where((Project.manager_id == member_id) | Project.id.in_(theirs))
    if next_step_before:
        statement = statement.where(Project.next_step_on <= next_step_before)
    by = [Project.updated_at, Project.id]
    return await page(session, statement, by=by, query=query, item=ProjectItem, descending=True, scalars=False)


async def get(session: AsyncSession, *, project_id: uuid.UUID) -> ProjectOut:
    """The project with its names and its team: two statements."""
    statement = _joined(select(*Project.__table__.columns, *_NAMES)).where(Project.id == project_id)
    row = (await session.execute(statement)).mappings().first()
    if row is None:
        raise missing_row("project", project_id)
    return ProjectOut.model_validate({**row, "team": await _team(session, project_id)})


async def _team(session: AsyncSession, project_id: uuid.UUID) -> Sequence[Any]:
    rows = await session.execute(
        select(ProjectMember.user_id, ProjectMember.role, ProjectMember.share, person.c.name.label("user_name"))
        .join(person, person.c.id == ProjectMember.user_id)
        .where(ProjectMember.project_id == project_id)
        .order_by(person.c.name, ProjectMember.user_id)
    )
    return rows.mappings().all()


async def locked(session: AsyncSession, project_id: uuid.UUID) -> Project:
    """The project, nobody else changing it until this request ends."""
    project = await session.get(Project, project_id, with_for_update=True)
    if project is None:
        raise missing_row("project", project_id)
    return project


async def create(session: AsyncSession, *, me: Principal, data: ProjectCreate) -> ProjectOut:
    """Open the one project of a selected opportunity, which is `in_project` from then on."""
    opportunity = await session.get(Opportunity, data.opportunity_id)
    if opportunity is None:
        raise invalid("/opportunity_id", "unknown_reference", "no such record", "没有这条记录")
    await require_on_customer(session, me, opportunity.customer_id, "planning")
    own = await custom.checked(session, "project", me=me, data=data)
    opportunity = await acts.start_project(session, opportunity_id=data.opportunity_id)
    assert opportunity.customer_id is not None  # the table's own check: past `found` there is a customer
    given = data.model_dump(exclude_none=True)
    suggested = {"name": opportunity.title, "value": opportunity.expected_revenue}
    project = Project(**{**suggested, **given, **own}, customer_id=opportunity.customer_id)
    session.add(project)
    await session.flush()
    await assigned(session, project, project.manager_id, before=None)
    return await get(session, project_id=project.id)


async def update(
    session: AsyncSession, *, me: Principal, project_id: uuid.UUID, version: int, data: ProjectUpdate
) -> ProjectOut:
    """Change the facts the gates look at. A closed project stays as it was judged."""
    project = await locked(session, project_id)
    await require_on_project(session, me, project)
    require_version(project, version)
    require_open(project)
    if data.winning_vendor_id is not None:
        await _require_competitor(session, data.winning_vendor_id)
    manager_before = project.manager_id
    own = await custom.checked(session, "project", me=me, data=data, row=project)
    apply_changes(project, data)
    for name, value in own.items():
        setattr(project, name, value)
    await session.flush()
    await assigned(session, project, project.manager_id, before=manager_before)
    return await get(session, project_id=project_id)


def require_open(project: Project) -> None:
    if project.stage == "closed":
        raise Conflict("The project is closed.", "项目已关闭。", code="project_closed")


async def _require_competitor(session: AsyncSession, vendor_id: uuid.UUID) -> None:
    known = await session.scalar(
        select(vendor_card.c.id).where(vendor_card.c.id == vendor_id, vendor_card.c.is_us.is_(False))
    )
    if known is None:
        raise invalid("/winning_vendor_id", "unknown_reference", "not a competitor of ours", "不是竞争对手")


async def set_team(
    session: AsyncSession, *, me: Principal, project_id: uuid.UUID, members: list[MemberIn]
) -> Sequence[Any]:
    """Make the team exactly this; every joining, leaving and change of role is an event."""
    project = await locked(session, project_id)
    await require_on_project(session, me, project)
    require_open(project)
    present = await session.scalars(select(ProjectMember).where(ProjectMember.project_id == project_id))
    before = {row.user_id: row for row in present}
    for member in members:
        row = before.pop(member.user_id, None)
        if row is None:
            ids = {"project_id": project_id, "customer_id": project.customer_id}
            session.add(ProjectMember(**member.model_dump(), **ids))
        else:
            row.role, row.share = member.role, member.share
    for left in before.values():
        await session.delete(left)
    await session.flush()
    return await _team(session, project_id)
