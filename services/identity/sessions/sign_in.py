"""Signing in: a first step that says who it is, a second where one is set up, and a new session.

token (link) ─────────────┐
e-mail and password ──────┼──▶ second factor set up? ──▶ SecondStep ──▶ challenge and code ──▶ session
state and code (provider) ┘            └ no, or the provider has seen to it, or the console's own link ──▶ session
"""

import datetime as dt
from contextlib import nullcontext

from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.attempts import service as attempts
from services.identity.second_factors import service as second_factors
from services.identity.sessions import passwords, service
from services.identity.sessions.models import SignInLink
from services.identity.sessions.schemas import SecondStep, SignIn
from services.identity.sessions.service import Guard, SignedIn
from services.identity.sso import service as sso
from services.identity.users.models import User
from services.kit.auth import hash_of, new_secret
from services.kit.db import utcnow
from services.kit.errors import Unauthenticated

STEP_MINUTES = 5
WITHOUT_SECOND_STEP = frozenset({"console", "sso"})
"""Who holds the console holds the house; and the provider asks for whatever it wants to see."""
_CHALLENGED = text("select user_id from sign_in_link where token_hash = :hash")
_BY_EMAIL = text("select id, password_hash from app_user where email = :email and active")


async def sign_in(session: AsyncSession, *, data: SignIn, guard: Guard) -> SignedIn | SecondStep:
    """A new session for the person who proved who they are; the browser's former one ends. 401 otherwise, 429.

    503 while too many passwords wait to be checked, before the try is counted.
    """
    with passwords.place() if data.password is not None else nullcontext():
        return await _counted(session, data, guard)


async def _counted(session: AsyncSession, data: SignIn, guard: Guard) -> SignedIn | SecondStep:
    address = attempts.address(guard.browser.address, guard.settings)
    await attempts.count(guard.lookup, address, settings=guard.settings)
    if data.challenge is not None and data.code is not None:
        user, way = await _by_second_step(session, data.challenge, data.code, guard)
    else:
        user, way = await _by_first_step(session, data, guard)
    await attempts.forgive(session, address)
    if data.challenge is None and user.second_factor_at is not None and way not in WITHOUT_SECOND_STEP:
        return await _second_step(session, user, way)
    return await service.open_session(session, user=user, way=way, browser=guard.browser, settings=guard.settings)


async def _by_first_step(session: AsyncSession, data: SignIn, guard: Guard) -> tuple[User, str]:
    if data.token is not None:
        return await _by_link(session, data.token)
    if data.state is not None and data.code is not None:
        way_back = sso.WayBack(state=data.state, code=data.code, cookie=guard.browser.sso)
        user = await sso.person(session, way_back=way_back, settings=guard.settings, vault=guard.vault)
        return user, "sso"
    return await _by_password(session, data.email or "", data.password or "", guard), "password"


async def _by_link(session: AsyncSession, token: str) -> tuple[User, str]:
    user, purpose = await _take(session, token, {"link", "console"})
    if user is None:
        raise Unauthenticated(
            "This link was used already or has expired; ask for a new one.",
            "该链接已使用或已过期,请重新获取。",
            code="link_expired",
        )
    return user, purpose


async def _by_password(session: AsyncSession, email: str, password: str, guard: Guard) -> User:
    """The hash is fetched and compared before the session takes a connection: people who queue for a thread must not
    keep those waiting who only read.
    """
    account = attempts.account(email, guard.settings)
    await attempts.count(guard.lookup, account, settings=guard.settings)
    row = await guard.lookup.first(_BY_EMAIL, {"email": email})
    fits = await passwords.matches(password, row["password_hash"] if row else None)
    user = await session.get(User, row["id"]) if row and fits else None
    if user is None:
        raise Unauthenticated("E-mail or password is wrong.", "邮箱或密码不正确。", code="wrong_password")
    await attempts.forgive(session, account)
    return user


async def _by_second_step(session: AsyncSession, challenge: str, code: str, guard: Guard) -> tuple[User, str]:
    asked = await guard.lookup.first(_CHALLENGED, {"hash": hash_of(challenge)})
    if asked is not None:
        await attempts.count(guard.lookup, attempts.person(asked["user_id"], guard.settings), settings=guard.settings)
    user, purpose = await _take(session, challenge, {"step link", "step password"})
    if user is None or user.second_factor_at is None:
        raise Unauthenticated("This took too long; begin anew.", "操作超时,请重新登录。", code="challenge_expired")
    if not await second_factors.takes(session, user=user, code=code, vault=guard.vault):
        raise Unauthenticated(
            "The code does not fit, or was used already.", "验证码不正确或已使用过。", code="wrong_code"
        )
    await attempts.forgive(session, attempts.person(user.id, guard.settings))
    return user, purpose.removeprefix("step ")


async def _take(session: AsyncSession, token: str, purposes: set[str]) -> tuple[User | None, str]:
    """Whose it is and what for; taken once, and only while it lasts."""
    used = (
        update(SignInLink)
        .where(
            SignInLink.token_hash == hash_of(token),
            SignInLink.purpose.in_(purposes),
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > utcnow(),
        )
        .values(used_at=utcnow())
        .returning(SignInLink.user_id, SignInLink.purpose)
    )
    row = (await session.execute(used)).first()
    user = await session.get(User, row.user_id) if row else None
    return (user, row.purpose) if row and user and user.active else (None, "")


async def _second_step(session: AsyncSession, user: User, way: str) -> SecondStep:
    secret = new_secret()
    expires_at = utcnow() + dt.timedelta(minutes=STEP_MINUTES)
    session.add(SignInLink(token_hash=hash_of(secret), user_id=user.id, purpose=f"step {way}", expires_at=expires_at))
    await session.flush()
    return SecondStep(challenge=secret)
