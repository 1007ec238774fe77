import datetime as dt
import uuid
from typing import Annotated, Any, Literal

from pydantic import MISSING, AliasChoices, Field

from services.kit.auth import Personal
from services.kit.fields import IN_DIGITS, Day, Id, Input, Line, Output, Prose, Scale5, Stance
from services.planning.power_maps.rules import Chain, Depth, Mend, MissingCode, Role, Standing, WarningCode

LinkKind = Literal["influence", "conflict"]


Position = Annotated[float, Field(ge=-100_000, le=100_000, allow_inf_nan=False), IN_DIGITS]
"""A place on the canvas, in its own units."""

Standings = Annotated[dict[uuid.UUID, Stance], Field(max_length=20)]
"""Support for each competitor: vendor id → −1…3."""


class PowerMapCreate(Input):
    """`project_id` makes a map of its own for one project; `copy_from` begins it with another map of the customer."""

    customer_id: Id
    project_id: Id | None = None
    copy_from: Id | None = None


class PowerMapUpdate(Input):
    competitors_checked_on: Day | None = None


class PersonCreate(Input):
    """A contact of the customer, or (without `contact_id`) a placeholder for a role not yet filled."""

    contact_id: Id | None = None
    name: Line | None = None
    title: Line | None = None
    role: Role | None = None
    chain: Chain = "integrated"
    influence: Scale5 | None = None
    support: Stance | None = None
    competitor_support: Standings = Field(default_factory=dict)
    openness: Scale5 | None = None
    contact_depth: Depth = "none"
    owner_id: Id | None = None
    status: Standing = "assumed"
    confirmed_on: Day | None = None
    evidence: Prose = ""
    reports_to_id: Id | None = None
    dotted_to_id: Id | None = None
    x: Position | None = None
    y: Position | None = None


class PersonUpdate(Input):
    contact_id: Id | None = None
    name: Line | MISSING = MISSING
    title: Line | None = None
    role: Role | None = None
    chain: Chain | MISSING = MISSING
    influence: Scale5 | None = None
    support: Stance | None = None
    competitor_support: Standings | MISSING = MISSING
    openness: Scale5 | None = None
    contact_depth: Depth | MISSING = MISSING
    owner_id: Id | None = None
    status: Standing | MISSING = MISSING
    confirmed_on: Day | None = None
    evidence: Prose | MISSING = MISSING
    reports_to_id: Id | None = None
    dotted_to_id: Id | None = None
    x: Position | None = None
    y: Position | None = None


class LinkCreate(Input):
    from_id: Id = Field(alias="from")
    to_id: Id = Field(alias="to")
    kind: LinkKind


class PersonOut(Output):
    id: uuid.UUID
    contact_id: uuid.UUID | None
    name: Personal[str]
    title: Personal[str | None]
    role: Role | None
    chain: Chain
    influence: int | None
    support: int | None
    competitor_support: dict[uuid.UUID, int]
    openness: int | None
    contact_depth: Depth
    owner_id: uuid.UUID | None
    owner_name: str | None
    status: Standing
    confirmed_on: dt.date | None
    evidence: Personal[str]
    reports_to_id: uuid.UUID | None
    dotted_to_id: uuid.UUID | None
    x: float | None
    y: float | None
    version: int
    updated_at: dt.datetime


class LinkOut(Output):
    id: uuid.UUID
    from_id: uuid.UUID = Field(validation_alias=AliasChoices("from_id", "from"), serialization_alias="from")
    to_id: uuid.UUID = Field(validation_alias=AliasChoices("to_id", "to"), serialization_alias="to")
    kind: LinkKind


class CompetitorStanding(Output):
    vendor_id: uuid.UUID
    support_index: float | None


class FindingOut(Output):
    """A warning: a stable code, the people it is about, and numbers for the sentence."""

    code: WarningCode
    person_ids: list[uuid.UUID]
    facts: dict[str, Any]


class MissingOut(Output):
    """What keeps the map from being good enough for initiation, and what to do about it."""

    code: MissingCode
    mend: Mend
    person_ids: list[uuid.UUID]
    facts: dict[str, Any]


class AssessmentOut(Output):
    """What the map says. Indices lie in −1…1, coverage in 0…1, weights sum to 1; null means nothing is known yet.

    `gaps`: what keeps a person from counting as covered.
    """

    support_index: float | None
    competitors: list[CompetitorStanding]
    net: float | None
    coverage: float | None
    chains: dict[Chain, float]
    gaps: dict[uuid.UUID, list[Literal["owner", "contact", "depth"]]]
    weights: dict[uuid.UUID, float]
    warnings: list[FindingOut]
    good_enough: bool
    missing: list[MissingOut]


class PowerMapItem(Output):
    id: uuid.UUID
    customer_id: uuid.UUID
    customer_name: str
    project_id: uuid.UUID | None
    project_name: str | None
    competitors_checked_on: dt.date | None
    people_count: int
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class PowerMapOut(PowerMapItem):
    people: list[PersonOut]
    links: list[LinkOut]
    assessment: AssessmentOut
