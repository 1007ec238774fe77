"""The relay runs as long as there are webhooks; the clock only sees to it that there is one."""

from services.identity.webhooks import relay, service
from services.kit.jobs import Job, schedule


@schedule(service.RELAY, every="* * * * *", attempts=1000)
async def relay_events(job: Job) -> None:
    await relay.run(job)


@schedule("webhooks.tidy", every="7 * * * *")
async def tidy(job: Job) -> None:
    async with job.sessions.begin() as session:
        await relay.bury_the_old(session)
