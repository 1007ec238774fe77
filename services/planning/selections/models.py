import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import CLASSIFIED, MONEY, Base, Identified, Versioned


class Selection(Identified, Versioned, Base):
    """One scenario of choosing proposals of a cycle under its limits; frozen once decided."""

    __tablename__ = "selection"
    __table_args__ = (
        UniqueConstraint("cycle_id", "name"),
        CheckConstraint("state in ('draft', 'solved', 'decided')", name="state"),
        CheckConstraint("objective in ('profit', 'attractiveness', 'blend', 'revenue')", name="objective"),
        Index(
            "uq_selection_in_force",
            "cycle_id",
            unique=True,
            postgresql_where=text("state = 'decided' and corrected_by is null"),
        ),
    )

    cycle_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("planning_cycle.id"))
    name: Mapped[str]
    objective: Mapped[str]
    limit_scale: Mapped[dict[str, Any]]
    rules: Mapped[dict[str, Any]]
    corrects: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("selection.id"), index=True)
    corrected_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("selection.id"), index=True)
    state: Mapped[str] = mapped_column(default="draft")
    status: Mapped[str | None]
    value: Mapped[Decimal | None] = mapped_column(MONEY, info={CLASSIFIED: "commercial"})
    bound: Mapped[Decimal | None] = mapped_column(MONEY, info={CLASSIFIED: "commercial"})
    profit: Mapped[Decimal | None] = mapped_column(MONEY, info={CLASSIFIED: "commercial"})
    gap: Mapped[float | None]
    chosen_count: Mapped[int | None]
    proposal_count: Mapped[int | None]
    unvalued_count: Mapped[int | None]
    conflict: Mapped[list[Any]] = mapped_column(default=list)
    solved_at: Mapped[dt.datetime | None]
    fingerprint: Mapped[str | None]
    """Digest of all the solver saw; a decision on anything else is refused."""
    note: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[dt.datetime | None]
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    """The person; null when a partner's key decided (its event says which)."""


class SelectionChoice(Base):
    """What a selection says about one proposal, and why. Written set-based with each solve."""

    __tablename__ = "selection_choice"
    __table_args__ = (UniqueConstraint("selection_id", "rank"),)

    selection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("selection.id", ondelete="cascade"), primary_key=True)
    opportunity_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("opportunity.id"), primary_key=True, index=True)
    rank: Mapped[int]
    """Order of the list: chosen ones first, the most valuable first."""
    chosen: Mapped[bool]
    value: Mapped[Decimal | None] = mapped_column(MONEY, info={CLASSIFIED: "commercial"})
    attractiveness: Mapped[float | None]
    reasons: Mapped[list[Any]]
    takes: Mapped[dict[str, Any]] = mapped_column(info={CLASSIFIED: "commercial"})
    override_reason: Mapped[str | None]
    """Why a person decided against the solver; `chosen` is the person's choice."""


class SelectionUsage(Base):
    """What a selection uses of one resource in one quarter, and what more of it would be worth."""

    __tablename__ = "selection_usage"

    selection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("selection.id", ondelete="cascade"), primary_key=True)
    resource_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("resource.id"), primary_key=True)
    period: Mapped[dt.date] = mapped_column(primary_key=True)
    limit: Mapped[Decimal | None] = mapped_column(MONEY)
    used: Mapped[Decimal] = mapped_column(MONEY)
    gains: Mapped[list[Any]] = mapped_column(info={CLASSIFIED: "commercial"})
