"""Who is calling: a browser session's cookie, a partner's key or access token, or a service's token.

Identity publishes the view `principal`; every service reads it in one statement, so that no call between services is
needed to know the caller, and a revoked session or key is refused at the next request. The look-up gives its
connection back at once: a request that holds one while it calls a service in the same process can starve the pool it
shares with it. Between services the caller travels as a signed token (kit/tokens.py) and no statement is sent at all.
"""

import datetime as dt
import hashlib
import ipaddress
import secrets
import uuid
from collections.abc import Callable, Coroutine, Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, TypeVar

from fastapi import Depends, Request
from pydantic import Field, SerializerFunctionWrapHandler, WrapSerializer
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.errors import Forbidden, Unauthenticated
from services.kit.permissions import Action, Principal, actions_of
from services.kit.settings import Settings

KEY_PREFIX = "loam_"
TOKEN_PREFIX = "loamt_"  # noqa: S105 - how access tokens begin
SERVICE_SCHEME = "Loam-Service"
PROOF_LASTS = dt.timedelta(minutes=10)
SEEN_EVERY = dt.timedelta(minutes=5)
"""When a session or key was last used is written down this often, not at every request."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_PRINCIPAL = {
    kind: text(f"""
        select id, kind, name, roles, scopes, department_id, language, networks, seen_at, proved_at, second_factor_due
        from principal where credential_hash = :hash and kind = '{kind}'
    """)  # noqa: S608 - our own words
    for kind in ("user", "api_client", "access_token")
}
"""A statement for each kind: with the kind as a parameter PostgreSQL would plan the view's four parts anew each time."""
KEY_USED = text("""
    update api_client
    set key_used_at = case when key_hash = :hash then now() else key_used_at end,
        former_key_used_at = case when former_key_hash = :hash then now() else former_key_used_at end
    where key_hash = :hash or former_key_hash = :hash
""")
_SEEN = {
    "user": text("""
        update browser_session
        set seen_at = now(), idle_until = least(expires_at, now() + make_interval(secs => :idle_seconds))
        where token_hash = :hash and seen_at < now() - interval '1 minute'
    """),
    "api_client": KEY_USED,
}
_ON_TEAM = text("select 1 from customer_team where customer_id = :customer and user_id = :user limit 1")

_classes: ContextVar[frozenset[str]] = ContextVar("classes", default=frozenset())


def new_secret(prefix: str = "") -> str:
    """A credential with 256 bits of chance; shown once, only its hash is kept."""
    return prefix + secrets.token_urlsafe(32)


def hash_of(secret: str) -> bytes:
    """Secrets are random, so a plain digest suffices and can be looked up."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


def cookie_name(settings: Settings) -> str:
    return "__Host-loam" if settings.secure_cookies else "loam"


def _credential(request: Request) -> tuple[str, str]:
    header = request.headers.get("authorization", "")
    if header:
        scheme, _, value = header.partition(" ")
        if scheme == SERVICE_SCHEME:
            return "service", value
        if scheme.lower() == "bearer" and value.startswith(KEY_PREFIX):
            return "api_client", value.strip()
        if scheme.lower() == "bearer" and value.startswith(TOKEN_PREFIX):
            return "access_token", value.strip()
        raise Unauthenticated("Send 'Authorization: Bearer loam_…'.", "请使用 Authorization: Bearer loam_… 。")
    cookie = request.cookies.get(cookie_name(request.app.state.settings))
    if not cookie:
        raise Unauthenticated("Sign in, or send an API key.", "请先登录,或使用接口密钥。")
    if request.method not in SAFE_METHODS:
        refuse_foreign_origin(request)
    return "user", cookie


def refuse_foreign_origin(request: Request) -> None:
    """A cookie counts on unsafe methods only when the browser says that our own page sent them."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    own = {request.app.state.settings.address, f"{request.url.scheme}://{request.headers.get('host', '')}"}
    if site == "same-origin" or (site is None and origin in own):
        return
    raise Forbidden(
        "This request did not come from Loam's own page.", "该请求不是由本系统页面发出。", code="foreign_origin"
    )


async def identify(request: Request) -> Principal:
    """The caller, or 401; the request's transaction finds in the scope whose work it is."""
    kind, secret = _credential(request)
    if kind == "service":
        state = request.app.state  # the gate has read it already, unless the call is within this process
        me: Principal = request.scope.get("loam.sent_by_service") or state.signer.read(
            secret, audiences=state.settings.targets
        )
    else:
        me = await _looked_up(request, kind, hash_of(secret))
    _classes.set(me.classes)
    request.scope["loam.me"] = me
    return me


