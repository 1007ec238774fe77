"""The second factor: set up with an app, confirmed by a code, taken at sign-in, reset by an administrator."""

import time
import uuid

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.access import require_person
from services.identity.second_factors import rules
from services.identity.second_factors.models import RecoveryCode, SecondFactor
from services.identity.second_factors.schemas import RecoveryCodes, SecondFactorOut, SecondFactorStarted
from services.identity.sign_in_settings.models import SignInSetting
from services.identity.users.models import User
from services.kit.db import utcnow
from services.kit.errors import Conflict, Forbidden, Invalid, invalid, missing_row
from services.kit.events import note
from services.kit.permissions import Principal
from services.kit.secrets import Vault

_TAKE_STEP = text("update second_factor set last_step = :step where id = :id and last_step < :step returning id")


async def state(session: AsyncSession, *, me: Principal) -> SecondFactorOut:
    user = await _person(session, me)
    left = select(func.count()).where(RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    return SecondFactorOut(
        since=user.second_factor_at,
        recovery_codes_left=await session.scalar(left) or 0,
        required=await _required(session, user),
    )


async def start(session: AsyncSession, *, me: Principal, vault: Vault) -> SecondFactorStarted:
    """A new secret, not in force before `confirm`. An unconfirmed one is replaced; one in force has to be removed."""
    import segno  # noqa: PLC0415 - drawn only here

    user = await _person(session, me)
    if user.second_factor_at is not None:
        raise Conflict("A second factor is set up already.", "两步验证已启用。", code="second_factor_on")
    secret = rules.new_secret()
    await session.execute(delete(SecondFactor).where(SecondFactor.id == user.id))
    sealed = vault.wrap(secret.encode(), _place(user.id))
    await session.execute(insert(SecondFactor).values(id=user.id, secret=sealed, last_step=0, created_at=utcnow()))
    address = rules.address_of(secret, account=user.email or user.name)
    picture = segno.make(address, error="m").svg_data_uri(light="#fff", border=3, scale=5)
    return SecondFactorStarted(secret=secret, address=address, qr=picture)


async def confirm(session: AsyncSession, *, me: Principal, code: str, vault: Vault) -> RecoveryCodes:
    """From now on codes are asked for; answers the recovery codes."""
    user = await _person(session, me)
    if user.second_factor_at is not None:
        raise Conflict("A second factor is set up already.", "两步验证已启用。", code="second_factor_on")
    if not await _by_app(session, user.id, rules.plain(code), vault):
        raise wrong_code()
    user.second_factor_at = utcnow()
    note(session, user, "second_factor_on")
    return await _renewed(session, user)


async def renew_recovery_codes(session: AsyncSession, *, me: Principal) -> RecoveryCodes:
    """New codes; the old ones are void."""
    user = await _person(session, me)
    if user.second_factor_at is None:
        raise Conflict("No second factor is set up.", "尚未启用两步验证。", code="second_factor_off")
    return await _renewed(session, user)


async def remove(session: AsyncSession, *, me: Principal) -> None:
    """One's own, unless the role asks for it."""
    user = await _person(session, me)
    if await _required(session, user):
        raise Conflict(
            "Your role asks for a second factor.", "您的角色要求两步验证,不能关闭。", code="second_factor_due"
        )
    await _clear(session, user, "second_factor_off")


async def reset(session: AsyncSession, *, me: Principal, user_id: uuid.UUID) -> None:
    """By an administrator, for somebody who has lost phone and codes."""
    user = await session.get(User, user_id, with_for_update=True)
    if user is None:
        raise missing_row("user", user_id)
    require_person(me)
    await _clear(session, user, "second_factor_reset")


async def takes(session: AsyncSession, *, user: User, code: str, vault: Vault) -> bool:
    """Whether this code lets the person in, now and never again: of the app, or for recovery."""
    typed = rules.plain(code)
    if rules.is_app_code(typed):
        return await _by_app(session, user.id, typed, vault)
    used = (
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user.id,
            RecoveryCode.code_hash == rules.hash_of_code(typed),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=utcnow())
        .returning(RecoveryCode.user_id)
    )
    return await session.scalar(used) is not None


async def due(session: AsyncSession, *, user: User, way: str) -> bool:
    """Whether the role asks for a second factor that is not there; as the view `principal` decides it."""
    return way != "sso" and user.second_factor_at is None and await _required(session, user)


def wrong_code() -> Invalid:
    return invalid("/code", "wrong_code", "does not fit, or was used already", "验证码不正确或已使用过")


async def _by_app(session: AsyncSession, user_id: uuid.UUID, code: str, vault: Vault) -> bool:
    row = await session.get(SecondFactor, user_id)
    if row is None:
        return False
    secret = vault.open_key(row.secret, _place(user_id)).decode()
    step = rules.step_of(secret, code, at=time.time(), after=row.last_step)
    if step is None:
        return False
    return await session.scalar(_TAKE_STEP, {"id": user_id, "step": step}) is not None  # two at once: one of them


async def _renewed(session: AsyncSession, user: User) -> RecoveryCodes:
    codes = rules.new_recovery_codes()
    await session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    rows = [{"user_id": user.id, "code_hash": rules.hash_of_code(code)} for code in codes]
    await session.execute(insert(RecoveryCode), rows)
    await session.flush()
    return RecoveryCodes(codes=codes)


async def _clear(session: AsyncSession, user: User, event: str) -> None:
    await session.execute(delete(SecondFactor).where(SecondFactor.id == user.id))
    await session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    if user.second_factor_at is not None:
        user.second_factor_at = None
        note(session, user, event)
    await session.flush()


async def _required(session: AsyncSession, user: User) -> bool:
    roles = await session.scalar(select(SignInSetting.second_factor_roles))
    return bool(set(roles or ()) & set(user.roles))


async def _person(session: AsyncSession, me: Principal) -> User:
    user = await session.get(User, me.id) if me.kind == "user" else None
    if user is None:
        raise Forbidden("An API key has no second factor.", "接口密钥没有两步验证。", code="not_a_person")
    return user


def _place(user_id: uuid.UUID) -> str:
    return f"second_factor:{user_id}:secret"
