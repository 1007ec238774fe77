from fastapi import Request, Response

from services.identity.sso import service
from services.identity.sso.cookies import set_sso_cookie
from services.identity.sso.schemas import Departure
from services.kit.auth import refuse_foreign_origin
from services.kit.db import Session
from services.kit.routing import Router
from services.kit.secrets import Secrets

router = Router(prefix="/session/sso", tags=["session"])


@router.post(
    "", response_model=Departure, openapi_extra={"security": []}, status_code=201, summary="Begin a single sign-on"
)
async def begin_sso(session: Session, request: Request, response: Response, vault: Secrets) -> Departure:
    refuse_foreign_origin(request)
    leaving = await service.depart(session, settings=request.app.state.settings, vault=vault)
    set_sso_cookie(response, request.app.state.settings, leaving.state)
    return Departure(url=leaving.url)
