import uuid
from typing import Any

from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.planning.access import Decider, Member, Reader
from services.planning.account_plans import service, states
from services.planning.account_plans.parts_routes import router as parts
from services.planning.account_plans.schemas import (
    AccountPlanCreate,
    AccountPlanItem,
    AccountPlanOut,
    AccountPlanUpdate,
    PlanActIn,
    State,
)

router = Router(prefix="/account-plans", tags=["account plans"])


@router.get("", response_model=Page[AccountPlanItem], response_model_exclude_unset=True, summary="List account plans")
async def list_account_plans(
    session: Reading,
    me: Reader,
    query: Paging,
    customer_id: uuid.UUID | None = None,
    cycle_id: uuid.UUID | None = None,
    team_id: uuid.UUID | None = None,
    state: State | None = None,
) -> dict[str, Any]:
    return await service.account_plans(
        session,
        query=query,
        equals={"customer_id": customer_id, "cycle_id": cycle_id, "team_id": team_id, "state": state},
    )


@router.post("", response_model=AccountPlanOut, status_code=201, summary="Begin a customer's plan for a cycle")
async def create_account_plan(session: Session, me: Member, response: Response, data: AccountPlanCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.get("/{plan_id}", response_model=AccountPlanOut, summary="Get an account plan with all its parts")
async def get_account_plan(session: Reading, me: Reader, response: Response, plan_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, plan_id=plan_id))


@router.patch("/{plan_id}", response_model=AccountPlanOut, summary="Change an account plan's texts")
async def update_account_plan(
    session: Session, me: Member, response: Response, version: IfMatch, plan_id: uuid.UUID, data: AccountPlanUpdate
) -> Any:
    return tagged(response, await service.update(session, me=me, plan_id=plan_id, version=version, data=data))


@router.delete("/{plan_id}", status_code=204, summary="Delete a draft account plan")
async def delete_account_plan(session: Session, me: Member, version: IfMatch, plan_id: uuid.UUID) -> None:
    await service.delete(session, me=me, plan_id=plan_id, version=version)


@router.post("/{plan_id}/submit", response_model=AccountPlanOut, summary="Submit a draft for approval")
async def submit_account_plan(
    session: Session, me: Member, response: Response, plan_id: uuid.UUID, data: PlanActIn | None = None
) -> Any:
    return tagged(response, await states.submit(session, me=me, plan_id=plan_id, data=data))


@router.post("/{plan_id}/approve", response_model=AccountPlanOut, summary="Approve a submitted plan")
async def approve_account_plan(
    session: Session, me: Decider, response: Response, plan_id: uuid.UUID, data: PlanActIn | None = None
) -> Any:
    return tagged(response, await states.approve(session, me=me, plan_id=plan_id, data=data))


@router.post("/{plan_id}/return", response_model=AccountPlanOut, summary="Give a plan back to its authors, saying why")
async def return_account_plan(
    session: Session, me: Decider, response: Response, plan_id: uuid.UUID, data: PlanActIn
) -> Any:
    return tagged(response, await states.give_back(session, me=me, plan_id=plan_id, data=data))


@router.post("/{plan_id}/start", response_model=AccountPlanOut, summary="Put an approved plan in force")
async def start_account_plan(
    session: Session, me: Member, response: Response, plan_id: uuid.UUID, data: PlanActIn | None = None
) -> Any:
    return tagged(response, await states.start(session, me=me, plan_id=plan_id, data=data))


@router.post("/{plan_id}/close", response_model=AccountPlanOut, summary="Close a plan in force")
async def close_account_plan(
    session: Session, me: Member, response: Response, plan_id: uuid.UUID, data: PlanActIn | None = None
) -> Any:
    return tagged(response, await states.close(session, me=me, plan_id=plan_id, data=data))


router.include_router(parts)
