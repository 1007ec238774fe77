"""Address of a customer's summary."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter

from services.kit.db import Reading
from services.kit.fields import Day
from services.kit.routing import Router
from services.records.access import Reader
from services.records.summary import service
from services.records.summary.schemas import SummaryOut

router = Router(prefix="/customers/{customer_id}/summary", tags=["customers"])


@router.get("", response_model=SummaryOut, summary="Get counts, orders by month and completeness of a customer")
async def get_customer_summary(
    session: Reading, me: Reader, customer_id: uuid.UUID, to: Annotated[Day | None, Parameter()] = None
) -> dict[str, Any]:
    return await service.summary(session, customer_id=customer_id, to=to)
