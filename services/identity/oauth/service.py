"""OAuth2 client credentials (RFC 6749, 4.4): a partner's id and key against a token for some minutes.

The token is as opaque as a key and looked up in the same statement, so that it dies at once with its client. Failures
have the shape that OAuth libraries expect, not ours.
"""

import base64
import binascii
import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote_plus

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.api_clients.models import ApiClient
from services.identity.oauth.models import AccessToken
from services.kit.auth import KEY_USED, TOKEN_PREFIX, comes_from, hash_of, new_secret
from services.kit.db import utcnow
from services.kit.settings import Settings

FIELD_LIMIT = 4000


class OAuthError(Exception):
    """RFC 6749, 5.2. `basic`: the client tried Basic authentication, and is told so in the answer's header."""

    def __init__(self, error: str, description: str, *, status: int = 400, basic: bool = False) -> None:
        super().__init__(description)
        self.error, self.description, self.status, self.basic = error, description, status, basic


@dataclass(frozen=True, slots=True)
class Asked:
    """A token request, read from its form and headers."""

    grant_type: str
    scope: str
    client_id: str
    client_secret: str
    basic: bool
    address: str


@dataclass(frozen=True, slots=True)
class Issued:
    token: str
    seconds: int
    scopes: list[str]


def read(form: Iterable[tuple[str, object]], *, authorization: str, address: str) -> Asked:
    """The request, with the client's credentials from the header or the body, but not from both."""
    values: dict[str, str] = {}
    for name, value in form:
        if name in values or not isinstance(value, str) or len(value) > FIELD_LIMIT or "\0" in value:
            raise OAuthError("invalid_request", "A field is repeated, too long, or no text.")
        values[name] = value
    basic = authorization.partition(" ")[0].lower() == "basic"
    if basic and "client_secret" in values:
        raise OAuthError("invalid_request", "Send the client's secret in the header or in the body, not in both.")
    name, secret = _basic(authorization) if basic else (values.get("client_id", ""), values.get("client_secret", ""))
    if values.get("client_id", name) != name:
        raise OAuthError("invalid_request", "The header and the body name two clients.")
    return Asked(values.get("grant_type", ""), values.get("scope", ""), name, secret, basic, address)


async def issue(session: AsyncSession, *, asked: Asked, settings: Settings) -> Issued:
    """A token for all of the client's scopes, or for those it asks for."""
    if not asked.grant_type:
        raise OAuthError("invalid_request", "grant_type is missing.")
    if asked.grant_type != "client_credentials":
        raise OAuthError("unsupported_grant_type", "Only client_credentials is supported.")
    client = await _client(session, asked)
    if client is None or not comes_from(asked.address, client.networks):
        raise OAuthError(
            "invalid_client", "The client is not known here by this id and secret.", status=401, basic=asked.basic
        )
    wanted = asked.scope.split()
    if not set(wanted) <= set(client.scopes):
        raise OAuthError("invalid_scope", "The client does not have all of these scopes.")
    scopes = [scope for scope in client.scopes if not wanted or scope in wanted]
    token, lasts = new_secret(TOKEN_PREFIX), dt.timedelta(minutes=settings.access_token_minutes)
    session.add(AccessToken(token_hash=hash_of(token), client_id=client.id, scopes=scopes, expires_at=utcnow() + lasts))
    await session.flush()
    await session.execute(KEY_USED, {"hash": hash_of(asked.client_secret)})
    return Issued(token, int(lasts.total_seconds()), scopes)


async def _client(session: AsyncSession, asked: Asked) -> ApiClient | None:
    """The live client of this id with this key: the newest, or the one before while it lasts."""
    try:
        client_id = uuid.UUID(asked.client_id)
    except ValueError:
        return None
    hashed, now = hash_of(asked.client_secret), utcnow()
    live = select(ApiClient).where(
        ApiClient.id == client_id,
        ApiClient.revoked_at.is_(None),
        or_(ApiClient.expires_at.is_(None), ApiClient.expires_at > now),
        or_(
            ApiClient.key_hash == hashed,
            (ApiClient.former_key_hash == hashed) & (ApiClient.former_key_ends_at > now),
        ),
    )
    found: ApiClient | None = await session.scalar(live)
    return found


def _basic(authorization: str) -> tuple[str, str]:
    """Id and secret of a Basic header, form-encoded each, as the RFC says."""
    try:
        name, colon, secret = base64.b64decode(authorization.partition(" ")[2], validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        colon = ""
    if not colon:
        raise OAuthError("invalid_client", "The Basic header cannot be read.", status=401, basic=True)
    return unquote_plus(name), unquote_plus(secret)
