import uuid

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base
from services.records.checks import one_of
from services.records.team_members.schemas import TeamRole


class TeamMember(Base):
    """Who works for a customer, and as what; others read the view `customer_team`."""

    __tablename__ = "team_member"
    __table_args__ = (one_of("role", TeamRole),)

    customer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("app_user.id"), primary_key=True, index=True)
    role: Mapped[str]
