"""Structured logs: one JSON object a line where machines read, columns where a person sits; never personal data.

What may stand in a line: ids, codes, route templates, figures, and for a failure the kinds of its exceptions and the
places in our code. Not: addresses as asked, bodies, the words of exceptions (a database quotes the row that it
refuses) and the values of variables. The lines of libraries pass the same way and lose the words of exceptions too.
"""

import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from types import TracebackType
from typing import Any

import structlog
from starlette.types import Scope

Processor = structlog.typing.Processor


def configure(*, level: int = logging.INFO) -> None:
    """Set up once a process. uvicorn's own access lines are off: the gate writes one line a request."""
    human = sys.stderr.isatty()
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        trace,
        failure,
    ]
    last: Processor = structlog.dev.ConsoleRenderer() if human else structlog.processors.JSONRenderer(default=str)
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, first_line, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        ),
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def template(scope: Scope) -> str:
    """What logs, figures and traces call a request: its route, never the address as asked.

    A route knows only its own part of the path; with the prefixes above it the framework keeps it here.
    """
    route = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    if route is not None:
        return str(route.path)
    return "unknown" if scope["path"].startswith("/api/") else "web"


def trace(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The trace this line belongs to, when tracing is on."""
    from services.kit import traces  # noqa: PLC0415 - it builds on this module

    if found := traces.trace_id():
        line["trace_id"] = found
    return line


def first_line(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """What a library says, without what it adds below: asyncio quotes the exception of a task there."""
    line["event"] = line["event"].partition("\n")[0]
    return line


def failure(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """In place of the exception: its kinds and places, without its words."""
    error = line.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        line["exception"] = "\n".join(_tell(error))
    return line


def _tell(error: BaseException | None) -> Iterator[str]:
    """Outermost exception first; each with its places, innermost last."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        state = getattr(error, "sqlstate", None)
        yield f"{type(error).__module__}.{type(error).__qualname__}" + (f" [{state}]" if state else "")
        yield from _places(error.__traceback__)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _places(tb: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(tb):
        yield f"  {frame.filename}:{frame.lineno} {frame.name}"
