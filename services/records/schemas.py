"""What other services may know of records: shapes without a database behind them."""

import uuid
from typing import Annotated, Literal

from pydantic import Field

from services.kit.fields import Output


class CustomerCard(Output):
    """What identifies and places a customer."""

    id: uuid.UUID
    name: str
    short_name: str | None
    class_: Annotated[Literal["S", "A", "B", "C"] | None, Field(alias="class")]
    industry_code: str | None
    region_code: str | None
    lifecycle: Literal["acquisition", "conversion", "retention", "lapsed"]
    parent_id: uuid.UUID | None
    team_id: uuid.UUID | None


class InsightCard(Output):
    id: uuid.UUID
    customer_id: uuid.UUID
    role: Literal["sales", "technical", "service"]
    title: str
    state: Literal["draft", "published"]


class ContactCard(Output):
    id: uuid.UUID
    customer_id: uuid.UUID
    name: str
    title: str | None
    department: str | None
