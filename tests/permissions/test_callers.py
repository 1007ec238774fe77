"""All addresses × all roles and scopes: who may call what."""

import re
import uuid
from typing import Any

import pytest

from services.kit.permissions import RULES, SCOPES
from tests.permissions.described import NEEDS, OPEN, ROLES, operations

ANYBODY = {
    "get_session",
    "sign_out",
    "change_password",
    "change_profile",  # one's own session and profile
    "stream_changes",  # of what one may read: each change is asked for its own action
    "prove",
    "list_sessions",
    "end_other_sessions",
    "end_session",
    "get_second_factor",
    "start_second_factor",
    "confirm_second_factor",
    "renew_recovery_codes",
    "remove_second_factor",  # one's own too: administrators reset those of others
    "list_saved_views",
    "get_saved_view",
    "create_saved_view",
    "update_saved_view",
    "delete_saved_view",
    "set_default_view",  # how oneself looks at lists
    "list_notifications",
    "count_unread_notifications",
    "read_notifications",
    "get_notification_preferences",
    "set_notification_preference",  # what concerns oneself
    "list_jobs",
    "get_job",
    "cancel_job",
    "replay_job",  # one's own jobs; others' are not there for those without jobs:read, jobs:write
    "list_indicators",  # how figures are computed is no secret
    "get_scorecard",
    "list_indicator_rows",  # one's own card; others' ask for performance:read once the subject is known
}

ALSO = {"records:team": {"records:write"}, "planning:team": {"planning:write"}}
"""Write access at any customer includes that at one's own."""

ALSO_AT = {"advance_project": {"planning:waive"}}


def anywhere(path: str) -> str:
    """The address with ids of nothing."""
    words = {"{key}": "win_rate", "{figure}": "win_rate", "{subject_type}": "team"}
    for word, value in words.items():
        path = path.replace(word, value)
    return re.sub(r"\{\w+\}", lambda _: str(uuid.uuid4()), path).removeprefix("/api/v1")


LASTING = {"/api/v1/identity/live": {"wait": "0"}}
"""Streams, asked for what is there already."""


async def call(client, method: str, path: str):
    body: dict[str, Any] = {} if method in {"get", "delete"} else {"content": b"{}"}
    headers = {"content-type": "application/json", "if-match": '"1"'}
    return await client.request(method, anywhere(path), headers=headers, params=LASTING.get(path), **body)


def test_every_address_says_what_it_needs():
    named = {name for name, *_ in operations()}
    assert named == set(NEEDS)
    for name in named - OPEN - ANYBODY:
        assert len(NEEDS[name]) == 1, f"{name} needs {NEEDS[name]}"
    for name in OPEN | ANYBODY:
        assert not NEEDS[name], name
    known = frozenset[str]().union(*RULES.values())
    assert set().union(*NEEDS.values()) <= known


async def test_nothing_is_open_to_strangers(world):
    stranger = world.anonymous()
    forged = world.anonymous()
    forged.headers["authorization"] = f"Bearer loam_{'A' * 43}"
    for name, method, path, _ in operations():
        if name in OPEN:
            continue
        for client in (stranger, forged):
            answer = await call(client, method, path)
            assert answer.status_code == 401, f"{name}: {answer.status_code} {answer.text[:200]}"
            assert answer.headers["www-authenticate"] == "Bearer"


def allowed(name: str, granted: frozenset[str]) -> bool:
    ways = set(NEEDS[name])
    for action in NEEDS[name]:
        ways |= ALSO.get(action, set()) | ALSO_AT.get(name, set())
    return not ways or bool(ways & granted)


async def agree(client, granted: frozenset[str]):
    """Every address answers this caller as the table of rules says."""
    for name, method, path, _ in operations():
        if name in OPEN | {"sign_out"}:
            continue
        answer = await call(client, method, path)
        refused = answer.status_code == 403 and answer.json()["code"] == "forbidden" and answer.json()["needs"]
        message = f"{name} as {sorted(granted)}: {answer.status_code} {answer.text[:200]}"
        assert answer.status_code != 401, message
        assert answer.status_code < 500, message
        if allowed(name, granted):
            assert not (refused and name not in ANYBODY), message
        else:
            assert refused in NEEDS[name], message


@pytest.mark.parametrize("role", ROLES)
async def test_every_address_answers_every_role_as_the_rules_say(world, role):
    await agree(await world.client(role), RULES[role])


@pytest.mark.parametrize("scope", [*SCOPES])
async def test_every_address_answers_every_key_as_its_scope_says(world, scope):
    await agree(await world.partner(scope), frozenset({scope}))
