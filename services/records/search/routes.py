"""Address of the one search box."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter

from services.kit import search
from services.kit.fields import Query
from services.kit.lookup import Lookups
from services.kit.routing import Router
from services.records.access import Reader
from services.records.search.schemas import SearchHits, SearchKind

router = Router(prefix="/api/v1/search", tags=["search"])


@router.get("", response_model=SearchHits, summary="Find records of any kind by name, pinyin, initials, code or phone")
async def search_everything(
    lookup: Lookups,
    me: Reader,
    q: Annotated[Query, Parameter()],
    kind: SearchKind | None = None,
    limit: Annotated[int, Parameter(ge=1, le=50)] = 20,
) -> dict[str, Any]:
    return {"items": await search.find(lookup, query=q, kind=kind, limit=limit)}


@router.get("/names", response_model=SearchHits, summary="Say what records are called, of whatever kind")
async def name_records(
    lookup: Lookups,
    me: Reader,
    id: Annotated[list[uuid.UUID], Parameter(min_length=1, max_length=100)],  # noqa: A002 - named as the field it holds
) -> dict[str, Any]:
    return {"items": await lookup.rows(search.NAMED, {"ids": id})}
