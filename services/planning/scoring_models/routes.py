import uuid
from typing import Any

from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.planning.access import Decider, Reader
from services.planning.scoring_models import service
from services.planning.scoring_models.schemas import ScoringModelCreate, ScoringModelOut, ScoringModelUpdate

router = Router(prefix="/scoring-models", tags=["scoring models"])


@router.get("", response_model=Page[ScoringModelOut], response_model_exclude_unset=True, summary="List scoring models")
async def list_scoring_models(
    session: Reading,
    me: Reader,
    query: Paging,
    active: bool | None = None,
) -> dict[str, Any]:
    return await service.scoring_models(session, query=query, active=active)


@router.post("", response_model=ScoringModelOut, status_code=201, summary="Create a scoring model or its next version")
async def create_scoring_model(session: Session, me: Decider, response: Response, data: ScoringModelCreate) -> Any:
    return tagged(response, await service.create(session, data=data))


@router.get("/{scoring_model_id}", response_model=ScoringModelOut, summary="Get a scoring model")
async def get_scoring_model(session: Reading, me: Reader, response: Response, scoring_model_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, scoring_model_id))


@router.patch("/{scoring_model_id}", response_model=ScoringModelOut, summary="Change a scoring model")
async def update_scoring_model(
    session: Session,
    me: Decider,
    response: Response,
    version: IfMatch,
    scoring_model_id: uuid.UUID,
    data: ScoringModelUpdate,
) -> Any:
    row = await service.update(session, scoring_model_id=scoring_model_id, version=version, data=data)
    return tagged(response, row)
