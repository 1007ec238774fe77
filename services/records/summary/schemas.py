import datetime as dt
import uuid
from typing import Literal

from services.kit.auth import Commercial
from services.kit.fields import Decimals, Output

SectionKey = Literal["basic", "principals", "traits", "transactions", "vendors", "interactions", "insights", "risks"]


class Counts(Output):
    contacts: int
    deciders: int
    orders: int
    interactions_90d: int
    insights_published: int
    risks_open: int
    vendors: int
    children: int


class MonthAmount(Output):
    """Orders booked in one month for one product line in one currency."""

    month: dt.date
    product_line_id: uuid.UUID | None
    product_line_name: str | None
    currency: str
    amount: Commercial[Decimals]
    orders: int


class Section(Output):
    """Percent of the section's items that are on record; an item older than the freshness limit counts half.

    `missing` and `stale` hold item codes such as `credit_code`, `decider` or `share_complete`.
    """

    section: SectionKey
    percent: int
    missing: list[str]
    stale: list[str]


class Completeness(Output):
    percent: int
    fresh_days: int
    sections: list[Section]


class SummaryOut(Output):
    """What the head of a customer page shows. `months` are the 24 ending with `months_to`."""

    customer_id: uuid.UUID
    counts: Counts
    last_interaction_at: dt.datetime | None
    last_order_on: dt.date | None
    months_from: dt.date
    months_to: dt.date
    orders_by_month: list[MonthAmount]
    completeness: Completeness
