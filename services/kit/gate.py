"""What every request passes first: id, size limit, deadline, security headers, one log line. Pure ASGI, one layer."""

import asyncio
import re
import secrets
import time
from dataclasses import dataclass

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.kit.errors import Problem, TooLarge, Unavailable
from services.kit.logs import template
from services.kit.problems import answer, translate
from services.kit.settings import Settings

log = structlog.get_logger()
REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
UPLOAD = re.compile(r"^/api/v1/[a-z]+/imports$")
LONG_WORK = re.compile(r"^/api/v1/[a-z]+/imports(/|$)|/(solve|decide)$")
LONG_WORK_FACTOR = 6
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", POLICY.encode()),
]


@dataclass(slots=True)
class Passage:
    """One request on its way through."""

    receive: Receive
    send: Send
    request_id: str
    limit: int
    read: int = 0
    status: int = 0
    closed: bool = False

    def too_large(self) -> TooLarge:
        return TooLarge(f"The body may have {self.limit} bytes at most.", f"内容不得超过 {self.limit} 字节。")

    async def counted(self) -> Message:
        message = await self.receive()
        self.read += len(message.get("body", b""))
        if self.read > self.limit:
            raise self.too_large()
        return message

    async def stamped(self, message: Message) -> None:
        if self.closed:
            return
        if message["type"] == "http.response.start":
            self.status = message["status"]
            own = (b"x-request-id", self.request_id.encode())
            message["headers"] = [*message["headers"], own, *SECURITY]
        await self.send(message)


class Gate:
    """Wraps the application. A request that outlives its deadline is answered 503 and abandoned.

    Neither `asyncio.timeout` nor the driver's own limits bound a database that has gone silent (13–20 s), so the work
    runs in a task of its own that is left behind.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self.abandoned: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"")
        request_id = given.decode() if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        scope["loam.request_id"] = request_id
        long_work = LONG_WORK.search(scope["path"]) is not None
        limit = self.settings.upload_limit if UPLOAD.search(scope["path"]) else self.settings.body_limit
        passage = Passage(receive, send, request_id, limit)
        task = asyncio.create_task(self._run(scope, passage, headers.get(b"content-length", b"0")))
        seconds = self.settings.deadline_seconds * (LONG_WORK_FACTOR if long_work else 1)
        await asyncio.wait({task}, timeout=seconds)
        if not task.done():
            await self._late(scope, passage, task)
        if scope["path"] not in {"/livez", "/readyz"}:
            log.info(
                "request",
                request_id=request_id,
                method=scope["method"],
                route=template(scope),
                status=passage.status,
                ms=round((time.perf_counter() - began) * 1000, 1),
            )

    async def _run(self, scope: Scope, passage: Passage, length: bytes) -> None:
        try:
            if length.isdigit() and int(length) > passage.limit:
                await self._answer(scope, passage, passage.too_large())
            else:
                await self.app(scope, passage.counted, passage.stamped)
        except Exception as error:  # noqa: BLE001 - the last net: nothing leaves unanswered
            await self._answer(scope, passage, translate(error))

    async def _late(self, scope: Scope, passage: Passage, task: asyncio.Task[None]) -> None:
        if passage.status:  # the answer is on its way: a long download is not cut
            await task
            return
        late = Unavailable("This took too long; try again.", "处理超时,请重试。", code="deadline")
        await self._answer(scope, passage, late)
        passage.closed = True
        task.cancel()
        self.abandoned.add(task)
        task.add_done_callback(self.abandoned.discard)

    async def _answer(self, scope: Scope, passage: Passage, problem: Problem) -> None:
        if not passage.status:
            await answer(Request(scope), problem)(scope, passage.receive, passage.stamped)
