import datetime as dt
import uuid
from typing import Literal

from services.kit.fields import Output
from services.performance.indicators.schemas import Direction, FactRow, RowKind, Unit
from services.performance.periods import PeriodOut
from services.performance.scorecards.schemas import FigureState

Stage = Literal["understand", "plan", "execute", "evaluate"]
FigureKey = Literal[
    "customers_followed_up",
    "insights_published",
    "insights_with_result",
    "insights_without_result",
    "opportunities_found",
    "proposals_waiting",
    "proposals_decided",
    "customers_with_plan",
    "projects_open",
    "projects_unblocked",
    "gates_blocked",
    "gates_passed_first",
    "activities_on_time",
    "order_intake",
    "win_rate",
    "goals_met",
    "goals_behind",
    "activities_rated",
    "activities_unrated",
]
NextStep = Literal[
    "visit_customers",
    "draw_results_from_insights",
    "decide_proposals",
    "write_account_plans",
    "mend_gates",
    "prepare_gates",
    "report_activities",
    "work_on_goals",
    "rate_activities",
    "learn_from_losses",
]
CustomerClass = Literal["S", "A", "B", "C"]


class RowsLink(Output):
    """Where a figure leads: `figure` for the rows behind it, `kind` for the screen that lists such records."""

    figure: FigureKey
    kind: RowKind


class LoopFigure(Output):
    """`previous` is the quarter before, to the same day of it while this one runs; null where history does not tell."""

    key: FigureKey
    unit: Unit
    direction: Direction
    value: float | None
    state: FigureState
    currency: str | None
    previous: float | None
    change: float | None
    link: RowsLink


class HealthInput(Output):
    """What the health of a stage is the mean of: a share and its score, 0–100; null while not known."""

    key: FigureKey
    value: float | None
    state: FigureState
    score: float | None
    next_step: NextStep


class StageOut(Output):
    """`health` is the mean score of the inputs that are known, null when none is."""

    stage: Stage
    health: float | None
    previous_health: float | None
    known_share: float
    inputs: list[HealthInput]
    figures: list[LoopFigure]


class WeakestOut(Output):
    """The stage with the lowest health, its weakest input, what to do next, and the first records to do it on."""

    stage: Stage
    health: float
    input: FigureKey
    next_step: NextStep
    count: int
    records: list[FactRow]
    link: RowsLink


class LoopOut(Output):
    as_of: dt.date
    period: PeriodOut
    customer_class: CustomerClass | None
    team_id: uuid.UUID | None
    customers: int
    stages: list[StageOut]
    weakest: WeakestOut | None
