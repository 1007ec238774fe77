import datetime as dt
import uuid

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import CLASSIFIED, Base, Versioned

SENSITIVE = {CLASSIFIED: "sensitive"}


class PrivateTraits(Versioned, Base):
    """What we know of a person beyond the office, each field sealed under a key of the person's own.

    `sealed_key` is that key under the installation's master key; with the row it is gone, and the rest unreadable.
    """

    __tablename__ = "private_traits"
    __table_args__ = (
        ForeignKeyConstraint(["customer_id", "contact_id"], ["contact.customer_id", "contact.id"], ondelete="CASCADE"),
    )

    contact_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"), index=True)
    sealed_key: Mapped[bytes] = mapped_column(info=SENSITIVE)
    traits: Mapped[bytes | None] = mapped_column(info=SENSITIVE)
    interests: Mapped[bytes | None] = mapped_column(info=SENSITIVE)
    family: Mapped[bytes | None] = mapped_column(info=SENSITIVE)
    background: Mapped[bytes | None] = mapped_column(info=SENSITIVE)
    consent_on: Mapped[dt.date]
    consent_basis: Mapped[str]
