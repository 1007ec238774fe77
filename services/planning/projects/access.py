"""Who may work on a project: its manager, those who may write at its customer, and for activities its members."""

from typing import Annotated

from fastapi import Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import Me, require, require_on_customer
from services.kit.permissions import Principal
from services.planning.projects.models import Project, ProjectMember


async def _may_move(me: Me) -> Principal:
    """Those who may work on projects, and those who may only waive."""
    if not (me.may("planning:write") or me.may("planning:waive")):
        require(me, "planning:team")
    return me


_may_move.loam_action = "planning:team"  # type: ignore[attr-defined] # as in planning/access.py

Mover = Annotated[Principal, Depends(_may_move)]


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
