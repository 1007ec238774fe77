"""Guessing passwords and codes is slow for those who guess, and the answers tell nothing about who exists."""

import asyncio
import uuid

from services.identity.attempts import service as attempts
from services.kit.settings import Settings
from tests.identity.people import PASSWORD, browser, colleague, rewind


def limited(world, **limits) -> None:
    for app in world.apps.values():
        for name, value in limits.items():
            setattr(app.state.settings, name, value)


async def guess(client, email: str, password: str = "a wrong password"):
    return await client.post("/identity/session", json={"email": email, "password": password})


async def test_an_account_is_closed_to_guesses_for_a_while_known_or_not(world):
    limited(world, sign_in_attempts=3)
    await colleague(world, email="li@loam.example")
    told = {}
    for email in ("li@loam.example", "nobody@loam.example"):
        client = browser(world)
        answers = [await guess(client, email) for _ in range(4)]
        told[email] = [(a.status_code, a.json()["code"], a.json()["detail"]) for a in answers]
        assert answers[-1].headers["retry-after"].isdigit()
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 15 * 60
    assert told["li@loam.example"] == told["nobody@loam.example"]
    assert [status for status, *_ in told["li@loam.example"]] == [401, 401, 401, 429]
    right = await guess(browser(world), "li@loam.example", PASSWORD)
    assert right.status_code == 429, "the right password is no way around it"
    await rewind(world, "update sign_in_attempt set until = now() - interval '1 second'")
    assert (await guess(browser(world), "li@loam.example", PASSWORD)).status_code == 201


async def test_success_forgives_what_was_mistyped(world):
    limited(world, sign_in_attempts=3)
    await colleague(world, email="li@loam.example")
    for _ in range(3):
        for _ in range(2):
            assert (await guess(browser(world), "li@loam.example")).status_code == 401
        assert (await guess(browser(world), "li@loam.example", PASSWORD)).status_code == 201


async def test_an_address_that_tries_many_accounts_is_slowed_too(world):
    limited(world, sign_in_attempts_by_address=5)
    await colleague(world, email="li@loam.example")
    client = browser(world)
    for number in range(3):  # successes do not count against an office behind one address
        assert (await guess(client, "li@loam.example", PASSWORD)).status_code == 201, number
    statuses = [(await guess(client, f"{number}@loam.example")).status_code for number in range(6)]
    assert statuses == [401] * 5 + [429]
    link = await client.post("/identity/session", json={"token": "guess"})
    assert link.status_code == 429


async def test_guesses_sent_at_once_do_not_slip_past_together(live):
    limited(live, sign_in_attempts=5)
    await colleague(live, email="li@loam.example")
    answers = await asyncio.gather(*(guess(browser(live), "li@loam.example") for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 15


async def test_the_count_is_one_for_all_services(live):
    """It lies in the database: a second process counts on where the first has stopped."""
    from services.app import create_app
    from services.kit.lookup import Lookup

    limited(live, sign_in_attempts=2)
    app = live.apps["all"]
    other = create_app(app.state.settings)
    other.state.sessions, other.state.readings = app.state.sessions, app.state.readings
    other.state.lookup = Lookup(app.state.lookup._engine)
    client = browser(live)
    assert [(await guess(client, "li@loam.example")).status_code for _ in range(2)] == [401, 401]
    live.transport.hosts["all"].app = other
    assert (await guess(client, "li@loam.example")).status_code == 429
    await other.state.lookup.close()


def test_addresses_are_counted_as_who_has_them():
    settings = Settings()
    assert attempts.address("203.0.113.7", settings) != attempts.address("203.0.113.8", settings)
    assert attempts.address("2001:db8:1:2::1", settings) == attempts.address("2001:db8:1:2:ffff::9", settings)
    assert attempts.address("2001:db8:1:2::1", settings) != attempts.address("2001:db8:1:3::1", settings)
    assert attempts.address("", settings).limit == settings.sign_in_attempts_by_address
    assert attempts.account("a@b.example", settings) != attempts.person(uuid.UUID(int=0), settings)
