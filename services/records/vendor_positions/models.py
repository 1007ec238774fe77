import datetime as dt
import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import PERCENT, Base, Identified, Versioned
from services.records.checks import one_of, scale5
from services.records.vendor_positions.schemas import Status


class VendorPosition(Identified, Versioned, Base):
    """How one vendor, us included, stands at one customer in one product line."""

    __tablename__ = "vendor_position"
    __table_args__ = (
        UniqueConstraint("customer_id", "product_line_id", "vendor_id"),
        CheckConstraint("share between 0 and 100", name="share"),
        scale5("satisfaction"),
        one_of("status", Status),
        Index(None, "vendor_id"),
        Index(None, "product_line_id"),
        Index(None, "contract_ends_on"),
    )

    vendor_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vendor.id"))
    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    product_line_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("product_line.id"))
    share: Mapped[Decimal | None] = mapped_column(PERCENT)
    installed_base: Mapped[str] = mapped_column(server_default="")
    contract_ends_on: Mapped[dt.date | None]
    satisfaction: Mapped[int | None] = mapped_column(SmallInteger)
    strengths: Mapped[str] = mapped_column(server_default="")
    weaknesses: Mapped[str] = mapped_column(server_default="")
    supporters: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    last_moves: Mapped[str] = mapped_column(server_default="")
    status: Mapped[str] = mapped_column(server_default="assumed")
    evidence: Mapped[str] = mapped_column(server_default="")
    assessed_on: Mapped[dt.date | None]
