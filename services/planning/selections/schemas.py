import datetime as dt
import uuid
from typing import Annotated, Literal, Self

from pydantic import MISSING, AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from services.kit.auth import Commercial
from services.kit.fields import IN_DIGITS, Code, Count, Decimals, Id, Input, Line, Output, Prose, Share, unique_ids
from services.planning.opportunities.schemas import Flag, Horizon, NeedOut, OpportunityState, Reason

Objective = Literal["profit", "attractiveness", "blend", "revenue"]
"""What is maximised over the chosen: risk-adjusted profit `value`; `value` × attractiveness / 100; or their mean.
`revenue`, for where margins are not known: win probability × expected revenue."""
SelectionState = Literal["draft", "solved", "decided"]
SolveStatus = Literal["optimal", "feasible", "deadline", "infeasible"]
GroupBy = Literal["customer", "class", "industry", "region", "product_line", "team", "horizon"]
RuleCode = Literal[
    "limit", "group_at_least", "group_at_most", "requires", "excludes", "mandatory", "locked_in", "locked_out"
]
ReasonCode = Literal[
    "worth_it",
    "mandatory",
    "locked_in",
    "committed",
    "needed_by",
    "below_value",
    "limit",
    "excluded_by",
    "needs_missing",
    "forbidden",
    "group_limit",
    "value_unknown",
    "attractiveness_unknown",
    "needs_outside",
    "excluded_outside",
    "by_hand",
]
"""Why a proposal is chosen or given up. `committed`: work has begun, a correction cannot undo it; `value_unknown`:
a factor of the value is missing; `needs_outside`, `excluded_outside`: a linked opportunity that is
not a candidate here stands in the way; `by_hand`: a person decided against the solver."""


Scale = Annotated[float, Field(ge=0, le=5, allow_inf_nan=False), IN_DIGITS]
Bound = Annotated[float, Field(ge=0, le=1e15, allow_inf_nan=False), IN_DIGITS]
OpportunityIds = Annotated[list[Id], Field(max_length=5000), AfterValidator(unique_ids)]


class GroupRule(Input):
    """A minimum and a maximum over the chosen of one group; without `key`, for each group by itself.

    Measured in opportunities (`count`) or in money (`value`); with `share` the bounds are shares 0..1 of all chosen.
    """

    by: GroupBy
    key: Code | None = None
    measure: Literal["count", "value"] = "count"
    share: Flag = False
    at_least: Bound | None = None
    at_most: Bound | None = None

    @model_validator(mode="after")
    def _bounds_make_sense(self) -> Self:
        bounds = [bound for bound in (self.at_least, self.at_most) if bound is not None]
        if not bounds:
            raise PydanticCustomError("missing", "needs at_least or at_most")
        if bounds != sorted(bounds):
            raise PydanticCustomError("less_than_equal", "at_least is above at_most")
        if self.share and bounds[-1] > 1:
            raise PydanticCustomError("less_than_equal", "a share is at most 1")
        return self


class SelectionRules(Input):
    """`min_share_mid_long`: share of the value in horizons mid and long; `min_strategic`: at least so many
    opportunities of customers of class S; `max_per_customer`: at most so many of one customer.
    """

    locked_in: OpportunityIds = Field(default_factory=list)
    locked_out: OpportunityIds = Field(default_factory=list)
    min_share_mid_long: Share | None = None
    min_strategic: Count | None = None
    max_per_customer: Count | None = None
    groups: Annotated[list[GroupRule], Field(max_length=100)] = Field(default_factory=list)


LimitScale = Annotated[dict[Id, Scale], Field(max_length=100)]
"""Factor on all limits of a resource, by its id; 1 where absent."""


class SelectionCreate(Input):
    """`corrects` names the decided selection of the cycle that this one is to replace."""

    cycle_id: Id
    name: Line
    objective: Objective = "profit"
    limit_scale: LimitScale = Field(default_factory=dict)
    rules: SelectionRules = Field(default_factory=SelectionRules)
    corrects: Id | None = None


class SelectionUpdate(Input):
    name: Line | MISSING = MISSING
    objective: Objective | MISSING = MISSING
    limit_scale: LimitScale | MISSING = MISSING
    rules: SelectionRules | MISSING = MISSING


class SelectionRulesOut(Output):
    locked_in: list[uuid.UUID]
    locked_out: list[uuid.UUID]
    min_share_mid_long: float | None
    min_strategic: int | None
    max_per_customer: int | None
    groups: list[GroupRule]


class OpportunityRef(Output):
    id: uuid.UUID
    title: str


class LimitRef(Output):
    resource_id: uuid.UUID
    period: dt.date


class GroupRef(Output):
    by: GroupBy | Literal["mid_long"]
    key: str | None


