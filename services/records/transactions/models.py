import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, PrimaryKeyConstraint, String, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column
from uuid_utils.compat import uuid7

from services.kit.db import CLASSIFIED, MONEY, Base, utcnow
from services.records.checks import one_of
from services.records.transactions.schemas import TransactionKind


class Transaction(Base):
    """A line of the ERP, by its source known as `(source, external_id)`: at most one row anywhere.

    A table that is distributed by customer one day, so `customer_id` leads every key, and the rule is kept by whoever
    writes: find by `(source, external_id)`, and when the customer has changed, move the row under its id.
    """

    __tablename__ = "transaction"
    __table_args__ = (
        PrimaryKeyConstraint("customer_id", "id"),
        UniqueConstraint("customer_id", "source", "external_id"),
        one_of("kind", TransactionKind),
        Index(None, "id"),
        Index(None, "source", "external_id"),
        Index(None, "booked_on", "id"),
        Index(None, "customer_id", "kind", "booked_on", postgresql_include=["amount", "currency"]),
        Index(None, "owner_id", "booked_on"),
        Index(None, "team_id", "booked_on"),
        Index(None, "product_line_id", "booked_on"),
    )

    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    id: Mapped[uuid.UUID] = mapped_column(default=uuid7)
    kind: Mapped[str]
    number: Mapped[str | None]
    booked_on: Mapped[dt.date]
    amount: Mapped[Decimal] = mapped_column(MONEY, info={CLASSIFIED: "commercial"})
    currency: Mapped[str] = mapped_column(String(3))
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(18, 4))
    product_line_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("product_line.id"))
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("department.id"))
    source: Mapped[str]
    external_id: Mapped[str]
    created_at: Mapped[dt.datetime] = mapped_column(default=utcnow, server_default=func.now())
    updated_at: Mapped[dt.datetime] = mapped_column(default=utcnow, onupdate=utcnow, server_default=func.now())
