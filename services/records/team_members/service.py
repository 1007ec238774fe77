"""A customer's team: who works for it, and as what. A customer has no owner; it has people."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit.auth import require_on_customer
from services.kit.errors import missing_row
from services.kit.permissions import Principal
from services.records import rows
from services.records.customers.models import Customer
from services.records.neighbours import person
from services.records.team_members.models import TeamMember
from services.records.team_members.schemas import TeamIn

_MEMBERS = select(
    Customer.id,
    TeamMember.user_id,
    person.c.name.label("user_name"),
    person.c.department_name,
    TeamMember.role,
).select_from(
    Customer.__table__.outerjoin(TeamMember, TeamMember.customer_id == Customer.id).outerjoin(
        person, person.c.id == TeamMember.user_id
    )
)


async def get(session: AsyncSession, customer_id: uuid.UUID) -> dict[str, Any]:
    found = await session.execute(_MEMBERS.where(Customer.id == customer_id).order_by(person.c.name, person.c.id))
    members = found.all()
    if not members:
        raise missing_row("customer", customer_id)
    return {"customer_id": customer_id, "members": [member for member in members if member.user_id]}


async def replace(session: AsyncSession, *, me: Principal, customer_id: uuid.UUID, data: TeamIn) -> dict[str, Any]:
    """Make the team exactly this; the customer's row is locked, so that two at once do not end with both halves."""
    await rows.find(session, Customer, Customer.id == customer_id, key=customer_id)
    await require_on_customer(session, me, customer_id, "records")
    await session.execute(select(Customer.id).where(Customer.id == customer_id).with_for_update(key_share=True))
    wanted = {member.user_id: member.role for member in data.members}
    for row in await session.scalars(select(TeamMember).where(TeamMember.customer_id == customer_id)):
        role = wanted.pop(row.user_id, None)
        if role is None:
            await session.delete(row)
        else:
            row.role = role
    session.add_all(TeamMember(customer_id=customer_id, user_id=user, role=role) for user, role in wanted.items())
    await session.flush()
    return await get(session, customer_id)
