"""Figures for Prometheus at /metrics, when LOAM_METRICS_TOKEN is set: counted on every request, the rest when asked.

Whoever asks sends `Authorization: Bearer <that token>`; without the setting there is no such address and nothing of
this is loaded. The answer is made outside the gate, so that an overloaded Loam can still be watched, and what needs
the database is left out, with `loam_database_up 0`, when that does not answer in time.

Labels are route templates, never addresses as asked: few of them, and none tells whose record was read.
"""

import asyncio
import datetime as dt
import secrets
import time
from collections.abc import Iterable
from typing import Any

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from sqlalchemy import text
from sqlalchemy.pool import QueuePool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.kit.db import utcnow
from services.kit.errors import Unauthenticated
from services.kit.logs import template
from services.kit.problems import answer

log = structlog.get_logger()
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
DATABASE_PATIENCE_SECONDS = 2
# Finished jobs are many and tell nothing that `loam_jobs` should say; the others are found by their index.
JOBS = text("""
select state, count(*) as jobs, min(created_at) as oldest from job_run
where state in ('queued', 'running', 'failed') group by state
""")

# The first event beyond where each reader stands; the seals are a reader too.
LAG = text("""
with reader as (
    select name, tx, id from event_cursor
    union all
    select 'seals', coalesce(max(tx), -1), coalesce((array_agg(id))[1], '00000000-0000-0000-0000-000000000000')
    from (select tx, id from event_seal order by number desc limit 1) last
)
select name, (select at from event where (event.tx, event.id) > (reader.tx, reader.id)
              order by event.tx, event.id limit 1) as oldest
from reader
""")


class Metrics:
    """Pure ASGI, the outermost layer."""

    def __init__(self, app: ASGIApp, state: Any, token: str) -> None:
        self.app, self.state, self.token = app, state, token.encode()
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.registry.register(Pool(state))
        self.seconds = Histogram(
            "loam_request_seconds",
            "Time from the request's first byte to the answer's last",
            ["method", "route"],
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.requests = Counter(
            "loam_requests", "Requests by their answer", ["method", "route", "status"], registry=self.registry
        )
        self.in_flight = Gauge("loam_requests_in_flight", "Requests being answered", registry=self.registry)
        self.jobs = Gauge("loam_jobs", "Jobs that wait, run or have failed for good", ["state"], registry=self.registry)
        self.job_wait = Gauge(
            "loam_jobs_oldest_queued_seconds", "How long the oldest waiting job waits", registry=self.registry
        )
        self.event_lag = Gauge(
            "loam_event_lag_seconds",
            "How old the oldest event is that webhooks, or seals, have not come to",
            ["reader"],
            registry=self.registry,
        )
        self.database_up = Gauge("loam_database_up", "1 when the database answered just now", registry=self.registry)
        self.known: dict[tuple[str, str, int], tuple[Histogram, Counter]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] == "/metrics":
            await (await self._answer(Request(scope)))(scope, receive, send)
            return
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        began = time.perf_counter()
        self.in_flight.inc()
        try:
            await self.app(scope, receive, noting)
        finally:
            self.in_flight.dec()
            seconds, requests = self._of(scope["method"], template(scope), status)
            seconds.observe(time.perf_counter() - began)
            requests.inc()

    def _of(self, method: str, route: str, status: int) -> tuple[Histogram, Counter]:
        key = (method if method in METHODS else "other", route, status)
        if key not in self.known:
            self.known[key] = self.seconds.labels(*key[:2]), self.requests.labels(*map(str, key))
        return self.known[key]

    async def _answer(self, request: Request) -> Response:
        given = request.headers.get("authorization", "").encode()
        if not secrets.compare_digest(given, b"Bearer " + self.token):
            return answer(
                request,
                Unauthenticated("Send LOAM_METRICS_TOKEN as bearer.", "请以 Bearer 方式发送 LOAM_METRICS_TOKEN。"),
            )
        work = asyncio.create_task(self._ask_the_database())
        await asyncio.wait({work}, timeout=DATABASE_PATIENCE_SECONDS)
        if not work.done() or work.exception():
            work.cancel()
            self.jobs.clear()
            self.event_lag.clear()
            self.database_up.set(0)
        return PlainTextResponse(generate_latest(self.registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    async def _ask_the_database(self) -> None:
        async with self.state.readings() as session:
            found = {row.state: row for row in await session.execute(JOBS)}
            readers = (await session.execute(LAG)).all()
        for state in ("queued", "running", "failed"):
            self.jobs.labels(state).set(found[state].jobs if state in found else 0)
        oldest = found["queued"].oldest if "queued" in found else None
        self.job_wait.set(_age(oldest))
        for reader in readers:
            self.event_lag.labels(reader.name).set(_age(reader.oldest))
        self.database_up.set(1)


def _age(at: dt.datetime | None) -> float:
    """Seconds since then; 0 for never."""
    return (utcnow() - at).total_seconds() if at else 0


class Pool(Collector):
    """Database connections lent out, against the most there can be."""

    def __init__(self, state: Any) -> None:
        self.state = state

    def collect(self) -> Iterable[GaugeMetricFamily]:
        bind = self.state.sessions.kw["bind"]
        pool = getattr(bind, "sync_engine", bind).pool
        if isinstance(pool, QueuePool):
            yield GaugeMetricFamily("loam_pool_in_use", "Database connections lent out", value=pool.checkedout())
            yield GaugeMetricFamily("loam_pool_size", "Database connections at most", value=pool.size())


def install(app: Starlette, token: str) -> None:
    """Put the layer around everything added so far."""
    app.add_middleware(Metrics, state=app.state, token=token)
