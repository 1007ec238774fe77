"""Many people sign in at once: the others are served meanwhile, and who would wait too long is told when to come again.

Nothing here measures time: the threads that hash are held until the test lets them go.
"""

import asyncio
import threading

import pytest

from services.identity.sessions import passwords
from tests.identity.people import PASSWORD, browser, colleague


@pytest.fixture
async def held(monkeypatch):
    """All threads that hash are busy; `held()` lets them go on."""
    monkeypatch.setattr(passwords, "_seconds", 0.05)
    go = threading.Event()
    started = [threading.Event() for _ in range(passwords.THREADS)]

    def busy(event):
        event.set()
        go.wait()

    tasks = [asyncio.create_task(passwords.in_turn(lambda event=event: busy(event))) for event in started]
    for event in started:
        await asyncio.to_thread(event.wait)
    yield go.set
    go.set()
    await asyncio.gather(*tasks)


async def come_in(world, email):
    return await browser(world).post("/identity/session", json={"email": email, "password": PASSWORD})


async def queued(count):
    while passwords._waiting < count:  # noqa: ASYNC110 - nobody tells who waits
        await asyncio.sleep(0.01)


async def test_others_are_answered_while_no_password_can_be_checked(live, held):
    partner = await live.partner("records:read")
    people = [asyncio.create_task(come_in(live, f"{number}@loam.example")) for number in range(20)]
    await queued(20)
    probe = await partner.get("http://loam.test/livez")
    ready = await partner.get("http://loam.test/readyz")
    reading = await partner.get("/records/customers")
    assert [answer.status_code for answer in (probe, ready, reading)] == [200] * 3
    assert not any(one.done() for one in people)
    held()
    assert {answer.status_code for answer in await asyncio.gather(*people)} == {401}
    assert passwords._waiting == 0


async def test_all_fifty_come_in(live):
    for number in range(5):
        await colleague(live, email=f"{number}@loam.example")
    answers = await asyncio.gather(*(come_in(live, f"{number % 5}@loam.example") for number in range(50)))
    assert [answer.status_code for answer in answers] == [201] * 50


async def test_who_would_wait_too_long_is_sent_away_uncounted_and_told_when(live, held, monkeypatch):
    monkeypatch.setattr(passwords, "_seconds", 1.0)
    room = passwords.PATIENCE_SECONDS * passwords.THREADS + 1
    people = [asyncio.create_task(come_in(live, "li@loam.example")) for _ in range(room)]
    await queued(room)
    for language, word in (("zh", "登录人数过多"), ("en", "Too many people")):
        refused = await browser(live, **{"accept-language": language}).post(
            "/identity/session", json={"email": "li@loam.example", "password": PASSWORD}
        )
        assert (refused.status_code, refused.json()["code"]) == (503, "busy")
        assert refused.headers["retry-after"] == str(passwords.PATIENCE_SECONDS + 1)
        assert word in refused.json()["detail"]
    link = await browser(live).post("/identity/session", json={"token": "no such link"})
    assert link.status_code == 401, "a link needs no hash and waits for nobody"
    held()
    await asyncio.gather(*people)
    assert await tries(live, "account li@loam.example") == room, "those who were sent away have not tried"


async def tries(world, subject):
    import hashlib

    from sqlalchemy import text

    async with world.sessions() as session:
        counted = text("select count from sign_in_attempt where subject = :subject")
        return await session.scalar(counted, {"subject": hashlib.sha256(subject.encode()).digest()})


async def test_how_long_a_hash_takes_is_learnt(monkeypatch):
    monkeypatch.setattr(passwords, "_seconds", 100.0)
    with passwords.place(), pytest.raises(passwords.Unavailable), passwords.place():
        raise AssertionError("the one before takes 100 seconds")
    for _ in range(40):
        await passwords.in_turn(lambda: None)
    assert passwords._seconds < 1
    with passwords.place(), passwords.place():
        assert await passwords.matches(PASSWORD, await passwords.hashed(PASSWORD))
