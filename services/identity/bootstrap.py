"""What the operator does from the console: the first administrator's link, and keys for partners."""

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.api_clients import service as api_clients
from services.identity.api_clients.schemas import ApiClientCreate
from services.identity.sessions.service import make_link
from services.identity.users.models import User


async def sign_in_link(session: AsyncSession) -> str:
    """The path of a one-time link for the first administrator, who is created when there is none."""
    await session.execute(text("select pg_advisory_xact_lock(hashtext('first_administrator'))"))
    first = select(User).where(User.active, User.roles.contains(["administrator"])).order_by(User.id).limit(1)
    user = await session.scalar(first)
    if user is None:
        user = User(name="管理员", roles=["administrator"])
        session.add(user)
        await session.flush()
    return (await make_link(session, user_id=user.id, purpose="console")).path


async def create_api_client(session: AsyncSession, *, name: str, scopes: list[str]) -> str:
    """A partner's key; the scopes are checked like those that arrive over HTTP."""
    data = ApiClientCreate.model_validate({"name": name, "scopes": scopes})
    return (await api_clients.create(session, data=data)).key
