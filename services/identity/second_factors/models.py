import datetime as dt
import uuid

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import CLASSIFIED, Base, utcnow
from services.kit.events import Quiet
from services.kit.secrets import WRAPPED


class SecondFactor(Quiet, Base):
    """The secret an authenticator app shares with us; in force once `app_user.second_factor_at` is set.

    Its id is the user's. `last_step` is the 30 seconds of the last code that was taken: none counts twice.
    """

    __tablename__ = "second_factor"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary, info={CLASSIFIED: "sensitive", WRAPPED: True})
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[dt.datetime] = mapped_column(default=utcnow)


class RecoveryCode(Quiet, Base):
    """A way in without the app, once. Only its hash is kept."""

    __tablename__ = "recovery_code"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id", ondelete="CASCADE"), primary_key=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    used_at: Mapped[dt.datetime | None]
