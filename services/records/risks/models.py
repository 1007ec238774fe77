import datetime as dt
import uuid

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, Versioned
from services.records.checks import one_of, scale5
from services.records.risks.schemas import Horizon, RiskKind, RiskState


class Risk(Identified, Versioned, Base):
    """Something that can harm the business with a customer."""

    __tablename__ = "risk"
    __table_args__ = (
        ForeignKeyConstraint(["customer_id", "insight_id"], ["insight.customer_id", "insight.id"]),
        one_of("kind", RiskKind),
        one_of("horizon", Horizon),
        one_of("state", RiskState),
        scale5("probability"),
        scale5("impact"),
        Index(None, "customer_id", "state"),
        Index(None, "insight_id"),
        Index(None, "owner_id"),
    )

    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    insight_id: Mapped[uuid.UUID | None]
    title: Mapped[str]
    kind: Mapped[str]
    probability: Mapped[int] = mapped_column(SmallInteger)
    impact: Mapped[int] = mapped_column(SmallInteger)
    horizon: Mapped[str]
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    measure: Mapped[str] = mapped_column(server_default="")
    review_on: Mapped[dt.date | None]
    state: Mapped[str] = mapped_column(default="open", server_default="open")