class RuleOut(Output):
    """One rule: of `limit` the limit, of a group its name, else the opportunities it ties."""

    code: RuleCode
    limit: LimitRef | None
    group: GroupRef | None
    opportunities: list[OpportunityRef]


class SelectionOut(Output):
    """`value` and `bound` are in the unit of the objective, `profit` is Σ risk-adjusted profit of the chosen (null
    when revenue is the objective).

    `gap` is what is proven: at most this share of `value` could be missing. `conflict`, when no choice keeps all
    rules: the smallest rules that cannot hold together. `unvalued_count`: proposals whose value is unknown.
    """

    id: uuid.UUID
    cycle_id: uuid.UUID
    name: str
    objective: Objective
    limit_scale: dict[uuid.UUID, float]
    rules: SelectionRulesOut
    state: SelectionState
    status: SolveStatus | None
    value: Commercial[Decimals]
    bound: Commercial[Decimals]
    profit: Commercial[Decimals]
    gap: float | None
    chosen_count: int | None
    proposal_count: int | None
    unvalued_count: int | None
    conflict: list[RuleOut]
    solved_at: dt.datetime | None
    corrects: uuid.UUID | None
    corrected_by: uuid.UUID | None
    note: str
    decided_at: dt.datetime | None
    decided_by: uuid.UUID | None
    decided_by_name: str | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class ChoiceReason(Output):
    """A code and what it points at."""

    code: ReasonCode
    opportunities: list[OpportunityRef]
    limits: list[LimitRef]
    groups: list[GroupRef]


class MissingAmount(Output):
    resource_id: uuid.UUID
    period: dt.date
    amount: float


class WhatItTakes(Output):
    """What turning the decision round would take.

    Given up: the value must rise by `regret`, or the limits by `needs_more`, or `leaves` must go (and `enters` come
    with it). Chosen: without it the plan loses `regret`. With `regret_is_bound` it is at least `regret` and at most
    `regret_at_most` (null: not known). `blocked_by`: a rule in the way, then `regret` is null.
    `fields` of the opportunity are missing, without which its value is unknown. In the unit of the objective.
    """

    regret: Commercial[float]
    regret_is_bound: bool
    regret_at_most: Commercial[float]
    fields: list[str]
    needs_more: list[MissingAmount]
    leaves: list[OpportunityRef]
    enters: list[OpportunityRef]
    blocked_by: RuleOut | None


class ChoiceOut(Output):
    """`value`: the opportunity's risk-adjusted profit, or its risk-adjusted revenue when that is the objective.

    `needs`: what it takes of each resource and quarter, and so what its team is granted when it is chosen.
    """

    opportunity_id: uuid.UUID
    title: str
    customer_id: uuid.UUID | None
    customer_name: str | None
    team_id: uuid.UUID | None
    team_name: str | None
    product_line_id: uuid.UUID | None
    horizon: Horizon | None
    state: OpportunityState
    rank: int
    chosen: bool
    value: Commercial[Decimals]
    attractiveness: float | None
    reasons: list[ChoiceReason]
    takes: WhatItTakes
    needs: list[NeedOut]
    override_reason: str | None


class Gain(Output):
    """What the choice is worth more when the limit is larger by `step` (0.01 = 1 %), by solving again."""

    step: float
    gain: Commercial[float]
    gain_at_least: Commercial[float]
    gain_at_most: Commercial[float]


class UsageOut(Output):
    """`limit` null: unlimited."""

    resource_id: uuid.UUID
    code: str
    name_zh: str
    name_en: str
    unit: str
    kind: Literal["money", "people"]
    period: dt.date
    limit: Decimals | None
    used: Decimals
    gains: list[Gain]


class FrontierOut(Output):
    """The best choice when all limits are `scale` times as large."""

    scale: float
    status: SolveStatus
    value: Commercial[float]
    gap: float | None
    chosen_count: int


class PreviewIn(Input):
    cycle_id: Id
    objective: Objective = "profit"
    limit_scale: LimitScale = Field(default_factory=dict)
    rules: SelectionRules = Field(default_factory=SelectionRules)
    corrects: Id | None = None


class PreviewUsage(Output):
    resource_id: uuid.UUID
    period: dt.date
    limit: float | None
    used: float


class PreviewOut(Output):
    """The choice for these rules, not stored. `chosen` holds ids of opportunities."""

    status: SolveStatus
    value: Commercial[float]
    bound: Commercial[float]
    profit: Commercial[float]
    gap: float | None
    seconds: float
    chosen: list[uuid.UUID]
    chosen_count: int
    proposal_count: int
    unvalued_count: int
    usage: list[PreviewUsage]
    conflict: list[RuleOut]


class Override(Input):
    opportunity_id: Id
    chosen: Flag
    reason: Reason


class DecideIn(Input):
    overrides: Annotated[list[Override], Field(max_length=1000)] = Field(default_factory=list)
    note: Prose = ""
