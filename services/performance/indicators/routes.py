import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter

from services.kit.db import NIL, Reading
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.performance.access import Member
from services.performance.indicators import service
from services.performance.indicators.schemas import FactRow, IndicatorOut, Key, SubjectType
from services.performance.periods import Label

router = Router(prefix="/indicators", tags=["indicators"])


@router.get("", response_model=Page[IndicatorOut], response_model_exclude_unset=True, summary="List indicators")
async def list_indicators(me: Member) -> dict[str, Any]:
    return service.indicators()


@router.get(
    "/{key}/rows", response_model=Page[FactRow], response_model_exclude_unset=True, summary="List rows behind a figure"
)
async def list_indicator_rows(
    session: Reading,
    me: Member,
    query: Paging,
    key: Key,
    subject_type: SubjectType,
    period: Label,
    subject_id: Annotated[uuid.UUID, Parameter(description="Left out for the company")] = NIL,
    counted: bool | None = None,
) -> dict[str, Any]:
    return await service.rows(
        session,
        me=me,
        key=key,
        subject_type=subject_type,
        subject_id=subject_id,
        period=period,
        counted=counted,
        query=query,
    )
