"""Activities: planned → reported → rated by the project's manager; or cancelled while planned."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require, require_on_customer
from services.kit.db import utcnow
from services.kit.errors import Conflict, invalid, missing_row
from services.kit.events import note
from services.kit.notify import assigned
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.versions import require_version
from services.planning.account_plans.models import RelationshipGoal
from services.planning.activities import rules
from services.planning.activities.models import Activity
from services.planning.activities.schemas import (
    ActivityCreate,
    ActivityOut,
    ActivityUpdate,
    CancelIn,
    RatingIn,
    ReportIn,
)
from services.planning.editing import apply_changes, equal, require_contacts, require_people
from services.planning.power_maps.people import apply_reported_support
from services.planning.projects.access import require_on_project
from services.planning.projects.models import Project
from services.planning.views import customer_card, person

_manager_id = Project.manager_id.label("manager_id")
RATING_OVERDUE = and_(Activity.state == "reported", Activity.reported_at < func.now() - rules.RATE_WITHIN)
_COLUMNS = (
    *Activity.__table__.columns,
    customer_card.c.name.label("customer_name"),
    Project.name.label("project_name"),
    _manager_id,
    person.c.name.label("owner_name"),
    RATING_OVERDUE.label("rating_overdue"),
    Project.value.label("value_at_risk"),
)
_NEVER = func.to_timestamp(0)


def listing() -> Select[Any]:
    """Activities with the names a list shows: one statement."""
    return (
        select(*_COLUMNS)
        .select_from(Activity)
        .join(customer_card, customer_card.c.id == Activity.customer_id)
        .join(person, person.c.id == Activity.owner_id)
        .outerjoin(Project, Project.id == Activity.project_id)
    )


async def activities(
    session: AsyncSession,
    *,
    me: Principal,
    query: PageQuery,
    q: str | None,
    mine: bool,
    rating_owed: bool,
    contact_id: uuid.UUID | None,
    due_after: dt.date | None,
    due_before: dt.date | None,
    equals: dict[str, Any],
) -> dict[str, Any]:
    """`mine`: I own it or take part; `rating_owed`: reported in a project I manage; both dates inclusive."""
    statement = listing().where(*equal(Activity, equals))
    if q:
        statement = statement.where(func.strpos(func.lower(Activity.title), q.lower()) > 0)
    if mine:
        statement = statement.where(takes_part(me))
    if rating_owed:
        statement = statement.where(Activity.state == "reported", Project.manager_id == me.id)
    if contact_id:
        statement = statement.where(Activity.contact_ids.contains([contact_id]))
    if due_after:
        statement = statement.where(Activity.due_on >= due_after)
    if due_before:
        statement = statement.where(Activity.due_on <= due_before)
    by = [Activity.due_on, Activity.id]
    return await page(session, statement, by=by, query=query, item=ActivityOut, scalars=False)


def takes_part(me: Principal) -> Any:
    return or_(Activity.owner_id == me.id, Activity.user_ids.contains([me.id]))


async def get(session: AsyncSession, *, activity_id: uuid.UUID) -> Any:
    """The activity with its names, as a row."""
    row = (await session.execute(listing().where(Activity.id == activity_id))).first()
    if row is None:
        raise missing_row("activity", activity_id)
    return row


async def _locked(session: AsyncSession, activity_id: uuid.UUID) -> Activity:
    activity = await session.get(Activity, activity_id, with_for_update=True)
    if activity is None:
        raise missing_row("activity", activity_id)
    return activity


def _require_state(activity: Activity, *states: str) -> None:
    if activity.state not in states:
        raise Conflict(
            "The activity's state does not allow this.",
            "活动的当前状态不允许此操作。",
            code="activity_state",
            state=activity.state,
        )


async def _require_planner(session: AsyncSession, me: Principal, activity: Activity) -> Project | None:
    """Planning work: in a project by its people, else by those who may write at the customer. The project, if any."""
    if activity.project_id is None:
        await require_on_customer(session, me, activity.customer_id, "planning")
        return None
    project = await session.get(Project, activity.project_id)
    if project is None or project.customer_id != activity.customer_id:
        raise invalid("/project_id", "unknown_reference", "not a project of this customer", "不是该客户的项目")
    await require_on_project(session, me, project, members=True)
    return project


async def _require_references(session: AsyncSession, activity: Activity) -> None:
    await require_contacts(session, customer_id=activity.customer_id, ids=activity.contact_ids, pointer="/contact_ids")
    await require_people(session, ids=activity.user_ids, pointer="/user_ids")
    if activity.goal_id is not None:
        goal = await session.get(RelationshipGoal, activity.goal_id)
        if goal is None or goal.customer_id != activity.customer_id:
            raise invalid("/goal_id", "unknown_reference", "not a goal of this customer", "不是该客户的关系目标")


async def create(session: AsyncSession, *, me: Principal, data: ActivityCreate) -> Any:
    """Plan an activity; without an owner it is the caller's own."""
    if data.owner_id is None and me.kind != "user":
        raise invalid("/owner_id", "missing", "name the person who does it", "请指定负责人")
    activity = Activity(**data.model_dump() | {"owner_id": data.owner_id or me.id})
    await _require_planner(session, me, activity)
    await _require_references(session, activity)
    session.add(activity)
    await session.flush()
    await assigned(session, activity, activity.owner_id, before=None)
    return await get(session, activity_id=activity.id)


