"""The Maven data through the import: people, products, customers, opportunities, orders. Nothing is read past the door."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from demo.api import Loam
from demo.rules import rows_of

DATA = Path(__file__).parent / "data"
MAVEN = DATA / "maven_crm"
SOURCE = "maven"
MAPPINGS: dict[str, Any] = json.loads((DATA / "maven.json").read_text("utf-8"))
PRODUCT_NAMES: dict[str, str] = MAPPINGS["opportunities"]["product_line_id"]["values"]


async def load(loam: Loam) -> None:
    """Everything of the data but the cycle; a second run changes nothing."""
    loam.say("Maven CRM: people, products, customers")
    await loam.load("users", "sales_teams.csv", _file("sales_teams.csv"), mapping=MAPPINGS["users"], source=SOURCE)
    await loam.load("users", "managers.csv", managers(), mapping=MAPPINGS["users"], source=SOURCE)
    await loam.load("product_lines", "series.csv", series(), source=SOURCE)
    products = MAPPINGS["product_lines"]
    await loam.load("product_lines", "products.csv", _file("products.csv"), mapping=products, source=SOURCE)
    await loam.load("customers", "accounts.csv", _file("accounts.csv"), mapping=MAPPINGS["customers"], source=SOURCE)
    loam.say("Maven CRM: 8,800 opportunities, and the won ones as orders")
    pipeline = _file("sales_pipeline.csv")
    await loam.load("opportunities", "sales_pipeline.csv", pipeline, mapping=MAPPINGS["opportunities"], source=SOURCE)
    won = [{"column": "deal_stage", "equals": "Won"}]
    orders = MAPPINGS["transactions"]
    await loam.load("transactions", "sales_pipeline.csv", pipeline, mapping=orders, only=won, source=SOURCE)


def managers() -> bytes:
    """The managers as people of the team they lead: sales_teams.csv names them beside their agents only."""
    found = {row["manager"]: row["regional_office"] for row in rows_of(MAVEN / "sales_teams.csv")}
    rows = [(name, name, region) for name, region in found.items()]
    return table(("sales_agent", "manager", "regional_office"), rows)


def series() -> bytes:
    """The series as product lines above their products."""
    found = dict.fromkeys(row["series"] for row in rows_of(MAVEN / "products.csv"))
    return table(("external_id", "name"), [(name, name) for name in found])


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def _file(name: str) -> bytes:
    return (MAVEN / name).read_bytes()
