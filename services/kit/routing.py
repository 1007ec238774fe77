"""A router that says no to what is not under its prefix after one comparison, not after trying all its patterns.

The framework asks router after router, each of them for every pattern it has, and asks again on every level below: at
a hundred addresses that costs more than the request itself. It also walks the whole tree at each of these questions,
to see whether a route was added meanwhile: ours are complete before the first request.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope

from services.kit.idempotency import once


class Route(APIRoute):
    """What a POST did is done once, however often it is sent."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        return once(handle) if "POST" in (self.methods or ()) else handle


class Router(APIRouter):
    """Made with the `prefix` that all its paths begin with."""

    def __init__(self, **options: Any) -> None:
        super().__init__(route_class=Route, **options)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        beginning = self.prefix.partition("{")[0]
        return super().matches(scope) if beginning in scope["path"] else (Match.NONE, {})

    def _get_routes_version(self, seen: set[int] | None = None) -> int:  # noqa: ARG002 - the framework's signature
        """The framework's own, private name: should an upgrade drop it, only speed is lost."""
        return 0
