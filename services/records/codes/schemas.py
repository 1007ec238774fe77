from typing import Annotated

from pydantic import BaseModel, Field

from services.kit.fields import Output, Query


class CodeFilter(BaseModel):
    """`q` is the beginning of a code or part of a name."""

    q: Query | None = None
    level: Annotated[int | None, Field(ge=1, le=4)] = None
    parent_code: Annotated[str | None, Field(pattern=r"^[A-Z0-9]{1,6}$")] = None


class IndustryOut(Output):
    """A node of GB/T 4754-2017: section (A), division (A01), group (A011) or class (A0111)."""

    code: str
    name: str
    name_en: str | None
    level: int
    parent_code: str | None


class RegionOut(Output):
    """A node of GB/T 2260: province (44), city (4403) or county (440305); `full_name` names the whole path."""

    code: str
    name: str
    full_name: str
    level: int
    parent_code: str | None
