import uuid
from typing import Any

from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.planning.access import Decider, Reader
from services.planning.selections import decision, service, solving
from services.planning.selections.schemas import (
    ChoiceOut,
    DecideIn,
    FrontierOut,
    PreviewIn,
    PreviewOut,
    SelectionCreate,
    SelectionOut,
    SelectionState,
    SelectionUpdate,
    UsageOut,
)

router = Router(prefix="/selections", tags=["selections"])


@router.get("", response_model=Page[SelectionOut], response_model_exclude_unset=True, summary="List selections")
async def list_selections(
    session: Reading, me: Reader, query: Paging, cycle_id: uuid.UUID | None = None, state: SelectionState | None = None
) -> dict[str, Any]:
    return await service.selections(session, query=query, cycle_id=cycle_id, state=state)


@router.post("", response_model=SelectionOut, status_code=201, summary="Create a selection")
async def create_selection(session: Session, me: Decider, response: Response, data: SelectionCreate) -> Any:
    return tagged(response, await service.create(session, data=data))


@router.post("/preview", response_model=PreviewOut, summary="Choose for these rules without storing it")
async def preview_selection(session: Reading, me: Reader, data: PreviewIn) -> Any:
    return await solving.preview(session, data=data)


@router.get("/{selection_id}", response_model=SelectionOut, summary="Get a selection")
async def get_selection(session: Reading, me: Reader, response: Response, selection_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, selection_id))


@router.patch("/{selection_id}", response_model=SelectionOut, summary="Change a selection")
async def update_selection(
    session: Session, me: Decider, response: Response, version: IfMatch, selection_id: uuid.UUID, data: SelectionUpdate
) -> Any:
    return tagged(response, await service.update(session, selection_id=selection_id, version=version, data=data))


@router.delete("/{selection_id}", status_code=204, summary="Delete a selection that is not decided")
async def delete_selection(session: Session, me: Decider, version: IfMatch, selection_id: uuid.UUID) -> None:
    await service.delete(session, selection_id=selection_id, version=version)


@router.post("/{selection_id}/solve", response_model=SelectionOut, summary="Choose, explain and store the result")
async def solve_selection(
    session: Session, lookup: Reading, me: Decider, response: Response, selection_id: uuid.UUID
) -> Any:
    return tagged(response, await solving.solve(session, lookup, selection_id=selection_id))


@router.get(
    "/{selection_id}/choices",
    response_model=Page[ChoiceOut],
    response_model_exclude_unset=True,
    summary="What is chosen or given up, why, and what it would take",
)
async def list_choices(
    session: Reading,
    me: Reader,
    query: Paging,
    selection_id: uuid.UUID,
    chosen: bool | None = None,
) -> dict[str, Any]:
    return await service.choices(session, selection_id=selection_id, query=query, chosen=chosen)


@router.get("/{selection_id}/usage", response_model=list[UsageOut], summary="Limits, their use and marginal value")
async def list_usage(session: Reading, me: Reader, selection_id: uuid.UUID) -> Any:
    return await service.usage(session, selection_id=selection_id)


@router.get(
    "/{selection_id}/frontier", response_model=list[FrontierOut], summary="The best choice for 50–150 % of limits"
)
async def get_frontier(session: Reading, me: Reader, selection_id: uuid.UUID) -> Any:
    return await solving.frontier(session, selection_id=selection_id)


@router.post(
    "/{selection_id}/decide", response_model=SelectionOut, summary="Decide: states, targets and grants at once"
)
async def decide_selection(
    session: Session, me: Decider, response: Response, selection_id: uuid.UUID, data: DecideIn
) -> Any:
    return tagged(response, await decision.decide(session, me=me, selection_id=selection_id, data=data))
