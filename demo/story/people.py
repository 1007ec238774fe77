"""Who plays: our people, the customers with their contacts, the vendors, two years of orders."""

import csv
import datetime as dt
import io
from calendar import monthrange
from typing import Any

from demo.api import Loam
from demo.maven import table
from demo.story.stage import SOURCE, Row, Stage, file, read

PEOPLE = {
    "external_id": {"column": "employee_number"},
    "name": {"column": "name"},
    "title": {"column": "title"},
    "region": {"column": "region"},
    "team": {"column": "team"},
    "roles": {"column": "roles"},
    "language": {"column": "language"},
}
CUSTOMERS = {
    "parent_id": {"column": "parent"},
    "industry_code": {"column": "industry"},
    "region_code": {"column": "region"},
    "team_id": {"column": "team"},
    **{
        name: {"column": name}
        for name in (
            *("external_id", "name", "short_name", "former_names", "code", "kind", "address", "website", "lifecycle"),
            *("class", "source_channel", "tags", "employees", "revenue", "revenue_currency", "revenue_year"),
            *("founded_year", "business_philosophy", "market_position", "prospects", "credit_limit"),
        )
    },
}
CONTACTS = {
    "customer_id": {"column": "customer"},
    "reports_to_id": {"column": "reports_to"},
    "owner_id": {"column": "owner"},
    **{
        name: {"column": name}
        for name in (
            *("external_id", "name", "title", "department", "mail", "is_payer", "is_user", "is_decider"),
            *("preferred_channel", "cadence_days"),
        )
    },
}
LINES = {
    "parent_id": {"column": "parent"},
    "external_id": {"column": "code"},
    **{name: {"column": name} for name in ("code", "name", "name_en", "list_price", "currency")},
}
ORDERS = {
    "external_id": {"column": "number"},
    "number": {"column": "number"},
    "customer_id": {"column": "customer"},
    "product_line_id": {"column": "line"},
    "owner_id": {"column": "owner"},
    "booked_on": {"column": "booked_on"},
    "amount": {"column": "amount"},
    "kind": {"constant": "order"},
    "currency": {"constant": "CNY"},
}


async def load(loam: Loam) -> None:
    """What comes by import."""
    for kind, name, mapping in (
        ("users", "people.csv", PEOPLE),
        ("product_lines", "product_lines.csv", LINES),
        ("customers", "key_customers.csv", CUSTOMERS),
        ("customers", "customers.csv", CUSTOMERS),
        ("contacts", "key_contacts.csv", CONTACTS),
        ("contacts", "contacts.csv", CONTACTS),
    ):
        await loam.load(kind, name, file(name), mapping=mapping, source=SOURCE)
    await loam.load("transactions", "orders.csv", orders(dt.datetime.now(dt.UTC).date()), mapping=ORDERS, source=SOURCE)


def orders(today: dt.date) -> bytes:
    """orders.csv with its months counted back from this one."""
    rows = list(csv.DictReader(io.StringIO(file("orders.csv").decode())))
    columns = ("number", "customer", "line", "booked_on", "amount", "owner")
    return table(
        columns,
        [
            (row["number"], row["customer"], row["line"], _months_ago(today, row), row["amount"], row["owner"])
            for row in rows
        ],
    )


def _months_ago(today: dt.date, row: dict[str, str]) -> dt.date:
    months = today.year * 12 + today.month - 1 - int(row["months_ago"])
    year, month = months // 12, months % 12 + 1
    return dt.date(year, month, min(int(row["day"]), monthrange(year, month)[1]))


async def tell(stage: Stage) -> None:
    """Who works for whom, who else supplies, and what is known of two persons' private side."""
    await _teams(stage)
    await _vendors(stage)
    async with stage.acting("YS010") as desks:
        for entry in read("private.json"):
            contact = stage.contacts[entry.pop("contact")]
            given = {"contact_id": contact["id"], "purpose": "visit", "given_on": stage.day(-200)}
            given["evidence"] = entry.pop("consent_basis")
            if not await desks["YS010"].all("/records/consents", contact_id=contact["id"]):
                await desks["YS010"].post("/records/consents", **given)
            await desks["YS010"].put(f"/records/contacts/{contact['id']}/private", entry)


async def _teams(stage: Stage) -> None:
    """Account teams; the installation's only administrator joins the first, so that their week is not empty."""
    teams: dict[str, dict[str, str]] = read("teams.json")
    administrator = sole_administrator(list(await stage.loam.all("/identity/users")))
    for customer, members in teams.items():
        rows = [{"user_id": stage.users[key]["id"], "role": role} for key, role in members.items()]
        if administrator and customer == "KA001":
            rows.append({"user_id": administrator["id"], "role": "system"})
        await stage.loam.put(f"/records/customers/{stage.customers[customer]['id']}/team", {"members": rows})


def sole_administrator(users: list[Row]) -> Row | None:
    found = [user for user in users if "administrator" in user["roles"] and user["active"]]
    return found[0] if len(found) == 1 else None


async def _vendors(stage: Stage) -> None:
    told = read("vendors.json")
    known = {row["name"]: row for row in await stage.loam.all("/records/vendors")}
    us = next((row for row in known.values() if row["is_us"]), None)
    for entry in told["vendors"]:
        key = entry.pop("key")
        ours = us if entry.get("is_us") else None
        stage.vendors[key] = ours or known.get(entry["name"]) or await stage.loam.post("/records/vendors", **entry)
    there = {
        (row["vendor_id"], row["customer_id"], row["product_line_id"])
        for row in await stage.loam.all("/records/vendor-positions")
    }
    for entry in told["positions"]:
        body = _position(stage, entry)
        if (body["vendor_id"], body["customer_id"], body["product_line_id"]) not in there:
            await stage.loam.post("/records/vendor-positions", **body)


def _position(stage: Stage, entry: Row) -> dict[str, Any]:
    days = {"contract_ends_on": entry.pop("contract_ends", None), "assessed_on": entry.pop("assessed", None)}
    return {
        "vendor_id": stage.vendors[entry.pop("vendor")]["id"],
        "customer_id": stage.customers[entry.pop("customer")]["id"],
        "product_line_id": stage.lines[entry.pop("line")]["id"],
        "supporters": [stage.contacts[key]["id"] for key in entry.pop("supporters", [])],
        **{name: stage.day(offset) for name, offset in days.items()},
        **entry,
    }
