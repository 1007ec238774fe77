import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.custom import VALUES
from services.kit.db import CLASSIFIED, MONEY, Base, Identified, Versioned, utcnow
from services.kit.search import SearchDoc

STAGES = ("lead", "opportunity", "bid", "contract", "delivery", "closed")


class Project(Identified, Versioned, Base):
    """The work of winning and delivering one opportunity. Its stages are drawn in gates.py."""

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint(f"stage in {STAGES}", name="stage"),
        CheckConstraint("value >= 0", name="value"),
        CheckConstraint("result in ('won', 'lost')", name="result"),
        CheckConstraint("outcome in ('won_delivered', 'lost', 'cancelled')", name="outcome"),
        CheckConstraint("stage <> 'closed' or outcome is not null", name="closed_outcome"),
        Index(None, "customer_id", "stage"),
        Index(None, "manager_id", "stage"),
        Index(None, "stage", "stage_entered_at"),
        Index(None, "updated_at", "id"),
        Index(None, "next_step_on"),
    )

    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    opportunity_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("opportunity.id"), unique=True)
    name: Mapped[str]
    stage: Mapped[str] = mapped_column(default="lead")
    stage_entered_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    manager_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    value: Mapped[Decimal | None] = mapped_column(MONEY, info={CLASSIFIED: "commercial"})
    budget_confirmed: Mapped[bool] = mapped_column(default=False)
    budget_source: Mapped[str | None]
    next_step: Mapped[str | None]
    next_step_on: Mapped[dt.date | None]
    competitor_analysis: Mapped[str] = mapped_column(default="")
    competitors_checked_on: Mapped[dt.date | None]
    bid_documents: Mapped[str] = mapped_column(default="")
    price_approved: Mapped[bool] = mapped_column(default=False)
    result: Mapped[str | None]
    result_reasons: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    result_note: Mapped[str] = mapped_column(default="")
    winning_vendor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("vendor.id"), index=True)
    agreement: Mapped[str] = mapped_column(default="")
    milestones: Mapped[list[Any]] = mapped_column(default=list)
    payments: Mapped[list[Any]] = mapped_column(default=list, info={CLASSIFIED: "commercial"})
    contract_risks: Mapped[str] = mapped_column(default="")
    contract_differences: Mapped[str] = mapped_column(default="")
    results_against_target: Mapped[str] = mapped_column(default="")
    lessons: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str | None]
    closed_on: Mapped[dt.date | None]
    custom: Mapped[dict[str, Any] | None] = mapped_column(VALUES)
    custom_commercial: Mapped[dict[str, Any] | None] = mapped_column(VALUES, info={CLASSIFIED: "commercial"})

    def search_doc(self) -> SearchDoc:
        return SearchDoc(title=self.name, customer_id=self.customer_id)


class ProjectMember(Identified, Base):
    """Who works on a project, as what, with which share of their time (0–1)."""

    __tablename__ = "project_member"
    __table_args__ = (
        Index("uq_project_member", "project_id", "user_id", unique=True),
        CheckConstraint("share between 0 and 1", name="share"),
    )

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"), index=True)
    role: Mapped[str]
    share: Mapped[float | None] = mapped_column(Numeric(5, 4, asdecimal=False))


class GateDecision(Identified, Base):
    """One pass, refusal or waiver at a gate, with every check as it stood; written once, never changed."""

    __tablename__ = "gate_decision"
    __table_args__ = (
        CheckConstraint("decision in ('passed', 'refused', 'waived')", name="decision"),
        CheckConstraint("decision <> 'waived' or reason <> ''", name="waiver_reason"),
        Index(None, "project_id", "id"),
        Index(None, "customer_id", "decided_at"),
    )

    project_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    from_stage: Mapped[str]
    to_stage: Mapped[str]
    decision: Mapped[str]
    checks: Mapped[list[Any]]
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[uuid.UUID]
    """A person, or a partner's key: no foreign key, as keys may do this too."""
    decided_by_name: Mapped[str]
    decided_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
