"""Addresses of product lines."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import Reader, Steward
from services.records.product_lines import service
from services.records.product_lines.schemas import (
    ProductLineCreate,
    ProductLineFilter,
    ProductLineOut,
    ProductLineUpdate,
)

router = Router(prefix="/product-lines", tags=["product lines"])


@router.get("", response_model=Page[ProductLineOut], response_model_exclude_unset=True, summary="List product lines")
async def list_product_lines(
    session: Reading, me: Reader, query: Paging, filters: Annotated[ProductLineFilter, Parameter()]
) -> dict[str, Any]:
    return await service.product_lines(session, filters=filters, query=query)


@router.get("/{product_line_id}", response_model=ProductLineOut, summary="Get a product line")
async def get_product_line(session: Reading, me: Reader, response: Response, product_line_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, product_line_id))


@router.post("", response_model=ProductLineOut, status_code=201, summary="Create a product line")
async def create_product_line(session: Session, me: Steward, response: Response, data: ProductLineCreate) -> Any:
    return tagged(response, await service.create(session, data=data))


@router.patch("/{product_line_id}", response_model=ProductLineOut, summary="Change a product line")
async def update_product_line(
    session: Session,
    me: Steward,
    response: Response,
    version: IfMatch,
    product_line_id: uuid.UUID,
    data: ProductLineUpdate,
) -> Any:
    return tagged(response, await service.update(session, product_line_id=product_line_id, version=version, data=data))


@router.delete("/{product_line_id}", status_code=204, summary="Delete a product line")
async def delete_product_line(session: Session, me: Steward, version: IfMatch, product_line_id: uuid.UUID) -> None:
    await service.delete(session, product_line_id=product_line_id, version=version)
