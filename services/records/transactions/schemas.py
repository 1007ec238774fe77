import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from services.kit.auth import Commercial
from services.kit.fields import Code, Currency, Day, Decimals, Id, Input, Money, Output, Quantity
from services.kit.wire import FieldProblem

TransactionKind = Literal["order", "invoice", "payment", "delivery", "return"]


class TransactionFilter(BaseModel):
    customer_id: Id | None = None
    kind: TransactionKind | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None
    owner_id: Id | None = None
    team_id: Id | None = None
    product_line_id: Id | None = None
    source: Code | None = None


class TransactionIn(Input):
    """A line of the ERP. `(source, external_id)` names it for ever: sent again it is updated, not doubled.

    Left out, `owner_id`'s department or else the customer's team becomes `team_id`. What is taken back is negative.
    """

    customer_id: Id
    kind: TransactionKind
    number: Code | None = None
    booked_on: Day
    amount: Money
    currency: Currency
    quantity: Quantity | None = None
    product_line_id: Id | None = None
    owner_id: Id | None = None
    team_id: Id | None = None
    source: Code
    external_id: Code


class TransactionOut(Output):
    id: uuid.UUID
    customer_id: uuid.UUID
    customer_name: str
    kind: TransactionKind
    number: str | None
    booked_on: dt.date
    amount: Commercial[Decimals]
    currency: str
    quantity: Decimals | None
    product_line_id: uuid.UUID | None
    product_line_name: str | None
    owner_id: uuid.UUID | None
    owner_name: str | None
    team_id: uuid.UUID | None
    team_name: str | None
    source: str
    external_id: str
    created_at: dt.datetime
    updated_at: dt.datetime


class BulkRow(Output):
    """What became of the row with this index, counted from 0."""

    index: int
    external_id: str | None
    outcome: Literal["created", "updated", "unchanged", "rejected"]
    id: uuid.UUID | None
    errors: list[FieldProblem]


class BulkResult(Output):
    """How many rows were taken; `rows` is in the order they were sent in."""

    created: int
    updated: int
    unchanged: int
    rejected: int
    rows: list[BulkRow]
