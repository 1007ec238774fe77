"""Subscriptions of other systems to events, and the log of what was sent to them."""

import uuid
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.identity.webhooks import rules
from services.identity.webhooks.addresses import literal, networks, refused
from services.identity.webhooks.models import Webhook, WebhookDelivery
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
from services.kit import jobs
from services.kit.db import utcnow
from services.kit.errors import Conflict, invalid, missing_row
from services.kit.events import note
from services.kit.feed import entities, is_open, may_learn
from services.kit.pages import PageQuery, page
from services.kit.permissions import Principal
from services.kit.secrets import Vault
from services.kit.settings import Settings
from services.kit.versions import require_version

RELAY = "webhooks.relay"
_COUNTS = select(
    WebhookDelivery.webhook_id,
    func.count().filter(WebhookDelivery.state == "waiting").label("waiting"),
    func.count().filter(WebhookDelivery.state == "dead").label("dead"),
    func.max(WebhookDelivery.done_at).filter(WebhookDelivery.state == "delivered").label("last_success_at"),
).group_by(WebhookDelivery.webhook_id)
_SAID = (
    "id", "name", "url", "event_types", "active", "stopped_because", "former_until", "failures", "resting_until",
    "version", "created_at", "updated_at",
)  # fmt: skip


def place(webhook_id: uuid.UUID, column: str) -> str:
    """Where a secret is sealed for."""
    return f"{Webhook.__tablename__}:{webhook_id}:{column}"


async def webhooks(session: AsyncSession, *, query: PageQuery) -> dict[str, Any]:
    found = await page(session, select(Webhook), by=[Webhook.name, Webhook.id], query=query, item=WebhookOut)
    return found | {"items": await _told(session, found["items"])}


async def get(session: AsyncSession, *, webhook_id: uuid.UUID) -> WebhookOut:
    [row] = await _told(session, [await _find(session, webhook_id)])
    return WebhookOut.model_validate(row)


async def _told(session: AsyncSession, rows: Sequence[Webhook]) -> list[dict[str, Any]]:
    """With how their deliveries stand, in one statement for all."""
    ids = [row.id for row in rows]
    counted = await session.execute(_COUNTS.where(WebhookDelivery.webhook_id.in_(ids)))
    counts = {row.webhook_id: row for row in counted}
    return [
        {name: getattr(row, name) for name in _SAID}
        | {
            "waiting": counts[row.id].waiting if row.id in counts else 0,
            "dead": counts[row.id].dead if row.id in counts else 0,
            "last_success_at": counts[row.id].last_success_at if row.id in counts else None,
        }
        for row in rows
    ]


def entity_types(*, me: Principal) -> list[EntityType]:
    """The kinds of records this caller can subscribe to."""
    return [EntityType(entity=one, in_all=is_open(one)) for one in sorted(entities()) if _may_subscribe(me, one)]


def _may_subscribe(me: Principal, entity: str) -> bool:
    """What is of class sensitive does not leave the house, not even as the news that it changed."""
    return entities()[entity] != "sensitive" and may_learn(me, entity)


def _check_types(me: Principal, event_types: Sequence[str]) -> None:
    """422 for kinds that do not exist, or that the caller may not learn of."""
    for index, written in enumerate(event_types):
        entity = written.partition(".")[0]
        wanted = [one for one in entities() if is_open(one)] if written == rules.ALL else [entity]
        if not all(one in entities() and _may_subscribe(me, one) for one in wanted):
            raise invalid(
                f"/event_types/{index}",
                "unknown_event_type",
                "no such kind of event for you",
                "没有这种事件,或无权订阅",
            )


def _check_url(url: str, settings: Settings) -> None:
    """422 for an address that could never be reached; names are looked at when something is sent."""
    address = literal(urlsplit(url).hostname or "")
    if address and refused(address, networks(settings.webhook_allow)):
        raise invalid("/url", "address_refused", "leads to a network that webhooks may not reach", "该地址不允许访问")


async def create(
    session: AsyncSession, vault: Vault, *, me: Principal, data: WebhookCreate, settings: Settings
) -> WebhookWithSecret:
    """A new subscription; its secret is in this answer and nowhere else."""
    _check_types(me, data.event_types)
    _check_url(data.url, settings)
    key = uuid7()
    secret, sealed = vault.new_key(place(key, "secret"))
    session.add(Webhook(id=key, **data.model_dump(), secret=sealed))
    await session.flush()
    await jobs.enqueue(session, RELAY, key=RELAY)
    return await _with_secret(session, key, secret)


async def change(
    session: AsyncSession,
    *,
    me: Principal,
    webhook_id: uuid.UUID,
    version: int,
    data: WebhookUpdate,
    settings: Settings,
) -> WebhookOut:
    row = await _find(session, webhook_id, lock=True)
    require_version(row, version)
    changes = data.model_dump(exclude_unset=True)
    for name, value in changes.items():
        if value is None:
            raise invalid(f"/{name}", "missing", "cannot be empty", "不能为空")
    if data.event_types is not None or data.url is not None:  # who moves a subscription hears what it tells
        _check_types(me, data.event_types or row.event_types)
    if data.url is not None:
        _check_url(data.url, settings)
    for name, value in changes.items():
        setattr(row, name, value)
    if data.active is False:
        await bury(session, webhook_id=row.id)
    if data.active:
        row.stopped_because = None
    await _wake(session, row)
    return await get(session, webhook_id=webhook_id)


