"""The stream of one listener: server-sent events that say which records changed, and never what is in them.

hello   where the stream begins: its id is what `Last-Event-ID` resumes from
change  {"entity", "entity_id", "action", "customer_id"}
reset   too much has happened: load again what you show
end     the session has ended, or this server is closing (then come back)
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from typing import Any

import orjson
from fastapi import Request

from services.identity.live.hub import MANY, Listener, hub_of
from services.kit import feed
from services.kit.auth import identify
from services.kit.db import NIL
from services.kit.errors import Problem
from services.kit.feed import Position
from services.kit.permissions import Principal

HEARTBEAT_SECONDS = 15.0
"""How often a silent stream says that it lives; as often it is seen whether the session still does."""


def listen(request: Request, *, me: Principal, after: Position | None, wait: float | None) -> AsyncIterator[bytes]:
    """The stream, refused before it begins when there is no room."""
    hub_of(request.app.state).require_room()
    return stream(request, me=me, after=after, wait=wait)


async def stream(
    request: Request, *, me: Principal, after: Position | None, wait: float | None
) -> AsyncIterator[bytes]:
    """What happened after `after`, then what happens; for `wait` seconds, or as long as the session lives."""
    listener = None if wait == 0 else hub_of(request.app.state).join()
    try:
        async with request.app.state.readings() as session:
            here = await feed.now(session)
            missed = list(await feed.following(session, after, limit=MANY)) if after and after < here else []
        yield _said("hello", {}, here if len(missed) in {0, MANY} else after)
        if len(missed) == MANY:
            yield _said("reset", {}, here)
            last = here
        else:
            for part in _changes(missed, me):
                yield part
            last = Position(missed[-1].tx, missed[-1].id) if missed else here
        if listener is not None:
            async for part in _following(request, listener, me=me, last=last, wait=wait):
                yield part
    finally:
        if listener is not None:
            hub_of(request.app.state).leave(listener)


async def _following(
    request: Request, listener: Listener, *, me: Principal, last: Position, wait: float | None
) -> AsyncIterator[bytes]:
    until = time.monotonic() + wait if wait is not None else float("inf")
    seen_at = time.monotonic()
    while (left := until - time.monotonic()) > 0:
        try:
            await asyncio.wait_for(listener.woken.wait(), min(HEARTBEAT_SECONDS, left))
        except TimeoutError:
            yield b": alive\n\n"
        if listener.ended:
            yield _said("end", {"reason": "closing"}, None)
            return
        if time.monotonic() - seen_at >= HEARTBEAT_SECONDS:
            try:
                me, seen_at = await identify(request), time.monotonic()
            except Problem as problem:
                yield _said("end", {"reason": problem.code}, None)
                return
        rows, lost = listener.taken()
        if lost:
            yield _said("reset", {}, None)
        for part in _changes((row for row in rows if Position(row.tx, row.id) > last), me):
            yield part


def _changes(rows: Iterable[Any], me: Principal) -> Iterable[bytes]:
    """As far as this reader may learn of them."""
    for row in rows:
        if feed.may_learn(me, row.entity):
            said = {
                "entity": row.entity,
                "entity_id": str(row.entity_id),
                "action": row.action,
                "customer_id": str(row.customer_id) if row.customer_id != NIL else None,
            }
            yield _said("change", said, Position(row.tx, row.id))


def _said(kind: str, data: dict[str, Any], place: Position | None) -> bytes:
    marked = f"id: {place}\n" if place else ""
    return f"{marked}event: {kind}\ndata: {orjson.dumps(data).decode()}\n\n".encode()
