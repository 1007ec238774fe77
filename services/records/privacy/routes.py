"""Addresses of one person's data: all of it handed out, or all of it forgotten."""

import uuid
from typing import Any

from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.routing import Router
from services.kit.secrets import Secrets
from services.kit.versions import IfMatch, tagged
from services.records.access import PrivacyOfficer
from services.records.privacy import service
from services.records.privacy.schemas import ErasurePreview, ExportIn, PersonExport

router = Router(prefix="/contacts/{contact_id}", tags=["privacy"])


@router.post("/export", response_model=PersonExport, summary="Export all data of one person; the purpose is recorded")
async def export_person(
    session: Session, me: PrivacyOfficer, vault: Secrets, response: Response, contact_id: uuid.UUID, data: ExportIn
) -> Any:
    response.headers["content-disposition"] = f'attachment; filename="person-{contact_id}.json"'
    return await service.export(session, vault, me=me, contact_id=contact_id, purpose=data.purpose)


@router.get("/erasure", response_model=ErasurePreview, summary="See what erasing a person would destroy")
async def preview_erasure(session: Reading, me: PrivacyOfficer, response: Response, contact_id: uuid.UUID) -> Any:
    return tagged(response, await service.preview(session, contact_id=contact_id))


@router.post("/erase", status_code=204, summary="Erase a person for good: there is no undo")
async def erase_person(session: Session, me: PrivacyOfficer, version: IfMatch, contact_id: uuid.UUID) -> None:
    await service.erase(session, contact_id=contact_id, version=version)
