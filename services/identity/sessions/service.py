"""Browser sessions: opened, shown, proved anew, ended; and what people change of themselves."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.attempts import service as attempts
from services.identity.departments.models import Department
from services.identity.second_factors import service as second_factors
from services.identity.sessions import passwords
from services.identity.sessions.models import BrowserSession, SignInLink
from services.identity.sessions.schemas import (
    BrowserSessionOut,
    PasswordChange,
    ProfileChange,
    Proof,
    SessionOut,
    SessionUser,
)
from services.identity.users.models import User
from services.identity.users.schemas import SignInLinkOut
from services.kit.auth import hash_of, new_secret, require_proof
from services.kit.db import utcnow
from services.kit.errors import Forbidden, Invalid, invalid, missing_row
from services.kit.lookup import Lookup
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal, actions_of
from services.kit.secrets import Vault
from services.kit.settings import Settings

LINK_HOURS = 72
_GUARDS = text("select password_hash, second_factor_at from app_user where id = :id")
OVERLAP = dt.timedelta(seconds=30)
"""How long a rotated cookie still opens, for the requests that were under way with it."""


@dataclass(frozen=True, slots=True)
class Browser:
    """Who is at the door: what the browser calls itself, its address, its session's cookie and its provider's."""

    device: str
    address: str
    token: str
    sso: str


@dataclass(frozen=True, slots=True)
class Guard:
    """What judging a proof needs besides the session's transaction: the hash is fetched and compared before that takes
    a connection, because people who queue for a thread must not keep those waiting who only read.
    """

    lookup: Lookup
    settings: Settings
    vault: Vault
    browser: Browser


@dataclass(frozen=True, slots=True)
class SignedIn:
    token: str
    seconds: int
    session: SessionOut


async def make_link(session: AsyncSession, *, user_id: uuid.UUID, purpose: str = "link") -> SignInLinkOut:
    """A path that signs this person in once, within 72 hours."""
    if await session.get(User, user_id) is None:
        raise missing_row("user", user_id)
    secret = new_secret()
    expires_at = utcnow() + dt.timedelta(hours=LINK_HOURS)
    session.add(SignInLink(token_hash=hash_of(secret), user_id=user_id, purpose=purpose, expires_at=expires_at))
    await session.flush()
    return SignInLinkOut(path=f"/sign-in?token={secret}", expires_at=expires_at)


async def open_session(
    session: AsyncSession, *, user: User, way: str, browser: Browser, settings: Settings
) -> SignedIn:
    """A session that is new in every way; the browser's former one ends."""
    await sign_out(session, token=browser.token)
    token, now = new_secret(), utcnow()
    idle = dt.timedelta(hours=settings.session_idle_hours)
    absolute = dt.timedelta(days=settings.session_absolute_days)
    row = BrowserSession(
        token_hash=hash_of(token),
        user_id=user.id,
        way=way,
        device=browser.device,
        address=browser.address,
        proved_at=now,
        idle_until=min(now + idle, now + absolute),
        expires_at=now + absolute,
    )
    session.add(row)
    await session.flush()
    return SignedIn(token, int(absolute.total_seconds()), await _described(session, user, row))


async def current(session: AsyncSession, *, me: Principal, token: str) -> SessionOut:
    """Who is signed in."""
    row, user = await _own(session, me, token)
    return await _described(session, user, row)


async def prove(session: AsyncSession, *, me: Principal, data: Proof, guard: Guard) -> SignedIn:
    """Step-up: the same session under a new cookie, proved now. Its end stays where it was."""
    person = attempts.person(me.id, guard.settings)
    with passwords.place():
        await attempts.count(guard.lookup, person, settings=guard.settings)
        known = await guard.lookup.first(_GUARDS, {"id": me.id})
        by_code = known is not None and known["second_factor_at"] is not None
        fits = not by_code and await passwords.matches(data.password or "", known["password_hash"] if known else None)
    row, user = await _own(session, me, guard.browser.token)
    if by_code and not await second_factors.takes(session, user=user, code=data.code or "", vault=guard.vault):
        raise second_factors.wrong_code()
    if not by_code and not fits:
        raise _wrong_password("/password")
    await attempts.forgive(session, person)
    token, now = new_secret(), utcnow()
    kept = {"user_id", "way", "device", "address", "created_at", "idle_until", "expires_at"}
    renewed = BrowserSession(
        token_hash=hash_of(token), proved_at=now, seen_at=now, **{name: getattr(row, name) for name in kept}
    )
    row.replaced, row.proved_at, row.expires_at = True, None, min(row.expires_at, now + OVERLAP)
    session.add(renewed)
    await session.flush()
    seconds = int((renewed.expires_at - now).total_seconds())
    return SignedIn(token, seconds, await _described(session, user, renewed))


