import datetime as dt
import uuid
from typing import Literal

from services.kit.auth import Commercial
from services.kit.fields import Decimals, Output

Key = Literal[
    "opportunities_found",
    "customers_followed_up",
    "insights_with_result",
    "gates_passed_first",
    "activities_on_time",
    "order_intake",
    "average_order",
    "opportunities_won",
    "win_rate",
    "goals_met",
]
Kind = Literal["process", "result"]
Unit = Literal["count", "share", "money"]
Direction = Literal["up", "down"]
Basis = Literal["target", "standard", "baseline"]
SubjectType = Literal["company", "region", "team", "person"]
RowKind = Literal["customer", "insight", "opportunity", "project", "activity", "transaction", "account_plan"]


class AnchorsOut(Output):
    """Where the score is 0, 60, 100 and 120: figures for basis `standard`, else multiples of the target or baseline."""

    basis: Basis
    floor: float
    base: float
    target: float
    stretch: float


class IndicatorOut(Output):
    """`anchors` are tried in their order: the first basis that is known makes the score. `when_empty` says what stands
    in place of a value that cannot be computed. `weight` is the part in a full score of 100.
    """

    key: Key
    name_zh: str
    name_en: str
    kind: Kind
    unit: Unit
    direction: Direction
    commercial: bool
    formula_zh: str
    formula_en: str
    when_empty_zh: str
    when_empty_en: str
    sources: list[str]
    weight: float
    anchors: list[AnchorsOut]


class FactRow(Output):
    """A row behind a figure. A count is the number of rows `counted`, a share the counted ones among all, a sum the
    `amount` of all, an average that sum over their number.
    """

    kind: RowKind
    id: uuid.UUID
    title: str
    customer_id: uuid.UUID | None
    customer_name: str | None
    on: dt.date | None
    counted: bool
    amount: Commercial[Decimals]
    currency: str | None
