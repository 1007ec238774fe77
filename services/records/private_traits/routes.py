"""Addresses of a contact's private traits."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Session
from services.kit.fields import Line
from services.kit.routing import Router
from services.kit.secrets import Secrets
from services.kit.versions import IfMatch, tagged
from services.records.access import Confidant
from services.records.private_traits import service
from services.records.private_traits.schemas import PrivateTraitsIn, PrivateTraitsOut

router = Router(prefix="/contacts/{contact_id}/private", tags=["contacts"])


@router.get("", response_model=PrivateTraitsOut, summary="See a contact's private traits; the purpose is recorded")
async def get_private_traits(
    session: Session,
    me: Confidant,
    vault: Secrets,
    response: Response,
    contact_id: uuid.UUID,
    purpose: Annotated[Line, Parameter()],
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
