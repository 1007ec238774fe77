import datetime as dt
import uuid
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from services.kit.fields import Code, Id, Input, Line, LineOrEmpty, Output, Secret
from services.kit.permissions import Role

Roles = Annotated[list[Role], Field(max_length=8)]
Domain = Annotated[Code, StringConstraints(to_lower=True, pattern=r"^[^@\s.]+(\.[^@\s.]+)+$")]
Claim = Annotated[str, Field(strict=True, max_length=64, pattern=r"^[A-Za-z0-9_.:/-]*$")]
Yes = Annotated[bool, Field(strict=True)]


def _an_address(value: str) -> str:
    if value and not value.startswith(("https://", "http://")):
        raise PydanticCustomError("not_an_address", "must begin with https://")
    return value


Issuer = Annotated[str, Field(strict=True, max_length=200, pattern=r"^[!-~]*$"), AfterValidator(_an_address)]


class RoleMapping(Input):
    """Whoever carries `value` in the role claim gets this role."""

    value: Line
    role: Role


class DepartmentMapping(Input):
    value: Line
    department_id: Id


class SignInSettingUpdate(Input):
    """How people may sign in. `sso_secret` is taken and never shown again."""

    second_factor_roles: Roles | None = None
    sso_enabled: Yes | None = None
    sso_label: LineOrEmpty | None = None
    sso_issuer: Issuer | None = None
    sso_client_id: LineOrEmpty | None = None
    sso_secret: Secret | None = None
    sso_domains: Annotated[list[Domain], Field(max_length=50)] | None = None
    sso_create_users: Yes | None = None
    sso_default_roles: Annotated[list[Role], Field(min_length=1, max_length=8)] | None = None
    sso_role_claim: Claim | None = None
    sso_roles: Annotated[list[RoleMapping], Field(max_length=100)] | None = None
    sso_department_claim: Claim | None = None
    sso_departments: Annotated[list[DepartmentMapping], Field(max_length=200)] | None = None


class RoleMappingOut(Output):
    value: str
    role: str


class DepartmentMappingOut(Output):
    value: str
    department_id: uuid.UUID


class SignInSettingOut(Output):
    """`sso_redirect_uri` is what the provider has to be told."""

    second_factor_roles: list[str]
    sso_enabled: bool
    sso_label: str
    sso_issuer: str
    sso_client_id: str
    sso_has_secret: bool
    sso_redirect_uri: str
    sso_domains: list[str]
    sso_create_users: bool
    sso_default_roles: list[str]
    sso_role_claim: str
    sso_roles: list[RoleMappingOut]
    sso_department_claim: str
    sso_departments: list[DepartmentMappingOut]
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
