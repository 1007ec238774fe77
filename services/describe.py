"""The API's description, OpenAPI 3.1: every operation with its problems, said once and referred to, with the scope a
key needs for it, and with an example of what goes in and what comes out.
"""

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from services.examples import example
from services.kit.db import transaction
from services.kit.permissions import SCOPES
from services.kit.settings import SERVICES
from services.kit.wire import COMMITTED, ProblemModel

PROBLEMS = {
    "401": "Who is calling is not known",
    "403": "The caller may not do this",
    "404": "No such record",
    "409": "The present state forbids it",
    "412": "Changed in the meantime",
    "413": "The body is too large",
    "415": "The body is of another kind",
    "422": "A field is wrong; `errors` point at it",
    "428": "If-Match or Idempotency-Key is missing",
    "429": "Too many requests; `Retry-After` says for how many seconds",
    "500": "Our fault; `request_id` finds it in the log",
    "503": "Try again after `Retry-After` seconds",
}
ALWAYS = ("401", "403", "422", "429", "500", "503")
NAMES_IN_BODY = ("/records/consents", "/records/privacy-requests")
"""Addresses whose body names a contact that must be there, and not have been erased."""
TOKENS = "/api/v1/identity/oauth/token"
MEANS = {
    "read": "Read {}",
    "write": "Write {}",
    "decide": "Decide in {}",
    "sensitive": "Read {} fields",
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Chosen by the caller, new for each act and the same when it is sent again: it is done once, and its "
    "answer comes again with `Idempotent-Replayed: true`, for 72 hours. Programs with an API key must send one.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$", "examples": ["5f2b6c1e-order-4711"]},
}
WITH_VERSION = ("412", "428")
FRAMEWORKS_OWN = ("HTTPValidationError", "ValidationError")


async def described(request: Request) -> Response:
    """The description as JSON. Who hosts all services answers the committed one, which the tests keep equal: to make it
    takes seconds, in which a process would answer nobody else. Others make theirs beside the loop, once.
    """
    app = request.app
    if not hasattr(app.state, "described"):
        app.state.described = await asyncio.to_thread(_written, app)
    return Response(app.state.described, media_type="application/json")


def _written(app: FastAPI) -> bytes:
    hosts_all = app.state.settings.targets == SERVICES
    return COMMITTED.read_bytes() if hosts_all and COMMITTED.exists() else orjson.dumps(app.openapi())


def describe(app: FastAPI) -> None:
    """Replace the framework's description by one that tells how operations really fail."""
    app.add_route("/api/v1/openapi.json", described, include_in_schema=False)
    generated = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = generated()
            components = schema.setdefault("components", {})
            schemas = components.setdefault("schemas", {})
            for name in FRAMEWORKS_OWN:
                schemas.pop(name, None)
            problem = ProblemModel.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas.update(problem.pop("$defs"), Problem=problem)
            components["responses"] = {f"Problem{status}": _response(text) for status, text in PROBLEMS.items()}
            components["securitySchemes"] = {
                "key": {"type": "http", "scheme": "bearer", "description": "A partner's key, `loam_…`"},
                "token": {
                    "type": "oauth2",
                    "description": "A partner's access token, `loamt_…`",
                    "flows": {"clientCredentials": {"tokenUrl": TOKENS, "scopes": _scopes()}},
                },
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "__Host-loam",
                    "description": "A signed-in browser",
                },
            }
            schema["security"] = [{"key": []}, {"token": []}, {"session": []}]
            schema["servers"] = [{"url": "/", "description": "This installation"}]
            schema["info"]["contact"] = {"name": "The administrator of this installation"}
            routes = {route.name: route for route in _routes(app.routes)}
            tags: set[str] = set()
            for path, operations in schema["paths"].items():
                for method, operation in operations.items():
                    tags |= set(operation.get("tags", ()))
                    _tell(operation, method, routes.get(operation["operationId"]))
                    if path.startswith("/api/"):
                        _say_problems(path, method, operation)
                    else:
                        operation["security"] = []
                    _show(operation, schemas)
            schema["tags"] = [{"name": tag, "description": tag.capitalize()} for tag in sorted(tags)]
            for name, node in schemas.items():
                if "__" in name:  # two of one name: the noun they belong to tells them apart
                    *_, noun, _schemas, last = name.split("__")
                    node["title"] = noun.title().replace("_", "") + last
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # the framework's own way to replace it


