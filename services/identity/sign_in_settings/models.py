import uuid
from typing import Any

from sqlalchemy import CheckConstraint, LargeBinary, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import CLASSIFIED, NIL, Base, Versioned
from services.kit.secrets import WRAPPED


class SignInSetting(Versioned, Base):
    """How people may sign in: one row, made by the migration. The provider's secret is sealed by the master key."""

    __tablename__ = "sign_in_setting"
    __table_args__ = (CheckConstraint(f"id = '{NIL}'", name="only_one"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=NIL)
    second_factor_roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    sso_enabled: Mapped[bool]
    sso_label: Mapped[str]
    sso_issuer: Mapped[str]
    sso_client_id: Mapped[str]
    sso_secret: Mapped[bytes | None] = mapped_column(LargeBinary, info={CLASSIFIED: "sensitive", WRAPPED: True})
    sso_domains: Mapped[list[str]] = mapped_column(ARRAY(Text))
    sso_create_users: Mapped[bool]
    sso_default_roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    sso_role_claim: Mapped[str]
    sso_roles: Mapped[list[Any]]
    sso_department_claim: Mapped[str]
    sso_departments: Mapped[list[Any]]
