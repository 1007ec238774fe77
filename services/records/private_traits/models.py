import uuid

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import CLASSIFIED, Base, Versioned
from services.kit.secrets import WRAPPED

SENSITIVE = {CLASSIFIED: "sensitive"}


class PrivateTraits(Versioned, Base):
    """What we know of a person beyond the office, each field sealed under the person's own key (kit/subjects.py).

    `sealed_key` is of the version before: a key of this row alone, until the row is written again.
    """

    __tablename__ = "private_traits"
    __table_args__ = (
        ForeignKeyConstraint(["customer_id", "contact_id"], ["contact.customer_id", "contact.id"], ondelete="CASCADE"),
    )

    contact_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"), index=True)
    sealed_key: Mapped[bytes | None] = mapped_column(info=SENSITIVE | {WRAPPED: True})
    traits: Mapped[bytes | None] = mapped_column(info=SENSITIVE)
    interests: Mapped[bytes | None] = mapped_column(info=SENSITIVE)
    family: Mapped[bytes | None] = mapped_column(info=SENSITIVE)
    background: Mapped[bytes | None] = mapped_column(info=SENSITIVE)
