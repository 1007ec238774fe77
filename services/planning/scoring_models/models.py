from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, Versioned


class ScoringModel(Identified, Versioned, Base):
    """Weighted factors that give an opportunity its attractiveness and our position; frozen once a cycle pins it."""

    __tablename__ = "scoring_model"
    __table_args__ = (
        UniqueConstraint("name", "version_no"),
        Index("uq_scoring_model_active", "active", unique=True, postgresql_where=text("active")),
    )

    name: Mapped[str]
    version_no: Mapped[int]
    factors: Mapped[list[Any]]
    position_factors: Mapped[list[Any]]
    active: Mapped[bool] = mapped_column(default=False)
    """The one model new cycles and the sandbox use."""
