import uuid

from services.kit.auth import Commercial
from services.kit.fields import Decimals, Output
from services.planning.opportunities.schemas import NeedOut


class TargetOut(Output):
    """What a team's chosen opportunities add up to.

    opportunities: their number; order_intake: Σ win probability × market space; revenue: Σ expected revenue a year;
    margin: Σ risk-adjusted profit (null while one is unknown); grants: Σ of their needs, per resource and quarter.
    """

    id: uuid.UUID
    cycle_id: uuid.UUID
    cycle_name: str
    currency: str
    selection_id: uuid.UUID
    team_id: uuid.UUID
    team_name: str
    opportunities: int
    order_intake: Decimals
    revenue: Decimals
    margin: Commercial[Decimals]
    grants: list[NeedOut]
    version: int
