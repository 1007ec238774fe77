import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, Index, SmallInteger, Text, text, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, Versioned
from services.kit.events import Quiet


class ImportRun(Identified, Versioned, Base):
    """One uploaded file on its way in.

    uploaded ──▶ checking ──▶ checked ──▶ running ──▶ done
        ▲           │            ▲ │         │
        └───────────┴── cancelled / failed ◀─┘   (may be run again: what is applied stays applied, the rest goes on)

    `step`, `handled` of `planned` rows and `pace` (rows a second) tell how far it got; `tally` counts the rows that a run
    has applied, in the transactions that applied them.
    """

    __tablename__ = "import_run"
    __table_args__ = (Index(None, "kind", "state"), Index(None, "created_at"))

    service: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="uploaded")
    file_name: Mapped[str]
    format: Mapped[str] = mapped_column(default="csv", server_default="csv")
    encoding: Mapped[str]
    confirmed: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether the encoding is sure: nearly any bytes can be read as GB18030, so a person has to look."""
    sheets: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    sheet: Mapped[str | None]
    delimiter: Mapped[str]
    columns: Mapped[list[Any]]
    samples: Mapped[list[Any]]
    rows: Mapped[int]
    source: Mapped[str] = mapped_column(default="import")
    mapping: Mapped[dict[str, Any]]
    only: Mapped[list[Any]] = mapped_column(default=list)
    result: Mapped[dict[str, Any] | None]
    tally: Mapped[dict[str, Any] | None]
    step: Mapped[str] = mapped_column(default="", server_default="")
    handled: Mapped[int] = mapped_column(default=0, server_default="0")
    planned: Mapped[int] = mapped_column(default=0, server_default="0")
    pace: Mapped[float | None]
    error: Mapped[str] = mapped_column(default="", server_default="")
    job_id: Mapped[uuid.UUID | None]
    created_by: Mapped[uuid.UUID]
    done_at: Mapped[dt.datetime | None]


class ImportRow(Quiet, Base):
    """A line of the file as it came, `number` being its place below the header, from 1. `flaws` are the columns, from 1,
    that hold characters no text may have; 0 stands for a line with too many or too few cells. `errors` are
    `field:code` after a check. A line that has been applied is gone: only the rejected ones outlive a run.
    """

    __tablename__ = "import_row"
    __table_args__ = (Index("ix_import_row_rejected", "run_id", "number", postgresql_where=text("errors is not null")),)

    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cells: Mapped[list[str]] = mapped_column(ARRAY(Text))
    flaws: Mapped[list[int] | None] = mapped_column(ARRAY(SmallInteger))
    errors: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
