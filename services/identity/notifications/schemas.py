import datetime as dt
import uuid
from typing import Annotated

from pydantic import BaseModel, Field

from services.kit.fields import Ids, Input, Output
from services.kit.notify import Kind

Flag = Annotated[bool, Field(strict=True)]


class NotificationFilter(BaseModel):
    """`unread` leaves out what was read."""

    unread: bool = False


class NotificationOut(Output):
    """What concerns the reader: `title` names the record, `text` is a beginning of what was written."""

    id: uuid.UUID
    kind: Kind
    entity: str
    entity_id: uuid.UUID
    customer_id: uuid.UUID | None
    title: str
    text: str
    actor_id: uuid.UUID | None
    actor_name: str
    created_at: dt.datetime
    read_at: dt.datetime | None


class UnreadOut(Output):
    """How many are unread, counted up to 100."""

    count: int


class ReadIn(Input):
    """Which to mark as read; null means all."""

    ids: Ids | None = None


class Preference(Input):
    kind: Kind
    wanted: Flag


class PreferenceOut(Output):
    kind: Kind
    wanted: bool
