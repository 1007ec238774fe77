"""Routes that have in common what all our addresses do, and the way to them: one look-up by the words of the path.

The framework asks router after router, each of them for every pattern it has, and asks again on every level below: at
two hundred addresses that costs more than the read it leads to. So the table of all addresses stands in front of the
routers; what it does not know (a wrong address, a method that is not offered) they answer as ever. A router by itself
says no to what is not under its prefix after one comparison, and does not look whether routes were added meanwhile.
"""

import re
from collections.abc import Callable, Coroutine, Iterator, Sequence
from typing import Any

import orjson
from fastapi import APIRouter, params
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from services.kit import bodies
from services.kit.custom_values import FIELDS
from services.kit.errors import UnsupportedMedia, invalid
from services.kit.idempotency import once
from services.kit.pages import Page

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
JSON = re.compile(r"application/([a-z0-9.-]+\+)?json\s*(;|$)", re.IGNORECASE)
FORM = re.compile(r"(multipart/form-data|application/x-www-form-urlencoded)\s*(;|$)", re.IGNORECASE)
DEEPEST = 32
STRINGS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
NO_BRACKETS = re.compile(rb"[^\[\]{}]+")
FIRST_WORDS = 5
"""Of a path split at its slashes: nothing, `api`, `v1`, the service, the noun."""


class Route(APIRoute):
    """What all addresses have in common: bodies of the kind they read, answers once for each key, fields as asked."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        if "POST" in (self.methods or ()):
            handle = once(handle)
        if self.body_field is not None:
            handle = _readable(handle, form=isinstance(self.body_field.field_info, params.Form))
            guards = [one.call for one in self.dependant.dependencies if one.call and hasattr(one.call, "loam_action")]
            if isinstance(self.body_field.field_info, params.File) and guards:
                handle = _let_in(handle, guards)
        model = self.response_model
        if isinstance(model, type) and issubclass(model, Page):
            [item] = model.__pydantic_generic_metadata__["args"]
            handle = _sparse(handle, {one.alias or name for name, one in item.model_fields.items()})
        return handle


def _let_in(handle: Handler, guards: Sequence[Callable[..., Any]]) -> Handler:
    """Files are large: who may not send one is refused before it is read. The framework would read it first."""

    async def asked(request: Request) -> Response:
        for guard in guards:
            await guard(request)
        return await handle(request)

    return asked


def _readable(handle: Handler, *, form: bool) -> Handler:
    """415 for a body of another kind, 422 for JSON so deep that reading it is an attack."""
    kind, name = (FORM, "multipart/form-data") if form else (JSON, "application/json")

    async def checked(request: Request) -> Response:
        given = request.headers.get("content-type", "")
        if not kind.match(given) and (given or request.headers.get("content-length", "0") != "0"):
            raise UnsupportedMedia(f"Send the body as {name}.", f"请以 {name} 发送内容。")
        if not form and too_deep(await request.body()):
            raise invalid("/", "too_deep", f"JSON may be {DEEPEST} levels deep", f"JSON 嵌套不得超过 {DEEPEST} 层")
        if not form:
            await bodies.read(request)
        return await handle(request)

    return checked


def too_deep(body: bytes) -> bool:
    """Whether brackets are nested more than 32 deep. Found without recursion, a level a round, at the speed of C."""
    if body.count(b"[") + body.count(b"{") <= DEEPEST:
        return False
    rest = NO_BRACKETS.sub(b"", STRINGS.sub(b"", body))
    for _ in range(DEEPEST):
        rest = rest.replace(b"[]", b"").replace(b"{}", b"")
    opened, closed = rest.count(b"[") + rest.count(b"{"), rest.count(b"]") + rest.count(b"}")
    return opened > DEEPEST or opened == closed > 0  # what does not balance is no JSON: the parser says where


def _sparse(handle: Handler, known: set[str]) -> Handler:
    """A list whose rows are cut down to `fields`, once all that the caller may not see is gone from them."""

    async def cut(request: Request) -> Response:
        asked = request.query_params.get("fields") if b"fields=" in request.scope["query_string"] else None
        if not asked:
            return await handle(request)
        names = {"id", *asked.split(",")}
        if unknown := sorted(name for name in names - {"id"} if not _shown(name, known)):
            listed = ", ".join(sorted(known))
            raise invalid(
                "query/fields",
                "unknown_field",
                f"not {unknown[0]!r} but of: {listed}",
                f"没有字段 {unknown[0]!r};可用:{listed}",
            )
        response = await handle(request)
        page = orjson.loads(response.body)
        page["items"] = [cut_down(row, names) for row in page["items"]]
        return Response(orjson.dumps(page), response.status_code, media_type="application/json")

    return cut


def _shown(name: str, known: set[str]) -> bool:
    """Whether rows have such a field; `custom.x` is x of the organisation's own."""
    column, dot, _ = name.partition(".")
    return column in known and (not dot or column in FIELDS)


def cut_down(row: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """The row with these fields only."""
    kept = {name: value for name, value in row.items() if name in names}
    for column in FIELDS.keys() & {name.partition(".")[0] for name in names if "." in name}:
        own = row.get(column)
        kept.setdefault(column, own and {key: own[key] for key in own if f"{column}.{key}" in names})
    return kept


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


class Table(BaseRoute):
    """The addresses of these routers by the number of their words and the first of them: few share both.

    An address with a parameter among its first words is left to the routers.
    """

    def __init__(self, routers: Sequence[BaseRoute]) -> None:
        self.addresses: dict[tuple[int, *tuple[str, ...]], list[Any]] = {}
        for one in (one for router in routers for one in _addresses(router)):
            words = one.path_format.split("/")
            if not any("{" in word for word in words[:FIRST_WORDS]) and ":path}" not in one.path:
                self.addresses.setdefault((len(words), *words[:FIRST_WORDS]), []).append(one)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] == "http":
            words = scope["path"].split("/")
            for one in self.addresses.get((len(words), *words[:FIRST_WORDS]), ()):
                match, found = one.matches(scope)
                if match == Match.FULL:
                    route = one.original_route
                    return match, found | {"route": route, "fastapi": {"effective_route_context": one}}
        return Match.NONE, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["route"].handle(scope, receive, send)


def _addresses(router: BaseRoute) -> Iterator[Any]:
    """Each address of an included router, however deep, in the order in which the framework would ask."""
    contexts: Any = getattr(router, "effective_route_contexts", None)
    if contexts is not None:
        yield from (one for one in contexts() if isinstance(one.original_route, APIRoute))
