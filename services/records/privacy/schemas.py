import datetime as dt
import uuid
from typing import Any, Literal

from services.kit.auth import Personal
from services.kit.fields import Input, Output
from services.records.private_traits.schemas import PrivateTraitsOut

ExportPurpose = Literal["access", "portability", "correction", "authority"]
"""The person asked to see, to take along, or to have corrected what we hold; or an authority asked for it."""


class ExportIn(Input):
    purpose: ExportPurpose


class PersonExport(Output):
    """All that is held about one person.

    `records`: rows by table, those that name the person; `events`: what was done to any of them, changes as
    field → [before, after].
    """

    contact_id: uuid.UUID
    exported_at: dt.datetime
    exported_by: str
    purpose: ExportPurpose
    contact: Personal[dict[str, Any]]
    private_traits: PrivateTraitsOut | None
    records: Personal[dict[str, list[dict[str, Any]]]]
    events: Personal[list[dict[str, Any]]]


class Held(Output):
    """How much would be lost: rows, or events, of one kind."""

    kind: str
    count: int


class ErasurePreview(Output):
    """What erasing this person destroys: `fields` of the contact that are filled, `held` elsewhere."""

    contact_id: uuid.UUID
    name: Personal[str]
    fields: list[str]
    private_traits: bool
    held: list[Held]
    events: int
    version: int
