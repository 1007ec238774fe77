"""Single sign-on: off to the provider, and back as a person we know, or make known."""

import datetime as dt
import secrets
import uuid
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.departments.models import Department
from services.identity.sign_in_settings import service as sign_in_settings
from services.identity.sign_in_settings.models import SignInSetting
from services.identity.sso import oidc
from services.identity.sso.cookies import MINUTES
from services.identity.sso.models import SsoRequest
from services.identity.sso.rules import Person, person_of
from services.identity.users.models import User
from services.kit.auth import hash_of, new_secret
from services.kit.db import utcnow
from services.kit.errors import Conflict, Forbidden
from services.kit.events import note
from services.kit.secrets import Vault
from services.kit.settings import Settings


@dataclass(frozen=True, slots=True)
class WayBack:
    """What a browser brings back from the provider, and the cookie that it left with."""

    state: str
    code: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Leaving:
    url: str
    state: str


async def depart(session: AsyncSession, *, settings: Settings, vault: Vault) -> Leaving:
    """A way to the provider that only this browser can come back on, within ten minutes."""
    row = await _in_force(session)
    state, nonce, verifier = new_secret(), new_secret(), secrets.token_urlsafe(48)
    url = await oidc.departure(
        sign_in_settings.provider_of(row, settings, vault), state=state, nonce=nonce, verifier=verifier
    )
    expires_at = utcnow() + dt.timedelta(minutes=MINUTES)
    session.add(SsoRequest(state_hash=hash_of(state), nonce=nonce, verifier=verifier, expires_at=expires_at))
    await session.flush()
    return Leaving(url, state)


async def person(session: AsyncSession, *, way_back: WayBack, settings: Settings, vault: Vault) -> User:
    """The user whom the provider vouches for; 401 when the way back does not fit, 403 for people nobody let in."""
    row = await _in_force(session)
    gone = delete(SsoRequest).where(SsoRequest.state_hash == hash_of(way_back.state), SsoRequest.expires_at > utcnow())
    asked = (await session.execute(gone.returning(SsoRequest.nonce, SsoRequest.verifier))).first()
    if asked is None or not secrets.compare_digest(way_back.state.encode(), way_back.cookie.encode()):
        raise oidc.refused()
    provider = sign_in_settings.provider_of(row, settings, vault)
    claims = await oidc.claims(provider, code=way_back.code, nonce=asked.nonce, verifier=asked.verifier)
    found = person_of(
        claims,
        issuer=row.sso_issuer,
        domains=row.sso_domains,
        role_claim=row.sso_role_claim,
        roles=row.sso_roles,
        department_claim=row.sso_department_claim,
        departments=row.sso_departments,
    )
    return await _user(session, row, found)


async def _user(session: AsyncSession, row: SignInSetting, found: Person) -> User:
    """Known by the provider's subject; else by an address that may be believed; else made, where that is wanted."""
    user = await session.scalar(select(User).where(User.sso_subject == found.subject).with_for_update())
    if user is None and found.email:
        user = await session.scalar(
            select(User).where(User.email == found.email, User.sso_subject.is_(None)).with_for_update()
        )
        if user is not None:
            user.sso_subject = found.subject
            note(session, user, "sso_linked")
    if user is None and row.sso_create_users and found.email:
        user = User(
            name=found.name,
            email=found.email,
            roles=list(found.roles or row.sso_default_roles),
            sso_subject=found.subject,
            active=True,
        )
        session.add(user)
        await session.flush()
    if user is None or not user.active:
        raise Forbidden(
            "Nobody has given you access to Loam yet; ask an administrator.",
            "您还没有本系统的访问权限,请联系管理员。",
            code="sso_unknown_person",
        )
    await _mapped(session, user, found)
    await session.flush()
    return user


async def _mapped(session: AsyncSession, user: User, found: Person) -> None:
    """Where the provider's groups are mapped it decides; but the last administrator stays one."""
    keeps_last = (
        "administrator" in user.roles and "administrator" not in found.roles and not await _others(session, user)
    )
    if found.roles and set(found.roles) != set(user.roles) and not keeps_last:
        user.roles = list(found.roles)
    if found.department_id is not None:
        department = await session.get(Department, uuid.UUID(found.department_id))
        user.department_id = department.id if department else user.department_id


async def _others(session: AsyncSession, user: User) -> bool:
    others = select(User.id).where(User.active, User.roles.contains(["administrator"]), User.id != user.id)
    return await session.scalar(others.limit(1)) is not None


async def _in_force(session: AsyncSession) -> SignInSetting:
    row = await sign_in_settings.setting(session)
    if not row.sso_enabled:
        raise Conflict("Single sign-on is not switched on.", "单点登录未启用。", code="sso_off")
    return row
