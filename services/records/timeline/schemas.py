import datetime as dt
import uuid
from typing import Any, Literal

from pydantic import BaseModel

from services.kit.fields import Output

ItemKind = Literal["event", "interaction"]


class TimelineFilter(BaseModel):
    kind: ItemKind | None = None


class TimelineItem(Output):
    """Something that happened: a change of a record (`event`), or a contact with the customer (`interaction`).

    For an event, `entity` and `action` say what was done to what, `title` what the record was last called (null where it
    has no name of its own), `changes` maps fields to [before, after].
    For an interaction, `entity` is "interaction", `action` the channel, and `text` the summary.
    """

    id: uuid.UUID
    kind: ItemKind
    at: dt.datetime
    entity: str
    entity_id: uuid.UUID
    action: str
    title: str | None
    actor_id: uuid.UUID | None
    actor_name: str
    text: str
    changes: dict[str, Any]
