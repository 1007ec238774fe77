import datetime as dt
import uuid

from services.kit.fields import Day, Input, Line, Output, Prose


class PrivateTraitsIn(Input):
    """The whole private record of one person; kept only on the person's consent."""

    traits: Prose | None = None
    interests: Prose | None = None
    family: Prose | None = None
    background: Prose | None = None
    consent_on: Day
    consent_basis: Line


class PrivateTraitsOut(Output):
    contact_id: uuid.UUID
    traits: str | None
    interests: str | None
    family: str | None
    background: str | None
    consent_on: dt.date
    consent_basis: str
    version: int
    updated_at: dt.datetime
