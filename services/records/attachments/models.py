import datetime as dt
import uuid

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, Versioned
from services.records.attachments.schemas import Filed
from services.records.checks import one_of


class Attachment(Identified, Versioned, Base):
    """A file at a record; its bytes lie in the store under its id. `author_id` is null where a partner's key sent it.

    `deleted_at`: nobody sees it any more; some hours later a job removes bytes and row, until then it can be restored.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        one_of("entity", Filed),
        Index(None, "entity_id", "id"),
        Index(None, "customer_id"),
        Index(None, "updated_at", "id"),
        Index("ix_attachment_deleted", "deleted_at", postgresql_where=text("deleted_at is not null")),
    )

    entity: Mapped[str]
    entity_id: Mapped[uuid.UUID]
    customer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("customer.id"))
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    author_name: Mapped[str]
    deleted_at: Mapped[dt.datetime | None]
