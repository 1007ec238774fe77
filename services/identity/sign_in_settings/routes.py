from fastapi import Request, Response

from services.identity.access import Administrator, ProvenAdministrator
from services.identity.sign_in_settings import service
from services.identity.sign_in_settings.schemas import SignInSettingOut, SignInSettingUpdate
from services.kit.db import Reading, Session
from services.kit.routing import Router
from services.kit.secrets import Secrets
from services.kit.versions import IfMatch, tagged

router = Router(prefix="/sign-in-settings", tags=["sign-in-settings"])


@router.get("", response_model=SignInSettingOut, summary="How people may sign in")
async def get_sign_in_settings(
    session: Reading, me: Administrator, request: Request, response: Response
) -> SignInSettingOut:
    return tagged(response, await service.get(session, settings=request.app.state.settings))


@router.patch("", response_model=SignInSettingOut, summary="Change how people may sign in")
async def update_sign_in_settings(
    session: Session,
    me: ProvenAdministrator,
    request: Request,
    response: Response,
    version: IfMatch,
    vault: Secrets,
    data: SignInSettingUpdate,
) -> SignInSettingOut:
    settings = request.app.state.settings
    changed = await service.update(session, me=me, version=version, data=data, settings=settings, vault=vault)
    return tagged(response, changed)
