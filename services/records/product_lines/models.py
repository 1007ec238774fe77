import uuid
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import CLASSIFIED, MONEY, Base, Identified, Versioned
from services.kit.search import SearchDoc
from services.records.checks import named_source


class ProductLine(Identified, Versioned, Base):
    """A line or, below it, a product."""

    __tablename__ = "product_line"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        UniqueConstraint("code"),
        CheckConstraint("parent_id <> id", name="own_parent"),
        named_source(),
        Index(None, "name", "id"),
        Index(None, "parent_id"),
    )

    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("product_line.id"))
    name: Mapped[str]
    name_en: Mapped[str | None]
    code: Mapped[str | None]
    list_price: Mapped[Decimal | None] = mapped_column(MONEY, info={CLASSIFIED: "commercial"})
    currency: Mapped[str | None] = mapped_column(String(3))
    source: Mapped[str | None]
    external_id: Mapped[str | None]

    def search_doc(self) -> SearchDoc:
        return SearchDoc(
            title=self.name,
            subtitle=self.name_en or "",
            names=[*filter(None, [self.name_en])],
            codes=[*filter(None, [self.code])],
        )
