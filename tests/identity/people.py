"""People with passwords and authenticator apps, for the tests of signing in."""

import pyotp

from services.identity.sessions import passwords
from services.identity.users.models import User

PASSWORD = "a long enough one"


async def colleague(world, *roles: str, email: str, **more) -> User:
    """A user with a password."""
    hashed = await passwords.hashed(PASSWORD)
    async with world.sessions.begin() as session:
        user = User(name=email.partition("@")[0], email=email, roles=[*(roles or ("member",))], password_hash=hashed)
        for name, value in more.items():
            setattr(user, name, value)
        session.add(user)
    return user


def browser(world, **headers: str):
    client = world.anonymous()
    client.headers["sec-fetch-site"] = "same-origin"
    client.headers.update(headers)
    return client


async def signed_in(world, email: str, **headers: str):
    client = browser(world, **headers)
    answer = await client.post("/identity/session", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 201, answer.text
    return client


async def with_app(client) -> tuple[pyotp.TOTP, list[str]]:
    """Set up a second factor: the app, and the recovery codes."""
    started = await client.post("/identity/session/second-factor")
    assert started.status_code == 201, started.text
    app = pyotp.TOTP(started.json()["secret"])
    confirmed = await client.post("/identity/session/second-factor/confirm", json={"code": app.now()})
    assert confirmed.status_code == 200, confirmed.text
    return app, confirmed.json()["codes"]


async def rewind(world, statement: str, **values) -> None:
    """Let time pass: move what the database remembers into the past."""
    from sqlalchemy import text

    async with world.sessions.begin() as session:
        assert (await session.execute(text(statement), values)).rowcount
