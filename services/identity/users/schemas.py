import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import Field

from services.kit.auth import Personal
from services.kit.fields import Code, Email, Id, Input, Line, LineOrEmpty, Output
from services.kit.permissions import Role

Roles = Annotated[list[Role], Field(min_length=1, max_length=8)]
Language = Literal["zh", "en"]


class UserCreate(Input):
    name: Line
    email: Email | None = None
    roles: Roles
    department_id: Id | None = None
    title: LineOrEmpty = ""
    language: Language = "zh"
    source: Code | None = None
    external_id: Code | None = None


class UserUpdate(Input):
    name: Line | None = None
    email: Email | None = None
    roles: Roles | None = None
    department_id: Id | None = None
    title: LineOrEmpty | None = None
    language: Language | None = None
    active: Annotated[bool, Field(strict=True)] | None = None


class UserOut(Output):
    id: uuid.UUID
    name: str
    email: Personal[str | None]
    roles: list[str]
    department_id: uuid.UUID | None
    department_name: str | None
    title: str
    language: str
    active: bool
    second_factor_at: dt.datetime | None
    has_sso: bool
    source: str | None
    external_id: str | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class SignInLinkOut(Output):
    """A path to open once, within 72 hours."""

    path: str
    expires_at: dt.datetime
