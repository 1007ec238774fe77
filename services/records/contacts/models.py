import datetime as dt
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.custom import VALUES, indexed
from services.kit.db import Base, Identified, Versioned
from services.kit.search import SearchDoc
from services.kit.subjects import PERSONAL
from services.records.checks import named_source, one_of
from services.records.contacts.schemas import PreferredChannel


class Contact(Identified, Versioned, Base):
    """A person at a customer. The reporting lines stay inside one customer, which the database itself sees to.

    After `erased_at` the row only holds the person's place: what told of the person is gone, and nobody writes to it.
    """

    __tablename__ = "contact"
    __subject__ = "id"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        UniqueConstraint("customer_id", "id"),
        ForeignKeyConstraint(["customer_id", "reports_to_id"], ["contact.customer_id", "contact.id"]),
        ForeignKeyConstraint(["customer_id", "dotted_to_id"], ["contact.customer_id", "contact.id"]),
        CheckConstraint("reports_to_id <> id", name="reports_to_id"),
        CheckConstraint("dotted_to_id <> id", name="dotted_to_id"),
        named_source(),
        one_of("preferred_channel", PreferredChannel),
        Index(None, "name", "id"),
        Index(None, "updated_at", "id"),
        Index(None, "customer_id", "name", "id"),
        Index(None, "reports_to_id"),
        Index(None, "dotted_to_id"),
        Index(None, "owner_id"),
        indexed("custom"),
    )

    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    name: Mapped[str] = mapped_column(info=PERSONAL)
    title: Mapped[str | None] = mapped_column(info=PERSONAL)
    department: Mapped[str | None] = mapped_column(info=PERSONAL)
    phone: Mapped[str | None] = mapped_column(info=PERSONAL)
    mail: Mapped[str | None] = mapped_column(info=PERSONAL)
    messenger: Mapped[str | None] = mapped_column(info=PERSONAL)
    reports_to_id: Mapped[uuid.UUID | None]
    dotted_to_id: Mapped[uuid.UUID | None]
    is_payer: Mapped[bool] = mapped_column(server_default="false")
    is_user: Mapped[bool] = mapped_column(server_default="false")
    is_decider: Mapped[bool] = mapped_column(server_default="false")
    preferred_channel: Mapped[str | None]
    cadence_days: Mapped[int | None] = mapped_column(SmallInteger)
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    custom: Mapped[dict[str, Any] | None] = mapped_column(VALUES, info=PERSONAL)
    source: Mapped[str | None]
    external_id: Mapped[str | None] = mapped_column(info=PERSONAL)
    erased_at: Mapped[dt.datetime | None]

    def search_doc(self) -> SearchDoc:
        return SearchDoc(
            title=self.name,
            subtitle=" · ".join(filter(None, [self.department, self.title])),
            codes=[*filter(None, [self.phone, self.mail])],
            customer_id=self.customer_id,
        )
