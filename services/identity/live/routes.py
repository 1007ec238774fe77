from typing import Annotated

from fastapi import Header, Request
from fastapi import Query as Parameter
from fastapi.responses import StreamingResponse

from services.identity.live import service
from services.kit.auth import Me
from services.kit.errors import invalid
from services.kit.feed import Position
from services.kit.routing import Router

router = Router(prefix="/live", tags=["live"])
EXAMPLE = 'id: 7312.01936f2e-…\nevent: change\ndata: {"entity":"customer","entity_id":"…","action":"updated"}\n\n'
CONTENT = {"text/event-stream": {"example": EXAMPLE}}


def _after(last_event_id: str | None) -> Position | None:
    try:
        return Position.parse(last_event_id) if last_event_id else None
    except ValueError:
        raise invalid("header/Last-Event-ID", "place", "not a place in this stream", "不是该事件流中的位置") from None


@router.get(
    "",
    response_class=StreamingResponse,
    responses={200: {"content": CONTENT, "description": "Server-sent events: hello, change, reset, end"}},
    summary="Hear which records change, as it happens",
)
async def stream_changes(
    request: Request,
    me: Me,
    last_event_id: Annotated[str | None, Header(max_length=100)] = None,
    wait: Annotated[int | None, Parameter(ge=0, le=3600)] = None,
) -> StreamingResponse:
    events = service.listen(request, me=me, after=_after(last_event_id), wait=wait)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)
