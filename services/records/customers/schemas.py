import datetime as dt
import uuid
from typing import Annotated, Literal

from pydantic import MISSING, BaseModel, Field, StringConstraints

from services.kit.auth import Commercial
from services.kit.custom import CommercialOut, Custom, CustomOut
from services.kit.fields import Amount, Code, Count, Currency, Decimals, Id, Input, Line, Output, Prose, Query, Scale5

Kind = Literal["company", "institution", "government", "group"]
Lifecycle = Literal["acquisition", "conversion", "retention", "lapsed"]
CustomerClass = Literal["S", "A", "B", "C"]
Year = Annotated[int, Field(strict=True, ge=1000, le=2200)]
ClassCode = Annotated[Code, StringConstraints(pattern=r"^[A-Z0-9]{1,6}$")]
"""Of GB/T 4754 for industries, of GB/T 2260 for regions."""
CodePrefix = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,6}$")]
Names = Annotated[list[Line], Field(max_length=20)]
Tags = Annotated[list[Code], Field(max_length=50)]


class CustomerFilter(BaseModel):
    """`industry` and `region` take a code of any level and mean all that lies below it."""

    q: Query | None = None
    class_: Annotated[CustomerClass | None, Field(alias="class")] = None
    industry: CodePrefix | None = None
    region: CodePrefix | None = None
    lifecycle: Lifecycle | None = None
    team_id: Id | None = None
    parent_id: Id | None = None
    source: Code | None = None


class CustomerCreate(Input):
    name: Line
    short_name: Line | None = None
    former_names: Names = Field(default_factory=list)
    code: Code | None = None
    credit_code: Code | None = None
    kind: Kind = "company"
    parent_id: Id | None = None
    industry_code: ClassCode | None = None
    region_code: ClassCode | None = None
    address: Line | None = None
    website: Line | None = None
    lifecycle: Lifecycle = "acquisition"
    class_: Annotated[CustomerClass | None, Field(alias="class")] = None
    source_channel: Line | None = None
    tags: Tags = Field(default_factory=list)
    employees: Count | None = None
    revenue: Amount | None = None
    revenue_currency: Currency | None = None
    revenue_year: Year | None = None
    founded_year: Year | None = None
    business_philosophy: Prose | None = None
    market_position: Prose | None = None
    prospects: Prose | None = None
    importance: Scale5 | None = None
    importance_reason: Prose | None = None
    credit_limit: Amount | None = None
    team_id: Id | None = None
    custom: Custom = Field(default_factory=dict)
    custom_commercial: Custom = Field(default_factory=dict)
    source: Code | None = None
    external_id: Code | None = None


class CustomerUpdate(Input):
    """What is left out stays as it is; null empties a field."""

    name: Line | MISSING = MISSING
    short_name: Line | MISSING | None = MISSING
    former_names: Names | MISSING = MISSING
    code: Code | MISSING | None = MISSING
    credit_code: Code | MISSING | None = MISSING
    kind: Kind | MISSING = MISSING
    parent_id: Id | MISSING | None = MISSING
    industry_code: ClassCode | MISSING | None = MISSING
    region_code: ClassCode | MISSING | None = MISSING
    address: Line | MISSING | None = MISSING
    website: Line | MISSING | None = MISSING
    lifecycle: Lifecycle | MISSING = MISSING
    class_: Annotated[CustomerClass | MISSING | None, Field(alias="class")] = MISSING
    source_channel: Line | MISSING | None = MISSING
    tags: Tags | MISSING = MISSING
    employees: Count | MISSING | None = MISSING
    revenue: Amount | MISSING | None = MISSING
    revenue_currency: Currency | MISSING | None = MISSING
    revenue_year: Year | MISSING | None = MISSING
    founded_year: Year | MISSING | None = MISSING
    business_philosophy: Prose | MISSING | None = MISSING
    market_position: Prose | MISSING | None = MISSING
    prospects: Prose | MISSING | None = MISSING
    importance: Scale5 | MISSING | None = MISSING
    importance_reason: Prose | MISSING | None = MISSING
    credit_limit: Amount | MISSING | None = MISSING
    team_id: Id | MISSING | None = MISSING
    custom: Custom | MISSING = MISSING
    custom_commercial: Custom | MISSING = MISSING
    source: Code | MISSING | None = MISSING
    external_id: Code | MISSING | None = MISSING


class CustomerOut(Output):
    id: uuid.UUID
    name: str
    short_name: str | None
    former_names: list[str]
    code: str | None
    credit_code: str | None
    kind: Kind
    parent_id: uuid.UUID | None
    parent_name: str | None
    industry_code: str | None
    industry_name: str | None
    region_code: str | None
    region_name: str | None
    address: str | None
    website: str | None
    lifecycle: Lifecycle
    class_: Annotated[CustomerClass | None, Field(alias="class")]
    source_channel: str | None
    tags: list[str]
    employees: int | None
    revenue: Decimals | None
    revenue_currency: str | None
    revenue_year: int | None
    founded_year: int | None
    business_philosophy: str | None
    market_position: str | None
    prospects: str | None
    importance: int | None
    importance_reason: str | None
    importance_by: uuid.UUID | None
    importance_at: dt.datetime | None
    credit_limit: Commercial[Decimals]
    team_id: uuid.UUID | None
    team_name: str | None
    custom: CustomOut
    custom_commercial: CommercialOut
    source: str | None
    external_id: str | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime


class CustomerRow(Output):
    """A customer as a line of a list. `orders_12m` counts the currency most orders are in, named beside it."""

    id: uuid.UUID
    name: str
    short_name: str | None
    code: str | None
    kind: Kind
    parent_id: uuid.UUID | None
    parent_name: str | None
    industry_code: str | None
    industry_name: str | None
    region_code: str | None
    region_name: str | None
    lifecycle: Lifecycle
    class_: Annotated[CustomerClass | None, Field(alias="class")]
    tags: list[str]
    importance: int | None
    team_id: uuid.UUID | None
    team_name: str | None
    orders_12m: Commercial[Decimals]
    orders_currency: str | None
    last_order_on: dt.date | None
    last_interaction_at: dt.datetime | None
    source: str | None
    custom: CustomOut
    custom_commercial: CommercialOut
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
