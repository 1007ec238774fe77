"""What other services call planning by. Sets of rows are read through the views named in views.py."""

import uuid

from services.kit.http import ServiceClient
from services.planning.opportunities.schemas import OpportunityDetail


class PlanningClient(ServiceClient):
    name = "planning"

    async def opportunity(self, opportunity_id: uuid.UUID) -> OpportunityDetail:
        """One opportunity with needs and links, as its caller may see it."""
        return OpportunityDetail.model_validate(await self.get(f"/opportunities/{opportunity_id}"))
