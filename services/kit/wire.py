"""The shape of a problem as the API's description shows it."""

from pydantic import BaseModel


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
