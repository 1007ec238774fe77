import datetime as dt

from sqlalchemy import Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import CLASSIFIED, Base, Identified, Versioned, utcnow


class ApiClient(Identified, Versioned, Base):
    """A partner system. Only the hash of its key is kept, and the key's beginning, to recognise it by.

    Two keys may live at once: after a rotation the one before goes on until `former_key_ends_at`. `networks` are CIDR
    blocks it may come from; none means from anywhere. When a key was last used is true to some minutes.
    """

    __tablename__ = "api_client"
    __table_args__ = (UniqueConstraint("name"), Index("uq_api_client_former_key_hash", "former_key_hash", unique=True))

    name: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    key_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True, info={CLASSIFIED: "sensitive"})
    key_start: Mapped[str]
    key_made_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    key_used_at: Mapped[dt.datetime | None]
    former_key_hash: Mapped[bytes | None] = mapped_column(LargeBinary, info={CLASSIFIED: "sensitive"})
    former_key_start: Mapped[str | None]
    former_key_ends_at: Mapped[dt.datetime | None]
    former_key_used_at: Mapped[dt.datetime | None]
    networks: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    expires_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]
