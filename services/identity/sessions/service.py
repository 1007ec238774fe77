"""Signing in and out: one-time links, passwords, browser sessions."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.departments.models import Department
from services.identity.sessions import passwords
from services.identity.sessions.models import BrowserSession, SignInLink
from services.identity.sessions.schemas import PasswordChange, ProfileChange, SessionOut, SessionUser, SignIn
from services.identity.users.models import User
from services.identity.users.schemas import SignInLinkOut
from services.kit.auth import hash_of, new_secret
from services.kit.db import utcnow
from services.kit.errors import Forbidden, Unauthenticated, invalid, missing_row
from services.kit.permissions import Principal, actions_of
from services.kit.settings import Settings

LINK_HOURS = 72


@dataclass(frozen=True, slots=True)
class SignedIn:
    token: str
    seconds: int
    session: SessionOut


async def make_link(session: AsyncSession, *, user_id: uuid.UUID) -> SignInLinkOut:
    """A path that signs this person in once, within 72 hours."""
    if await session.get(User, user_id) is None:
        raise missing_row("user", user_id)
    secret = new_secret()
    expires_at = utcnow() + dt.timedelta(hours=LINK_HOURS)
    session.add(SignInLink(token_hash=hash_of(secret), user_id=user_id, expires_at=expires_at))
    await session.flush()
    return SignInLinkOut(path=f"/sign-in?token={secret}", expires_at=expires_at)


async def sign_in(session: AsyncSession, *, data: SignIn, settings: Settings, former: str | None) -> SignedIn:
    """A new session for the person who proved who they are; the browser's former one ends. 401 otherwise."""
    user = await (_by_link(session, data.token) if data.token else _by_password(session, data))
    if former:
        await sign_out(session, token=former)
    token = new_secret()
    now = utcnow()
    idle = dt.timedelta(hours=settings.session_idle_hours)
    absolute = dt.timedelta(days=settings.session_absolute_days)
    session.add(
        BrowserSession(token_hash=hash_of(token), user_id=user.id, idle_until=now + idle, expires_at=now + absolute)
    )
    await session.execute(delete(BrowserSession).where(BrowserSession.expires_at < now))
    await session.flush()
    return SignedIn(token, int(absolute.total_seconds()), await _described(session, user))


async def _by_link(session: AsyncSession, token: str) -> User:
    used = (
        update(SignInLink)
        .where(SignInLink.token_hash == hash_of(token), SignInLink.used_at.is_(None), SignInLink.expires_at > utcnow())
        .values(used_at=utcnow())
        .returning(SignInLink.user_id)
    )
    user_id = await session.scalar(used)
    user = await session.get(User, user_id) if user_id else None
    if user is None or not user.active:
        raise Unauthenticated(
            "This link was used already or has expired; ask for a new one.",
            "该链接已使用或已过期,请重新获取。",
            code="link_expired",
        )
    return user


async def _by_password(session: AsyncSession, data: SignIn) -> User:
    user = await session.scalar(select(User).where(User.email == data.email))
    fits = await passwords.matches(data.password or "", user.password_hash if user else None)
    if user is None or not fits or not user.active:
        raise Unauthenticated("E-mail or password is wrong.", "邮箱或密码不正确。", code="wrong_password")
    return user


async def current(session: AsyncSession, *, me: Principal, token: str, settings: Settings) -> SessionOut:
    """Who is signed in; pushes the idle limit back, at most every few minutes."""
    if me.kind != "user":
        raise Forbidden("An API key has no session.", "接口密钥没有会话。", code="not_a_person")
    idle = utcnow() + dt.timedelta(hours=settings.session_idle_hours)
    await session.execute(
        update(BrowserSession)
        .where(BrowserSession.token_hash == hash_of(token), BrowserSession.idle_until < idle - dt.timedelta(minutes=5))
        .values(idle_until=idle)
    )
    user = await session.get(User, me.id)
    if user is None:
        raise missing_row("user", me.id)
    return await _described(session, user)


async def sign_out(session: AsyncSession, *, token: str) -> None:
    await session.execute(delete(BrowserSession).where(BrowserSession.token_hash == hash_of(token)))


async def change_password(session: AsyncSession, *, me: Principal, token: str, data: PasswordChange) -> None:
    """Set a password; every other session of this person ends."""
    user = await session.get(User, me.id) if me.kind == "user" else None
    if user is None:
        raise Forbidden("An API key has no password.", "接口密钥没有密码。", code="not_a_person")
    if user.email is None:
        raise invalid("/new", "email_missing", "set an e-mail address first", "请先设置邮箱")
    if user.password_hash and not await passwords.matches(data.current or "", user.password_hash):
        raise invalid("/current", "wrong_password", "does not fit", "当前密码不正确")
    user.password_hash = await passwords.hashed(data.new)
    others = delete(BrowserSession).where(BrowserSession.user_id == me.id, BrowserSession.token_hash != hash_of(token))
    await session.execute(others)
    await session.flush()


async def change_profile(session: AsyncSession, *, me: Principal, data: ProfileChange) -> SessionOut:
    """One's own name and language."""
    user = await session.get(User, me.id) if me.kind == "user" else None
    if user is None:
        raise Forbidden("An API key has no profile.", "接口密钥没有个人资料。", code="not_a_person")
    user.name, user.language = data.name, data.language
    await session.flush()
    return await _described(session, user)


async def _described(session: AsyncSession, user: User) -> SessionOut:
    department = await session.get(Department, user.department_id) if user.department_id else None
    actions = actions_of("user", user.roles, [])
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
        ),
        permissions=sorted(actions),
        classes=sorted(actions & {"commercial", "sensitive"}),
    )
