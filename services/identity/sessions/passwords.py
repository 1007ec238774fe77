"""Password hashing, in threads of its own so that many sign-ins at once leave the event loop free.

Who comes when more wait already than can be served in time is told so at once, and when to come again: somebody who
is let in to wait for ten seconds and then fails has taken the turn of another.
"""

import asyncio
import math
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.kit.errors import Unavailable

T = TypeVar("T")
PATIENCE_SECONDS = 5
"""How long the last in the queue may expect to wait: half of what a request has, because the machine may get busier."""
THREADS = max(1, min(4, (os.cpu_count() or 1) // 2))
"""Half of the processors at most."""
SLOWNESS = 8
"""Over how many hashes the time that one takes is averaged."""

# argon2id with 19 MiB, two passes, one lane: OWASP's minimum, as strong as its 46 MiB with one pass at half the
# processor time (31 ms against 68; the low-memory choice of RFC 9106 takes 205, ten seconds for fifty people at one
# thread). A stored hash says with what it was made and is checked with that.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_pool = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="argon2")
_DECOY = _hasher.hash("no such user")
_waiting = 0
_seconds = 0.05


@contextmanager
def place() -> Iterator[None]:
    """A place in the queue, taken before anything is counted or looked up; 503 when it would be too far back."""
    global _waiting  # noqa: PLW0603 - the queue is the process's, like the threads
    expected = _waiting * _seconds / THREADS
    if expected > PATIENCE_SECONDS:
        raise Unavailable(
            "Too many people are signing in; try again.",
            "登录人数过多,请稍后重试。",
            code="busy",
            retry_after=math.ceil(expected),
        )
    _waiting += 1
    try:
        yield
    finally:
        _waiting -= 1


async def hashed(password: str) -> str:
    return await in_turn(lambda: _hasher.hash(_bytes(password)))


async def matches(password: str, stored: str | None) -> bool:
    """True when the password fits; takes as long for unknown people, so that the time tells nothing."""

    def check() -> bool:
        try:
            _hasher.verify(stored or _DECOY, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None

    return await in_turn(check)


async def in_turn(work: Callable[[], T]) -> T:
    """The result, from one of the few threads; how long it took is noted for those who come next."""
    global _seconds  # noqa: PLW0603 - as above

    def timed() -> tuple[T, float]:
        began = time.perf_counter()
        return work(), time.perf_counter() - began

    done, took = await asyncio.get_running_loop().run_in_executor(_pool, timed)
    _seconds += (took - _seconds) / SLOWNESS
    return done


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
