"""What is over is forgotten: sessions, links, tokens, ways to the provider, counts of tries."""

from sqlalchemy import text

from services.kit.jobs import Job, schedule

_OVER = [
    text(f"delete from {table} where {until} < now() - interval '{kept}'")  # noqa: S608 - our own words
    for table, until, kept in (
        ("browser_session", "least(expires_at, idle_until)", "1 day"),
        ("sign_in_link", "expires_at", "1 day"),
        ("access_token", "expires_at", "1 hour"),
        ("sso_request", "expires_at", "1 hour"),
        ("sign_in_attempt", "until", "1 hour"),
    )
]


@schedule("sessions.forget", every="41 * * * *")
async def forget(job: Job) -> None:
    """Each table in a transaction of its own."""
    for statement in _OVER:
        async with job.sessions.begin() as session:
            await session.execute(statement)
