import datetime as dt
import uuid
from typing import Literal

from services.kit.fields import Output
from services.performance.indicators.schemas import Direction, FactRow, RowKind, Unit
from services.performance.measures.figures import State

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


class WindowOut(Output):
    """From the first to the last day, both included."""

    starts_on: dt.date
    ends_on: dt.date


class RowsLink(Output):
    """Where a figure leads: the rows of `figure`, those that (do not) count when `counted` is given; records of `kind`."""

    figure: FigureKey
    kind: RowKind
    counted: bool | None


class LoopFigure(Output):
    """`previous` is the same over the quarter before; null where history does not tell. Backlogs have direction down."""

    key: FigureKey
    unit: Unit
    direction: Direction
    value: float | None
    state: State
    currency: str | None
    previous: float | None
    change: float | None
    link: RowsLink


class HealthInput(Output):
    """A share that a stage's health is the mean of, and its score 0–100; null while not known."""

    key: FigureKey
    value: float | None
    state: State
    score: float | None
    next_step: NextStep
    link: RowsLink


class StageOut(Output):
    """`health` is the mean score of the inputs that are known, null when none is; `change` its difference in points to
    the quarter before, over the inputs known in both.
    """

    stage: Stage
    health: float | None
    change: float | None
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
    """The loop over the last 13 weeks, against the 13 weeks before; `customers` counts those in scope, lapsed ones not."""

    window: WindowOut
    previous: WindowOut
    customer_class: CustomerClass | None
    team_id: uuid.UUID | None
    team_name: str | None
    customers: int
    stages: list[StageOut]
    weakest: WeakestOut | None
