"""How much of this process one caller, and all callers together, may take."""

import asyncio
import math
import time
from collections.abc import Callable
from dataclasses import dataclass

FORGET_FROM = 10_000
"""With more callers than this, those who have asked nothing for long are forgotten."""


@dataclass(slots=True)
class Bucket:
    left: float
    at: float


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a caller has left: requests, and seconds until all of them are there again."""

    granted: bool
    left: int
    seconds: int


class Buckets:
    """A token bucket for each caller: `burst` requests at once, `per_second` in the long run."""

    def __init__(self, per_second: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_second, self.burst, self.clock = per_second, burst, clock
        self.callers: dict[int, Bucket] = {}
        self.policy = f'"caller";q={burst};w={math.ceil(burst / per_second)}'.encode()

    def take(self, caller: int) -> Allowance:
        """One request of this caller."""
        now = self.clock()
        bucket = self.callers.get(caller)
        if bucket is None:
            if len(self.callers) >= FORGET_FROM:
                self._forget(now)
            bucket = self.callers[caller] = Bucket(self.burst, now)
        bucket.left = min(self.burst, bucket.left + (now - bucket.at) * self.per_second)
        bucket.at = now
        granted = bucket.left >= 1
        if granted:
            bucket.left -= 1
        return Allowance(granted, int(bucket.left), math.ceil((self.burst - bucket.left) / self.per_second))

    def wait(self, caller: int) -> int:
        """Whole seconds until one more request is granted."""
        return max(1, math.ceil((1 - self.callers[caller].left) / self.per_second))

    def _forget(self, now: float) -> None:
        full = self.burst / self.per_second
        self.callers = {caller: one for caller, one in self.callers.items() if now - one.at < full}


class Room:
    """Room for `size` requests at once; who finds none waits, but not for long."""

    def __init__(self, size: int, patience_seconds: float) -> None:
        self.free, self.patience = asyncio.Semaphore(size), patience_seconds

    async def enter(self) -> bool:
        """Whether there is room; `leave` when done."""
        if self.free.locked():
            try:
                await asyncio.wait_for(self.free.acquire(), self.patience)
            except TimeoutError:
                return False
            return True
        return await self.free.acquire()

    def leave(self) -> None:
        self.free.release()
