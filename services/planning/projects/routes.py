import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Request, Response

from services.kit.db import Reading, Session
from services.kit.errors import Problem
from services.kit.exports import exportable
from services.kit.fields import Day, Query
from services.kit.pages import Page, Paging
from services.kit.problems import answer
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.planning.access import Member, Reader
from services.planning.projects import gates, service
from services.planning.projects.access import Mover
from services.planning.projects.rules import Outcome, Stage
from services.planning.projects.schemas import (
    AdvanceIn,
    GateDecisionOut,
    GateOut,
    MemberOut,
    ProjectCreate,
    ProjectItem,
    ProjectOut,
    ProjectUpdate,
    TeamIn,
)

router = Router(prefix="/projects", tags=["projects"])


@router.get("", response_model=Page[ProjectItem], response_model_exclude_unset=True, summary="List projects")
async def list_projects(
    session: Reading,
    me: Reader,
    query: Paging,
    q: Annotated[Query | None, Parameter()] = None,
    customer_id: uuid.UUID | None = None,
    opportunity_id: uuid.UUID | None = None,
    manager_id: uuid.UUID | None = None,
    member_id: uuid.UUID | None = None,
    winning_vendor_id: uuid.UUID | None = None,
    stage: Stage | None = None,
    outcome: Outcome | None = None,
    open: bool | None = None,  # noqa: A002 - a filter in the address
    next_step_before: Annotated[Day | None, Parameter()] = None,
) -> dict[str, Any]:
    return await service.projects(
        session,
        query=query,
        q=q,
        is_open=open,
        member_id=member_id,
        next_step_before=next_step_before,
        equals={
            "customer_id": customer_id,
            "opportunity_id": opportunity_id,
            "manager_id": manager_id,
            "winning_vendor_id": winning_vendor_id,
            "stage": stage,
            "outcome": outcome,
        },
    )


exportable(router, list_projects, noun="projects")


@router.post("", response_model=ProjectOut, status_code=201, summary="Open the project of a selected opportunity")
async def create_project(session: Session, me: Member, response: Response, data: ProjectCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.get("/{project_id}", response_model=ProjectOut, summary="Get a project")
async def get_project(session: Reading, me: Reader, response: Response, project_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, project_id=project_id))


@router.patch("/{project_id}", response_model=ProjectOut, summary="Change a project")
async def update_project(
    session: Session, me: Member, response: Response, version: IfMatch, project_id: uuid.UUID, data: ProjectUpdate
) -> Any:
    row = await service.update(session, me=me, project_id=project_id, version=version, data=data)
    return tagged(response, row)


@router.put("/{project_id}/team", response_model=list[MemberOut], summary="Say who works on a project, and how much")
async def set_project_team(session: Session, me: Member, project_id: uuid.UUID, data: TeamIn) -> Any:
    return await service.set_team(session, me=me, project_id=project_id, members=data.members)


@router.get("/{project_id}/gate", response_model=GateOut, summary="See what the next gate asks, passed and missing")
async def get_project_gate(session: Reading, me: Reader, project_id: uuid.UUID, to: Stage | None = None) -> Any:
    return await gates.gate(session, project_id=project_id, to=to)


@router.post("/{project_id}/advance", response_model=ProjectOut, summary="Move a project to another stage")
async def advance_project(
    request: Request, session: Session, me: Mover, response: Response, project_id: uuid.UUID, data: AdvanceIn
) -> Any:
    moved = await gates.advance(session, me=me, project_id=project_id, data=data)
    return answer(request, moved) if isinstance(moved, Problem) else tagged(response, moved)


@router.get(
    "/{project_id}/gate-decisions",
    response_model=Page[GateDecisionOut],
    response_model_exclude_unset=True,
    summary="List the passes, refusals and waivers of a project's gates",
)
async def list_gate_decisions(session: Reading, me: Reader, query: Paging, project_id: uuid.UUID) -> dict[str, Any]:
    return await gates.decisions(session, project_id=project_id, query=query)