async def delete(session: AsyncSession, *, webhook_id: uuid.UUID, version: int) -> None:
    row = await _find(session, webhook_id, lock=True)
    require_version(row, version)
    await session.delete(row)
    await session.flush()


async def rotate(
    session: AsyncSession, me: Principal, vault: Vault, *, webhook_id: uuid.UUID, version: int
) -> WebhookWithSecret:
    """A new secret, said once; for a day the former one signs along, so that nothing is refused meanwhile."""
    row = await _find(session, webhook_id, lock=True)
    require_version(row, version)
    _check_types(me, row.event_types)
    former = vault.open_key(row.secret, place(row.id, "secret"))
    secret, row.secret = vault.new_key(place(row.id, "secret"))
    row.former_secret = vault.wrap(former, place(row.id, "former_secret"))
    row.former_until = utcnow() + rules.SIGNED_TWICE
    note(session, row, "secret rotated")
    await session.flush()
    return await _with_secret(session, webhook_id, secret)


async def ping(session: AsyncSession, *, webhook_id: uuid.UUID, settings: Settings) -> WebhookDelivery:
    """Send a message of type `ping` now, even while the address rests."""
    row = await _find(session, webhook_id, lock=True)
    _require_active(row)
    key = uuid7()
    delivery = WebhookDelivery(
        webhook_id=row.id,
        message_id=key,
        type=rules.PING,
        body=rules.ping_body(settings.address, key, utcnow()),
    )
    session.add(delivery)
    await _wake(session, row)
    return delivery


async def deliveries(
    session: AsyncSession, *, webhook_id: uuid.UUID, filters: DeliveryFilter, query: PageQuery
) -> dict[str, Any]:
    """The log of one subscription, latest first."""
    await _find(session, webhook_id)
    statement = select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook_id)
    if filters.state:
        statement = statement.where(WebhookDelivery.state == filters.state)
    return await page(session, statement, by=[WebhookDelivery.id], query=query, item=DeliveryOut, descending=True)


async def replay(session: AsyncSession, *, webhook_id: uuid.UUID, delivery_id: uuid.UUID) -> WebhookDelivery:
    """Send one message again: the same bytes under the same id."""
    row = await _find(session, webhook_id, lock=True)
    _require_active(row)
    delivery = await session.get(WebhookDelivery, delivery_id, with_for_update=True)
    if delivery is None or delivery.webhook_id != webhook_id:
        raise missing_row("delivery", delivery_id)
    delivery.state, delivery.attempt, delivery.done_at = "waiting", 0, None
    delivery.queued_at = delivery.next_at = utcnow()
    await _wake(session, row)
    return delivery


async def replay_dead(session: AsyncSession, *, webhook_id: uuid.UUID) -> Replayed:
    """Send all dead letters of a subscription again."""
    row = await _find(session, webhook_id, lock=True)
    _require_active(row)
    now = utcnow()
    again = (
        update(WebhookDelivery)
        .where(WebhookDelivery.webhook_id == webhook_id, WebhookDelivery.state == "dead")
        .values(state="waiting", attempt=0, done_at=None, queued_at=now, next_at=now)
        .returning(WebhookDelivery.id)
    )
    count = len((await session.execute(again)).all())
    await _wake(session, row)
    return Replayed(replayed=count)


async def bury(session: AsyncSession, *, webhook_id: uuid.UUID) -> None:
    """What waits for an address that is stopped becomes dead letters, to be replayed by hand."""
    waiting = update(WebhookDelivery).where(
        WebhookDelivery.webhook_id == webhook_id, WebhookDelivery.state == "waiting"
    )
    await session.execute(waiting.values(state="dead", done_at=utcnow()))


async def _wake(session: AsyncSession, row: Webhook) -> None:
    """Somebody sees to it by hand: try at once."""
    await session.flush()
    await set_health(session, row.id, resting_until=None)
    await jobs.enqueue(session, RELAY, key=RELAY)


async def set_health(session: AsyncSession, webhook_id: uuid.UUID, **values: Any) -> None:
    """How deliveries fare is no change of the record: no event, no new version."""
    same = {"updated_at": Webhook.updated_at}
    await session.execute(update(Webhook).where(Webhook.id == webhook_id).values(values | same))


async def _with_secret(session: AsyncSession, webhook_id: uuid.UUID, secret: bytes) -> WebhookWithSecret:
    told = await get(session, webhook_id=webhook_id)
    return WebhookWithSecret(**told.model_dump(), secret=rules.written(secret))


def _require_active(row: Webhook) -> None:
    if not row.active:
        raise Conflict("This webhook is stopped; start it first.", "该订阅已停用,请先启用。", code="webhook_stopped")


async def _find(session: AsyncSession, webhook_id: uuid.UUID, *, lock: bool = False) -> Webhook:
    row = await session.get(Webhook, webhook_id, with_for_update=True if lock else None)
    if row is None:
        raise missing_row("webhook", webhook_id)
    return row
