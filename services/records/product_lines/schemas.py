import datetime as dt
import uuid

from pydantic import MISSING, BaseModel

from services.kit.auth import Commercial
from services.kit.fields import Amount, Code, Currency, Decimals, Id, Input, Line, Output, Query


class ProductLineFilter(BaseModel):
    q: Query | None = None
    parent_id: Id | None = None


class ProductLineCreate(Input):
    parent_id: Id | None = None
    name: Line
    name_en: Line | None = None
    code: Code | None = None
    list_price: Amount | None = None
    currency: Currency | None = None
    source: Code | None = None
    external_id: Code | None = None


class ProductLineUpdate(Input):
    parent_id: Id | MISSING | None = MISSING
    name: Line | MISSING = MISSING
    name_en: Line | MISSING | None = MISSING
    code: Code | MISSING | None = MISSING
    list_price: Amount | MISSING | None = MISSING
    currency: Currency | MISSING | None = MISSING
    source: Code | MISSING | None = MISSING
    external_id: Code | MISSING | None = MISSING


class ProductLineOut(Output):
    id: uuid.UUID
    parent_id: uuid.UUID | None
    parent_name: str | None
    name: str
    name_en: str | None
    code: str | None
    list_price: Commercial[Decimals]
    currency: str | None
    source: str | None
    external_id: str | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
