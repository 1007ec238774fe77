"""Addresses of customers."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Request, Response

from services.kit.db import Session
from services.kit.exports import exportable
from services.kit.lookup import Lookups
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import Reader, Steward, Writer
from services.records.customers import service
from services.records.customers.schemas import CustomerCreate, CustomerFilter, CustomerOut, CustomerRow, CustomerUpdate

router = Router(prefix="/customers", tags=["customers"])


@router.get("", response_model=Page[CustomerRow], response_model_exclude_unset=True, summary="List customers")
async def list_customers(
    lookup: Lookups, me: Reader, query: Paging, filters: Annotated[CustomerFilter, Parameter()]
) -> Response:
    return Response(await service.customers(lookup, asked=filters, query=query), media_type="application/json")


exportable(router, list_customers, noun="customers")


@router.get("/{customer_id}", response_model=CustomerOut, summary="Get a customer")
async def get_customer(request: Request, me: Reader, response: Response, customer_id: uuid.UUID) -> Any:
    return tagged(response, await service.read(request.app.state.lookup, customer_id))  # one dependency less to solve


@router.post("", response_model=CustomerOut, status_code=201, summary="Create a customer")
async def create_customer(session: Session, me: Writer, response: Response, data: CustomerCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.patch("/{customer_id}", response_model=CustomerOut, summary="Change a customer")
async def update_customer(
    session: Session, me: Writer, response: Response, version: IfMatch, customer_id: uuid.UUID, data: CustomerUpdate
) -> Any:
    return tagged(response, await service.update(session, me=me, customer_id=customer_id, version=version, data=data))


@router.delete("/{customer_id}", status_code=204, summary="Delete a customer")
async def delete_customer(session: Session, me: Steward, version: IfMatch, customer_id: uuid.UUID) -> None:
    await service.delete(session, customer_id=customer_id, version=version)
