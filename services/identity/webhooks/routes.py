import uuid
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from fastapi import Query as Parameter

from services.identity.webhooks import service
from services.identity.webhooks.models import WebhookDelivery
from services.identity.webhooks.schemas import (
    DeliveryFilter,
    DeliveryOut,
    EntityType,
    Replayed,
    WebhookCreate,
    WebhookOut,
    WebhookUpdate,
    WebhookWithSecret,
)
from services.kit.auth import need
from services.kit.db import Reading, Session
from services.kit.pages import Page, Paging
from services.kit.permissions import Principal
from services.kit.routing import Router
from services.kit.secrets import Secrets
from services.kit.versions import IfMatch, tagged

router = Router(prefix="/webhooks", tags=["webhooks"])
Keeper = Annotated[Principal, Depends(need("webhooks:write"))]


@router.get("", response_model=Page[WebhookOut], response_model_exclude_unset=True, summary="List webhooks")
async def list_webhooks(session: Reading, me: Keeper, query: Paging) -> dict[str, Any]:
    return await service.webhooks(session, query=query)


@router.post("", response_model=WebhookWithSecret, status_code=201, summary="Create a webhook and its secret")
async def create_webhook(
    session: Session, vault: Secrets, me: Keeper, request: Request, response: Response, data: WebhookCreate
) -> WebhookWithSecret:
    settings = request.app.state.settings
    return tagged(response, await service.create(session, vault, me=me, data=data, settings=settings))


@router.get("/event-types", response_model=list[EntityType], summary="List the kinds of records webhooks can tell of")
async def list_webhook_event_types(me: Keeper) -> list[EntityType]:
    return service.entity_types(me=me)


@router.get("/{webhook_id}", response_model=WebhookOut, summary="Read a webhook")
async def get_webhook(session: Reading, me: Keeper, response: Response, webhook_id: uuid.UUID) -> WebhookOut:
    return tagged(response, await service.get(session, webhook_id=webhook_id))


@router.patch("/{webhook_id}", response_model=WebhookOut, summary="Change, stop or start a webhook")
async def update_webhook(
    session: Session,
    me: Keeper,
    request: Request,
    response: Response,
    version: IfMatch,
    webhook_id: uuid.UUID,
    data: WebhookUpdate,
) -> WebhookOut:
    settings = request.app.state.settings
    changed = service.change(session, me=me, webhook_id=webhook_id, version=version, data=data, settings=settings)
    return tagged(response, await changed)


@router.delete("/{webhook_id}", status_code=204, summary="Delete a webhook and its log")
async def delete_webhook(session: Session, me: Keeper, version: IfMatch, webhook_id: uuid.UUID) -> None:
    await service.delete(session, webhook_id=webhook_id, version=version)


@router.post("/{webhook_id}/rotate", response_model=WebhookWithSecret, summary="Give a webhook a new secret")
async def rotate_webhook_secret(
    session: Session, vault: Secrets, me: Keeper, response: Response, version: IfMatch, webhook_id: uuid.UUID
) -> WebhookWithSecret:
    return tagged(response, await service.rotate(session, me, vault, webhook_id=webhook_id, version=version))


@router.post("/{webhook_id}/ping", response_model=DeliveryOut, status_code=202, summary="Send a test message")
async def ping_webhook(session: Session, me: Keeper, request: Request, webhook_id: uuid.UUID) -> WebhookDelivery:
    return await service.ping(session, webhook_id=webhook_id, settings=request.app.state.settings)


@router.get(
    "/{webhook_id}/deliveries",
    response_model=Page[DeliveryOut],
    response_model_exclude_unset=True,
    summary="List what was sent, latest first",
)
async def list_webhook_deliveries(
    session: Reading,
    me: Keeper,
    query: Paging,
    filters: Annotated[DeliveryFilter, Parameter()],
    webhook_id: uuid.UUID,
) -> dict[str, Any]:
    return await service.deliveries(session, webhook_id=webhook_id, filters=filters, query=query)


@router.post("/{webhook_id}/replay", response_model=Replayed, status_code=202, summary="Send all dead letters again")
async def replay_dead_webhook_deliveries(session: Session, me: Keeper, webhook_id: uuid.UUID) -> Replayed:
    return await service.replay_dead(session, webhook_id=webhook_id)


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/replay",
    response_model=DeliveryOut,
    status_code=202,
    summary="Send one message again",
)
async def replay_webhook_delivery(
    session: Session, me: Keeper, webhook_id: uuid.UUID, delivery_id: uuid.UUID
) -> WebhookDelivery:
    return await service.replay(session, webhook_id=webhook_id, delivery_id=delivery_id)
