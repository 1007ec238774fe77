"""The published face of records: what other services ask it, one record at a time; for sets there are its views."""

import uuid

from services.kit.http import ServiceClient
from services.records.schemas import ContactCard, CustomerCard, InsightCard


class RecordsClient(ServiceClient):
    """As the caller of the present request; a missing record is our `NotFound`, a silent peer `Unavailable`."""

    name = "records"

    async def get_customer(self, customer_id: uuid.UUID) -> CustomerCard:
        return CustomerCard.model_validate(await self.get(f"/customers/{customer_id}"))

    async def get_contact(self, contact_id: uuid.UUID) -> ContactCard:
        return ContactCard.model_validate(await self.get(f"/contacts/{contact_id}"))

    async def get_insight(self, insight_id: uuid.UUID) -> InsightCard:
        return InsightCard.model_validate(await self.get(f"/insights/{insight_id}"))
