from fastapi import Request, Response

from services.identity.sessions import service
from services.identity.sessions.schemas import PasswordChange, ProfileChange, SessionOut, SignIn
from services.kit.auth import Me, cookie_name, refuse_foreign_origin
from services.kit.db import Session
from services.kit.routing import Router
from services.kit.settings import Settings

router = Router(prefix="/session", tags=["session"])


def _cookie(request: Request) -> str:
    return request.cookies.get(cookie_name(request.app.state.settings), "")


def _set_cookie(response: Response, settings: Settings, value: str, seconds: int) -> None:
    response.set_cookie(
        cookie_name(settings),
        value,
        max_age=seconds,
        httponly=True,
        secure=settings.secure_cookies,
        samesite="lax",
        path="/",
    )


@router.get("", response_model=SessionOut, summary="Who is signed in")
async def get_session(session: Session, me: Me, request: Request) -> SessionOut:
    return await service.current(session, me=me, token=_cookie(request), settings=request.app.state.settings)


@router.post("", response_model=SessionOut, status_code=201, summary="Sign in")
async def sign_in(session: Session, request: Request, response: Response, data: SignIn) -> SessionOut:
    refuse_foreign_origin(request)
    settings = request.app.state.settings
    signed_in = await service.sign_in(session, data=data, settings=settings, former=_cookie(request))
    _set_cookie(response, settings, signed_in.token, signed_in.seconds)
    return signed_in.session


@router.delete("", status_code=204, summary="Sign out")
async def sign_out(session: Session, me: Me, request: Request, response: Response) -> None:
    await service.sign_out(session, token=_cookie(request))
    _set_cookie(response, request.app.state.settings, "", 0)


@router.put("/password", status_code=204, summary="Set one's own password")
async def change_password(session: Session, me: Me, request: Request, data: PasswordChange) -> None:
    await service.change_password(session, me=me, token=_cookie(request), data=data)


@router.put("/profile", response_model=SessionOut, summary="Change one's own name and language")
async def change_profile(session: Session, me: Me, data: ProfileChange) -> SessionOut:
    return await service.change_profile(session, me=me, data=data)
