import datetime as dt

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base
from services.kit.events import Quiet


class SignInAttempt(Quiet, Base):
    """How often somebody has tried lately: by account, by network address; names are hashed, known or not."""

    __tablename__ = "sign_in_attempt"

    subject: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    count: Mapped[int]
    until: Mapped[dt.datetime] = mapped_column(index=True)
