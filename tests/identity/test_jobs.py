"""The list of jobs: one's own for everybody, all for those who may, and what can be done to them."""

import pytest
from sqlalchemy import select, update

from services.kit.events import Event
from services.kit.jobs import enqueue
from services.kit.jobs.models import JobRun


async def ordered(world, by=None, **options):
    """A job as this person's request would order it."""
    async with world.sessions.begin() as session:
        run = await enqueue(session, "jobs.prune", {"secret": "只给任务自己看"}, **options)
        if by:
            await session.execute(update(JobRun).where(JobRun.id == run).values(created_by=by.user.id))
    return str(run)


async def put(world, run, **values):
    async with world.sessions.begin() as session:
        await session.execute(update(JobRun).where(JobRun.id == run).values(**values))


@pytest.fixture
async def people(world):
    return [await world.client(role) for role in ("administrator", "auditor", "member", "member")]


async def test_everybody_sees_their_own_and_those_who_may_see_all(world, people):
    administrator, auditor, one, other = people
    mine, system = await ordered(world, one, title="我的导入"), await ordered(world)
    for reader, seen in ((administrator, {mine, system}), (auditor, {mine, system}), (one, {mine}), (other, set())):
        listed = (await reader.get("/identity/jobs")).json()["items"]
        assert {job["id"] for job in listed} == seen
        for run in (mine, system):
            assert (await reader.get(f"/identity/jobs/{run}")).status_code == (200 if run in seen else 404)
    answer = await one.get(f"/identity/jobs/{mine}")
    assert answer.json()["title"] == "我的导入"
    assert answer.json()["state"] == "queued"
    assert "secret" not in answer.text + (await administrator.get("/identity/jobs")).text


async def test_a_list_of_one_state_or_kind_is_a_filter(world, people):
    failed, queued = await ordered(world), await ordered(world)
    await put(world, failed, state="failed", error="ValueError")
    listed = (await people[0].get("/identity/jobs", params={"filter": "state = failed"})).json()["items"]
    assert [job["id"] for job in listed] == [failed]
    both = await people[0].get("/identity/jobs", params={"filter": 'kind = "jobs.prune"'})
    assert [job["id"] for job in both.json()["items"]] == [queued, failed]


async def test_cancel_is_at_once_while_it_waits_and_a_request_while_it_runs(world, people):
    administrator, auditor, one, other = people
    waiting, running = await ordered(world, one), await ordered(world, one)
    await put(world, running, state="running")
    for stranger in (auditor, other):
        assert (await stranger.post(f"/identity/jobs/{waiting}/cancel")).status_code == 404
    answer = await one.post(f"/identity/jobs/{waiting}/cancel")
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert answer.json()["finished_at"]
    asked = (await administrator.post(f"/identity/jobs/{running}/cancel")).json()
    assert (asked["state"], bool(asked["cancel_asked_at"]), asked["finished_at"]) == ("running", True, None)
    again = await one.post(f"/identity/jobs/{waiting}/cancel")
    assert (again.status_code, again.json()["code"]) == (409, "job_ended")


async def test_a_dead_letter_runs_again_from_its_beginning_and_the_audit_trail_says_who(world, people):
    run = await ordered(world, people[2], key="one at a time")
    assert (await people[2].post(f"/identity/jobs/{run}/replay")).json()["code"] == "job_not_ended"
    await put(world, run, state="failed", attempt=5, deaths=2, error="ValueError")
    again = (await people[0].post(f"/identity/jobs/{run}/replay")).json()
    assert (again["state"], again["attempt"], again["error"], again["finished_at"]) == ("queued", 0, "", None)
    async with world.session() as session:
        told = (await session.execute(select(Event).where(Event.entity == "job_run"))).scalars().all()
    assert [(event.action, event.actor_id) for event in told] == [("replayed", people[0].user.id)]


async def test_a_dead_letter_waits_while_another_does_its_work(world, people):
    run = await ordered(world, key="one at a time")
    await put(world, run, state="failed")
    await ordered(world, key="one at a time")
    assert (await people[0].post(f"/identity/jobs/{run}/replay")).json()["code"] == "job_not_ended"


async def test_a_request_orders_in_the_name_of_its_caller(world, people):
    async with world.sessions.begin() as session:
        from services.kit.permissions import Principal

        me = Principal(people[2].user.id, "user", "小李", frozenset())
        session.info["scope"] = {"method": "GET", "headers": [], "loam.me": me}
        run = await enqueue(session, "jobs.prune")
    assert (await people[2].get(f"/identity/jobs/{run}")).json()["created_name"] == "小李"


async def test_what_is_not_there_is_404(world, people):
    for answer in (
        await people[0].get("/identity/jobs/01a200d8-04fc-77f5-b809-0ad0697585fa"),
        await people[0].post("/identity/jobs/01a200d8-04fc-77f5-b809-0ad0697585fa/cancel"),
        await people[0].post("/identity/jobs/01a200d8-04fc-77f5-b809-0ad0697585fa/replay"),
    ):
        assert answer.status_code == 404
