import datetime as dt
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import CLASSIFIED, Base, Identified, Versioned, utcnow
from services.kit.events import Quiet
from services.kit.secrets import WRAPPED

SECRET = {CLASSIFIED: "sensitive", WRAPPED: True}


class Webhook(Identified, Versioned, Base):
    """An address that is told of events. Its secrets are closed by the master key; the former one signs along until
    `former_until`.

    `failures` (in a row) and `resting_until` are how its deliveries fare: they change without a word in the audit trail.
    """

    __tablename__ = "webhook"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str]
    url: Mapped[str]
    event_types: Mapped[list[str]] = mapped_column(ARRAY(Text))
    active: Mapped[bool] = mapped_column(default=True)
    stopped_because: Mapped[str | None]
    secret: Mapped[bytes] = mapped_column(LargeBinary, info=SECRET)
    former_secret: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    former_until: Mapped[dt.datetime | None]
    failures: Mapped[int] = mapped_column(default=0, server_default="0")
    resting_until: Mapped[dt.datetime | None]


class WebhookDelivery(Identified, Quiet, Base):
    """One message for one address, the same bytes at every attempt; `message_id` is the event's id."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        UniqueConstraint("webhook_id", "message_id", name="uq_webhook_delivery_webhook_id"),
        CheckConstraint("state in ('waiting', 'delivered', 'dead')", name="state"),
        Index(None, "webhook_id", "id"),
        Index(None, "done_at"),
        Index("ix_webhook_delivery_waiting", "webhook_id", "next_at", postgresql_where=text("state = 'waiting'")),
    )

    webhook_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("webhook.id", ondelete="CASCADE"))
    message_id: Mapped[uuid.UUID]
    type: Mapped[str]
    body: Mapped[str]
    state: Mapped[str] = mapped_column(default="waiting")
    attempt: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    queued_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    done_at: Mapped[dt.datetime | None]
    attempts: Mapped[list[Any]] = mapped_column(default=list)
    """The latest ones: {at, status, ms, error, excerpt}."""
