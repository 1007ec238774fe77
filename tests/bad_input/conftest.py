"""All operations, each filled with what exists."""

import pytest

from tests.bad_input.asking import Asking, etag
from tests.bad_input.slots import Reader, description
from tests.factories.everything import everything
from tests.factories.execution import ok

NEVER = {"stream_changes"}
"""Waits for as long as it is told."""


@pytest.fixture
async def askings(world, connection) -> list[Asking]:
    made = await everything(world)
    admin, me = made.admin, str(made.admin.user.id)
    known = made.ids | dict.fromkeys(("owner_id", "manager_id", "lead_id"), me)
    known |= {"run_id": made.ids["records_run_id"], "team_id": made.ids["department_id"]}
    known |= {"entity_id": made.ids["customer_id"], "period": "2027-01-01"}
    # those that are not decided yet
    cycle = {"cycle_id": known["cycle_id"], "name": "另一个方案"}
    known["selection_id"] = ok(await admin.post("/planning/selections", json=cycle))["id"]
    found = {"title": "另一个机会", "customer_id": known["customer_id"]}
    known["opportunity_id"] = ok(await admin.post("/planning/opportunities", json=found))["id"]
    reader = Reader(description(), known, made.queries)
    found = []
    for one in reader.operations():
        if one.name not in NEVER:
            one.etag = await etag(admin, one, known)
            found.append(Asking(admin, connection, reader, one, dict(admin.cookies)))
    return found
