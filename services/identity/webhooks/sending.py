"""One HTTP request to a stranger's address, with every way of it bounded.

    name ─resolved once─▶ all its addresses allowed? ─▶ connect to that address (TLS by the name) ─▶ read 4 KB at most

Nothing is followed: no redirects, no proxies of the environment, no second look at the name between check and use.
"""

import asyncio
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpcore
import httpx
import structlog

from services.identity.webhooks.addresses import Address, Network, allowed, refused

CONNECT_SECONDS, TOTAL_SECONDS = 5.0, 15.0
READ_BYTES, EXCERPT_CHARS = 4096, 500
log = structlog.get_logger()


class Refused(OSError):  # noqa: N818 - what it is called in the log
    """The name leads to where no webhook may go, or goes there without TLS."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one attempt. `error` is a code when there is no status."""

    status: int | None
    ms: int
    excerpt: str = ""
    error: str | None = None
    retry_after: float | None = None


class Guarded(httpcore.AsyncNetworkBackend):
    """Connects to the address it has looked at, not to the name."""

    def __init__(self, allow: Sequence[Network], *, plain: bool) -> None:
        self.allow, self.plain = allow, plain
        self.wire = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address that answers; Refused when any of them may not be reached."""
        found = await addresses_of(host, port)
        for address in found:
            if refused(address, self.allow):
                raise Refused(f"{host} leads to {address}, which no webhook may reach")
            if self.plain and not allowed(address, self.allow):
                raise Refused(f"{host} is outside of LOAM_WEBHOOK_ALLOW and needs https")
        for address in found[:-1]:
            try:
                return await self.wire.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self.wire.connect_tcp(str(found[-1]), port, timeout, local_address, socket_options)


async def addresses_of(host: str, port: int) -> list[Address]:
    """What the name means right now, asked once."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found))


async def post(url: str, headers: dict[str, str], body: str, *, allow: Sequence[Network]) -> Answer:
    """Send it; every failure is an answer without a status."""
    began = time.monotonic()

    def answer(**said: Any) -> Answer:
        return Answer(**{"status": None, "ms": round((time.monotonic() - began) * 1000), **said})

    try:
        async with asyncio.timeout(TOTAL_SECONDS):
            return answer(**await _exchange(url, headers, body.encode(), allow))
    except Refused as error:
        return answer(error="address_refused", excerpt=str(error))
    except socket.gaierror:
        return answer(error="name_unknown")
    except (TimeoutError, httpcore.TimeoutException):
        return answer(error="timeout")
    except ssl.SSLError:
        return answer(error="tls")
    except httpcore.ConnectError as error:
        return answer(error="tls" if isinstance(error.__cause__, ssl.SSLError) else "connection_failed")
    except (OSError, httpcore.NetworkError):
        return answer(error="connection_failed")
    except (httpcore.ProtocolError, UnicodeError, ValueError):
        return answer(error="unreadable_answer")
    except Exception:
        log.exception("webhook")
        return answer(error="internal")


async def _exchange(url: str, headers: dict[str, str], body: bytes, allow: Sequence[Network]) -> dict[str, Any]:
    if not url.isascii():
        raise Refused("the address has other characters than ASCII")
    parts = urlsplit(url)
    plain = parts.scheme == "http"
    timeouts = {"connect": CONNECT_SECONDS, "read": TOTAL_SECONDS, "write": TOTAL_SECONDS, "pool": TOTAL_SECONDS}
    async with httpcore.AsyncConnectionPool(
        ssl_context=None if plain else _trusted(),
        max_keepalive_connections=0,
        http2=False,
        retries=0,
        network_backend=Guarded(allow, plain=plain),
    ) as pool:
        request = [(name.encode(), value.encode()) for name, value in headers.items()]
        async with pool.stream(
            "POST", url, headers=request, content=body, extensions={"timeout": timeouts}
        ) as response:
            start = b""
            async for piece in response.aiter_stream():
                start += piece
                if len(start) >= READ_BYTES:
                    break
            named = {name.lower(): value for name, value in response.headers}
            return {
                "status": response.status,
                "excerpt": _readable(start[:READ_BYTES]),
                "retry_after": _seconds(named.get(b"retry-after", b"")),
            }


@cache
def _trusted() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _readable(start: bytes) -> str:
    """The beginning as text that a database and a screen can hold."""
    kept = (char if char.isprintable() or char == "\n" else " " for char in start.decode("utf-8", "replace"))
    return "".join(kept)[:EXCERPT_CHARS].strip()


def _seconds(value: bytes) -> float | None:
    return float(value) if value.isdigit() and len(value) < 7 else None  # noqa: PLR2004 - eleven days are enough
