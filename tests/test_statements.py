"""A list sends as many statements for one row as for many: what it needs comes in sets."""

import pytest

from tests.factories.everything import Everything, everything
from tests.permissions.described import operations


def lists():
    """(name, path, largest limit) of the addresses with `limit`: all lists of the API."""
    for name, method, path, operation in operations():
        for parameter in operation.get("parameters", ()):
            if method == "get" and parameter["name"] == "limit" and not name.startswith("export_"):
                yield name, path, parameter["schema"]["maximum"]


@pytest.fixture
async def made(world) -> Everything:
    return await everything(world)


async def test_no_list_asks_by_row(made, statements):
    wrong, checked = [], 0
    for name, path, most in lists():
        query = made.queries.get(name, {})
        address = made.address(path)
        counts = {}
        for limit in (1, most):
            with statements() as sent:
                answer = await made.admin.get(address, params=query | {"limit": str(limit)})
            assert answer.status_code == 200, f"{name}: {answer.text}"
            assert answer.headers["content-type"] == "application/json", name
            counts[limit] = (len(answer.json()["items"]), len(sent))
        (one, few), (many, sent_for_many) = counts.values()
        assert one == 1, f"{name} is empty"
        assert many > 1, f"{name} has one row only"
        if few != sent_for_many:
            wrong.append(f"{name}: {few} statements for 1 row, {sent_for_many} for {many}")
        checked += 1
    assert not wrong
    assert checked > 30
