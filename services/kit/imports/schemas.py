import datetime as dt
import uuid
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from services.kit.fields import Code, Input, Line, Output, Query

Cell = Annotated[Query, StringConstraints(max_length=200)]
State = Literal["uploaded", "checking", "checked", "running", "done", "cancelled", "failed"]
Step = Literal["waiting", "reading", "matching", "judging", "writing"]


class FieldMapping(Input):
    """Where a field's value comes from. `values` replaces what a cell says by what is meant (an empty text empties
    it), `default` stands in for empty cells, `factor` multiplies a number (a column in thousands: 1000).
    """

    column: Line | None = None
    constant: Line | None = None
    values: Annotated[dict[Line, Cell], Field(max_length=1000, default_factory=dict)]
    default: Line | None = None
    factor: Annotated[Decimal, Field(gt=0, le=1_000_000_000, max_digits=19, decimal_places=9)] | None = None


class Only(Input):
    """Take only rows whose column says this. Conditions on one column are alternatives, on several all must hold."""

    column: Line
    equals: Cell


class ImportChange(Input):
    """`confirmed` says that the samples of a file in GB18030 read as they should."""

    mapping: Annotated[dict[Code, FieldMapping], Field(max_length=100)] | None = None
    only: Annotated[list[Only], Field(max_length=100)] | None = None
    source: Code | None = None
    confirmed: Literal[True] | None = None


class Reject(Output):
    """One thing wrong with one row: its place below the header (from 1), the field, the column and what it said."""

    row: int
    field: str
    column: str | None
    code: str
    value: str | None
    detail: str


class ImportResult(Output):
    """What a dry run found or a run did. `skip` are rows left out by `only` and rows that change nothing
    (`unchanged` of them); create + update + skip + reject = rows.
    """

    create: int
    update: int
    skip: int
    unchanged: int
    reject: int
    rejects: list[Reject]


class Progress(Output):
    """How far a dry run or a run is. `writing` counts rows applied: they are visible to everybody, each with all that
    belongs to it; before that nothing is written. `seconds_left` is known once there is a pace.
    """

    step: Step
    done: int
    total: int
    rows_per_second: int | None
    seconds_left: int | None


class ImportRunOut(Output):
    """`confirmed` false: the file is read as GB18030 and waits for somebody to say that the samples are right.
    `sheets`: what a workbook has; `sheet` is the one that was read. `applied`: rows written so far, also when the run
    was cancelled or failed half way; running it again goes on with the rest. `error`: why it failed.
    """

    id: uuid.UUID
    kind: str
    state: State
    file_name: str
    format: Literal["csv", "xlsx", "ndjson"]
    encoding: str
    confirmed: bool
    delimiter: str
    sheets: list[str]
    sheet: str | None
    progress: Progress | None
    applied: int
    error: str
    rows: int
    columns: list[str]
    samples: list[list[str]]
    mapping: dict[str, Any]
    only: list[Any]
    source: str
    result: ImportResult | None
    version: int
    created_at: dt.datetime
    done_at: dt.datetime | None


class ImportListItem(Output):
    id: uuid.UUID
    kind: str
    state: State
    file_name: str
    rows: int
    source: str
    created_at: dt.datetime
    done_at: dt.datetime | None


class FieldOut(Output):
    name: str
    zh: str
    en: str
    type: str
    required: bool
    choices: list[str]
    unknown: Literal["reject", "empty"] | None


class KindOut(Output):
    """`needs`: one of these actions, besides imports:write."""

    kind: str
    zh: str
    en: str
    needs: list[str]
    allowed: bool
    identity: list[str]
    fields: list[FieldOut]


class Kinds(Output):
    items: list[KindOut]
    next: None
