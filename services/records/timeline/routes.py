"""Address of a customer's timeline."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter

from services.kit.db import Reading
from services.kit.pages import Page, Windowing
from services.kit.routing import Router
from services.kit.secrets import Secrets
from services.records.access import Reader
from services.records.timeline import service
from services.records.timeline.schemas import TimelineFilter, TimelineItem

router = Router(prefix="/customers/{customer_id}/timeline", tags=["customers"])


@router.get(
    "",
    response_model=Page[TimelineItem],
    response_model_exclude_unset=True,
    summary="List what happened with a customer, latest first",
)
async def list_customer_timeline(
    session: Reading,
    me: Reader,
    vault: Secrets,
    query: Windowing,
    filters: Annotated[TimelineFilter, Parameter()],
    customer_id: uuid.UUID,
) -> dict[str, Any]:
    return await service.timeline(session, vault, me=me, customer_id=customer_id, filters=filters, query=query)
