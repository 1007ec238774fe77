import datetime as dt
import uuid
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, utcnow
from services.kit.events import Quiet

STATES = ("queued", "running", "done", "failed", "cancelled")
LIVE = "state in ('queued', 'running')"


class JobRun(Identified, Quiet, Base):
    """The truth about a job; pgqueuer's row, whose payload is this id, only brings it to a worker."""

    __tablename__ = "job_run"
    __table_args__ = (
        CheckConstraint("state in ('queued', 'running', 'done', 'failed', 'cancelled')", name="state"),
        Index("uq_job_run_key_live", "key", unique=True, postgresql_where=text(LIVE)),
        Index("uq_job_run_slot", "slot", unique=True),
        Index(None, "created_by", "id"),
        Index(None, "state", "id"),
        Index(None, "finished_at"),
    )

    kind: Mapped[str]
    title: Mapped[str] = mapped_column(default="", server_default="")
    payload: Mapped[dict[str, Any]]
    key: Mapped[str | None]
    slot: Mapped[str | None]
    """Which turn of the clock ordered it; a turn never comes twice."""
    priority: Mapped[int] = mapped_column(default=0, server_default="0")
    state: Mapped[str] = mapped_column(default="queued", server_default="queued")
    done: Mapped[int] = mapped_column(default=0, server_default="0")
    total: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="", server_default="")
    error: Mapped[str] = mapped_column(default="", server_default="")
    attempt: Mapped[int] = mapped_column(default=0, server_default="0")
    deaths: Mapped[int] = mapped_column(default=0, server_default="0")
    """Workers that ended while they ran it."""
    claim: Mapped[int] = mapped_column(default=0, server_default="0")
    """Grows with each start; a worker that was taken for dead finds another number and its words no longer count."""
    carrier: Mapped[int | None] = mapped_column(BigInteger)
    """The row of pgqueuer that brought what runs now: only that one may bring it again while it runs."""
    cancel_asked_at: Mapped[dt.datetime | None]
    created_by: Mapped[uuid.UUID | None]
    created_kind: Mapped[str] = mapped_column(default="system", server_default="system")
    created_name: Mapped[str] = mapped_column(default="Loam", server_default="Loam")
    created_at: Mapped[dt.datetime] = mapped_column(default=utcnow, server_default=text("now()"))
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
