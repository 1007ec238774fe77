import datetime as dt
import uuid
from typing import Any

from sqlalchemy import BigInteger, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, utcnow
from services.kit.events import Quiet


class EventSeal(Quiet, Base):
    """Closes the events after the seal before it, up to and with (tx, id); see rules.py for the chain."""

    __tablename__ = "event_seal"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    tx: Mapped[int] = mapped_column(BigInteger)
    id: Mapped[uuid.UUID]
    events: Mapped[int]
    first_at: Mapped[dt.datetime]
    last_at: Mapped[dt.datetime]
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    chain: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    pruned_at: Mapped[dt.datetime | None]
    """When its events were deleted because they had been kept long enough; the seal itself stays."""


class EventCheck(Identified, Quiet, Base):
    """What was found when all seals were compared with the events they close."""

    __tablename__ = "event_check"

    at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    seals: Mapped[int] = mapped_column(BigInteger)
    events: Mapped[int] = mapped_column(BigInteger)
    findings: Mapped[list[Any]]
