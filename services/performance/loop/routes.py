import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter

from services.kit.db import Reading
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.performance.access import Reader
from services.performance.indicators.schemas import FactRow
from services.performance.loop import service
from services.performance.loop.schemas import CustomerClass, FigureKey, LoopOut

router = Router(prefix="/loop", tags=["loop"])

ClassFilter = Annotated[CustomerClass | None, Parameter(alias="class")]


@router.get("", response_model=LoopOut, summary="Get the loop's health")
async def get_loop(
    session: Reading, me: Reader, customer_class: ClassFilter = None, team_id: uuid.UUID | None = None
) -> LoopOut:
    return await service.loop(session, customer_class=customer_class, team_id=team_id)


@router.get(
    "/{figure}/rows", response_model=Page[FactRow], response_model_exclude_unset=True, summary="List rows of the loop"
)
async def list_loop_rows(
    session: Reading,
    me: Reader,
    query: Paging,
    figure: FigureKey,
    customer_class: ClassFilter = None,
    team_id: uuid.UUID | None = None,
    counted: bool | None = None,
) -> dict[str, Any]:
    return await service.rows(
        session, figure=figure, customer_class=customer_class, team_id=team_id, counted=counted, query=query
    )
