"""Addresses of vendors."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import Reader, Writer
from services.records.vendors import service
from services.records.vendors.schemas import VendorCreate, VendorFilter, VendorOut, VendorUpdate

router = Router(prefix="/vendors", tags=["vendors"])


@router.get("", response_model=Page[VendorOut], response_model_exclude_unset=True, summary="List vendors")
async def list_vendors(
    session: Reading, me: Reader, query: Paging, filters: Annotated[VendorFilter, Parameter()]
) -> dict[str, Any]:
    return await service.vendors(session, filters=filters, query=query)


@router.get("/{vendor_id}", response_model=VendorOut, summary="Get a vendor")
async def get_vendor(session: Reading, me: Reader, response: Response, vendor_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, vendor_id))


@router.post("", response_model=VendorOut, status_code=201, summary="Create a vendor")
async def create_vendor(session: Session, me: Writer, response: Response, data: VendorCreate) -> Any:
    return tagged(response, await service.create(session, data=data))


@router.patch("/{vendor_id}", response_model=VendorOut, summary="Change a vendor")
async def update_vendor(
    session: Session, me: Writer, response: Response, version: IfMatch, vendor_id: uuid.UUID, data: VendorUpdate
) -> Any:
    return tagged(response, await service.update(session, vendor_id=vendor_id, version=version, data=data))


@router.delete("/{vendor_id}", status_code=204, summary="Delete a vendor")
async def delete_vendor(session: Session, me: Writer, version: IfMatch, vendor_id: uuid.UUID) -> None:
    await service.delete(session, vendor_id=vendor_id, version=version)
