import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import MONEY, Base, Identified, Versioned

STATES = ("draft", "submitted", "approved", "in_force", "closed")


class AccountPlan(Identified, Versioned, Base):
    """What one customer's team intends for one cycle. Its states are drawn in states.py."""

    __tablename__ = "account_plan"
    __table_args__ = (
        UniqueConstraint("customer_id", "cycle_id"),
        CheckConstraint(f"state in {STATES}", name="state"),
        Index(None, "cycle_id", "team_id"),
        Index(None, "team_id"),
    )

    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    cycle_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("planning_cycle.id"))
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("department.id"))
    """The team that led the customer when the plan began: its grants pay for the plan, wherever the customer moves."""
    state: Mapped[str] = mapped_column(default="draft")
    summary: Mapped[str] = mapped_column(default="")
    strategy: Mapped[str] = mapped_column(default="")
    returned_reason: Mapped[str] = mapped_column(default="")
    submitted_at: Mapped[dt.datetime | None]
    approved_at: Mapped[dt.datetime | None]


class Objective(Identified, Versioned, Base):
    """What is to be reached; one that comes from the team's target cannot be left out."""

    __tablename__ = "objective"
    __table_args__ = (CheckConstraint("goal_value >= 0", name="goal_value"),)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account_plan.id", ondelete="CASCADE"), index=True)
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    title: Mapped[str]
    target_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("target.id"), index=True)
    measure: Mapped[str | None]
    unit: Mapped[str | None]
    goal_value: Mapped[Decimal | None] = mapped_column(MONEY)
    due_on: Mapped[dt.date | None]


class RelationshipGoal(Identified, Versioned, Base):
    """The change of support wanted of one contact by a date, for the sake of one objective."""

    __tablename__ = "relationship_goal"
    __table_args__ = (
        UniqueConstraint("plan_id", "contact_id", "objective_id"),
        CheckConstraint("support_now between -1 and 3", name="support_now"),
        CheckConstraint("support_wanted between -1 and 3", name="support_wanted"),
    )

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account_plan.id", ondelete="CASCADE"))
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    objective_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("objective.id"), index=True)
    contact_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("contact.id"), index=True)
    support_now: Mapped[int] = mapped_column(SmallInteger)
    support_wanted: Mapped[int] = mapped_column(SmallInteger)
    by: Mapped[dt.date]
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"), index=True)


class BudgetLine(Identified, Versioned, Base):
    """What a plan takes of one resource in one quarter: planned within the team's grant, then committed, then spent."""

    __tablename__ = "budget_line"
    __table_args__ = (
        CheckConstraint("planned >= 0 and committed >= 0 and spent >= 0", name="amounts"),
        CheckConstraint("committed <= planned", name="committed"),
        CheckConstraint("extract(day from period) = 1 and extract(month from period) in (1, 4, 7, 10)", name="period"),
        Index(None, "plan_id", "resource_id", "period"),
    )

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account_plan.id", ondelete="CASCADE"))
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    title: Mapped[str]
    resource_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("resource.id"), index=True)
    period: Mapped[dt.date]
    planned: Mapped[Decimal] = mapped_column(MONEY)
    committed: Mapped[Decimal] = mapped_column(MONEY, default=Decimal(0))
    spent: Mapped[Decimal] = mapped_column(MONEY, default=Decimal(0))
