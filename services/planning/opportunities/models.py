import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, Numeric, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.custom import VALUES
from services.kit.db import CLASSIFIED, MONEY, PERCENT, Base, Identified, Versioned
from services.kit.search import SearchDoc

STATES = ("found", "proposed", "selected", "given_up", "in_project", "won", "lost", "dropped")
SCALES = ("competition", "strategic_value", "product_fit", "price_position", "relationship")


class Opportunity(Identified, Versioned, Base):
    """Something a customer will spend money on. Its life is drawn in service.py."""

    __tablename__ = "opportunity"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        CheckConstraint(f"state in {STATES}", name="state"),
        CheckConstraint("horizon_given in ('short', 'mid', 'long')", name="horizon_given"),
        CheckConstraint("win_probability between 0 and 1", name="win_probability"),
        CheckConstraint("margin_percent between 0 and 100", name="margin_percent"),
        CheckConstraint("market_space >= 0", name="market_space"),
        *(CheckConstraint(f"{name} between 1 and 5", name=name) for name in SCALES),
        CheckConstraint("state in ('found', 'won', 'lost', 'dropped') or customer_id is not null", name="customer"),
        CheckConstraint(
            "state not in ('proposed', 'selected') or (team_id is not null and cycle_id is not null)", name="team"
        ),
        Index(None, "customer_id", "state"),
        Index(None, "team_id", "state"),
        Index(None, "owner_id", "state"),
        Index(None, "cycle_id", "state"),
        Index(None, "updated_at", "id"),
        Index(None, "closed_on"),
    )

    customer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("customer.id"))
    product_line_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("product_line.id"), index=True)
    insight_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("insight.id"), index=True)
    title: Mapped[str]
    source_role: Mapped[str | None]
    horizon_given: Mapped[str | None]
    """The horizon a person chose; without one it follows from `award_on` (SQL function opportunity_horizon)."""
    award_on: Mapped[dt.date | None]
    market_space: Mapped[Decimal | None] = mapped_column(MONEY)
    expected_revenue: Mapped[Decimal | None] = mapped_column(MONEY)
    growth_percent: Mapped[Decimal | None] = mapped_column(PERCENT)
    margin_percent: Mapped[Decimal | None] = mapped_column(PERCENT, info={CLASSIFIED: "commercial"})
    competition: Mapped[int | None] = mapped_column(SmallInteger)
    strategic_value: Mapped[int | None] = mapped_column(SmallInteger)
    our_share: Mapped[Decimal | None] = mapped_column(PERCENT)
    product_fit: Mapped[int | None] = mapped_column(SmallInteger)
    price_position: Mapped[int | None] = mapped_column(SmallInteger)
    relationship: Mapped[int | None] = mapped_column(SmallInteger)
    win_probability: Mapped[float | None] = mapped_column(Numeric(7, 6, asdecimal=False))
    value: Mapped[Decimal | None] = mapped_column(
        MONEY,
        Computed("round(win_probability * market_space * margin_percent / 100, 2)", persisted=True),
        info={CLASSIFIED: "commercial"},
    )
    """Risk-adjusted profit over the horizon; null, never zero, while any of its three factors is unknown."""
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("department.id"))
    state: Mapped[str] = mapped_column(default="found")
    reason: Mapped[str] = mapped_column(default="")
    """Why it is in this state, in people's words."""
    reason_code: Mapped[str | None]
    """Why the solver chose or gave it up; see selections."""
    cycle_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("planning_cycle.id"))
    mandatory: Mapped[bool] = mapped_column(default=False)
    proposed_at: Mapped[dt.datetime | None]
    selected_at: Mapped[dt.datetime | None]
    engaged_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]
    closed_value: Mapped[Decimal | None] = mapped_column(MONEY, info={CLASSIFIED: "commercial"})
    custom: Mapped[dict[str, Any] | None] = mapped_column(VALUES)
    custom_commercial: Mapped[dict[str, Any] | None] = mapped_column(VALUES, info={CLASSIFIED: "commercial"})
    source: Mapped[str | None]
    external_id: Mapped[str | None]

    def search_doc(self) -> SearchDoc:
        codes = [self.external_id] if self.external_id else []
        return SearchDoc(title=self.title, codes=codes, customer_id=self.customer_id)


class OpportunityNeed(Base):
    """What an opportunity needs of one resource in one quarter."""

    __tablename__ = "opportunity_need"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("extract(day from period) = 1 and extract(month from period) in (1, 4, 7, 10)", name="period"),
    )

    opportunity_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("opportunity.id", ondelete="cascade"), primary_key=True
    )
    resource_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("resource.id"), primary_key=True)
    period: Mapped[dt.date] = mapped_column(primary_key=True)
    amount: Mapped[Decimal] = mapped_column(MONEY)


class OpportunityLink(Base):
    """`needs`: this one only together with the other; `excludes`: not both."""

    __tablename__ = "opportunity_link"
    __table_args__ = (
        CheckConstraint("kind in ('needs', 'excludes')", name="kind"),
        CheckConstraint("opportunity_id <> other_id", name="other_id"),
    )

    opportunity_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("opportunity.id", ondelete="cascade"), primary_key=True
    )
    other_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("opportunity.id", ondelete="cascade"), primary_key=True, index=True
    )
    kind: Mapped[str]
