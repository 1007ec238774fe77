import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, Versioned
from services.kit.subjects import PERSONAL
from services.records.checks import one_of
from services.records.consents.schemas import Basis, Purpose


class Consent(Identified, Versioned, Base):
    """Why we may keep and read what is private about a person: one purpose, on one legal basis, until withdrawn."""

    __tablename__ = "consent"
    __subject__ = "contact_id"
    __table_args__ = (
        ForeignKeyConstraint(["customer_id", "contact_id"], ["contact.customer_id", "contact.id"], ondelete="CASCADE"),
        one_of("purpose", Purpose),
        one_of("basis", Basis),
        CheckConstraint("withdrawn_on >= given_on", name="withdrawn_on"),
        Index(None, "contact_id", "id"),
    )

    contact_id: Mapped[uuid.UUID]
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"), index=True)
    purpose: Mapped[str]
    basis: Mapped[str]
    given_on: Mapped[dt.date]
    withdrawn_on: Mapped[dt.date | None]
    evidence: Mapped[str] = mapped_column(default="", info=PERSONAL)
