import uuid
from typing import Literal

from services.kit.auth import Commercial
from services.kit.fields import Decimals, Output
from services.performance.indicators.schemas import Basis, Key, Kind, SubjectType, Unit
from services.performance.measures.figures import State
from services.performance.periods import PeriodOut

NoChange = Literal["value_unknown", "baseline_unknown", "currency_differs"]
NoScore = Literal["value_unknown", "nothing_to_compare", "baseline_zero", "currency_differs"]


class SubjectOut(Output):
    """Whose card it is. The company has the nil UUID and no name."""

    type: SubjectType
    id: uuid.UUID
    name: str | None
    department_id: uuid.UUID | None
    department_name: str | None


class AmountOut(Output):
    currency: str
    value: Commercial[Decimals]


class FigureOut(Output):
    """A figure of one period; `value` is null unless the state is `ok`. Shares are 0–1. `sample` counts its rows."""

    period: str
    value: float | None
    state: State
    currency: str | None
    amounts: list[AmountOut]
    sample: int


class TargetOut(Output):
    """What the issued targets of the cycle ask for in the period: their part by days."""

    value: Commercial[Decimals]
    currency: str
    cycle_ids: list[uuid.UUID]


class CompetitorOut(Output):
    """The strongest named competitor where our share and theirs are on record: means over `positions` pairs of customer
    and product line, in percent of the customer's spend, as recorded today.
    """

    vendor_id: uuid.UUID
    vendor_name: str
    our_share: float
    their_share: float
    positions: int


class ScorecardLine(Output):
    """One indicator. `change` is (value − baseline) / |baseline|; `trend` ends with the period itself."""

    indicator: Key
    kind: Kind
    unit: Unit
    figure: FigureOut
    target: TargetOut | None
    baseline: FigureOut
    change: float | None
    no_change: NoChange | None
    competitor: CompetitorOut | None
    score: Commercial[float]
    basis: Basis | None
    no_score: NoScore | None
    trend: list[FigureOut]


class ScorecardOut(Output):
    """`score` weighs process against result 40 : 60 over what is known; `known_share` says how much of it that is."""

    subject: SubjectOut
    period: PeriodOut
    compare: PeriodOut
    lines: list[ScorecardLine]
    process_score: Commercial[float]
    result_score: Commercial[float]
    score: Commercial[float]
    known_share: float
