import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.fields import Day, Query
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.planning.access import Member, Reader
from services.planning.activities import service, week
from services.planning.activities.schemas import (
    ActivityCreate,
    ActivityOut,
    ActivityUpdate,
    CancelIn,
    Kind,
    MyWeek,
    RatingIn,
    ReportIn,
    State,
)

router = Router(prefix="/activities", tags=["activities"])


@router.get("", response_model=Page[ActivityOut], response_model_exclude_unset=True, summary="List activities")
async def list_activities(
    session: Reading,
    me: Reader,
    query: Paging,
    q: Annotated[Query | None, Parameter()] = None,
    customer_id: uuid.UUID | None = None,
    project_id: uuid.UUID | None = None,
    goal_id: uuid.UUID | None = None,
    owner_id: uuid.UUID | None = None,
    contact_id: uuid.UUID | None = None,
    kind: Kind | None = None,
    state: State | None = None,
    mine: bool = False,
    rating_owed: bool = False,
    due_after: Annotated[Day | None, Parameter()] = None,
    due_before: Annotated[Day | None, Parameter()] = None,
) -> dict[str, Any]:
    return await service.activities(
        session,
        me=me,
        query=query,
        q=q,
        mine=mine,
        rating_owed=rating_owed,
        contact_id=contact_id,
        due_after=due_after,
        due_before=due_before,
        equals={
            "customer_id": customer_id,
            "project_id": project_id,
            "goal_id": goal_id,
            "owner_id": owner_id,
            "kind": kind,
            "state": state,
        },
    )


@router.get("/my-week", response_model=MyWeek, summary="What waits for me this week")
async def get_my_week(session: Reading, me: Reader, until: Annotated[Day | None, Parameter()] = None) -> dict[str, Any]:
    return await week.my_week(session, me=me, until=until)


@router.post("", response_model=ActivityOut, status_code=201, summary="Plan an activity")
async def create_activity(session: Session, me: Member, response: Response, data: ActivityCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.get("/{activity_id}", response_model=ActivityOut, summary="Get an activity")
async def get_activity(session: Reading, me: Reader, response: Response, activity_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, activity_id=activity_id))


@router.patch("/{activity_id}", response_model=ActivityOut, summary="Change or reschedule an activity")
async def update_activity(
    session: Session, me: Member, response: Response, version: IfMatch, activity_id: uuid.UUID, data: ActivityUpdate
) -> Any:
    row = await service.update(session, me=me, activity_id=activity_id, version=version, data=data)
    return tagged(response, row)


@router.post("/{activity_id}/report", response_model=ActivityOut, summary="Report what happened and what was learned")
async def report_activity(
    session: Session, me: Member, response: Response, activity_id: uuid.UUID, data: ReportIn
) -> Any:
    return tagged(response, await service.report(session, me=me, activity_id=activity_id, data=data))


@router.post("/{activity_id}/rate", response_model=ActivityOut, summary="Rate a reported activity")
async def rate_activity(
    session: Session, me: Member, response: Response, activity_id: uuid.UUID, data: RatingIn
) -> Any:
    return tagged(response, await service.rate(session, me=me, activity_id=activity_id, data=data))


@router.post("/{activity_id}/cancel", response_model=ActivityOut, summary="Call an activity off, saying why")
async def cancel_activity(
    session: Session, me: Member, response: Response, activity_id: uuid.UUID, data: CancelIn
) -> Any:
    return tagged(response, await service.cancel(session, me=me, activity_id=activity_id, data=data))
