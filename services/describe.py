"""The API's description, OpenAPI 3.1: every operation with its problems, said once and referred to."""

from typing import Any

from fastapi import FastAPI

from services.kit.wire import ProblemModel

PROBLEMS = {
    "401": "Who is calling is not known",
    "403": "The caller may not do this",
    "404": "No such record",
    "409": "The present state forbids it",
    "412": "Changed in the meantime",
    "413": "The body is too large",
    "422": "A field is wrong; `errors` point at it",
    "428": "If-Match is missing",
    "503": "Try again later",
}
ALWAYS = ("401", "403", "422", "503")
WITH_VERSION = ("412", "428")
FRAMEWORKS_OWN = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI) -> None:
    """Replace the framework's description by one that tells how operations really fail."""
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
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "__Host-loam",
                    "description": "A signed-in browser",
                },
            }
            schema["security"] = [{"key": []}, {"session": []}]
            for path, operations in schema["paths"].items():
                for method, operation in operations.items():
                    if path.startswith("/api/"):
                        _say_problems(path, method, operation)
                    else:
                        operation["security"] = []
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign] # the framework's own way to replace it


def _names_a_record(schema: dict[str, Any]) -> bool:
    return schema.get("format") == "uuid" or any(map(_names_a_record, schema.get("anyOf", ())))


def _response(text: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": text, "content": content}


def _say_problems(path: str, method: str, operation: dict[str, Any]) -> None:
    statuses = set(ALWAYS)
    if "{" in path or any(_names_a_record(parameter["schema"]) for parameter in operation.get("parameters", ())):
        statuses.add("404")
    if method != "get":
        statuses |= {"409", "413"}
    if any(parameter["name"].lower() == "if-match" for parameter in operation.get("parameters", ())):
        statuses |= set(WITH_VERSION)
        for parameter in operation["parameters"]:
            if parameter["name"].lower() == "if-match":
                parameter.update(required=True, schema={"type": "string", "examples": ['"1"']})
    told = set(operation["responses"]) - {"422"}  # a route that answers in another shape says so itself
    for status in sorted(statuses - told):
        operation["responses"][status] = {"$ref": f"#/components/responses/Problem{status}"}
