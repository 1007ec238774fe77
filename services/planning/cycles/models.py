import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import MONEY, Base, Identified, Versioned

STATES = ("open", "scoring", "selecting", "issued", "executing", "evaluating", "closed")


class PlanningCycle(Identified, Versioned, Base):
    """One round of proposing, selecting, issuing, executing and evaluating. Its states are drawn in service.py."""

    __tablename__ = "planning_cycle"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint(f"state in {STATES}", name="state"),
        CheckConstraint("ends_on > starts_on", name="ends_on"),
    )

    name: Mapped[str]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    currency: Mapped[str]
    propose_until: Mapped[dt.date | None]
    state: Mapped[str] = mapped_column(default="open")
    scoring_model_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("scoring_model.id"), index=True)


class Resource(Identified, Versioned, Base):
    """A kind of money or people that opportunities need, and of which there is only so much."""

    __tablename__ = "resource"
    __table_args__ = (UniqueConstraint("code"), CheckConstraint("kind in ('money', 'people')", name="kind"))

    code: Mapped[str]
    name_zh: Mapped[str]
    name_en: Mapped[str]
    unit: Mapped[str]
    kind: Mapped[str]


class CycleLimit(Base):
    """How much of a resource there is in one quarter of a cycle. Without a row there is no limit."""

    __tablename__ = "cycle_limit"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("extract(day from period) = 1 and extract(month from period) in (1, 4, 7, 10)", name="period"),
    )

    cycle_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("planning_cycle.id", ondelete="cascade"), primary_key=True)
    resource_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("resource.id"), primary_key=True)
    period: Mapped[dt.date] = mapped_column(primary_key=True)
    amount: Mapped[Decimal] = mapped_column(MONEY)