async def _looked_up(request: Request, kind: str, hashed: bytes) -> Principal:
    lookup = request.app.state.lookup
    row = await lookup.first(_PRINCIPAL[kind], {"hash": hashed})
    if row is None:
        raise Unauthenticated(
            "The session or key has expired or was revoked.", "登录已过期或密钥已失效。", code="credential_expired"
        )
    if row["networks"] and not comes_from(address_of(request), row["networks"]):
        raise Forbidden(
            "This key may not be used from this network address.", "该密钥不允许从此网络地址使用。", code="network"
        )
    seen = row["seen_at"]
    if kind in _SEEN and (seen is None or dt.datetime.now(dt.UTC) - seen > SEEN_EVERY):
        idle_seconds = request.app.state.settings.session_idle_hours * 3600
        await lookup.rows(_SEEN[kind], {"hash": hashed, "idle_seconds": idle_seconds})
    due = row["second_factor_due"]
    who: Literal["user", "api_client"] = "user" if kind == "user" else "api_client"
    return Principal(
        id=row["id"],
        kind=who,
        name=row["name"],
        actions=frozenset() if due else actions_of(who, row["roles"], row["scopes"]),
        roles=tuple(row["roles"]),
        department_id=row["department_id"],
        language=row["language"],
        proved_at=row["proved_at"],
        second_factor_due=due,
    )


def address_of(request: Request) -> str:
    """Where the request comes from. Forwarded addresses count only from whom uvicorn was told to believe
    (FORWARDED_ALLOW_IPS): it has put them here.
    """
    return request.client.host if request.client else ""


def comes_from(found: str, networks: Sequence[str]) -> bool:
    """Whether an address lies in one of these networks; no networks means anywhere."""
    try:
        address = ipaddress.ip_address(found)
    except ValueError:
        return not networks
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return not networks or any(address in ipaddress.ip_network(network) for network in networks)


def need(action: Action, *, proof: bool = False) -> Callable[..., Coroutine[Any, Any, Principal]]:
    """A dependency that lets those pass who may do this; the route's signature says so. `proof`: and just proved it."""

    async def check(request: Request) -> Principal:  # one dependency, not two: each costs a twentieth of a read
        me = await identify(request)
        require(me, action)
        if proof:
            require_proof(me)
        return me

    check.loam_action = action  # type: ignore[attr-defined] # the test that walks routes × roles reads it
    return check


def require(me: Principal, action: Action) -> None:
    if me.second_factor_due:
        raise Forbidden(
            "Your role asks for a second factor: set it up first.",
            "您的角色要求两步验证,请先完成设置。",
            code="second_factor_due",
            needs=action,
        )
    if not me.may(action):
        raise Forbidden(f"Your role does not include {action}.", f"您的角色不包含该权限:{action}。", needs=action)


def require_proof(me: Principal) -> None:
    """403 `proof_required` for a person who has not proved in the last ten minutes who they are (step-up).

    Keys have nobody to ask: they are refused by their scopes, or not at all.
    """
    if me.kind == "user" and (me.proved_at is None or dt.datetime.now(dt.UTC) - me.proved_at > PROOF_LASTS):
        raise Forbidden("Confirm that it is you.", "请先确认是您本人。", code="proof_required")


async def require_on_customer(
    session: AsyncSession, me: Principal, customer_id: uuid.UUID | None, service: str
) -> None:
    """Writing at a customer: by role everywhere, by team membership at one's own customers."""
    anywhere: Action = "records:write" if service == "records" else "planning:write"
    team: Action = "records:team" if service == "records" else "planning:team"
    if me.may(anywhere):
        return
    if me.may(team) and customer_id is not None:
        found = await session.execute(_ON_TEAM, {"customer": customer_id, "user": me.id})
        if found.first():
            return
    raise Forbidden(
        "Only the customer's team or a role with write access may change this.",
        "只有该客户的团队成员或有写权限的角色可以修改。",
        code="not_on_team",
        needs=anywhere,
    )


Me = Annotated[Principal, Depends(identify)]


def _withhold(kind: str, item: Any) -> WrapSerializer:
    def shown(value: Any, serialise: SerializerFunctionWrapHandler) -> Any:
        return serialise(value) if kind in _classes.get() else None

    return WrapSerializer(shown, return_type=item | None)


class _Commercial:
    """`Commercial[Decimals]`: a field of class commercial, null for readers without that class.

    The API's description says so with `x-class`, and the test that walks all answers reads it there.
    """

    def __class_getitem__(cls, item: Any) -> Any:
        marked = Field(json_schema_extra={"x-class": "commercial"})
        return Annotated[item | None, _withhold("commercial", item), marked]


class _Sensitive:
    """`Sensitive[str]`: a field of class sensitive, null for readers without that class."""

    def __class_getitem__(cls, item: Any) -> Any:
        marked = Field(json_schema_extra={"x-class": "sensitive"})
        return Annotated[item | None, _withhold("sensitive", item), marked]


class _Personal:
    """`Personal[str]`: tells of a person. Every colleague reads it; who passes it on must know what it is."""

    def __class_getitem__(cls, item: Any) -> Any:
        return Annotated[item, Field(json_schema_extra={"x-class": "personal"})]


if TYPE_CHECKING:
    T = TypeVar("T")
    Commercial: TypeAlias = T | None
    Sensitive: TypeAlias = T | None
    Personal: TypeAlias = T
else:
    Commercial = _Commercial
    Sensitive = _Sensitive
    Personal = _Personal


def classes() -> frozenset[str]:
    """The classes the present caller may read; empty outside a request."""
    return _classes.get()