async def sessions(session: AsyncSession, *, me: Principal, token: str, query: PageQuery) -> dict[str, Any]:
    """The browsers one is signed in with, the newest first."""
    now = utcnow()
    mine = select(BrowserSession).where(
        BrowserSession.user_id == me.id,
        BrowserSession.replaced.is_(False),
        BrowserSession.expires_at > now,
        BrowserSession.idle_until > now,
    )
    found = await page(
        session,
        mine,
        by=[BrowserSession.created_at, BrowserSession.id],
        query=query,
        item=BrowserSessionOut,
        descending=True,
    )
    names = ("id", "device", "address", "way", "created_at", "seen_at", "expires_at")
    found["items"] = [
        {name: getattr(row, name) for name in names} | {"current": row.token_hash == hash_of(token)}
        for row in found["items"]
    ]
    return found


async def end(session: AsyncSession, *, me: Principal, session_id: uuid.UUID) -> None:
    """Sign one of one's browsers out; it is refused from its next request on."""
    gone = delete(BrowserSession).where(BrowserSession.id == session_id, BrowserSession.user_id == me.id)
    if await session.scalar(gone.returning(BrowserSession.id)) is None:
        raise missing_row("session", session_id)


async def end_others(session: AsyncSession, *, me: Principal, token: str) -> None:
    """Sign out everywhere but here."""
    await session.execute(
        delete(BrowserSession).where(BrowserSession.user_id == me.id, BrowserSession.token_hash != hash_of(token))
    )


async def end_all_of(session: AsyncSession, *, user_id: uuid.UUID) -> None:
    await session.execute(delete(BrowserSession).where(BrowserSession.user_id == user_id))


async def sign_out(session: AsyncSession, *, token: str) -> None:
    await session.execute(delete(BrowserSession).where(BrowserSession.token_hash == hash_of(token)))


async def change_password(session: AsyncSession, *, me: Principal, data: PasswordChange, guard: Guard) -> None:
    """Set a password; every other session of this person ends. Who has none yet proves in another way who they are."""
    known = await guard.lookup.first(_GUARDS, {"id": me.id})
    person = attempts.person(me.id, guard.settings)
    with passwords.place():
        if known is None or known["password_hash"] is None:
            require_proof(me)
        else:
            await attempts.count(guard.lookup, person, settings=guard.settings)
            if not await passwords.matches(data.current or "", known["password_hash"]):
                raise _wrong_password("/current")
        new = await passwords.hashed(data.new)
    await attempts.forgive(session, person)
    _, user = await _own(session, me, guard.browser.token)
    if user.email is None:
        raise invalid("/new", "email_missing", "set an e-mail address first", "请先设置邮箱")
    user.password_hash = new
    await end_others(session, me=me, token=guard.browser.token)
    await session.flush()


async def change_profile(session: AsyncSession, *, me: Principal, token: str, data: ProfileChange) -> SessionOut:
    """One's own name and language."""
    row, user = await _own(session, me, token)
    user.name, user.language = data.name, data.language
    await session.flush()
    return await _described(session, user, row)


def _wrong_password(pointer: str) -> Invalid:
    return invalid(pointer, "wrong_password", "does not fit", "密码不正确")


async def _own(session: AsyncSession, me: Principal, token: str) -> tuple[BrowserSession, User]:
    """The session of the browser that asks, and its person; 403 for keys, which have none."""
    row = await session.get(BrowserSession, hash_of(token)) if me.kind == "user" else None
    user = await session.get(User, me.id) if row is not None and row.user_id == me.id else None
    if row is None or user is None:
        raise Forbidden(
            "Only a person in a browser has a session.", "只有在浏览器中登录的人才有会话。", code="not_a_person"
        )
    return row, user


async def _described(session: AsyncSession, user: User, row: BrowserSession) -> SessionOut:
    department = await session.get(Department, user.department_id) if user.department_id else None
    due = await second_factors.due(session, user=user, way=row.way)
    actions = frozenset[str]() if due else actions_of("user", user.roles, [])
    return SessionOut(
        user=SessionUser(
            id=user.id,
            name=user.name,
            email=user.email,
            roles=user.roles,
            department_id=user.department_id,
            department_name=department.name if department else None,
            language=user.language,
            has_password=user.password_hash is not None,
            has_second_factor=user.second_factor_at is not None,
            has_sso=user.sso_subject is not None,
        ),
        permissions=sorted(actions),
        classes=sorted(actions & {"commercial", "sensitive"}),
        second_factor_due=due,
    )
