from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base, Identified, Versioned
from services.kit.search import SearchDoc


class Vendor(Identified, Versioned, Base):
    """A company that supplies our customers: a competitor, or the one row that is us."""

    __tablename__ = "vendor"
    __table_args__ = (
        UniqueConstraint("name"),
        Index("uq_vendor_is_us", "is_us", unique=True, postgresql_where=text("is_us")),
    )

    name: Mapped[str]
    short_name: Mapped[str | None]
    is_us: Mapped[bool] = mapped_column(server_default="false")
    website: Mapped[str | None]
    note: Mapped[str] = mapped_column(server_default="")

    def search_doc(self) -> SearchDoc:
        return SearchDoc(title=self.name, subtitle=self.short_name or "", names=[*filter(None, [self.short_name])])
