import datetime as dt
import uuid
from typing import Literal

from pydantic import BaseModel

from services.kit.fields import Id, Output

Filed = Literal["customer", "opportunity", "account_plan", "project"]


class AttachmentFilter(BaseModel):
    """Of which record, or of everything at a customer; of all that one may read without them."""

    entity: Filed | None = None
    entity_id: Id | None = None
    customer_id: Id | None = None


class AttachmentOut(Output):
    """A file's card. `author_id` is null when a partner's system sent it; `sha256` is of its bytes, in hex."""

    id: uuid.UUID
    entity: Filed
    entity_id: uuid.UUID
    customer_id: uuid.UUID | None
    name: str
    media_type: str
    size: int
    sha256: str
    author_id: uuid.UUID | None
    author_name: str
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class AttachmentRules(Output):
    """What may be attached: so many bytes, with one of these extensions."""

    max_bytes: int
    extensions: list[str]
