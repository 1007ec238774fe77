import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint, UniqueConstraint, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from uuid_utils.compat import uuid7

from services.kit.db import Base, Versioned
from services.records.checks import named_source, one_of
from services.records.interactions.schemas import Channel, Direction


class Interaction(Versioned, Base):
    """One contact with a customer. A table that is distributed by customer one day: `customer_id` leads every key."""

    __tablename__ = "interaction"
    __table_args__ = (
        PrimaryKeyConstraint("customer_id", "id"),
        UniqueConstraint("customer_id", "source", "external_id"),
        named_source(),
        one_of("channel", Channel),
        one_of("direction", Direction),
        Index(None, "id"),
        Index(None, "source", "external_id"),
        Index(None, "at", "id"),
        Index(None, "customer_id", "at", "id"),
        Index(None, "contact_ids", postgresql_using="gin"),
        Index(None, "user_ids", postgresql_using="gin"),
    )

    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id"))
    id: Mapped[uuid.UUID] = mapped_column(default=uuid7)
    channel: Mapped[str]
    direction: Mapped[str]
    at: Mapped[dt.datetime]
    contact_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    user_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid), server_default="{}")
    summary: Mapped[str] = mapped_column(server_default="")
    learned: Mapped[str] = mapped_column(server_default="")
    next_step: Mapped[str | None]
    next_step_on: Mapped[dt.date | None]
    source: Mapped[str | None]
    external_id: Mapped[str | None]
