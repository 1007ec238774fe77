import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import CLASSIFIED, Base, Identified, Versioned


class User(Identified, Versioned, Base):
    """A person of our organisation. Without e-mail and password only a one-time link lets them in."""

    __tablename__ = "app_user"
    __table_args__ = (
        UniqueConstraint("email"),
        UniqueConstraint("source", "external_id"),
        Index("uq_app_user_sso_subject", "sso_subject", unique=True),
    )

    name: Mapped[str]
    email: Mapped[str | None]
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    department_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("department.id"), index=True)
    title: Mapped[str] = mapped_column(default="", server_default="")
    language: Mapped[str] = mapped_column(default="zh", server_default="zh")
    active: Mapped[bool] = mapped_column(default=True)
    password_hash: Mapped[str | None] = mapped_column(info={CLASSIFIED: "sensitive"})
    second_factor_at: Mapped[dt.datetime | None]
    sso_subject: Mapped[str | None]
    source: Mapped[str | None]
    external_id: Mapped[str | None]
