from typing import Literal

from services.kit.fields import Output


class AccessTokenOut(Output):
    """RFC 6749, 5.1: send it as `Authorization: Bearer …`."""

    access_token: str
    token_type: Literal["Bearer"]
    expires_in: int
    scope: str


class OAuthErrorOut(Output):
    """RFC 6749, 5.2."""

    error: str
    error_description: str
