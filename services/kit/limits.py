"""How much of this process one caller, and all callers together, may take."""

import asyncio
import ipaddress
import math
import time
from collections.abc import Callable, Hashable
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
        self.callers: dict[Hashable, Bucket] = {}
        self.policy = f'"caller";q={burst};w={math.ceil(burst / per_second)}'.encode()

    def take(self, caller: Hashable) -> Allowance:
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

    def wait(self, caller: Hashable) -> int:
        """Whole seconds until one more request is granted."""
        return max(1, math.ceil((1 - self.callers[caller].left) / self.per_second))

    def _forget(self, now: float) -> None:
        full = self.burst / self.per_second
        self.callers = {caller: one for caller, one in self.callers.items() if now - one.at < full}


class Callers:
    """Who asks, told before anybody has looked: a caller whose credential was found good here lately, else an address.

    So whoever makes credentials up, a new one for each request, stays one caller; a whole office behind one address is
    many; and all keys, tokens and browsers of one caller are one.
    """

    def __init__(self) -> None:
        self.known: dict[int, Hashable] = {}

    def of(self, credential: bytes | None, address: str) -> Hashable:
        """Whose bucket this request takes from."""
        caller = self.known.get(hash(credential)) if credential else None
        return network(address) if caller is None else caller

    def learn(self, credential: bytes, caller: Hashable) -> None:
        """This credential was good; when there are too many, the one known longest is asked anew."""
        if (key := hash(credential)) not in self.known and len(self.known) >= FORGET_FROM:
            self.known.pop(next(iter(self.known)))
        self.known[key] = caller

    def forget(self, credential: bytes) -> None:
        """It is no longer."""
        self.known.pop(hash(credential), None)


def network(address: str) -> str:
    """One IPv4 address, or the IPv6 network that one customer of a provider has to himself."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return address


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
