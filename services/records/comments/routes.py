"""Addresses of comments."""

import uuid
from typing import Annotated, Any

from fastapi import Query as Parameter
from fastapi import Response

from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import Commenter, Reader
from services.records.comments import service
from services.records.comments.schemas import CommentCreate, CommentFilter, CommentOut, CommentUpdate

router = Router(prefix="/comments", tags=["comments"])


@router.get(
    "",
    response_model=Page[CommentOut],
    response_model_exclude_unset=True,
    summary="List the comments on a record, the latest first",
)
async def list_comments(
    session: Reading, me: Reader, query: Paging, filters: Annotated[CommentFilter, Parameter()]
) -> dict[str, Any]:
    return await service.comments(session, me=me, entity=filters.entity, entity_id=filters.entity_id, query=query)


@router.post("", response_model=CommentOut, status_code=201, summary="Comment on a record")
async def create_comment(session: Session, me: Commenter, response: Response, data: CommentCreate) -> Any:
    return tagged(response, await service.create(session, me=me, data=data))


@router.patch("/{comment_id}", response_model=CommentOut, summary="Change one's own comment")
async def update_comment(
    session: Session, me: Commenter, response: Response, version: IfMatch, comment_id: uuid.UUID, data: CommentUpdate
) -> Any:
    return tagged(response, await service.update(session, me=me, comment_id=comment_id, version=version, data=data))


@router.delete("/{comment_id}", status_code=204, summary="Delete one's own comment")
async def delete_comment(session: Session, me: Commenter, version: IfMatch, comment_id: uuid.UUID) -> None:
    await service.delete(session, me=me, comment_id=comment_id, version=version)
