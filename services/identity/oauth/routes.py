from typing import Any

from fastapi import APIRouter, Request, Response

from services.identity.oauth import answers, service
from services.identity.oauth.schemas import AccessTokenOut, OAuthErrorOut
from services.kit.auth import address_of
from services.kit.db import Session

router = APIRouter(prefix="/oauth", tags=["oauth"], route_class=answers.OAuthRoute)

FORM: dict[str, Any] = {
    "security": [],
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["grant_type"],
                    "properties": {
                        "grant_type": {"type": "string", "enum": ["client_credentials"]},
                        "scope": {"type": "string", "description": "Some of the client's scopes, parted by spaces"},
                        "client_id": {"type": "string", "description": "The API client's id, unless sent as Basic"},
                        "client_secret": {"type": "string", "description": "One of its keys, unless sent as Basic"},
                    },
                }
            }
        },
    },
}


@router.post(
    "/token",
    response_model=AccessTokenOut,
    summary="Get an access token (client credentials)",
    openapi_extra=FORM,
    responses={400: {"model": OAuthErrorOut}, 401: {"model": OAuthErrorOut}},
)
async def issue_token(session: Session, request: Request, response: Response) -> AccessTokenOut:
    form = (await request.form()).multi_items()
    asked = service.read(form, authorization=request.headers.get("authorization", ""), address=address_of(request))
    return answers.token(response, await service.issue(session, asked=asked, settings=request.app.state.settings))
