"""Addresses of attached files."""

import uuid
from typing import Annotated, Any

from fastapi import File, Form, Header, Request, Response, UploadFile
from fastapi import Query as Parameter
from fastapi.responses import StreamingResponse

from services.kit.db import Reading, Session
from services.kit.fields import Id
from services.kit.pages import Page, Paging
from services.kit.routing import Router
from services.kit.versions import IfMatch, tagged
from services.records.access import Filer, Reader
from services.records.attachments import service
from services.records.attachments.schemas import AttachmentFilter, AttachmentOut, AttachmentRules, Filed
from services.records.attachments.service import Sent

router = Router(prefix="/attachments", tags=["attachments"])
BYTES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"application/octet-stream": {}, "*/*": {}},  # the first tells generated clients that it is bytes
        "description": "The bytes, under the file's own media type",
    },
    304: {"description": "The caller has them: If-None-Match named their ETag"},
}


@router.get(
    "",
    response_model=Page[AttachmentOut],
    response_model_exclude_unset=True,
    summary="List attached files, the latest first",
)
async def list_attachments(
    session: Reading, me: Reader, query: Paging, filters: Annotated[AttachmentFilter, Parameter()]
) -> dict[str, Any]:
    return await service.attachments(session, me=me, filters=filters, query=query)


@router.get("/rules", response_model=AttachmentRules, summary="Say what may be attached")
async def get_attachment_rules(request: Request, me: Reader) -> Any:
    return service.limits(request.app.state.settings)


@router.post("", response_model=AttachmentOut, status_code=201, summary="Attach a file to a record")
async def attach_file(
    request: Request,
    response: Response,
    session: Session,
    me: Filer,
    file: Annotated[UploadFile, File()],
    entity: Annotated[Filed, Form()],
    entity_id: Annotated[Id, Form()],
) -> Any:
    sent, settings = Sent(file=file.file, name=file.filename or ""), request.app.state.settings
    row = await service.attach(session, settings=settings, me=me, entity=entity, entity_id=entity_id, sent=sent)
    return tagged(response, row)


@router.get("/{attachment_id}", response_model=AttachmentOut, summary="One file's card")
async def get_attachment(session: Reading, me: Reader, response: Response, attachment_id: uuid.UUID) -> Any:
    return tagged(response, await service.get(session, me=me, attachment_id=attachment_id))


@router.get("/{attachment_id}/content", response_class=StreamingResponse, responses=BYTES, summary="Download a file")
async def download_attachment(
    request: Request,
    session: Reading,
    me: Reader,
    attachment_id: uuid.UUID,
    *,
    inline: Annotated[bool, Parameter(description="Show it rather than save it; pictures only.")] = False,
    if_none_match: Annotated[str, Header(description="The ETag of the bytes one has.")] = "",
) -> Response:
    settings = request.app.state.settings
    headers, body = await service.content(
        session, settings=settings, me=me, attachment_id=attachment_id, inline=inline, known=if_none_match
    )
    return Response(status_code=304, headers=headers) if body is None else StreamingResponse(body, headers=headers)


@router.delete("/{attachment_id}", status_code=204, summary="Delete a file; it can be restored for 24 hours")
async def delete_attachment(session: Session, me: Filer, version: IfMatch, attachment_id: uuid.UUID) -> None:
    await service.delete(session, me=me, attachment_id=attachment_id, version=version)


@router.post("/{attachment_id}/restore", response_model=AttachmentOut, summary="Take back the deletion of a file")
async def restore_attachment(session: Session, me: Filer, response: Response, attachment_id: uuid.UUID) -> Any:
    return tagged(response, await service.restore(session, me=me, attachment_id=attachment_id))
