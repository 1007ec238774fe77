"""What belongs to the API's description: the shape of a problem, and the description as it is committed."""

from pathlib import Path

from pydantic import BaseModel

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"
"""Of all services; `make types` fails when it is not what they say of themselves."""


class FieldProblem(BaseModel):
    pointer: str
    code: str
    detail: str


class ProblemModel(BaseModel):
    """RFC 9457, plus a stable `code`, the wrong fields, and the request's id for support."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldProblem]
    request_id: str
