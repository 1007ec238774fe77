import datetime as dt
import uuid

from services.kit.fields import Code, Id, Input, Line, Output


class DepartmentCreate(Input):
    name: Line
    parent_id: Id | None = None
    source: Code | None = None
    external_id: Code | None = None


class DepartmentUpdate(Input):
    name: Line | None = None
    parent_id: Id | None = None


class DepartmentOut(Output):
    id: uuid.UUID
    name: str
    parent_id: uuid.UUID | None
    source: str | None
    external_id: str | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
