import datetime as dt
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, Versioned
from services.kit.subjects import PERSONAL

ROLES = ("approver", "decider", "supporter", "evaluator", "influencer", "user", "gatekeeper", "adviser")


class PowerMap(Identified, Versioned, Base):
    """The decision chain of a customer, or (with `project_id`) of one of its projects."""

    __tablename__ = "power_map"
    __table_args__ = (UniqueConstraint("customer_id", "project_id", postgresql_nulls_not_distinct=True),)

    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    project_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("project.id"), index=True)
    competitors_checked_on: Mapped[dt.date | None]


class PowerMapPerson(Identified, Versioned, Base):
    """One person of the chain, or a placeholder for a role not yet filled."""

    __tablename__ = "power_map_person"
    __subject__ = "contact_id"
    __table_args__ = (
        Index("uq_power_map_person_contact", "power_map_id", "contact_id", unique=True),
        CheckConstraint(f"role in {ROLES}", name="role"),
        CheckConstraint("chain in ('technical', 'commercial', 'integrated')", name="chain"),
        CheckConstraint("influence between 1 and 5", name="influence"),
        CheckConstraint("support between -1 and 3", name="support"),
        CheckConstraint("openness between 1 and 5", name="openness"),
        CheckConstraint("contact_depth in ('none', 'brief', 'several', 'deep')", name="contact_depth"),
        CheckConstraint("status in ('assumed', 'confirmed')", name="status"),
        CheckConstraint("status = 'assumed' or (confirmed_on is not null and evidence <> '')", name="confirmed"),
        CheckConstraint("reports_to_id <> id", name="reports_to_self"),
        CheckConstraint("dotted_to_id <> id", name="dotted_to_self"),
    )

    power_map_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("power_map.id", ondelete="CASCADE"))
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    contact_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("contact.id"), index=True)
    name: Mapped[str] = mapped_column(info=PERSONAL)
    title: Mapped[str | None] = mapped_column(info=PERSONAL)
    role: Mapped[str | None]
    chain: Mapped[str] = mapped_column(default="integrated")
    influence: Mapped[int | None] = mapped_column(SmallInteger)
    support: Mapped[int | None] = mapped_column(SmallInteger)
    competitor_support: Mapped[dict[str, Any]] = mapped_column(default=dict)
    openness: Mapped[int | None] = mapped_column(SmallInteger)
    contact_depth: Mapped[str] = mapped_column(default="none")
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"), index=True)
    status: Mapped[str] = mapped_column(default="assumed")
    confirmed_on: Mapped[dt.date | None]
    evidence: Mapped[str] = mapped_column(default="", info=PERSONAL)
    reports_to_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("power_map_person.id"), index=True)
    dotted_to_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("power_map_person.id"), index=True)
    x: Mapped[float | None]
    y: Mapped[float | None]


class PowerMapLink(Identified, Base):
    """One person's influence on another, or a conflict between two."""

    __tablename__ = "power_map_link"
    __table_args__ = (
        Index("uq_power_map_link", "from_id", "to_id", "kind", unique=True),
        CheckConstraint("kind in ('influence', 'conflict')", name="kind"),
        CheckConstraint("from_id <> to_id", name="to_self"),
    )

    power_map_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("power_map.id", ondelete="CASCADE"), index=True)
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    from_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("power_map_person.id"))
    to_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("power_map_person.id"), index=True)
    kind: Mapped[str]
