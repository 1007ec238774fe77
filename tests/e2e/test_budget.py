"""What a first visit costs: bytes over the wire, calls, drawn rows; on a list of many customers."""

import csv
import io
import time

import pytest
from playwright.sync_api import expect

from tests.e2e.weight import CHUNK_KB, CSS_KB, FIRST_KB, kilobytes, transferred
from tests.installation import Installation

CUSTOMERS = 2_000
START_CALLS = 3
GRID_NODES = 1_500


@pytest.fixture(scope="module")
def many(own: Installation) -> Installation:
    """An installation with two thousand customers, brought in by the import."""
    key = own.key("records:read", "records:write", "imports:write")
    sheet = io.StringIO()
    rows = csv.writer(sheet)
    rows.writerow(["name"])
    rows.writerows([f"沃土第{number}客户有限公司"] for number in range(CUSTOMERS))
    file = {"file": ("customers.csv", sheet.getvalue().encode(), "text/csv")}
    made = own.ask("/api/v1/records/imports", key, "POST", data={"kind": "customers"}, files=file).json()
    path = f"/api/v1/records/imports/{made['id']}"
    done = own.ask(f"{path}/run", key, "POST").json()
    until = time.monotonic() + 60
    while done["state"] == "running" and time.monotonic() < until:
        time.sleep(0.2)
        done = own.ask(path, key).json()
    assert done.get("result", {}).get("create") == CUSTOMERS, done
    return own


def test_the_customer_list_opens_light(many, new_person, person):
    new_person(many)  # signs in once, so that the next one comes with nothing loaded
    someone = person(many)
    someone.visit("/customers")
    expect(someone.page.get_by_text(f"共 {CUSTOMERS:,} 家")).to_be_visible()

    assert kilobytes(someone.page, ".js") <= FIRST_KB
    assert kilobytes(someone.page, ".css") <= CSS_KB
    assert max(transferred(someone.page, ".js").values()) <= CHUNK_KB
    assert len(someone.calls) <= START_CALLS, [call.url for call in someone.calls]
    assert max(len(call.body()) for call in someone.calls) <= 100_000, "no call brings the whole list"


def test_a_long_list_draws_only_what_is_in_sight(many, person):
    someone = person(many)
    someone.visit("/customers")
    grid = someone.page.get_by_role("grid", name="客户")
    last = grid.get_by_text("沃土第999客户有限公司")  # in the order of names
    for _ in range(CUSTOMERS // 100 + 2):
        grid.evaluate("grid => { grid.scrollTop = grid.scrollHeight; }")
        someone.settled()
        assert someone.page.evaluate("document.querySelectorAll('*').length") <= GRID_NODES
        if last.count():
            break
    expect(last).to_be_in_viewport()
