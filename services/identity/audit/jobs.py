"""Every five minutes what is new is sealed; every night all of it is compared; every week what is old is deleted."""

from services.identity.audit import sealing
from services.kit.jobs import Job, Yield, handler, schedule


@schedule("audit.seal", every="*/5 * * * *")
async def seal(job: Job) -> None:
    """Seal whatever can no longer change, one seal a transaction."""
    while True:
        async with job.sessions.begin() as session:
            if await sealing.seal_next(session) is None:
                return
        if job.stopping:
            raise Yield


@handler(sealing.CHECK, attempts=3)
async def verify(job: Job) -> None:
    async with job.sessions.begin() as session:
        await sealing.verify(session)


@schedule("audit.verify_nightly", every="40 2 * * *")
async def verify_nightly(job: Job) -> None:
    await verify(job)


@schedule("audit.prune", every="20 3 * * 0")
async def prune(job: Job) -> None:
    """Delete the events of seals older than LOAM_AUDIT_YEARS, one seal a transaction."""
    while True:
        async with job.sessions.begin() as session:
            if await sealing.prune_next(session, years=job.settings.audit_years) is None:
                return
        if job.stopping:
            raise Yield
