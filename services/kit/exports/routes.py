"""The address of a list's export, made from the list's own route."""

import inspect
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import orjson
from fastapi import Query as Parameter
from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.kit import events
from services.kit.custom_values import Definition
from services.kit.db import NIL
from services.kit.errors import invalid
from services.kit.exports import own_fields
from services.kit.exports.labels import label
from services.kit.exports.writing import WRITERS, Columns
from services.kit.fields import Query
from services.kit.lookup import Lookup
from services.kit.pages import Choice, PageQuery
from services.kit.problems import language
from services.kit.routing import Router

WHOLE_LIST = {"limit", "cursor", "count"}
"""What asks for a part of a list; a file is all of it."""
OWN = {"format", "headers", "purpose", "fields"}
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WINDOW = 200


class ExportQuery(BaseModel):
    """What an export can be asked, besides what its list can."""

    format: Annotated[Literal["csv", "xlsx", "ndjson"], Parameter(description="Kind of file.")] = "csv"
    headers: Annotated[
        Literal["labels", "names"],
        Parameter(description="What heads a column: words in the caller's language, or the field's name."),
    ] = "labels"
    purpose: Annotated[Query | None, Parameter(description="What it is for; kept with the record of the export.")] = (
        None
    )


def exportable(router: Router, listing: Callable[..., Any], *, noun: str) -> None:
    """Add `/export` beside this list; to be called before a route that takes any word there (`/{id}`)."""
    route = next(one for one in router.routes if isinstance(one, APIRoute) and one.endpoint is listing)
    [item] = route.response_model.__pydantic_generic_metadata__["args"]
    known = [one.alias or name for name, one in item.model_fields.items()]

    async def export(request: Request, asked: ExportQuery, **listed: Any) -> Response:
        if partial := WHOLE_LIST & request.query_params.keys():
            name = min(partial)
            raise invalid(f"query/{name}", "whole_list", "a file is the whole list", "导出的是整个列表")
        fields = next((one.fields for one in listed.values() if isinstance(one, Choice)), None)
        words, chinese, lookup = asked.headers == "labels", language(request) == "zh", request.app.state.lookup
        own = await own_fields.defined(lookup, noun, known)
        names = fields.split(",") if fields else known
        names = names if asked.format == "ndjson" else own_fields.spread(names, own)
        columns = _columns(names, known, own, words=words, chinese=chinese)
        chosen = {name: own[name] for name in columns if name in own}
        rows: AsyncIterator[Any] = _rows(route, request)
        first = await anext(rows)
        if isinstance(first, Response):
            return first
        await _write_down(request, asked, noun=noun, fields=fields)
        laid_out = own_fields.laid_out(_with(first, rows), chosen, lookup, words=words, chinese=chinese)
        body = WRITERS[asked.format](laid_out, columns)
        disposition = f'attachment; filename="{noun}.{asked.format}"'
        return StreamingResponse(body, media_type=MEDIA[asked.format], headers={"Content-Disposition": disposition})

    export.__signature__ = _signature(listing)  # type: ignore[attr-defined] # how FastAPI learns of parameters
    router.add_api_route(
        route.path.removeprefix(router.prefix) + "/export",
        export,
        name=f"export_{noun}",
        summary=f"{route.summary}: as a file",
        response_class=StreamingResponse,
        responses={200: {"content": {kind: {} for kind in MEDIA.values()}, "description": "The file"}},
    )


def _signature(listing: Callable[..., Any]) -> inspect.Signature:
    """The list's parameters without what it reads from, and the export's own."""
    hints = inspect.get_annotations(listing)
    kept = [
        one.replace(annotation=Annotated[Choice, Parameter()]) if _is(hints[name], PageQuery) else one
        for name, one in inspect.signature(listing).parameters.items()
        if name != "request" and not _is(hints[name], AsyncSession, Lookup, Response)
    ]
    named = inspect.Parameter.KEYWORD_ONLY
    asked = {
        "request": Request,
        "asked": Annotated[ExportQuery, Parameter()],
    }
    own = [inspect.Parameter(name, named, annotation=hint) for name, hint in asked.items()]
    return inspect.Signature([*own, *(one.replace(kind=named) for one in kept)])


def _is(hint: Any, *classes: type) -> bool:
    bare = getattr(hint, "__origin__", hint)
    return isinstance(bare, type) and issubclass(bare, classes)


def _columns(
    names: Sequence[str], known: Sequence[str], own: Mapping[str, Definition], *, words: bool, chinese: bool
) -> Columns:
    if unknown := [name for name in names if name not in known and name not in own]:
        listed = ", ".join([*known, *own])
        raise invalid(
            "query/fields",
            "unknown_field",
            f"not {unknown[0]!r} but of: {listed}",
            f"没有字段 {unknown[0]!r};可用:{listed}",
        )
    called = {name: one.zh if chinese else one.en for name, one in own.items()}
    return {name: called.get(name) or label(name, chinese=chinese) if words else name for name in names}


async def _rows(route: APIRoute, request: Request) -> AsyncIterator[Any]:
    """Window after window of the list; if the first is refused, that answer."""
    given = [(name, value) for name, value in request.query_params.multi_items() if name not in OWN]
    cursor: str | None = None
    begun = False
    while True:
        here = [*given, ("limit", str(WINDOW)), *([("cursor", cursor)] if cursor else [])]
        status, headers, body = await _asked(route, request, urlencode(here))
        if status != 200:  # noqa: PLR2004 - lists answer 200 or a problem
            if begun:
                raise RuntimeError(f"{route.path} broke off with {status}")
            yield Response(body, status, {name: value for name, value in headers if name == "content-type"})
            return
        begun = True
        page = orjson.loads(body)
        yield page["items"]
        cursor = page["next"]
        if cursor is None:
            return


async def _asked(route: APIRoute, request: Request, query: str) -> tuple[int, list[tuple[str, str]], bytes]:
    """The list's own answer, as it would go over the wire."""
    scope = {**request.scope, "query_string": query.encode(), "path": route.path, "route": route, "path_params": {}}
    status, headers, body = 500, [], b""

    async def send(message: Any) -> None:
        nonlocal status, headers, body
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = [(name.decode(), value.decode()) for name, value in message["headers"]]
        else:
            body += message.get("body", b"")

    await route.app(scope, request.receive, send)
    return status, headers, body


async def _with(first: list[Any], others: AsyncIterator[Any]) -> AsyncIterator[list[Any]]:
    yield first
    async for rows in others:
        yield rows


async def _write_down(request: Request, asked: ExportQuery, *, noun: str, fields: str | None) -> None:
    """That it was taken out, by whom, how much of it and what for."""
    said = [noun, asked.format, fields, request.query_params.get("filter"), asked.purpose]
    async with request.app.state.sessions.begin() as session:
        session.info["scope"] = request.scope
        row = events.stamp(session, entity="export", action="exported") | {
            "id": uuid7(),
            "entity_id": NIL,
            "changes": {},
            "reason": " · ".join(part for part in said if part),
        }
        await session.execute(insert(events.Event).values(row))
