"""Addresses of a customer's team."""

import uuid
from typing import Any

from services.kit.db import Reading, Session
from services.kit.routing import Router
from services.records.access import Reader, Writer
from services.records.team_members import service
from services.records.team_members.schemas import TeamIn, TeamOut

router = Router(prefix="/customers/{customer_id}/team", tags=["customers"])


@router.get("", response_model=TeamOut, summary="Get the team of a customer")
async def get_customer_team(session: Reading, me: Reader, customer_id: uuid.UUID) -> dict[str, Any]:
    return await service.get(session, customer_id)


@router.put("", response_model=TeamOut, summary="Set the team of a customer")
async def set_customer_team(session: Session, me: Writer, customer_id: uuid.UUID, data: TeamIn) -> dict[str, Any]:
    return await service.replace(session, me=me, customer_id=customer_id, data=data)
