import uuid
from typing import Any

from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.planning.access import Decider, Reader
from services.planning.cycles import resources, service
from services.planning.cycles.schemas import (
    CycleAdvanceIn,
    CycleCreate,
    CycleDetail,
    CycleOut,
    CycleState,
    CycleUpdate,
    Limits,
    ResourceCreate,
    ResourceOut,
    ResourceUpdate,
)

router = Router(tags=["cycles"])


@router.get("/cycles", response_model=Page[CycleOut], response_model_exclude_unset=True, summary="List planning cycles")
async def list_cycles(session: Reading, me: Reader, query: Paging, state: CycleState | None = None) -> dict[str, Any]:
    return await service.cycles(session, query=query, state=state)


@router.post("/cycles", response_model=CycleDetail, status_code=201, summary="Open a planning cycle")
async def create_cycle(session: Session, me: Decider, response: Response, data: CycleCreate) -> Any:
    return tagged(response, await service.create(session, data=data))


@router.get("/cycles/{cycle_id}", response_model=CycleDetail, summary="Get a planning cycle with resources and limits")
async def get_cycle(session: Reading, me: Reader, response: Response, cycle_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, cycle_id))


@router.patch("/cycles/{cycle_id}", response_model=CycleDetail, summary="Change a planning cycle")
async def update_cycle(
    session: Session, me: Decider, response: Response, version: IfMatch, cycle_id: uuid.UUID, data: CycleUpdate
) -> Any:
    return tagged(response, await service.update(session, cycle_id=cycle_id, version=version, data=data))


@router.put("/cycles/{cycle_id}/limits", response_model=CycleDetail, summary="Set the limits of a cycle")
async def put_cycle_limits(session: Session, me: Decider, response: Response, cycle_id: uuid.UUID, data: Limits) -> Any:
    return tagged(response, await service.put_limits(session, cycle_id=cycle_id, limits=data))


@router.post("/cycles/{cycle_id}/advance", response_model=CycleDetail, summary="Move a cycle to another state")
async def advance_cycle(
    session: Session, me: Decider, response: Response, cycle_id: uuid.UUID, data: CycleAdvanceIn
) -> Any:
    return tagged(response, await service.advance(session, cycle_id=cycle_id, to=data.to, reason=data.reason))


@router.get("/resources", response_model=Page[ResourceOut], response_model_exclude_unset=True, summary="List resources")
async def list_resources(session: Reading, me: Reader, query: Paging) -> dict[str, Any]:
    return await resources.resources(session, query=query)


@router.post("/resources", response_model=ResourceOut, status_code=201, summary="Create a resource")
async def create_resource(session: Session, me: Decider, response: Response, data: ResourceCreate) -> Any:
    return tagged(response, await resources.create(session, data=data))


@router.patch("/resources/{resource_id}", response_model=ResourceOut, summary="Change a resource")
async def update_resource(
    session: Session, me: Decider, response: Response, version: IfMatch, resource_id: uuid.UUID, data: ResourceUpdate
) -> Any:
    return tagged(response, await resources.update(session, resource_id=resource_id, version=version, data=data))
