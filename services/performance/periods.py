"""Periods of evaluation: a year, a quarter or a month, written as people write them."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from fastapi import Query as Parameter

from services.kit.fields import Output

Grain = Literal["year", "quarter", "month"]

PATTERN = r"^(19|20|21)[0-9]{2}(-Q[1-4]|-(0[1-9]|1[0-2]))?$"
Label = Annotated[str, Parameter(pattern=PATTERN, examples=["2017-Q4", "2017-11", "2017"])]
"""A period in an address: `2017`, `2017-Q4` or `2017-11`, from 1900 to 2199; anything else is 422."""

MONTHS: dict[Grain, int] = {"year": 12, "quarter": 3, "month": 1}
YEAR = 12


class PeriodOut(Output):
    """`ends_on` is the last day. A period that is not `complete` still runs: its figures are provisional."""

    label: str
    starts_on: dt.date
    ends_on: dt.date
    complete: bool


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months: the `index` of the first one counted from year 0, and how many."""

    index: int
    grain: Grain

    @classmethod
    def parse(cls, label: str) -> Self:
        """ValueError when `label` does not fit PATTERN."""
        if not re.fullmatch(PATTERN[1:-1], label):
            raise ValueError(label)
        year = int(label[:4]) * YEAR
        if "-Q" in label:
            return cls(year + (int(label[6]) - 1) * MONTHS["quarter"], "quarter")
        if "-" in label:
            return cls(year + int(label[5:]) - 1, "month")
        return cls(year, "year")

    @classmethod
    def quarter_of(cls, day: dt.date) -> Self:
        return cls(day.year * YEAR + (day.month - 1) // 3 * 3, "quarter")

    @property
    def label(self) -> str:
        year, month = divmod(self.index, YEAR)
        if self.grain == "quarter":
            return f"{year}-Q{month // 3 + 1}"
        return f"{year}-{month + 1:02}" if self.grain == "month" else f"{year}"

    @property
    def starts(self) -> dt.date:
        return _first_day(self.index)

    @property
    def ends(self) -> dt.date:
        """The first day after it."""
        return _first_day(self.index + MONTHS[self.grain])

    def before(self, count: int = 1) -> "Period":
        """The period of the same length, `count` of them earlier."""
        return Period(self.index - count * MONTHS[self.grain], self.grain)

    def year_before(self) -> "Period":
        return Period(self.index - YEAR, self.grain)

    def out(self, today: dt.date) -> PeriodOut:
        return PeriodOut(
            label=self.label,
            starts_on=self.starts,
            ends_on=self.ends - dt.timedelta(days=1),
            complete=self.ends <= today,
        )


def _first_day(index: int) -> dt.date:
    return dt.date(index // YEAR, index % YEAR + 1, 1)
