from typing import Any

from sqlalchemy import CheckConstraint, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.custom import Entity, FieldType, Target
from services.kit.db import Base, Identified, Versioned
from services.records.checks import one_of
from services.records.custom_fields.schemas import FieldClass


class CustomField(Identified, Versioned, Base):
    """A field of the organisation's own. What it is (entity, key, type, class, target, currency) never changes: values depend on it."""

    __tablename__ = "custom_field"
    __table_args__ = (
        UniqueConstraint("entity", "key"),
        one_of("entity", Entity),
        one_of("type", FieldType),
        one_of("class", FieldClass),
        one_of("target", Target),
        CheckConstraint("entity <> 'contact' or class = 'internal'", name="contact"),
        CheckConstraint("(type = 'link') = (target is not null)", name="link"),
        CheckConstraint("(type = 'money') = (currency is not null)", name="money"),
    )

    entity: Mapped[str]
    key: Mapped[str]
    type: Mapped[str]
    class_: Mapped[str] = mapped_column("class", server_default="internal")
    label_zh: Mapped[str]
    label_en: Mapped[str]
    section: Mapped[str] = mapped_column(server_default="")
    required: Mapped[bool] = mapped_column(server_default=false())
    choices: Mapped[list[Any]]
    target: Mapped[str | None]
    """The kind of record that a link leads to."""
    currency: Mapped[str | None] = mapped_column(String(3))
    """Of all the amounts in a field of type money, so that they can be compared."""
    position: Mapped[int]
    archived: Mapped[bool] = mapped_column(server_default=false())
