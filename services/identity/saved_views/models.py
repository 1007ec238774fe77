import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from services.identity.saved_views.schemas import LISTS
from services.kit.db import Base, Identified, Versioned
from services.kit.events import Quiet


class SavedView(Identified, Versioned, Base):
    """A list as somebody arranged it: `query` as the address holds it, `columns` as the grid does."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("owner_id", "of", "name"), CheckConstraint(f"of in {LISTS}", name="of"))

    of: Mapped[str]
    name: Mapped[str]
    query: Mapped[dict[str, Any]]
    columns: Mapped[dict[str, Any]]
    shared: Mapped[bool] = mapped_column(server_default=false())
    owner_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"))


class SavedViewDefault(Quiet, Base):
    """The view a person wants to see first in a list."""

    __tablename__ = "saved_view_default"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), primary_key=True)
    of: Mapped[str] = mapped_column(primary_key=True)
    view_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("saved_view.id", ondelete="CASCADE"), index=True)
