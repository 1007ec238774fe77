"""Password hashing, in threads of its own so that many sign-ins at once leave the event loop free."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.kit.errors import Unavailable

T = TypeVar("T")
WAITING = 200
"""How many may wait: at 75 ms each the last of them waits for about as long as people do."""

# 46 MiB, one pass, one lane: OWASP's first choice, a third of the CPU of the library's defaults.
_hasher = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)
_pool = ThreadPoolExecutor(max_workers=max(1, min(4, (os.cpu_count() or 1) // 2)), thread_name_prefix="argon2")
_DECOY = _hasher.hash("no such user")
_waiting = 0


async def hashed(password: str) -> str:
    return await _in_turn(lambda: _hasher.hash(_bytes(password)))


async def matches(password: str, stored: str | None) -> bool:
    """True when the password fits; takes as long for unknown people, so that the time tells nothing."""

    def check() -> bool:
        try:
            _hasher.verify(stored or _DECOY, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None

    return await _in_turn(check)


async def _in_turn(work: Callable[[], T]) -> T:
    """In one of few threads, half of the processors at most; 503 when too many wait already."""
    global _waiting  # noqa: PLW0603 - the queue is the process's, like the threads
    if _waiting >= WAITING:
        raise Unavailable("Too many people are signing in; try again.", "登录人数过多,请稍后重试。", code="busy")
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_pool, work)
    finally:
        _waiting -= 1


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
