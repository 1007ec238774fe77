import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.exports import exportable
from services.kit.fields import Code, Day, Query
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.planning.access import Member, Reader
from services.planning.opportunities import acts, service
from services.planning.opportunities.schemas import (
    Horizon,
    Needs,
    OpportunityCreate,
    OpportunityDetail,
    OpportunityLinks,
    OpportunityOut,
    OpportunityState,
    OpportunityUpdate,
    ProposeIn,
    WithReason,
)

router = Router(prefix="/opportunities", tags=["opportunities"])


@router.get("", response_model=Page[OpportunityOut], response_model_exclude_unset=True, summary="List opportunities")
async def list_opportunities(
    session: Reading,
    me: Reader,
    query: Paging,
    q: Annotated[Query | None, Parameter()] = None,
    customer_id: uuid.UUID | None = None,
    team_id: uuid.UUID | None = None,
    owner_id: uuid.UUID | None = None,
    cycle_id: uuid.UUID | None = None,
    product_line_id: uuid.UUID | None = None,
    insight_id: uuid.UUID | None = None,
    state: Annotated[list[OpportunityState] | None, Parameter(max_length=8)] = None,
    horizon: Horizon | None = None,
    award_from: Annotated[Day | None, Parameter()] = None,
    award_to: Annotated[Day | None, Parameter()] = None,
    source: Annotated[Code | None, Parameter()] = None,
    unassigned: bool = False,
) -> dict[str, Any]:
    return await service.opportunities(
        session,
        query=query,
        q=q,
        states=state,
        horizon=horizon,
        award_from=award_from,
        award_to=award_to,
        unassigned=unassigned,
        equal={
            "customer_id": customer_id,
            "team_id": team_id,
            "owner_id": owner_id,
            "cycle_id": cycle_id,
            "product_line_id": product_line_id,
            "insight_id": insight_id,
            "source": source,
        },
    )


exportable(router, list_opportunities, noun="opportunities")


@router.post("", response_model=OpportunityDetail, status_code=201, summary="Create an opportunity")
async def create_opportunity(session: Session, me: Member, response: Response, data: OpportunityCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.get("/{opportunity_id}", response_model=OpportunityDetail, summary="Get an opportunity")
async def get_opportunity(session: Reading, me: Reader, response: Response, opportunity_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, opportunity_id))


@router.patch("/{opportunity_id}", response_model=OpportunityDetail, summary="Change an opportunity")
async def update_opportunity(
    session: Session,
    me: Member,
    response: Response,
    version: IfMatch,
    opportunity_id: uuid.UUID,
    data: OpportunityUpdate,
) -> Any:
    row = await service.update(session, me=me, opportunity_id=opportunity_id, version=version, data=data)
    return tagged(response, row)


@router.put("/{opportunity_id}/needs", response_model=OpportunityDetail, summary="State what an opportunity needs")
async def put_opportunity_needs(
    session: Session, me: Member, response: Response, opportunity_id: uuid.UUID, data: Needs
) -> Any:
    return tagged(response, await service.put_needs(session, me=me, opportunity_id=opportunity_id, needs=data))


@router.put(
    "/{opportunity_id}/links", response_model=OpportunityDetail, summary="State what an opportunity needs or excludes"
)
async def put_opportunity_links(
    session: Session, me: Member, response: Response, opportunity_id: uuid.UUID, data: OpportunityLinks
) -> Any:
    return tagged(response, await service.put_links(session, me=me, opportunity_id=opportunity_id, links=data))


@router.post(
    "/{opportunity_id}/propose", response_model=OpportunityDetail, summary="Propose an opportunity for a cycle"
)
async def propose_opportunity(
    session: Session, me: Member, response: Response, opportunity_id: uuid.UUID, data: ProposeIn
) -> Any:
    row = await acts.propose(session, me=me, opportunity_id=opportunity_id, cycle_id=data.cycle_id, reason=data.reason)
    return tagged(response, row)


@router.post("/{opportunity_id}/withdraw", response_model=OpportunityDetail, summary="Withdraw a proposal")
async def withdraw_opportunity(
    session: Session, me: Member, response: Response, opportunity_id: uuid.UUID, data: WithReason
) -> Any:
    return tagged(response, await acts.withdraw(session, me=me, opportunity_id=opportunity_id, reason=data.reason))


@router.post("/{opportunity_id}/drop", response_model=OpportunityDetail, summary="Drop an opportunity")
async def drop_opportunity(
    session: Session, me: Member, response: Response, opportunity_id: uuid.UUID, data: WithReason
) -> Any:
    return tagged(response, await acts.drop(session, me=me, opportunity_id=opportunity_id, reason=data.reason))


@router.post("/{opportunity_id}/reopen", response_model=OpportunityDetail, summary="Reopen an opportunity")
async def reopen_opportunity(
    session: Session, me: Member, response: Response, opportunity_id: uuid.UUID, data: WithReason
) -> Any:
    return tagged(response, await acts.reopen(session, me=me, opportunity_id=opportunity_id, reason=data.reason))
