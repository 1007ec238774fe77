"""The cookie that ties a browser's return from the provider to its departure: nobody signs another browser in."""

from fastapi import Request, Response

from services.kit.settings import Settings

MINUTES = 10


def _name(settings: Settings) -> str:
    return "__Host-loam-sso" if settings.secure_cookies else "loam-sso"


def sso_cookie(request: Request) -> str:
    return request.cookies.get(_name(request.app.state.settings), "")


def set_sso_cookie(response: Response, settings: Settings, state: str) -> None:
    response.set_cookie(
        _name(settings),
        state,
        max_age=MINUTES * 60,
        httponly=True,
        secure=settings.secure_cookies,
        samesite="lax",
        path="/",
    )
