from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi import Query as Parameter

from services.identity.audit import sealing, service
from services.identity.audit.schemas import AuditFilter, AuditItem, SealState
from services.kit.auth import need
from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.permissions import Principal
from services.kit.routing import Router
from services.kit.secrets import Secrets

router = Router(prefix="/audit", tags=["audit"])
Auditor = Annotated[Principal, Depends(need("audit:read"))]


@router.get(
    "", response_model=Page[AuditItem], response_model_exclude_unset=True, summary="List every change, latest first"
)
async def list_audit_events(
    session: Reading, vault: Secrets, me: Auditor, query: Paging, filters: Annotated[AuditFilter, Parameter()]
) -> dict[str, Any]:
    return await service.events(session, vault, me=me, filters=filters, query=query)


@router.get("/seal", response_model=SealState, summary="How far the audit trail is sealed, and whether it is intact")
async def get_audit_seal(session: Reading, me: Auditor, request: Request) -> SealState:
    return await sealing.state(session, settings=request.app.state.settings)


@router.post("/seal/check", response_model=SealState, status_code=202, summary="Compare the audit trail with its seals")
async def check_audit_seal(session: Session, me: Auditor, request: Request) -> SealState:
    return await sealing.order_check(session, settings=request.app.state.settings)
