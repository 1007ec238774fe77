import uuid
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from services.identity.users.schemas import Language
from services.kit.fields import Email, Input, Line, Output, Secret

Password = Annotated[Secret, Field(min_length=10)]


class SignIn(Input):
    """Either a one-time `token`, or `email` and `password`."""

    token: Secret | None = None
    email: Email | None = None
    password: Secret | None = None

    @model_validator(mode="after")
    def one_way(self) -> "SignIn":
        if (self.token is None) == (self.email is None or self.password is None):
            raise PydanticCustomError("missing", "send either token, or email and password")
        return self


class PasswordChange(Input):
    """`current` may be left out while no password is set."""

    current: Secret | None = None
    new: Password


class ProfileChange(Input):
    """What people may say about themselves; all else an administrator does."""

    name: Line
    language: Language


class SessionUser(Output):
    id: uuid.UUID
    name: str
    email: str | None
    roles: list[str]
    department_id: uuid.UUID | None
    department_name: str | None
    language: str
    has_password: bool


class SessionOut(Output):
    """Who is signed in, what they may do, and which classes of fields they may read."""

    user: SessionUser
    permissions: list[str]
    classes: list[str]
