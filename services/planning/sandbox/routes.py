import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter

from services.kit.db import Reading
from services.kit.fields import Query
from services.kit.routing import Router
from services.planning.access import Reader
from services.planning.opportunities.schemas import OpportunityState
from services.planning.sandbox import service
from services.planning.sandbox.schemas import SandboxOut, Scope

router = Router(prefix="/sandbox", tags=["sandbox"])


@router.get("", response_model=SandboxOut, summary="The strategic sandbox of one scope")
async def get_sandbox(
    session: Reading,
    me: Reader,
    scope: Scope = "company",
    id: Annotated[Query | None, Parameter()] = None,  # noqa: A002 - the name in the address
    cycle_id: uuid.UUID | None = None,
    state: Annotated[list[OpportunityState] | None, Parameter(max_length=8)] = None,
) -> Any:
    """`id` is the customer's, product line's or team's id, or the code of an industry or region (and all below it)."""
    return await service.sandbox(session, scope=scope, key=id, cycle_id=cycle_id, states=state)
