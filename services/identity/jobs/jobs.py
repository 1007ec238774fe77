"""Housekeeping of the jobs themselves.

pgqueuer's log outlives the 75 hours of a webhook's attempts. What the clock orders is many and dull; what people
ordered, and dead letters, stay a while to be looked at. The last turn of each clock stays: it says it was kept.
"""

from sqlalchemy import text

from services.kit.jobs import Job, schedule

PRUNE = (
    text("delete from pgqueuer_log where created < now() - interval '14 days'"),
    text("delete from pgqueuer_statistics where created < now() - interval '14 days'"),
    text("""
delete from job_run where finished_at < now() - interval '2 days'
    and (finished_at < now() - interval '90 days' or (state = 'done' and created_by is null))
    and (slot is null or slot < (select max(newer.slot) from job_run newer where newer.kind = job_run.kind))
"""),
    text("delete from pgqueuer where status = 'failed' and updated < now() - interval '14 days'"),
)


@schedule("jobs.prune", every="37 3 * * *")
async def prune(job: Job) -> None:
    async with job.sessions.begin() as session:
        for statement in PRUNE:
            await session.execute(statement)
