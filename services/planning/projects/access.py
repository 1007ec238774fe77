"""Who may work on a project: its manager, those who may write at its customer, and for activities its members."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require_on_customer
from services.kit.permissions import Principal
from services.planning.projects.models import Project, ProjectMember


async def require_on_project(session: AsyncSession, me: Principal, project: Project, *, members: bool = False) -> None:
    """403 unless this caller manages the project, may write at its customer or, with `members`, works on it."""
    if me.id == project.manager_id:
        return
    if members:
        found = await session.scalar(
            select(ProjectMember.id).where(ProjectMember.project_id == project.id, ProjectMember.user_id == me.id)
        )
        if found:
            return
    await require_on_customer(session, me, project.customer_id, "planning")
