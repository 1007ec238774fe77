from sqlalchemy import ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db import Base

CODE = String(6, collation="C")
"""Codes sort by bytes: all that lies below a node is one range of its beginning."""


class Industry(Base):
    """GB/T 4754-2017; filled by the migration, changed by nobody."""

    __tablename__ = "industry"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    name: Mapped[str]
    name_en: Mapped[str | None]
    level: Mapped[int] = mapped_column(SmallInteger)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("industry.code"), index=True)


class Region(Base):
    """GB/T 2260 as of 2023; filled by the migration, changed by nobody."""

    __tablename__ = "region"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    name: Mapped[str]
    full_name: Mapped[str]
    level: Mapped[int] = mapped_column(SmallInteger)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
