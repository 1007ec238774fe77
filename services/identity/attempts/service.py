"""Throttling of sign-in: every try is counted before it is judged, and forgiven when it succeeds.

Counted by account, known or not, so that nothing tells which are known, and by network address. The count lies in the
database, so it holds in four services and their replicas alike; it is one statement of its own, so it stays when the
request that made it is rolled back, and tries sent at once cannot slip past it together.
"""

import hashlib
import math
import uuid
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.errors import TooMany
from services.kit.limits import network
from services.kit.lookup import Lookup
from services.kit.settings import Settings

_COUNT = text("""
    insert into sign_in_attempt as a (subject, count, until)
    values (:subject, 1, now() + make_interval(secs => :seconds))
    on conflict (subject) do update set
        count = case when a.until < now() then 1 else least(a.count + 1, 1000000) end,
        until = case when a.until < now() then excluded.until else a.until end
    returning count, extract(epoch from until - now())::float8 as wait
""")
_FORGIVE = text(
    "update sign_in_attempt set count = case when :all then 0 else greatest(count - 1, 0) end where subject = :subject"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose tries are counted together, and how many are let through."""

    key: bytes
    limit: int
    forgiven: bool
    """Whether one success wipes out all failures before it: for accounts, not for addresses that many share."""


def account(name: str, settings: Settings) -> Subject:
    return Subject(_hashed(f"account {name}"), settings.sign_in_attempts, forgiven=True)


def person(user_id: uuid.UUID, settings: Settings) -> Subject:
    """Somebody known who proves something: a code, the present password."""
    return Subject(_hashed(f"person {user_id}"), settings.sign_in_attempts, forgiven=True)


def address(found: str, settings: Settings) -> Subject:
    """Everybody at one network address."""
    return Subject(_hashed(f"address {network(found)}"), settings.sign_in_attempts_by_address, forgiven=False)


async def count(lookup: Lookup, *subjects: Subject, settings: Settings) -> None:
    """Count one try for each of these; 429 for the first that had too many, in the same words for everybody."""
    for subject in subjects:
        row = await lookup.first(_COUNT, {"subject": subject.key, "seconds": settings.sign_in_minutes * 60})
        if row is not None and row["count"] > subject.limit:
            wait = max(1, math.ceil(row["wait"]))
            minutes = math.ceil(wait / 60)
            raise TooMany(
                f"Too many attempts. Try again in {minutes} min, or ask an administrator for a one-time link.",
                f"尝试次数过多,请在 {minutes} 分钟后重试,或向管理员索取一次性登录链接。",
                code="too_many_attempts",
                retry_after=wait,
            )


async def forgive(session: AsyncSession, *subjects: Subject) -> None:
    """It was the right person."""
    for subject in subjects:
        await session.execute(_FORGIVE, {"subject": subject.key, "all": subject.forgiven})


def _hashed(words: str) -> bytes:
    return hashlib.sha256(words.encode("utf-8", "replace")).digest()
