"""Claiming a key inside the request's own transaction, and keeping or repeating the answer."""

import hashlib
import re
import zlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, ClassVar

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, event, text
from sqlalchemy.ext.asyncio import async_session
from sqlalchemy.orm import Session, SessionTransaction
from starlette.requests import Request
from starlette.responses import Response

from services.kit.db import utcnow
from services.kit.errors import Conflict, FieldError, Invalid, PreconditionRequired, invalid
from services.kit.permissions import Principal

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
KEY = re.compile(r"[\x21-\x7e]{1,255}")
NONCE = bytes(12)
"""Each answer has a key of its own, so its nonce need not be chosen."""
READ_WHOLE = re.compile(r"application/(json|x-ndjson|[a-z.+-]+\+json)\b", re.IGNORECASE)
"""Bodies that tell two requests apart. Files are told apart by their length: they stream, and are not read twice."""
KEPT_HEADERS = frozenset({b"content-type", b"content-language", b"etag", b"location"})

_CLAIM = text("""
    insert into idempotency_key (id, at, fingerprint, classes, headers)
    select cast(:id as bytea), cast(:at as timestamptz), cast(:fingerprint as bytea), cast(:classes as jsonb), '[]'
    where pg_try_advisory_xact_lock(cast(:lock as bigint))
    on conflict (id) do nothing
    returning 1
""")
_FOUND = text("select fingerprint, classes, status, headers, sealed from idempotency_key where id = :id")
_KEEP = text(
    "update idempotency_key set status = :status, headers = cast(:headers as jsonb), sealed = :sealed where id = :id"
)


class Replayed(Exception):  # noqa: N818 - no failure: the way out of a transaction that has nothing to do
    """The work was done before; `response` is what was answered then."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


class InProgress(Conflict):
    default_code = "in_progress"
    default_headers: ClassVar[dict[str, str]] = {"Retry-After": "1"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A key held by the transaction of this session until it ends."""

    session: Session
    id: bytes
    secret: bytes


def once(handle: Handler) -> Handler:
    """The handler of a POST, its answer kept with its work when the caller sent a key."""

    async def handled(request: Request) -> Response:
        scope = request.scope
        if "idempotency-key" in request.headers:
            whole = READ_WHOLE.match(request.headers.get("content-type", ""))
            scope["loam.body"] = await request.body() if whole else request.headers.get("content-length", "").encode()
        response = await handle(request)
        claim: Claim | None = scope.get("loam.claim")
        if claim is not None:
            await _keep(claim, response)
        return response

    return handled


@event.listens_for(Session, "after_begin")
def _claim(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    """Before the first statement of a POST that a known caller sent: this key is ours, or the work was done before."""
    scope = session.info.get("scope")
    if transaction.nested or scope is None or scope["method"] != "POST" or "loam.claim" in scope:
        return
    me: Principal | None = scope.get("loam.me")
    if me is None:  # signing in: the answer is a credential, and each try stands for itself
        return
    key = dict(scope["headers"]).get(b"idempotency-key")
    if key is None:
        if me.kind == "api_client":
            raise _missing()
        return
    if not KEY.fullmatch(key.decode("latin-1")):
        raise invalid(
            "header/Idempotency-Key",
            "idempotency_key",
            "1 to 255 visible ASCII characters",
            "应为 1 至 255 个可见 ASCII 字符",
        )
    own = me.id.bytes + key
    claim = Claim(session, id=_digest(b"id", own), secret=own + scope["app"].state.settings.master_key.encode())
    fingerprint = _digest(scope["method"].encode(), scope["path"].encode(), scope["query_string"], scope["loam.body"])
    values = {
        "id": claim.id,
        "at": utcnow(),
        "fingerprint": fingerprint,
        "classes": orjson.dumps(sorted(me.classes)).decode(),
        "lock": int.from_bytes(claim.id[:8], signed=True),
    }
    if connection.execute(_CLAIM, values).first() is None:
        raise _done_before(connection, claim, fingerprint, me)
    scope["loam.claim"] = claim


def _done_before(connection: Connection, claim: Claim, fingerprint: bytes, me: Principal) -> Exception:
    row = connection.execute(_FOUND, {"id": claim.id}).first()
    if row is None or row.status is None:
        return InProgress("A request with this key is being worked on.", "使用该幂等键的请求正在处理中。")
    if row.fingerprint != fingerprint:
        en, zh = "this key was used for another request", "该幂等键已用于另一个请求"
        return Invalid(
            "This Idempotency-Key was used for another request.",
            "该幂等键已用于另一个请求。",
            code="idempotency_key_reused",
            errors=[FieldError("header/Idempotency-Key", "reused", en, zh)],
        )
    if not set(row.classes) <= me.classes:
        return Conflict("Your rights have changed since.", "此后您的权限已变更。", code="rights_changed")
    try:
        body = zlib.decompress(_cipher(claim).decrypt(NONCE, row.sealed, claim.id))
    except InvalidTag:  # another master key since then
        return Conflict("The answer of then cannot be opened any more.", "当时的答复已无法打开。", code="answer_lost")
    response = Response(body, row.status, dict(row.headers))
    response.headers["Idempotent-Replayed"] = "true"
    return Replayed(response)


async def _keep(claim: Claim, response: Response) -> None:
    headers = [[n.decode(), v.decode("latin-1")] for n, v in response.raw_headers if n in KEPT_HEADERS]
    sealed = _cipher(claim).encrypt(NONCE, zlib.compress(bytes(response.body), 1), claim.id)
    values = {
        "id": claim.id,
        "status": response.status_code,
        "headers": orjson.dumps(headers).decode(),
        "sealed": sealed,
    }
    session = async_session(claim.session)
    assert session is not None
    await session.execute(_KEEP, values)


def _digest(*parts: bytes) -> bytes:
    """Of the parts and their borders."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8))
        found.update(part)
    return found.digest()


def _cipher(claim: Claim) -> AESGCM:
    return AESGCM(_digest(b"seal", claim.secret))


def _missing() -> PreconditionRequired:
    en, zh = "send a key of your own choice with every POST", "每个 POST 请求都须附上自选的幂等键"
    return PreconditionRequired(
        "Send Idempotency-Key, so that this request can be repeated safely.",
        "请附上 Idempotency-Key,以便安全地重发该请求。",
        code="idempotency_key_required",
        errors=[FieldError("header/Idempotency-Key", "missing", en, zh)],
    )
