import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import CLASSIFIED, MONEY, Base, Identified, Versioned


class Target(Identified, Versioned, Base):
    """What the company asks of one team for a cycle. A correction changes it in place: plans go on referring to it."""

    __tablename__ = "target"
    __table_args__ = (UniqueConstraint("cycle_id", "team_id"),)

    cycle_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("planning_cycle.id"))
    team_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("department.id"), index=True)
    selection_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("selection.id"), index=True)
    opportunities: Mapped[int]
    order_intake: Mapped[Decimal] = mapped_column(MONEY)
    revenue: Mapped[Decimal] = mapped_column(MONEY)
    margin: Mapped[Decimal | None] = mapped_column(MONEY, info={CLASSIFIED: "commercial"})


class TargetGrant(Base):
    """What a team is given of one resource in one quarter: the needs of its chosen opportunities."""

    __tablename__ = "target_grant"

    target_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("target.id", ondelete="cascade"), primary_key=True)
    resource_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("resource.id"), primary_key=True)
    period: Mapped[dt.date] = mapped_column(primary_key=True)
    amount: Mapped[Decimal] = mapped_column(MONEY)
