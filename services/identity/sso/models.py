import datetime as dt

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base
from services.kit.events import Quiet


class SsoRequest(Quiet, Base):
    """A browser on its way to the provider and back: what its return has to fit, for ten minutes."""

    __tablename__ = "sso_request"

    state_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    nonce: Mapped[str]
    verifier: Mapped[str]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)
