"""我的一周: what waits for one person, ordered by what is at stake."""

import datetime as dt
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.permissions import Principal
from services.planning.activities import rules
from services.planning.activities.models import Activity
from services.planning.activities.service import listing, takes_part
from services.planning.editing import today
from services.planning.projects.models import Project
from services.planning.views import customer_card

MOST = 200
"""More than this is no week's work; the lists of activities and projects page through all of it."""

_NEXT_STEPS = (
    select(
        Project.id.label("project_id"),
        Project.name.label("project_name"),
        Project.customer_id,
        customer_card.c.name.label("customer_name"),
        Project.next_step,
        Project.next_step_on,
    )
    .join(customer_card, customer_card.c.id == Project.customer_id)
    .where(Project.stage != "closed", Project.next_step.is_not(None))
    .order_by(Project.next_step_on, Project.id)
    .limit(MOST)
)


async def my_week(session: AsyncSession, *, me: Principal, until: dt.date | None) -> dict[str, Any]:
    """Three statements: my planned activities, the ratings I owe, the next steps of projects I manage.

    The most valuable project comes first; for readers without class commercial that order would tell the values, so
    theirs is by due date.
    """
    until = until or rules.week_ends(today())
    by_value = [Project.value.desc().nulls_last()] if me.may("commercial") else []
    planned = (
        listing()
        .where(takes_part(me), Activity.state == "planned", Activity.due_on <= until)
        .order_by(*by_value, Activity.due_on, Activity.id)
        .limit(MOST)
    )
    owed = (
        listing()
        .where(Project.manager_id == me.id, Activity.state == "reported")
        .order_by(Activity.reported_at, Activity.id)
        .limit(MOST)
    )
    steps = _NEXT_STEPS.where(Project.manager_id == me.id, Project.next_step_on <= until)
    return {
        "until": until,
        "activities": (await session.execute(planned)).mappings().all(),
        "ratings_owed": (await session.execute(owed)).mappings().all(),
        "next_steps": (await session.execute(steps)).mappings().all(),
    }
