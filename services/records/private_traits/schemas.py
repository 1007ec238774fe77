import datetime as dt
import uuid

from services.kit.auth import Sensitive
from services.kit.fields import Input, Output, Prose


class PrivateTraitsIn(Input):
    """The whole private record of one person; kept only on a consent, or another legal basis, that is on record."""

    traits: Prose | None = None
    interests: Prose | None = None
    family: Prose | None = None
    background: Prose | None = None


class PrivateTraitsOut(Output):
    contact_id: uuid.UUID
    traits: Sensitive[str]
    interests: Sensitive[str]
    family: Sensitive[str]
    background: Sensitive[str]
    version: int
    updated_at: dt.datetime


class ViewOut(Output):
    """Somebody looked at, exported or erased what is private about a person: who, when, what for."""

    id: uuid.UUID
    at: dt.datetime
    action: str
    actor_id: uuid.UUID | None
    actor_name: str
    purpose: str
