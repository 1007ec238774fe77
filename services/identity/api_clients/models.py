import datetime as dt

from sqlalchemy import LargeBinary, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import CLASSIFIED, Base, Identified, Versioned


class ApiClient(Identified, Versioned, Base):
    """A partner system. Only the hash of its key is kept, and the key's beginning, to recognise it by."""

    __tablename__ = "api_client"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    key_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True, info={CLASSIFIED: "sensitive"})
    key_start: Mapped[str]
    expires_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]
