"""What every part of the story needs: who is who by their keys in the files, what day it is, and the files."""

import datetime as dt
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.api import Loam
from demo.rules import quarter_of

DATA = Path(__file__).parents[1] / "data" / "story"
SOURCE = "story"
Row = dict[str, Any]


def file(name: str) -> bytes:
    return (DATA / name).read_bytes()


def read(name: str) -> Any:
    return json.loads(file(name))


def quarters(today: dt.date) -> list[dt.date]:
    """The four quarters of the story's cycle; today lies in the last."""
    starts = [quarter_of(today)]
    while len(starts) < 4:  # noqa: PLR2004 - a year
        starts.insert(0, quarter_of(starts[0] - dt.timedelta(days=1)))
    return starts


def year_end(today: dt.date) -> dt.date:
    """The last day of the story's cycle."""
    first = quarters(today)[0]
    return first.replace(year=first.year + 1) - dt.timedelta(days=1)


@dataclass
class Stage:
    """`users`, `customers`, `contacts`, `lines`, `vendors`: records by the key the files call them by."""

    loam: Loam
    today: dt.date
    users: Mapping[str, Row]
    customers: Mapping[str, Row]
    contacts: Mapping[str, Row]
    lines: Mapping[str, Row]
    vendors: dict[str, Row] = field(default_factory=dict)

    @classmethod
    async def of(cls, loam: Loam) -> "Stage":
        """Who is there after the imports."""

        def by_key(rows: list[Row], name: str = "external_id") -> dict[str, Row]:
            return {row[name]: row for row in rows if row.get("source", SOURCE) == SOURCE and row[name]}

        return cls(
            loam=loam,
            today=dt.datetime.now(dt.UTC).date(),
            users=by_key(await loam.all("/identity/users")),
            customers=await _customers(loam),
            contacts=by_key(await loam.all("/records/contacts")),
            lines=by_key(await loam.all("/records/product-lines"), "code"),
        )

    def day(self, offset: int | None) -> str | None:
        """The day so many days from today."""
        return None if offset is None else (self.today + dt.timedelta(days=offset)).isoformat()

    @asynccontextmanager
    async def acting(self, *keys: str) -> AsyncIterator[dict[str, Loam]]:
        """Several people at their desks."""
        async with AsyncExitStack() as stack:
            yield {key: await stack.enter_async_context(self.loam.acting_as(self.users[key])) for key in keys}


async def _customers(loam: Loam) -> dict[str, Row]:
    """By external id, which the list does not carry but a customer's own page does."""
    rows = await loam.all("/records/customers", source=SOURCE)
    found = [await loam.get(f"/records/customers/{row['id']}") for row in rows]
    return {row["external_id"]: row for row in found}
