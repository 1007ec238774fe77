"""Addresses of contacts."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import Reader, Writer
from services.records.contacts import service
from services.records.contacts.schemas import ContactCreate, ContactFilter, ContactOut, ContactUpdate

router = Router(prefix="/contacts", tags=["contacts"])


@router.get("", response_model=Page[ContactOut], response_model_exclude_unset=True, summary="List contacts")
async def list_contacts(
    session: Reading, me: Reader, query: Paging, filters: Annotated[ContactFilter, Parameter()]
) -> dict[str, Any]:
    return await service.contacts(session, filters=filters, query=query)


@router.get("/{contact_id}", response_model=ContactOut, summary="Get a contact")
async def get_contact(session: Reading, me: Reader, response: Response, contact_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, contact_id))


@router.post("", response_model=ContactOut, status_code=201, summary="Create a contact")
async def create_contact(session: Session, me: Writer, response: Response, data: ContactCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.patch("/{contact_id}", response_model=ContactOut, summary="Change a contact")
async def update_contact(
    session: Session, me: Writer, response: Response, version: IfMatch, contact_id: uuid.UUID, data: ContactUpdate
) -> Any:
    return tagged(response, await service.update(session, me=me, contact_id=contact_id, version=version, data=data))


@router.delete("/{contact_id}", status_code=204, summary="Delete a contact")
async def delete_contact(session: Session, me: Writer, version: IfMatch, contact_id: uuid.UUID) -> None:
    await service.delete(session, me=me, contact_id=contact_id, version=version)
