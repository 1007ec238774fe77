import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import MISSING, AfterValidator, BaseModel, Field

from services.kit.fields import Id, Input, Output, Prose, unique_ids

Discussed = Literal["customer", "opportunity", "account_plan", "project"]
Text = Annotated[Prose, Field(min_length=1, max_length=5000)]
People = Annotated[list[Id], Field(max_length=20), AfterValidator(unique_ids)]


class CommentFilter(BaseModel):
    """Of which record."""

    entity: Discussed
    entity_id: Id


class CommentCreate(Input):
    """Plain text; who is in `mentions` stands in it as "@" and the name."""

    entity: Discussed
    entity_id: Id
    body: Text
    mentions: People = Field(default_factory=list)


class CommentUpdate(Input):
    body: Text
    mentions: People | MISSING = MISSING


class Mention(Output):
    """A person, by the name that stands in the text."""

    id: uuid.UUID
    name: str


class CommentOut(Output):
    id: uuid.UUID
    entity: Discussed
    entity_id: uuid.UUID
    customer_id: uuid.UUID | None
    body: str
    mentions: list[Mention]
    author_id: uuid.UUID
    author_name: str
    edited_at: dt.datetime | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
