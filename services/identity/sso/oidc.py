"""OpenID Connect, code flow with PKCE, by Authlib; loaded when the first person uses it.

Everything the provider says is checked: the issuer of its description, the signature with its present keys (asked for
anew once when a key is not known: providers rotate them), issuer, audience, times and nonce of the token.
"""

import asyncio
import importlib
import time
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import httpx

from services.kit.errors import Unauthenticated, Unavailable

SECONDS = 5
REMEMBERED_SECONDS = 600
LEEWAY_SECONDS = 60
SCOPE = "openid email profile"
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"]
"""Public keys only: with a shared secret whoever knows it could sign in as anybody."""
_remembered: dict[str, tuple[float, dict[str, Any]]] = {}


@dataclass(frozen=True, slots=True)
class Provider:
    issuer: str
    client_id: str
    client_secret: str
    redirect_uri: str
    plain_http: bool
    """Whether it may be asked without TLS: on this machine, or on a test network."""


async def describe(provider: Provider) -> dict[str, Any]:
    """What the provider says of itself; 503 when it does not answer, or speaks of another."""
    when, found = _remembered.get(provider.issuer, (0.0, {}))
    if time.monotonic() - when < REMEMBERED_SECONDS and found:
        return found
    found = await _get(provider, provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if found.get("issuer") != provider.issuer or not all(_may_ask(provider, found.get(name)) for name in needed):
        raise _unavailable("its description does not fit the issuer", "其描述与签发者地址不符")
    _remembered[provider.issuer] = (time.monotonic(), found)
    return found


async def departure(provider: Provider, *, state: str, nonce: str, verifier: str) -> str:
    """The address to send the browser to."""
    description = await describe(provider)
    async with await _client(provider, description) as client:
        url, _ = client.create_authorization_url(
            description["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
        )
    return str(url)


async def claims(provider: Provider, *, code: str, nonce: str, verifier: str) -> dict[str, Any]:
    """What the provider says of the person who came back with this code; 401 when anything does not fit."""
    description = await describe(provider)
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError

    try:
        async with await _client(provider, description) as client:
            token = await client.fetch_token(description["token_endpoint"], code=code, code_verifier=verifier)
        return await _verified(provider, description, token, nonce)
    except (AuthlibBaseError, JoseError, KeyError, TypeError, ValueError) as error:
        raise refused() from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] in {"httpx", "httpx2"}:
            raise _unavailable("it does not answer", "没有响应") from error
        raise


def refused() -> Unauthenticated:
    return Unauthenticated(
        "The single sign-on did not succeed; try again.", "单点登录未成功,请重试。", code="sso_refused"
    )


async def _verified(
    provider: Provider, description: dict[str, Any], token: dict[str, Any], nonce: str
) -> dict[str, Any]:
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    keys = description.get("keys") or await _get(provider, description["jwks_uri"])
    try:
        read = jwt.decode(token["id_token"], KeySet.import_key_set(cast(Any, keys)), algorithms=SIGNATURES)
    except (JoseError, ValueError):
        keys = await _get(provider, description["jwks_uri"])
        read = jwt.decode(token["id_token"], KeySet.import_key_set(cast(Any, keys)), algorithms=SIGNATURES)
    description["keys"] = keys
    found = CodeIDToken(
        read.claims,
        read.header,
        {"iss": {"essential": True, "value": provider.issuer}, "aud": {"essential": True, "value": provider.client_id}},
        {"nonce": nonce, "client_id": provider.client_id, "access_token": token.get("access_token")},
    )
    found.validate(leeway=LEEWAY_SECONDS)
    if not isinstance(found["sub"], str) or not found["sub"]:
        raise refused()
    return dict(found)


async def _client(provider: Provider, description: dict[str, Any]) -> Any:
    """Authlib's client; its import takes half a second, so a thread does it."""
    library = await asyncio.to_thread(importlib.import_module, "authlib.integrations.httpx_client")
    ways = description.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return library.AsyncOAuth2Client(
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        redirect_uri=provider.redirect_uri,
        scope=SCOPE,
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_basic" if "client_secret_basic" in ways else "client_secret_post",
        timeout=SECONDS,
    )


async def _get(provider: Provider, url: str) -> dict[str, Any]:
    if not _may_ask(provider, url):
        raise _unavailable("its addresses must begin with https", "其地址须以 https 开头")
    try:
        async with httpx.AsyncClient(timeout=SECONDS) as client:
            answer = await client.get(url)
            answer.raise_for_status()
            found = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise _unavailable("it does not answer", "没有响应") from error
    if not isinstance(found, dict):
        raise _unavailable("it does not answer as a provider does", "响应不符合规范")
    return found


def _may_ask(provider: Provider, url: object) -> bool:
    scheme = urlsplit(url).scheme if isinstance(url, str) else ""
    return scheme == "https" or (scheme == "http" and provider.plain_http)


def _unavailable(en: str, zh: str) -> Unavailable:
    return Unavailable(
        f"The single sign-on provider cannot be used: {en}.", f"单点登录服务无法使用:{zh}。", code="sso_unavailable"
    )
