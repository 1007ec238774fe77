import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, Versioned
from services.kit.search import SearchDoc
from services.records.checks import one_of, scale5
from services.records.insights.schemas import InsightRole, InsightState


class Insight(Identified, Versioned, Base):
    """A dated analysis of a customer by one role: draft ──publish──▶ published, and then it stands."""

    __tablename__ = "insight"
    __table_args__ = (
        UniqueConstraint("customer_id", "id"),
        one_of("role", InsightRole),
        one_of("state", InsightState),
        scale5("value_grade"),
        CheckConstraint("(state = 'published') = (published_at is not null)", name="published_at"),
        Index(None, "dated_on", "id"),
        Index(None, "customer_id", "dated_on", "id"),
        Index(None, "author_id"),
    )

    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    role: Mapped[str]
    dated_on: Mapped[dt.date]
    title: Mapped[str]
    findings: Mapped[str] = mapped_column(server_default="")
    state: Mapped[str] = mapped_column(default="draft", server_default="draft")
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    value_grade: Mapped[int | None] = mapped_column(SmallInteger)
    published_at: Mapped[dt.datetime | None]

    def search_doc(self) -> SearchDoc:
        return SearchDoc(title=self.title, subtitle=self.dated_on.isoformat(), customer_id=self.customer_id)
