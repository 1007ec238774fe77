"""Addresses of the organisation's own fields."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import FieldMaker, Reader
from services.records.custom_fields import service
from services.records.custom_fields.schemas import (
    CustomFieldCreate,
    CustomFieldFilter,
    CustomFieldOut,
    CustomFieldUpdate,
    FieldOrder,
)

router = Router(prefix="/custom-fields", tags=["custom fields"])


@router.get(
    "",
    response_model=Page[CustomFieldOut],
    response_model_exclude_unset=True,
    summary="List the organisation's own fields of a kind of record",
)
async def list_custom_fields(
    session: Reading, me: Reader, query: Paging, filters: Annotated[CustomFieldFilter, Parameter()]
) -> dict[str, Any]:
    return await service.custom_fields(session, entity=filters.entity, query=query)


@router.post("", response_model=CustomFieldOut, status_code=201, summary="Define a field")
async def create_custom_field(session: Session, me: FieldMaker, response: Response, data: CustomFieldCreate) -> Any:
    return tagged(response, await service.create(session, data=data))


@router.put("/order", status_code=204, summary="Order the fields of a kind of record")
async def order_custom_fields(session: Session, me: FieldMaker, data: FieldOrder) -> None:
    await service.order(session, entity=data.entity, ids=data.ids)


@router.patch("/{field_id}", response_model=CustomFieldOut, summary="Change or archive a field")
async def update_custom_field(
    session: Session, me: FieldMaker, response: Response, version: IfMatch, field_id: uuid.UUID, data: CustomFieldUpdate
) -> Any:
    return tagged(response, await service.update(session, field_id=field_id, version=version, data=data))
