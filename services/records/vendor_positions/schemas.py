import datetime as dt
import uuid
from typing import Literal

from pydantic import MISSING, BaseModel, Field

from services.kit.fields import Day, Decimals, Id, Ids, Input, Output, Percent, Prose, Scale5

Status = Literal["assumed", "confirmed"]


class VendorPositionFilter(BaseModel):
    customer_id: Id | None = None
    vendor_id: Id | None = None
    product_line_id: Id | None = None
    ends_before: Day | None = None


class VendorPositionCreate(Input):
    vendor_id: Id
    customer_id: Id
    product_line_id: Id
    share: Percent | None = None
    installed_base: Prose = ""
    contract_ends_on: Day | None = None
    satisfaction: Scale5 | None = None
    strengths: Prose = ""
    weaknesses: Prose = ""
    supporters: Ids = Field(default_factory=list)
    last_moves: Prose = ""
    status: Status = "assumed"
    evidence: Prose = ""
    assessed_on: Day | None = None


class VendorPositionUpdate(Input):
    share: Percent | MISSING | None = MISSING
    installed_base: Prose | MISSING = MISSING
    contract_ends_on: Day | MISSING | None = MISSING
    satisfaction: Scale5 | MISSING | None = MISSING
    strengths: Prose | MISSING = MISSING
    weaknesses: Prose | MISSING = MISSING
    supporters: Ids | MISSING = MISSING
    last_moves: Prose | MISSING = MISSING
    status: Status | MISSING = MISSING
    evidence: Prose | MISSING = MISSING
    assessed_on: Day | MISSING | None = MISSING


class VendorPositionOut(Output):
    id: uuid.UUID
    vendor_id: uuid.UUID
    vendor_name: str
    is_us: bool
    customer_id: uuid.UUID
    customer_name: str
    product_line_id: uuid.UUID
    product_line_name: str
    share: Decimals | None
    installed_base: str
    contract_ends_on: dt.date | None
    satisfaction: int | None
    strengths: str
    weaknesses: str
    supporters: list[uuid.UUID]
    last_moves: str
    status: Status
    evidence: str
    assessed_on: dt.date | None
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
