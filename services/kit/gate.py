"""What every request passes first: id, rate, room, size, deadline, security headers, one log line. Pure ASGI, one layer."""

import asyncio
import re
import secrets
import time
from contextvars import ContextVar
from dataclasses import dataclass

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.kit.errors import Problem, TooLarge, TooMany, Unauthenticated, Unavailable
from services.kit.limits import Buckets, Callers, Room
from services.kit.logs import template
from services.kit.problems import answer, translate
from services.kit.settings import Settings
from services.kit.tokens import Signer

log = structlog.get_logger()
REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
UPLOAD = re.compile(r"^/api/v1/([a-z]+/imports|records/attachments)$")
LONG_WORK = re.compile(r"^/api/v1/[a-z]+/imports(/|$)|/(solve|decide)$")
LONG_WORK_FACTOR = 6
PROBES = frozenset({"/livez", "/readyz", "/metrics"})
DEADLINE = re.compile(rb"\d{1,4}(\.\d{1,6})?")
SERVICE = b"Loam-Service "
inside: ContextVar[bool] = ContextVar("inside", default=False)
"""Whether this is a call of one service by another in the same process: it has its caller's room and rate already."""
UPLOAD_FACTOR = 60
"""A quarter of a gigabyte travels for minutes over a poor line, and a million rows are read for one."""
FORM = 64_000
"""What a form adds to the file in it."""
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
    rate: tuple[tuple[bytes, bytes], ...] = ()
    room: Room | None = None
    """Where this request takes up room."""

    def leave(self) -> None:
        room, self.room = self.room, None
        if room is not None:
            room.leave()

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
            if any(value.startswith(b"text/event-stream") for _, value in message["headers"]):
                self.leave()  # who listens for hours does not keep others out
            message["headers"] = [*message["headers"], own, *self.rate, *SECURITY]
        await self.send(message)


def factor(method: str, path: str) -> int:
    """How many times the usual deadline a request may take."""
    if method == "POST" and UPLOAD.search(path):
        return UPLOAD_FACTOR
    return LONG_WORK_FACTOR if LONG_WORK.search(path) else 1


class Gate:
    """Wraps the application. A request that outlives its deadline is answered 503 and abandoned.

    Neither `asyncio.timeout` nor the driver's own limits bound a database that has gone silent (13–20 s), so the work
    runs in a task of its own that is left behind.
    """

    def __init__(self, app: ASGIApp, settings: Settings, signer: Signer | None = None) -> None:
        self.app, self.settings, self.signer = app, settings, signer
        self.abandoned: set[asyncio.Task[None]] = set()
        self.buckets = Buckets(settings.rate_per_second, settings.rate_burst) if settings.rate_per_second else None
        self.callers = Callers()
        self.room = Room(settings.at_once, settings.queue_seconds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"")
        request_id = given.decode() if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        scope["loam.request_id"] = request_id
        passage = Passage(receive, send, request_id, self._limit(scope["path"]))
        if inside.get() or scope["path"] in PROBES:
            await self._timed(scope, passage, headers)
        else:
            outside = inside.set(True)
            try:
                await self._admitted(scope, passage, headers)
            finally:
                inside.reset(outside)
        if scope["path"] not in PROBES:
            log.info(
                "request",
                request_id=request_id,
                method=scope["method"],
                route=template(scope),
                status=passage.status,
                ms=round((time.perf_counter() - began) * 1000, 1),
            )

    def _limit(self, path: str) -> int:
        """Bytes that the body may have."""
        if not UPLOAD.search(path):
            return self.settings.body_limit
        return self.settings.attachment_limit + FORM if path.endswith("/attachments") else self.settings.upload_limit

    async def _admitted(self, scope: Scope, passage: Passage, headers: dict[bytes, bytes]) -> None:
        """Only at this caller's rate, and only while there is room."""
        credential = headers.get(b"authorization") or headers.get(b"cookie")
        if self.buckets and scope["path"].startswith("/api/") and not self._from_a_service(scope, credential):
            caller = self.callers.of(credential, (scope.get("client") or ("",))[0])
            allowed = self.buckets.take(caller)
            state = f'"caller";r={allowed.left};t={allowed.seconds}'.encode()
            passage.rate = ((b"ratelimit-policy", self.buckets.policy), (b"ratelimit", state))
            if not allowed.granted:
                wait = self.buckets.wait(caller)
                await self._answer(scope, passage, TooMany("Too many requests.", "请求过于频繁。", retry_after=wait))
                return
        if not await self.room.enter():
            busy = Unavailable("Too much to do right now; try again.", "系统繁忙,请稍后重试。", code="overloaded")
            await self._answer(scope, passage, busy)
            return
        passage.room = self.room
        try:
            await self._timed(scope, passage, headers)
        finally:
            passage.leave()
        if credential and "loam.me" in scope and "loam.sent_by_service" not in scope:
            self.callers.learn(credential, scope["loam.me"].id)
        elif credential and passage.status == Unauthenticated.status:
            self.callers.forget(credential)

    def _from_a_service(self, scope: Scope, credential: bytes | None) -> bool:
        """Whether another service asks for a caller, whose rate it has counted already: only its signature tells."""
        if self.signer is None or credential is None or not credential.startswith(SERVICE):
            return False
        try:
            token = credential.removeprefix(SERVICE).decode("latin-1")
            scope["loam.sent_by_service"] = self.signer.read(token, audiences=self.settings.targets)
        except Unauthenticated:
            return False
        return True

    async def _timed(self, scope: Scope, passage: Passage, headers: dict[bytes, bytes]) -> None:
        """Until the deadline: ours, or what is left of that of the service that calls."""
        seconds = self.settings.deadline_seconds * factor(scope["method"], scope["path"])
        given = headers.get(b"x-deadline-seconds", b"")
        if DEADLINE.fullmatch(given):
            seconds = min(seconds, float(given))
        scope["loam.deadline"] = time.monotonic() + seconds
        task = asyncio.create_task(self._run(scope, passage, headers.get(b"content-length", b"0")))
        await asyncio.wait({task}, timeout=seconds)
        if not task.done():
            await self._late(scope, passage, task)

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
