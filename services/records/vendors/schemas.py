import datetime as dt
import uuid
from typing import Annotated

from pydantic import MISSING, BaseModel, Field

from services.kit.fields import Input, Line, Output, Prose, Query

Flag = Annotated[bool, Field(strict=True)]


class VendorFilter(BaseModel):
    q: Query | None = None
    is_us: bool | None = None


class VendorCreate(Input):
    name: Line
    short_name: Line | None = None
    is_us: Flag = False
    website: Line | None = None
    note: Prose = ""


class VendorUpdate(Input):
    name: Line | MISSING = MISSING
    short_name: Line | MISSING | None = MISSING
    is_us: Flag | MISSING = MISSING
    website: Line | MISSING | None = MISSING
    note: Prose | MISSING = MISSING


class VendorOut(Output):
    id: uuid.UUID
    name: str
    short_name: str | None
    is_us: bool
    website: str | None
    note: str
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
