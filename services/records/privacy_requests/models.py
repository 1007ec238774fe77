import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, Versioned
from services.kit.subjects import PERSONAL
from services.records.checks import one_of
from services.records.privacy_requests.schemas import RequestKind, RequestState


class PrivacyRequest(Identified, Versioned, Base):
    """What a person asked of us about their own data, and what became of it.

    It is the proof that we answered, so it outlives the person's erasure, and a contact that has one is not deleted.
    """

    __tablename__ = "privacy_request"
    __table_args__ = (
        one_of("kind", RequestKind),
        one_of("state", RequestState),
        CheckConstraint("due_on >= received_on", name="due_on"),
        CheckConstraint("state = 'open' or (answered_on is not null and answer <> '')", name="answer"),
        Index(None, "state", "due_on", "id"),
        Index(None, "due_on", "id"),
        Index(None, "contact_id"),
    )

    kind: Mapped[str]
    contact_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("contact.id"))
    received_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    state: Mapped[str] = mapped_column(default="open")
    wish: Mapped[str] = mapped_column(default="", info=PERSONAL)
    answer: Mapped[str] = mapped_column(default="", info=PERSONAL)
    answered_on: Mapped[dt.date | None]
