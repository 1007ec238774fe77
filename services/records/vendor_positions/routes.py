"""Addresses of vendor positions."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import Reader, Writer
from services.records.vendor_positions import service
from services.records.vendor_positions.schemas import (
    VendorPositionCreate,
    VendorPositionFilter,
    VendorPositionOut,
    VendorPositionUpdate,
)

router = Router(prefix="/vendor-positions", tags=["vendors"])


@router.get(
    "", response_model=Page[VendorPositionOut], response_model_exclude_unset=True, summary="List vendor positions"
)
async def list_vendor_positions(
    session: Reading, me: Reader, query: Paging, filters: Annotated[VendorPositionFilter, Parameter()]
) -> dict[str, Any]:
    return await service.vendor_positions(session, filters=filters, query=query)


@router.get("/{vendor_position_id}", response_model=VendorPositionOut, summary="Get a vendor position")
async def get_vendor_position(session: Reading, me: Reader, response: Response, vendor_position_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, vendor_position_id))


@router.post("", response_model=VendorPositionOut, status_code=201, summary="Create a vendor position")
async def create_vendor_position(session: Session, me: Writer, response: Response, data: VendorPositionCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.patch("/{vendor_position_id}", response_model=VendorPositionOut, summary="Change a vendor position")
async def update_vendor_position(
    session: Session,
    me: Writer,
    response: Response,
    version: IfMatch,
    vendor_position_id: uuid.UUID,
    data: VendorPositionUpdate,
) -> Any:
    return tagged(
        response,
        await service.update(session, me=me, vendor_position_id=vendor_position_id, version=version, data=data),
    )


@router.delete("/{vendor_position_id}", status_code=204, summary="Delete a vendor position")
async def delete_vendor_position(session: Session, me: Writer, version: IfMatch, vendor_position_id: uuid.UUID) -> None:
    await service.delete(session, me=me, vendor_position_id=vendor_position_id, version=version)
