import uuid
from typing import Literal

from services.kit.fields import Output

SearchKind = Literal[
    "customer", "contact", "product_line", "vendor", "insight", "opportunity", "project", "account_plan", "app_user"
]


class SearchHit(Output):
    kind: str
    id: uuid.UUID
    customer_id: uuid.UUID | None
    title: str
    subtitle: str


class SearchHits(Output):
    items: list[SearchHit]
