"""Answers in the words of RFC 6749: nothing of them is kept by anybody on the way."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from services.identity.oauth.schemas import AccessTokenOut
from services.identity.oauth.service import Issued, OAuthError
from services.kit.errors import Invalid
from services.kit.problems import translate

NOT_KEPT = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class OAuthRoute(APIRoute):
    """A route whose own failures are answered as OAuth libraries expect; all others stay problems."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except OAuthError as error:
                return _failed(error)
            except HTTPException as error:  # the framework reads the form before our code runs
                if not isinstance(translate(error), Invalid):
                    raise
                return _failed(OAuthError("invalid_request", "The form cannot be read."))

        return handled


def token(response: Response, issued: Issued) -> AccessTokenOut:
    response.headers.update(NOT_KEPT)
    scope = " ".join(issued.scopes)
    return AccessTokenOut(access_token=issued.token, token_type="Bearer", expires_in=issued.seconds, scope=scope)  # noqa: S106 - its kind


def _failed(error: OAuthError) -> Response:
    challenge = {"WWW-Authenticate": 'Basic realm="Loam"'} if error.basic else {}
    body = {"error": error.error, "error_description": error.description}
    return JSONResponse(body, error.status, {**NOT_KEPT, **challenge})
