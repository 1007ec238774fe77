import uuid
from typing import Annotated, Any

from fastapi import Depends, Request, Response

from services.identity.sessions import service
from services.identity.sessions.schemas import (
    BrowserSessionOut,
    PasswordChange,
    ProfileChange,
    Proof,
    SecondStep,
    SessionOut,
    SignIn,
    WaysIn,
)
from services.identity.sessions.service import Browser, Guard, SignedIn
from services.identity.sessions.sign_in import sign_in as sign_in_by
from services.identity.sign_in_settings import service as sign_in_settings
from services.identity.sso.cookies import sso_cookie
from services.kit.auth import Me, address_of, cookie_name, refuse_foreign_origin
from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.secrets import Secrets
from services.kit.settings import Settings

router = Router(prefix="/session", tags=["session"])
mine = Router(prefix="/sessions", tags=["session"])
DEVICE_LENGTH = 300


def _cookie(request: Request) -> str:
    return request.cookies.get(cookie_name(request.app.state.settings), "")


async def _guard(request: Request, vault: Secrets) -> Guard:
    browser = Browser(
        device="".join(c for c in request.headers.get("user-agent", "") if c.isprintable())[:DEVICE_LENGTH],
        address=address_of(request),
        token=_cookie(request),
        sso=sso_cookie(request),
    )
    return Guard(request.app.state.lookup, request.app.state.settings, vault, browser)


Guarded = Annotated[Guard, Depends(_guard)]


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


def _entered(response: Response, settings: Settings, done: SignedIn) -> SessionOut:
    _set_cookie(response, settings, done.token, done.seconds)
    return done.session


@router.get("", response_model=SessionOut, summary="Who is signed in")
async def get_session(session: Reading, me: Me, request: Request) -> SessionOut:
    return await service.current(session, me=me, token=_cookie(request))


@router.get("/ways", response_model=WaysIn, openapi_extra={"security": []}, summary="How one may sign in")
async def get_ways_in(session: Reading) -> WaysIn:
    return WaysIn(sso=await sign_in_settings.button(session))


@router.post(
    "",
    response_model=SessionOut,
    status_code=201,
    openapi_extra={"security": []},
    responses={202: {"model": SecondStep, "description": "The second step is due"}},
    summary="Sign in",
)
async def sign_in(
    session: Session, request: Request, response: Response, guard: Guarded, data: SignIn
) -> SessionOut | Response:
    refuse_foreign_origin(request)
    done = await sign_in_by(session, data=data, guard=guard)
    if isinstance(done, SecondStep):
        return Response(done.model_dump_json(), 202, media_type="application/json")
    return _entered(response, guard.settings, done)


@router.post("/proof", response_model=SessionOut, summary="Prove again who one is")
async def prove(session: Session, me: Me, response: Response, guard: Guarded, data: Proof) -> SessionOut:
    return _entered(response, guard.settings, await service.prove(session, me=me, data=data, guard=guard))


@router.delete("", status_code=204, summary="Sign out")
async def sign_out(session: Session, me: Me, request: Request, response: Response) -> None:
    await service.sign_out(session, token=_cookie(request))
    _set_cookie(response, request.app.state.settings, "", 0)


@router.put("/password", status_code=204, summary="Set one's own password")
async def change_password(session: Session, me: Me, guard: Guarded, data: PasswordChange) -> None:
    await service.change_password(session, me=me, data=data, guard=guard)


@router.put("/profile", response_model=SessionOut, summary="Change one's own name and language")
async def change_profile(session: Session, me: Me, request: Request, data: ProfileChange) -> SessionOut:
    return await service.change_profile(session, me=me, token=_cookie(request), data=data)


@mine.get(
    "",
    response_model=Page[BrowserSessionOut],
    response_model_exclude_unset=True,
    summary="List the browsers one is signed in with",
)
async def list_sessions(session: Reading, me: Me, request: Request, query: Paging) -> dict[str, Any]:
    return await service.sessions(session, me=me, token=_cookie(request), query=query)


@mine.delete("", status_code=204, summary="Sign out everywhere but here")
async def end_other_sessions(session: Session, me: Me, request: Request) -> None:
    await service.end_others(session, me=me, token=_cookie(request))


@mine.delete("/{session_id}", status_code=204, summary="Sign one browser out")
async def end_session(session: Session, me: Me, session_id: uuid.UUID) -> None:
    await service.end(session, me=me, session_id=session_id)
