import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, Versioned
from services.records.checks import one_of
from services.records.comments.schemas import Discussed


class Comment(Identified, Versioned, Base):
    """What somebody says about a record. `mentions`: [{id, name}], the names as they stand in the text."""

    __tablename__ = "comment"
    __table_args__ = (one_of("entity", Discussed), Index(None, "entity_id", "id"), Index(None, "customer_id"))

    entity: Mapped[str]
    entity_id: Mapped[uuid.UUID]
    customer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("customer.id"))
    body: Mapped[str]
    mentions: Mapped[list[Any]]
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"))
    edited_at: Mapped[dt.datetime | None]
