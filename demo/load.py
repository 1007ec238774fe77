"""Loads the demo into a running Loam, over its API, as any partner system would.

Each part looks first for what is there already, so that a run that was cut off goes on where it stood, and a run on a
finished demo changes nothing.
"""

import argparse
import asyncio
import datetime as dt
import os
import time

from demo import cycle, maven, story
from demo.api import Loam, connected
from services import up
from services.identity.api_clients import service as api_clients
from services.identity.api_clients.schemas import ApiClientCreate
from services.kit.db import utcnow
from services.kit.settings import Settings

SCOPES = (
    *("identity:read", "identity:write", "records:read", "records:write", "transactions:write", "imports:write"),
    *("planning:read", "planning:write", "planning:decide", "performance:read", "sensitive"),
)
KEY_LASTS = dt.timedelta(hours=1)


async def load(loam: Loam) -> None:
    """All parts in order."""
    began = time.perf_counter()
    if await finished(loam):
        loam.say("演示数据已就绪。 The demo data is there.")
        return
    loam.say("正在导入演示数据,可同时使用系统。 Loading the demo data; Loam can be used meanwhile.")
    await maven.load(loam)
    await cycle.load(loam)
    await story.load(loam)
    loam.say(f"演示数据导入完成,用时 {time.perf_counter() - began:.0f} 秒。 The demo data is complete.")


async def finished(loam: Loam) -> bool:
    """Whether the last act of every part has happened."""
    cycles = {row["name"]: row["state"] for row in await loam.all("/planning/cycles")}
    return cycles.get(cycle.NAME) in {"executing", "evaluating", "closed"} and await story.finished(loam)


def main(settings: Settings) -> None:
    """Load into the Loam that these settings describe, with a key made for it."""

    async def run() -> None:
        client = await _key(settings)
        async with connected(address(settings), client) as loam:
            await load(loam)

    asyncio.run(run())


def address(settings: Settings) -> str:
    """Where this machine reaches the server, past any proxy before it."""
    if settings.port:
        host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104 - compared, not bound
        return f"http://{host}:{settings.port}"
    return settings.address


async def _key(settings: Settings) -> str:
    """A partner's key for one hour."""
    now = utcnow()
    async with up.transaction(settings) as session:
        data = ApiClientCreate(name=f"Demo {now:%Y-%m-%d %H:%M:%S.%f}", scopes=list(SCOPES), expires_at=now + KEY_LASTS)
        return (await api_clients.create(session, data=data)).key


def command() -> None:
    """`python -m demo --url http://… --key loam_…`, for a Loam on another machine."""
    parser = argparse.ArgumentParser(prog="python -m demo", description="Load the demo data into a running Loam.")
    parser.add_argument("--url", default=os.environ.get("LOAM_URL", "http://127.0.0.1:8000"))
    parser.add_argument(
        "--key", default=os.environ.get("LOAM_KEY"), help=f"an API key with the scopes {', '.join(SCOPES)}"
    )
    options = parser.parse_args()
    if not options.key:
        parser.error("--key or LOAM_KEY is needed")

    async def run() -> None:
        async with connected(options.url, options.key) as loam:
            await load(loam)

    asyncio.run(run())
