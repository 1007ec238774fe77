import datetime as dt
import uuid
from typing import Literal

from services.kit.auth import Commercial
from services.kit.fields import Decimals, Output
from services.planning.opportunities.schemas import Horizon, OpportunityState, SourceRole

Scope = Literal["company", "customer", "industry", "region", "product_line", "team"]
Quadrant = Literal["invest", "fix", "harvest", "exit"]


class SandboxOpportunity(Output):
    """Scores 0–100, null when no factor is known; `known_share`: the share of weight whose factor is known."""

    id: uuid.UUID
    title: str
    customer_id: uuid.UUID | None
    customer_name: str | None
    product_line_id: uuid.UUID | None
    source_role: SourceRole | None
    team_id: uuid.UUID | None
    owner_id: uuid.UUID | None
    state: OpportunityState
    cycle_id: uuid.UUID | None
    horizon: Horizon | None
    horizon_given: Horizon | None
    award_on: dt.date | None
    market_space: Decimals | None
    expected_revenue: Decimals | None
    our_share: Decimals | None
    win_probability: float | None
    value: Commercial[Decimals]
    attractiveness: float | None
    known_share: float
    position: float | None
    position_known_share: float
    quadrant: Quadrant | None
    version: int


class SandboxRisk(Output):
    id: uuid.UUID
    customer_id: uuid.UUID
    customer_name: str
    title: str
    kind: str
    horizon: Horizon
    probability: int
    impact: int
    owner_id: uuid.UUID | None
    review_on: dt.date | None


class SandboxModel(Output):
    id: uuid.UUID
    name: str
    version_no: int


class SandboxOut(Output):
    """The board of one scope. At most 2,000 opportunities, the largest first; `total` says how many there are."""

    scope: Scope
    cycle_id: uuid.UUID | None
    model: SandboxModel
    cut: float
    total: int
    opportunities: list[SandboxOpportunity]
    risks: list[SandboxRisk]
