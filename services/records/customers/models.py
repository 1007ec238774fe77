import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.custom import VALUES, indexed
from services.kit.db import CLASSIFIED, MONEY, Base, Identified, Versioned
from services.kit.search import SearchDoc
from services.records.checks import named_source, one_of, scale5
from services.records.codes.models import CODE
from services.records.customers.schemas import CustomerClass, Kind, Lifecycle


class Customer(Identified, Versioned, Base):
    """A company or institution we sell to. Sources name it by `(source, external_id)`; `code` and `credit_code`
    name it for people and the state, so no two customers share one.
    """

    __tablename__ = "customer"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        UniqueConstraint("code"),
        UniqueConstraint("credit_code"),
        CheckConstraint("parent_id <> id", name="own_parent"),
        named_source(),
        one_of("kind", Kind),
        one_of("lifecycle", Lifecycle),
        one_of("class", CustomerClass),
        scale5("importance"),
        Index(None, "name", "id"),
        Index(None, "updated_at", "id"),
        Index(None, "created_at", "id"),
        Index(None, "industry_code"),
        Index(None, "region_code"),
        Index(None, "parent_id"),
        Index(None, "team_id", "name", "id"),
        Index(None, "class", "name", "id"),
        Index(None, "lifecycle", "name", "id"),
        indexed("custom"),
        indexed("custom_commercial"),
    )

    name: Mapped[str]
    short_name: Mapped[str | None]
    former_names: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    code: Mapped[str | None]
    credit_code: Mapped[str | None]
    kind: Mapped[str] = mapped_column(server_default="company")
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("customer.id"))
    industry_code: Mapped[str | None] = mapped_column(CODE, ForeignKey("industry.code"))
    region_code: Mapped[str | None] = mapped_column(CODE, ForeignKey("region.code"))
    address: Mapped[str | None]
    website: Mapped[str | None]
    lifecycle: Mapped[str] = mapped_column(server_default="acquisition")
    class_: Mapped[str | None] = mapped_column("class", String(1))
    source_channel: Mapped[str | None]
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    employees: Mapped[int | None]
    revenue: Mapped[Decimal | None] = mapped_column(MONEY)
    revenue_currency: Mapped[str | None] = mapped_column(String(3))
    revenue_year: Mapped[int | None] = mapped_column(SmallInteger)
    founded_year: Mapped[int | None] = mapped_column(SmallInteger)
    business_philosophy: Mapped[str | None]
    market_position: Mapped[str | None]
    prospects: Mapped[str | None]
    importance: Mapped[int | None] = mapped_column(SmallInteger)
    importance_reason: Mapped[str | None]
    importance_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("app_user.id"))
    importance_at: Mapped[dt.datetime | None]
    credit_limit: Mapped[Decimal | None] = mapped_column(MONEY, info={CLASSIFIED: "commercial"})
    team_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("department.id"))
    custom: Mapped[dict[str, Any] | None] = mapped_column(VALUES)
    custom_commercial: Mapped[dict[str, Any] | None] = mapped_column(VALUES, info={CLASSIFIED: "commercial"})
    source: Mapped[str | None]
    external_id: Mapped[str | None]

    def search_doc(self) -> SearchDoc:
        return SearchDoc(
            title=self.name,
            subtitle=self.short_name or self.code or "",
            names=[*filter(None, [self.short_name]), *(self.former_names or [])],
            codes=[*filter(None, [self.code, self.credit_code])],
            customer_id=self.id,
        )
