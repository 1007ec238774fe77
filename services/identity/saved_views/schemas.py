import datetime as dt
import uuid
from typing import Annotated, Literal, get_args

from pydantic import MISSING, BaseModel, Field, StringConstraints

from services.kit.fields import Code, Id, Input, Line, Output, Prose

List = Literal["customers", "opportunities", "projects"]
LISTS: tuple[List, ...] = get_args(List)
Flag = Annotated[bool, Field(strict=True)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Value = Annotated[Prose, Field(max_length=2000)]
Parameters = Annotated[dict[Key, Value | Flag | Annotated[list[Value], Field(max_length=50)]], Field(max_length=40)]
Columns = Annotated[list[Code], Field(max_length=100)]
Pixels = Annotated[int, Field(strict=True, ge=20, le=2000)]


class Arrangement(Input):
    """The grid's columns: their order, which are hidden, and how wide they are in pixels."""

    order: Columns = Field(default_factory=list)
    hidden: Columns = Field(default_factory=list)
    widths: Annotated[dict[Code, Pixels], Field(max_length=100)] = Field(default_factory=dict)


class ArrangementOut(Output):
    order: list[str]
    hidden: list[str]
    widths: dict[str, int]


class SavedViewFilter(BaseModel):
    of: List


class SavedViewCreate(Input):
    """`query`: the list's parameters as the address holds them: search, filters and sort."""

    of: List
    name: Line
    query: Parameters = Field(default_factory=dict)
    columns: Arrangement = Field(default_factory=Arrangement)
    shared: Flag = False


class SavedViewUpdate(Input):
    name: Line | MISSING = MISSING
    query: Parameters | MISSING = MISSING
    columns: Arrangement | MISSING = MISSING
    shared: Flag | MISSING = MISSING


class DefaultIn(Input):
    """null: no view, the whole list."""

    of: List
    view_id: Id | None


class SavedViewOut(Output):
    id: uuid.UUID
    of: List
    name: str
    query: dict[str, str | bool | list[str]]
    columns: ArrangementOut
    shared: bool
    mine: bool
    is_default: bool
    owner_id: uuid.UUID
    owner_name: str
    version: int
    created_at: dt.datetime
    updated_at: dt.datetime