def _scopes() -> dict[str, str]:
    parts = ((scope, *scope.partition(":")[::2]) for scope in SCOPES)
    return {scope: MEANS[verb or noun].format(noun) for scope, noun, verb in parts}


def _routes(routes: list[BaseRoute]) -> Iterator[APIRoute]:
    """All of them, however deep they were included."""
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "original_router"):
            yield from _routes(route.original_router.routes)


def _calls(dependant: Dependant) -> Iterator[Any]:
    yield dependant.call
    for below in dependant.dependencies:
        yield from _calls(below)


def _tell(operation: dict[str, Any], method: str, route: APIRoute | None) -> None:
    """In words, what it does and who may; for a POST that writes, its key; for parameters, what they are."""
    calls = list(_calls(route.dependant)) if route else []
    scopes = [action for call in calls if (action := getattr(call, "loam_action", None)) in SCOPES]
    words = [operation.get("description") or f"{operation['summary']}."]
    if scopes:
        words.append(f"A key needs the scope `{'`, `'.join(scopes)}`.")
        operation["security"] = [{"key": []}, {"token": scopes}, {"session": []}]
    operation["description"] = "\n\n".join(words)
    if method == "post" and transaction in calls:
        operation.setdefault("parameters", []).append(dict(KEY))
    for parameter in operation.get("parameters", ()):
        if "description" not in parameter:
            parameter["description"] = _meaning(parameter)


def _meaning(parameter: dict[str, Any]) -> str:
    words = parameter["name"].replace("_", " ")
    if parameter["in"] == "path":
        return f"Which one: its {words}."
    if parameter["in"] == "header":
        return "The ETag of the version that was seen." if words.lower() == "if-match" else words.capitalize()
    return "What to look for." if words == "q" else f"Only what has this: {words}."


def _show(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """An example of what goes in and of what comes out."""
    answers = [one for status, one in operation["responses"].items() if status.startswith("2")]
    for body in (operation.get("requestBody", {}), *answers):
        for kind, content in body.get("content", {}).items():
            if re.match(r"application/json|multipart/", kind) and content.get("schema"):
                content["example"] = example(content["schema"], schemas)


def _names_a_record(schema: dict[str, Any]) -> bool:
    return schema.get("format") == "uuid" or any(map(_names_a_record, schema.get("anyOf", ())))


def _response(text: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": text, "content": content}


def _say_problems(path: str, method: str, operation: dict[str, Any]) -> None:
    statuses = set(ALWAYS)
    if "{" in path or any(_names_a_record(parameter["schema"]) for parameter in operation.get("parameters", ())):
        statuses.add("404")
    if path.endswith(NAMES_IN_BODY):
        statuses.add("404")
    if method != "get" or path.endswith("/erasure"):
        statuses.add("409")
    if method != "get":
        statuses.add("413")
    if "requestBody" in operation:
        statuses.add("415")
    if any(parameter["name"] == KEY["name"] for parameter in operation.get("parameters", ())):
        statuses.add("428")
    if any(parameter["name"].lower() == "if-match" for parameter in operation.get("parameters", ())):
        statuses |= set(WITH_VERSION)
        for parameter in operation["parameters"]:
            if parameter["name"].lower() == "if-match":
                parameter.update(required=True, schema={"type": "string", "examples": ['"1"']})
    told = set(operation["responses"]) - {"422"}  # a route that answers in another shape says so itself
    for status in sorted(statuses - told):
        operation["responses"][status] = {"$ref": f"#/components/responses/Problem{status}"}
