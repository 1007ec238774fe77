import datetime as dt
import uuid
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from services.kit.fields import Code, Input, Line, Output, Query

Cell = Annotated[Query, StringConstraints(max_length=200)]
State = Literal["uploaded", "checked", "done"]


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
    mapping: Annotated[dict[Code, FieldMapping], Field(max_length=100)] | None = None
    only: Annotated[list[Only], Field(max_length=100)] | None = None
    source: Code | None = None


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


class ImportRunOut(Output):
    id: uuid.UUID
    kind: str
    state: State
    file_name: str
    encoding: str
    delimiter: str
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
