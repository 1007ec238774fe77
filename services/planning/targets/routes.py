import uuid
from typing import Any

from fastapi import Response

from services.kit.db import Reading
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import tagged
from services.planning.access import Reader
from services.planning.targets import service
from services.planning.targets.schemas import TargetOut

router = Router(prefix="/targets", tags=["targets"])


@router.get("", response_model=Page[TargetOut], response_model_exclude_unset=True, summary="List targets with grants")
async def list_targets(
    session: Reading,
    me: Reader,
    query: Paging,
    cycle_id: uuid.UUID | None = None,
    team_id: uuid.UUID | None = None,
    selection_id: uuid.UUID | None = None,
) -> dict[str, Any]:
    return await service.targets(
        session, query=query, equal={"cycle_id": cycle_id, "team_id": team_id, "selection_id": selection_id}
    )


@router.get("/{target_id}", response_model=TargetOut, summary="Get a target with its grants")
async def get_target(session: Reading, me: Reader, response: Response, target_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, target_id))
