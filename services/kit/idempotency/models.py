import datetime as dt
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, utcnow


class IdempotencyKey(Base):
    """A key that was used. Neither the key nor the answer can be read from here: the answer may hold a new secret."""

    __tablename__ = "idempotency_key"
    __table_args__ = (Index(None, "at"),)

    id: Mapped[bytes] = mapped_column(primary_key=True)
    """Digest of the caller and the key."""
    at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    fingerprint: Mapped[bytes]
    """Digest of the request."""
    classes: Mapped[list[Any]]
    """The classes of fields that the answer may show."""
    status: Mapped[int | None]
    headers: Mapped[list[Any]]
    sealed: Mapped[bytes | None]
    """The body, compressed, under a key made of the caller's own key and the master key."""
