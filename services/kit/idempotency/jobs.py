"""Keys are kept for 72 hours."""

import datetime as dt

from sqlalchemy import text

from services.kit.db import utcnow
from services.kit.jobs import Job, schedule

KEPT = dt.timedelta(hours=72)
PORTION = 5000
_FORGET = text("""
    delete from idempotency_key
    where id in (select id from idempotency_key where at < :before order by at limit :portion)
""")


@schedule("idempotency.forget", every="23 * * * *")
async def forget(job: Job) -> None:
    """In portions, each a short transaction."""
    gone = PORTION
    while gone == PORTION and not job.stopping:
        async with job.sessions.begin() as session:
            values = {"before": utcnow() - KEPT, "portion": PORTION}
            gone = (await session.execute(_FORGET, values)).rowcount  # type: ignore[attr-defined] # a DELETE has it
