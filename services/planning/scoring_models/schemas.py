import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import MISSING, Field

from services.kit.fields import IN_DIGITS, Input, Line, Output
from services.planning.opportunities.schemas import Flag

FactorKey = Literal[
    "market_space", "expected_revenue", "growth_percent", "margin_percent", "competition", "strategic_value"
]
PositionKey = Literal["our_share", "product_fit", "price_position", "relationship", "win_probability"]
Curve = Literal["linear", "log"]


Anchor = Annotated[float, Field(ge=-1e15, le=1e15, allow_inf_nan=False), IN_DIGITS]
Weight = Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False), IN_DIGITS]


class Factor(Input):
    """A field of the opportunity mapped to 0–100: `worst` gives 0, `best` gives 100, clipped outside; on a straight
    line, or on a logarithm (money; both anchors above 0). Where less is better, `worst` is the larger number.
    """

    key: FactorKey
    weight: Weight
    curve: Curve
    worst: Anchor
    best: Anchor


class PositionFactor(Input):
    """As Factor, of our position."""

    key: PositionKey
    weight: Weight
    curve: Curve
    worst: Anchor
    best: Anchor


Factors = Annotated[list[Factor], Field(min_length=1, max_length=6)]
PositionFactors = Annotated[list[PositionFactor], Field(min_length=1, max_length=5)]


class ScoringModelCreate(Input):
    """A name that exists gets its next version. `active`: the one model new cycles and the sandbox use."""

    name: Line
    factors: Factors
    position_factors: PositionFactors
    active: Flag = False


class ScoringModelUpdate(Input):
    """Factors change only while no cycle pins the model; `active` at any time, and only to true."""

    factors: Factors | MISSING = MISSING
    position_factors: PositionFactors | MISSING = MISSING
    active: Literal[True] | MISSING = MISSING


class ScoringModelOut(Output):
    id: uuid.UUID
    name: str
    version_no: int
    factors: list[Factor]
    position_factors: list[PositionFactor]
    active: bool
    pinned: bool
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
