"""Which columns of the schema name a person, read from the tables themselves."""

import functools
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Select, Table, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from services.kit.db import CLASSIFIED, Base
from services.kit.permissions import WITHHELD
from services.records.contacts.models import Contact
from services.records.private_traits.models import PrivateTraits

OWN = {Contact.__tablename__, PrivateTraits.__tablename__}
"""Answered by themselves; that another contact reports to this one is about the other."""

NAMING = ("name", "phone", "mail", "messenger")
"""What a contact is recognised by in a file of any kind; a title is many people's, a number may be an amount."""


@dataclass(frozen=True)
class Reference:
    """A column of a table that holds a contact's id, or a list of such ids."""

    table: Table
    column: Column[Any]

    def _where(self, contact_id: uuid.UUID) -> Any:
        return self.column.contains([contact_id]) if isinstance(self.column.type, ARRAY) else self.column == contact_id

    def rows(self, contact_id: uuid.UUID) -> Select[Any]:
        return select(*readable(self.table)).where(self._where(contact_id)).order_by(*self.table.primary_key)

    def count(self, contact_id: uuid.UUID) -> Select[Any]:
        return select(func.count()).select_from(self.table).where(self._where(contact_id))


@functools.cache
def references() -> list[Reference]:
    """All of them but the contact's own row and private section, by name of the table."""
    return [
        Reference(table, column)
        for table in Base.metadata.sorted_tables
        if table.name not in OWN
        for column in table.columns
        if _names_a_contact(column)
    ]


def _names_a_contact(column: Column[Any]) -> bool:
    key = Contact.__table__.c.id
    return column.name == "contact_ids" or any(link.column is key for link in column.foreign_keys)


def readable(table: Table) -> list[Column[Any]]:
    """The columns without what is commercial, and without secrets: neither is data of the person."""
    return [column for column in table.columns if column.info.get(CLASSIFIED) not in WITHHELD]


def shown(contact: Contact) -> dict[str, Any]:
    table: Any = Contact.__table__
    return {column.name: getattr(contact, column.name) for column in readable(table)}


def personal_fields() -> list[str]:
    return [column.name for column in Contact.__table__.columns if column.info.get(CLASSIFIED) == "personal"]
