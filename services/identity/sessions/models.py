import datetime as dt
import uuid

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column
from uuid_utils.compat import uuid7

from services.kit.db import Base, utcnow
from services.kit.events import Quiet


class BrowserSession(Quiet, Base):
    """A signed-in browser. Only the hash of its cookie is kept.

    `proved_at` is when the person last proved who they are; `replaced` marks a session whose cookie was rotated a
    moment ago: it lives on for the requests that were under way.
    """

    __tablename__ = "browser_session"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(default=uuid7)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), index=True)
    way: Mapped[str] = mapped_column(default="link")
    device: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    created_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    seen_at: Mapped[dt.datetime] = mapped_column(default=utcnow)
    proved_at: Mapped[dt.datetime | None]
    idle_until: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    replaced: Mapped[bool] = mapped_column(default=False)


class SignInLink(Quiet, Base):
    """What signs one person in once: a link (72 hours), or the first of two steps (5 minutes)."""

    __tablename__ = "sign_in_link"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(default="link")
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]
