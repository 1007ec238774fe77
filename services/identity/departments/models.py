import uuid

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, Versioned


class Department(Identified, Versioned, Base):
    """A node of the organisation: region, or the team that leads customers (客户群团队)."""

    __tablename__ = "department"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        CheckConstraint("parent_id <> id", name="own_parent"),
    )

    name: Mapped[str]
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("department.id"), index=True)
    source: Mapped[str | None]
    external_id: Mapped[str | None]
