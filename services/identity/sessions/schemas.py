import datetime as dt
import uuid
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from services.identity.users.schemas import Language
from services.kit.auth import Personal
from services.kit.fields import Email, Input, Line, Output, Secret, Ticket

Password = Annotated[Secret, Field(min_length=10)]


class SignIn(Input):
    """One of four ways: a one-time `token`; `email` and `password`; `state` and `code` of the single sign-on provider;
    or, as the second step after one of these, `challenge` and `code` of the authenticator app (or a recovery code).
    """

    token: Secret | None = None
    email: Email | None = None
    password: Secret | None = None
    state: Secret | None = None
    challenge: Secret | None = None
    code: Ticket | None = None

    @model_validator(mode="after")
    def one_way(self) -> "SignIn":
        given = {name for name, value in self if value is not None}
        if given not in ({"token"}, {"email", "password"}, {"state", "code"}, {"challenge", "code"}):
            raise PydanticCustomError(
                "missing", "send either token, or email and password, or state and code, or challenge and code"
            )
        return self


class SecondStep(Output):
    """The first step is done; send `challenge` again with a code, within five minutes."""

    challenge: str


class Proof(Input):
    """Who has a second factor proves by `code`, all others by `password`."""

    password: Secret | None = None
    code: Secret | None = None


class WaysIn(Output):
    """What the sign-in page offers besides password and link: the words on the button, null for none."""

    sso: str | None


class BrowserSessionOut(Output):
    """A browser one is signed in with. `device` is what it calls itself, `way` how one came in."""

    id: uuid.UUID
    device: str
    address: str
    way: str
    created_at: dt.datetime
    seen_at: dt.datetime
    expires_at: dt.datetime
    current: bool


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
    email: Personal[str | None]
    roles: list[str]
    department_id: uuid.UUID | None
    department_name: str | None
    language: str
    has_password: bool
    has_second_factor: bool
    has_sso: bool


class SessionOut(Output):
    """Who is signed in, what they may do, and which classes of fields they may read.

    While `second_factor_due` the role asks for a second factor that is not set up: nothing else is permitted.
    """

    user: SessionUser
    permissions: list[str]
    classes: list[str]
    second_factor_due: bool
