import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, Index, SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, Versioned
from services.kit.events import Quiet


class ImportRun(Identified, Versioned, Base):
    """One uploaded file on its way in: uploaded → checked (dry run) → done."""

    __tablename__ = "import_run"
    __table_args__ = (Index(None, "kind", "state"), Index(None, "created_at"))

    service: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default="uploaded")
    file_name: Mapped[str]
    encoding: Mapped[str]
    delimiter: Mapped[str]
    columns: Mapped[list[Any]]
    samples: Mapped[list[Any]]
    rows: Mapped[int]
    source: Mapped[str] = mapped_column(default="import")
    mapping: Mapped[dict[str, Any]]
    only: Mapped[list[Any]] = mapped_column(default=list)
    result: Mapped[dict[str, Any] | None]
    created_by: Mapped[uuid.UUID]
    done_at: Mapped[dt.datetime | None]


class ImportRow(Quiet, Base):
    """A line of the file as it came, `number` being its place below the header, from 1. `flaws` are the columns, from 1,
    that hold characters no text may have; 0 stands for a line with too many or too few cells. `errors` are
    `field:code` after a check; after a run only the rejected lines stay.
    """

    __tablename__ = "import_row"

    run_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cells: Mapped[list[str]] = mapped_column(ARRAY(Text))
    flaws: Mapped[list[int] | None] = mapped_column(ARRAY(SmallInteger))
    errors: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
