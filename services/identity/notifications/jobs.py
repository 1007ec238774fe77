"""What comes round by the clock."""

from services.identity.notifications import service
from services.kit.jobs import Job, schedule


@schedule("notifications.forget", every="17 3 * * *")
async def forget(job: Job) -> None:
    """Once a night; running it twice changes nothing."""
    async with job.sessions.begin() as session:
        await service.forget(session)
