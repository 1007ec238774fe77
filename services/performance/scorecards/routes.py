import uuid
from typing import Any

from services.kit.db import Reading
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.performance.access import Member, Reader
from services.performance.indicators.schemas import SubjectType
from services.performance.periods import Label
from services.performance.scorecards import service
from services.performance.scorecards.schemas import ScorecardOut

router = Router(prefix="/scorecards", tags=["scorecards"])


@router.get("", response_model=Page[ScorecardOut], response_model_exclude_unset=True, summary="List scorecards")
async def list_scorecards(
    session: Reading,
    me: Reader,
    query: Paging,
    subject_type: SubjectType,
    period: Label | None = None,
    compare: Label | None = None,
    team_id: uuid.UUID | None = None,
) -> dict[str, Any]:
    return await service.scorecards(
        session, me=me, subject_type=subject_type, period=period, compare=compare, team_id=team_id, query=query
    )


@router.get("/{subject_type}/{subject_id}", response_model=ScorecardOut, summary="Get a scorecard")
async def get_scorecard(
    session: Reading,
    me: Member,
    subject_type: SubjectType,
    subject_id: uuid.UUID,
    period: Label | None = None,
    compare: Label | None = None,
) -> ScorecardOut:
    return await service.scorecard(
        session, me=me, subject_type=subject_type, subject_id=subject_id, period=period, compare=compare
    )