async def update(
    session: AsyncSession, *, me: Principal, activity_id: uuid.UUID, version: int, data: ActivityUpdate
) -> Any:
    """Change what is still planned: by its owner, or by those who may plan here and at the new place."""
    activity = await _locked(session, activity_id)
    if me.id != activity.owner_id:
        await _require_planner(session, me, activity)
    require_version(activity, version)
    _require_state(activity, "planned")
    owner_before = activity.owner_id
    with session.no_autoflush:
        changes = apply_changes(activity, data)
        if "project_id" in changes:
            await _require_planner(session, me, activity)
        await _require_references(session, activity)
    await session.flush()
    await assigned(session, activity, activity.owner_id, before=owner_before)
    return await get(session, activity_id=activity_id)


async def report(session: AsyncSession, *, me: Principal, activity_id: uuid.UUID, data: ReportIn) -> Any:
    """Say what happened. Support values change here, with their evidence; until it is rated a report can be mended."""
    activity = await _locked(session, activity_id)
    if me.id != activity.owner_id and me.id not in activity.user_ids:
        await _require_planner(session, me, activity)
    _require_state(activity, "planned", "reported")
    activity.state = "reported"
    activity.reported_at = activity.reported_at or utcnow()
    activity.report, activity.learned, activity.next_step = data.report, data.learned, data.next_step
    note(session, activity, "reported")
    await apply_reported_support(session, customer_id=activity.customer_id, changes=data.support_changes)
    await session.flush()
    return await get(session, activity_id=activity_id)


async def rate(session: AsyncSession, *, me: Principal, activity_id: uuid.UUID, data: RatingIn) -> Any:
    """Rate a report once: the project's manager, or planning:write; poor and best marks say why."""
    activity = await _locked(session, activity_id)
    project = await session.get(Project, activity.project_id) if activity.project_id else None
    if project is None or project.manager_id != me.id:
        require(me, "planning:write")
    _require_state(activity, "reported")
    if rules.needs_reason(data.quality, data.effect) and not data.reason:
        raise invalid("/reason", "missing", "a mark of 1, 2 or 5 needs a reason", "评分为 1、2 或 5 时请说明理由")
    activity.state = "rated"
    activity.quality, activity.effect, activity.rating_reason = data.quality, data.effect, data.reason
    activity.rated_by, activity.rated_at = me.id, utcnow()
    note(session, activity, "rated")  # the reason is commercial: it stands in the column, which the timeline withholds
    await session.flush()
    return await get(session, activity_id=activity_id)


async def cancel(session: AsyncSession, *, me: Principal, activity_id: uuid.UUID, data: CancelIn) -> Any:
    activity = await _locked(session, activity_id)
    if me.id != activity.owner_id:
        await _require_planner(session, me, activity)
    _require_state(activity, "planned")
    activity.state = "cancelled"
    note(session, activity, "cancelled", data.reason)
    await session.flush()
    return await get(session, activity_id=activity_id)
