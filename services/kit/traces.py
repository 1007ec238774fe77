"""Traces by OpenTelemetry, when OTEL_EXPORTER_OTLP_ENDPOINT names a collector; otherwise nothing of it is loaded.

    request (SERVER) ──▶ every statement, by the driver's own word (CLIENT)
                     ──▶ every call of another service (CLIENT), which takes `traceparent` along ──▶ its request …
    job (CONSUMER)   ──▶ the same

The standard `OTEL_…` variables hold (service name, sampling, headers). A span carries the route's template, the SQL
without its values and no words of an exception: none of the three can quote a person's data.
"""

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.kit.logs import template

UNTRACED = frozenset({"/livez", "/readyz", "/metrics"})
SQL_LENGTH = 500
_now: dict[str, Any] = {}
"""What `configure` made: tracer, provider, carrier (the W3C propagator), Status and SpanKind; empty when off."""


def configure(name: str) -> bool:
    """Load the exporter once a process if a collector is named; whether there is one."""
    if not os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return False
    if not _now:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.trace import SpanKind, Status, StatusCode
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        named = {"service.name": os.environ.get("OTEL_SERVICE_NAME") or name}
        provider = TracerProvider(resource=Resource.create(named))
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        _now.update(
            provider=provider,
            tracer=provider.get_tracer("loam"),
            carrier=TraceContextTextMapPropagator(),
            kind=SpanKind,
            failed=Status(StatusCode.ERROR),
        )
    return True


async def flush() -> None:
    """Send what is still here; for the end of a process."""
    if _now:
        await asyncio.to_thread(_now["provider"].force_flush, 3000)


@contextmanager
def span(name: str, kind: str = "INTERNAL", *, parent: Any = None, **attributes: Any) -> Iterator[Any]:
    """A span around the block, current within it; None when tracing is off."""
    if not _now:
        yield None
        return
    with _now["tracer"].start_as_current_span(
        name,
        context=parent,
        kind=_now["kind"][kind],
        attributes=attributes,
        record_exception=False,  # it would quote the exception's words
        set_status_on_exception=False,
    ) as found:
        try:
            yield found
        except BaseException as error:
            found.set_attribute("error.type", type(error).__name__)
            found.set_status(_now["failed"])
            raise


class Traced:
    """Pure ASGI: a span a request, child of the caller's when it says who that is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in UNTRACED:
            await self.app(scope, receive, send)
            return
        given = {k.decode(): v.decode("latin-1") for k, v in scope["headers"] if k in {b"traceparent", b"tracestate"}}
        parent = _now["carrier"].extract(given)
        method = scope["method"]
        with span(method, "SERVER", parent=parent, **{"http.request.method": method}) as found:

            async def noting(message: Message) -> None:
                if message["type"] == "http.response.start":
                    found.set_attribute("http.response.status_code", message["status"])
                    if message["status"] >= 500:  # noqa: PLR2004 - HTTP
                        found.set_status(_now["failed"])
                await send(message)

            await self.app(scope, receive, noting)
            route = template(scope)
            found.update_name(f"{method} {route}")
            found.set_attributes({"http.route": route, "loam.request_id": scope.get("loam.request_id", "")})


class Outgoing(httpx.AsyncBaseTransport):
    """A span a call of another service, and the headers that make its spans children of this one."""

    def __init__(self, inner: httpx.AsyncBaseTransport, name: str) -> None:
        self.inner, self.name = inner, name

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        with span(f"{request.method} {self.name}", "CLIENT", **{"peer.service": self.name}) as found:
            _now["carrier"].inject(request.headers)
            response = await self.inner.handle_async_request(request)
            found.set_attribute("http.response.status_code", response.status_code)
            return response

    async def aclose(self) -> None:
        await self.inner.aclose()


def outgoing(transport: httpx.AsyncBaseTransport, name: str) -> httpx.AsyncBaseTransport:
    """The transport, with spans when tracing is on."""
    return Outgoing(transport, name) if _now else transport


def watch(engine: AsyncEngine) -> None:
    """A span a statement on all connections of this engine, be it a session's or sent straight to the driver."""
    if not _now:
        return

    @event.listens_for(engine.sync_engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        # The driver tells of what it is asked directly (and of BEGIN, COMMIT), in the context of whoever asked.
        connection.driver_connection.add_query_logger(
            lambda told: _statement(told.query, time.time_ns() - int(told.elapsed * 1e9), told.exception),
        )

    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def _(_connection: Any, _cursor: Any, _sql: str, _values: Any, context: Any, _many: bool) -> None:  # noqa: FBT001 - SQLAlchemy's signature
        context.loam_began = time.time_ns()

    @event.listens_for(engine.sync_engine, "after_cursor_execute")
    def _(_connection: Any, _cursor: Any, sql: str, _values: Any, context: Any, _many: bool) -> None:  # noqa: FBT001 - as above
        _statement(sql, context.loam_began, None)

    @event.listens_for(engine.sync_engine, "handle_error")
    def _(failure: Any) -> None:
        began = getattr(failure.execution_context, "loam_began", None)
        if began:
            _statement(failure.statement or "", began, failure.original_exception)


def _statement(sql: str, began: int, error: BaseException | None) -> None:
    """A span that is over; `began` in nanoseconds since 1970."""
    words = " ".join(sql.split())
    done = _now["tracer"].start_span(
        words.partition(" ")[0].rstrip(";").upper()[:20] or "SQL",
        kind=_now["kind"].CLIENT,
        start_time=began,
        attributes={"db.system.name": "postgresql", "db.query.text": words[:SQL_LENGTH]},
    )
    if error:
        done.set_attribute("error.type", type(error).__name__)
        done.set_status(_now["failed"])
    done.end()


def trace_id() -> str:
    """The current trace, for log lines; empty when there is none."""
    if not _now:
        return ""
    from opentelemetry.trace import get_current_span

    context = get_current_span().get_span_context()
    return format(context.trace_id, "032x") if context.is_valid else ""
