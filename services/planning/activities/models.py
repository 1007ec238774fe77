import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import CLASSIFIED, MONEY, Base, Identified, Versioned
from services.kit.search import SearchDoc

KINDS = (
    "visit",
    "technical_exchange",
    "company_visit",
    "sample_site_visit",
    "executive_meeting",
    "training",
    "service_gift",
    "bid_step",
    "delivery_step",
    "other",
)


class Activity(Identified, Versioned, Base):
    """A planned piece of work with one owner: planned → reported → rated, or cancelled while planned."""

    __tablename__ = "activity"
    __table_args__ = (
        CheckConstraint(f"kind in {KINDS}", name="kind"),
        CheckConstraint("state in ('planned', 'reported', 'rated', 'cancelled')", name="state"),
        CheckConstraint("budget >= 0", name="budget"),
        CheckConstraint("quality between 1 and 5", name="quality"),
        CheckConstraint("effect between 1 and 5", name="effect"),
        CheckConstraint("state <> 'rated' or (quality is not null and effect is not null)", name="rated"),
        Index(None, "customer_id", "due_on"),
        Index(None, "owner_id", "state", "due_on"),
        Index(None, "project_id", "state"),
        Index(None, "state", "due_on"),
        Index(None, "due_on", "id"),
        Index(None, "user_ids", postgresql_using="gin"),
        Index(None, "contact_ids", postgresql_using="gin"),
    )

    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    project_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("project.id"))
    goal_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("relationship_goal.id"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    goal: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    contact_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid), default=list)
    user_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid), default=list)
    due_on: Mapped[dt.date]
    budget: Mapped[Decimal | None] = mapped_column(MONEY, info={CLASSIFIED: "commercial"})
    expected_result: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="planned")
    report: Mapped[str] = mapped_column(default="")
    learned: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str | None]
    reported_at: Mapped[dt.datetime | None]
    quality: Mapped[int | None] = mapped_column(SmallInteger, info={CLASSIFIED: "commercial"})
    effect: Mapped[int | None] = mapped_column(SmallInteger, info={CLASSIFIED: "commercial"})
    rating_reason: Mapped[str] = mapped_column(default="", info={CLASSIFIED: "commercial"})
    rated_by: Mapped[uuid.UUID | None]
    """A person, or a partner's key: no foreign key, as keys may do this too."""
    rated_at: Mapped[dt.datetime | None]

    def search_doc(self) -> SearchDoc:
        return SearchDoc(title=self.title, customer_id=self.customer_id)
