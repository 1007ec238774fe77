"""Addresses of the national code lists."""

from typing import Annotated, Any

from fastapi import Query as Parameter

from services.kit.db import Reading
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.records.access import Reader
from services.records.codes import service
from services.records.codes.schemas import CodeFilter, IndustryOut, RegionOut

router = Router(tags=["codes"])


@router.get(
    "/industries",
    response_model=Page[IndustryOut],
    response_model_exclude_unset=True,
    summary="List industries (GB/T 4754-2017)",
)
async def list_industries(
    session: Reading, me: Reader, query: Paging, filters: Annotated[CodeFilter, Parameter()]
) -> dict[str, Any]:
    return await service.industries(session, filters=filters, query=query)


@router.get(
    "/regions", response_model=Page[RegionOut], response_model_exclude_unset=True, summary="List regions (GB/T 2260)"
)
async def list_regions(
    session: Reading, me: Reader, query: Paging, filters: Annotated[CodeFilter, Parameter()]
) -> dict[str, Any]:
    return await service.regions(session, filters=filters, query=query)
