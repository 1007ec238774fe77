"""Addresses of a contact's private traits."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.secrets import Secrets
from services.kit.versions import IfMatch, tagged
from services.records.access import Confidant
from services.records.consents.schemas import Purpose
from services.records.private_traits import service
from services.records.private_traits.schemas import PrivateTraitsIn, PrivateTraitsOut, ViewOut

router = Router(prefix="/contacts/{contact_id}/private", tags=["privacy"])


@router.get("", response_model=PrivateTraitsOut, summary="See a contact's private traits; the purpose is recorded")
async def get_private_traits(
    session: Session,
    me: Confidant,
    vault: Secrets,
    response: Response,
    contact_id: uuid.UUID,
    purpose: Annotated[Purpose, Parameter()],
) -> Any:
    return tagged(response, await service.see(session, vault, contact_id=contact_id, purpose=purpose))


@router.put("", response_model=PrivateTraitsOut, summary="Write a contact's private traits")
async def set_private_traits(
    session: Session, me: Confidant, vault: Secrets, response: Response, contact_id: uuid.UUID, data: PrivateTraitsIn
) -> Any:
    return tagged(response, await service.replace(session, vault, me=me, contact_id=contact_id, data=data))


@router.delete("", status_code=204, summary="Erase a contact's private traits")
async def erase_private_traits(session: Session, me: Confidant, version: IfMatch, contact_id: uuid.UUID) -> None:
    await service.erase(session, me=me, contact_id=contact_id, version=version)


@router.get(
    "/views",
    response_model=Page[ViewOut],
    response_model_exclude_unset=True,
    summary="List who saw what is private about a contact, and what for",
)
async def list_private_views(session: Reading, me: Confidant, query: Paging, contact_id: uuid.UUID) -> dict[str, Any]:
    return await service.views(session, contact_id=contact_id, query=query)
