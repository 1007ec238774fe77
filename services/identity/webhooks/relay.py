"""From the table of events to other systems' addresses, at least once and always under the same id.

    event ──fan_out──▶ webhook_delivery ──claim──▶ POST ──settle──▶ delivered | waiting for the next attempt | dead
     in the transaction that moves the cursor    lease of a minute      410: the webhook stops, what waits is dead

Killed between two of these steps, the next relay finds the cursor where it was, or the lease run out: a message can
come twice, never under another id, and none is passed over.
"""

import asyncio
import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import structlog
from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.identity.webhooks import rules, sending, service
from services.identity.webhooks.addresses import Network, networks
from services.identity.webhooks.models import Webhook, WebhookDelivery
from services.kit.db import utcnow
from services.kit.errors import Unavailable
from services.kit.events import note
from services.kit.feed import Position, entities, following, held_cursor, is_open, move_cursor, now
from services.kit.jobs import Job, Yield
from services.kit.secrets import Vault

CURSOR = "webhooks"
BATCH = 500
AT_ONCE = 4
"""Messages on their way to one address."""
LEASE = dt.timedelta(seconds=60)
"""Longer than an attempt can take."""
LOOK_SECONDS = 1.0
UNREADABLE_REST = dt.timedelta(minutes=10)
"""Without the master key nothing can be signed; others are not held up by it."""
KEPT = dt.timedelta(days=30)
log = structlog.get_logger()

_ACTIVE = select(Webhook.id, Webhook.event_types, Webhook.created_at).where(Webhook.active)
_RESTS = or_(Webhook.resting_until.is_(None), Webhook.resting_until <= func.now())


@dataclass(frozen=True, slots=True)
class Message:
    """A claimed delivery with all it takes to send it."""

    id: uuid.UUID
    webhook_id: uuid.UUID
    message_id: uuid.UUID
    url: str
    body: str
    attempt: int
    queued_at: dt.datetime
    secrets: tuple[bytes, ...]


async def run(job: Job) -> None:
    """As long as there is anybody to tell. One relay a cluster moves the cursor; sending can be shared."""
    busy: dict[uuid.UUID, asyncio.Task[None]] = {}
    try:
        while not job.stopping:
            async with job.sessions.begin() as session:
                more = await fan_out(session, source=job.settings.address)
                due = await _due(session)
                needed = more or due or busy or await _needed(session)
            for webhook_id in due:
                if webhook_id not in busy:
                    busy[webhook_id] = asyncio.create_task(drain(job, webhook_id))
            if not needed:
                return
            if busy:
                await asyncio.wait(busy.values(), timeout=0 if more else LOOK_SECONDS, return_when="FIRST_COMPLETED")
            elif not more:
                await asyncio.sleep(LOOK_SECONDS)
            for webhook_id, task in list(busy.items()):
                if task.done():
                    del busy[webhook_id]
                    task.result()
    finally:
        for task in busy.values():
            task.cancel()
        await asyncio.gather(*busy.values(), return_exceptions=True)
    raise Yield


async def fan_out(session: AsyncSession, *, source: str) -> bool:
    """Write down who is to be told of the next events, and move on; whether there may be more."""
    place = await held_cursor(session, CURSOR)
    if place is None:
        return False
    hooks = (await session.execute(_ACTIVE)).all()
    if not hooks:
        await move_cursor(session, CURSOR, await now(session))
        return False
    events = await following(session, place, limit=BATCH)
    if not events:
        return False
    rows = [_row(hook.id, event, source) for event in events for hook in hooks if _is_told(hook, event)]
    if rows:
        await session.execute(insert(WebhookDelivery).on_conflict_do_nothing(), rows)
    await move_cursor(session, CURSOR, Position(events[-1].tx, events[-1].id))
    return len(events) == BATCH


def _is_told(hook: Any, event: Any) -> bool:
    """Not of what was before it subscribed, and of nothing sensitive, whatever the subscription says."""
    if event.at < hook.created_at or entities().get(event.entity) in {None, "sensitive"}:
        return False
    return rules.wants(hook.event_types, event.entity, event.action, in_all=is_open(event.entity))


def _row(webhook_id: uuid.UUID, event: Any, source: str) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "webhook_id": webhook_id,
        "message_id": event.id,
        "type": rules.type_of(event.entity, event.action),
        "body": rules.body_of(source, event),
        "attempts": [],
    }


async def _due(session: AsyncSession) -> Sequence[uuid.UUID]:
    """The addresses that something could be sent to now."""
    waits = exists().where(
        WebhookDelivery.webhook_id == Webhook.id,
        WebhookDelivery.state == "waiting",
        WebhookDelivery.next_at <= func.now(),
    )
    return (await session.scalars(select(Webhook.id).where(Webhook.active, _RESTS, waits))).all()


async def _needed(session: AsyncSession) -> bool:
    return bool(await session.scalar(select(exists().where(Webhook.active))))


async def drain(job: Job, webhook_id: uuid.UUID) -> None:
    """Send what is due to one address until nothing is, or it fails too often."""
    allow = networks(job.settings.webhook_allow)
    vault = Vault(job.settings.master_key)
    while not job.stopping:
        try:
            async with job.sessions.begin() as session:
                messages = await claim(session, vault, webhook_id=webhook_id)
        except Unavailable as problem:
            log.error("webhook_secret_unreadable", webhook=str(webhook_id), code=problem.code)  # noqa: TRY400 - no traceback needed
            async with job.sessions.begin() as session:
                await service.set_health(session, webhook_id, resting_until=utcnow() + UNREADABLE_REST)
            return
        if not messages:
            return
        await asyncio.gather(*(_attempt(job, message, allow) for message in messages))


async def claim(session: AsyncSession, vault: Vault, *, webhook_id: uuid.UUID) -> list[Message]:
    """The next messages, ours for the time of a lease; one alone when the address has been failing."""
    hook = await session.scalar(select(Webhook).where(Webhook.id == webhook_id, Webhook.active, _RESTS))
    if hook is None:
        return []
    secrets = [vault.open_key(hook.secret, service.place(hook.id, "secret"))]
    if hook.former_secret and hook.former_until and hook.former_until > utcnow():
        secrets.append(vault.open_key(hook.former_secret, service.place(hook.id, "former_secret")))
    due = (
        select(WebhookDelivery.id)
        .where(
            WebhookDelivery.webhook_id == webhook_id,
            WebhookDelivery.state == "waiting",
            WebhookDelivery.next_at <= func.now(),
        )
        .order_by(WebhookDelivery.next_at)
        .limit(1 if hook.failures >= rules.FAILURES else AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(WebhookDelivery)
        .where(WebhookDelivery.id.in_(due))
        .values(next_at=utcnow() + LEASE, attempt=WebhookDelivery.attempt + 1)
        .returning(
            WebhookDelivery.id,
            WebhookDelivery.message_id,
            WebhookDelivery.body,
            WebhookDelivery.attempt,
            WebhookDelivery.queued_at,
        )
    )
    rows = (await session.execute(taken)).all()
    return [Message(webhook_id=webhook_id, url=hook.url, secrets=tuple(secrets), **row._mapping) for row in rows]  # noqa: SLF001 - its public name


async def _attempt(job: Job, message: Message, allow: Sequence[Network]) -> None:
    began = utcnow()
    headers = rules.headers_of(message.secrets, message_id=message.message_id, body=message.body, now=began)
    answer = await sending.post(message.url, headers, message.body, allow=allow)
    async with job.sessions.begin() as session:
        await settle(session, message, answer, began)


async def settle(session: AsyncSession, message: Message, answer: sending.Answer, at: dt.datetime) -> None:
    """Write down what came of an attempt; what the address did to deserve a rest or an end is done here too."""
    hook = await session.get(Webhook, message.webhook_id, with_for_update=True)
    delivery = await session.get(WebhookDelivery, message.id, with_for_update=True)
    if hook is None or delivery is None:
        return
    said = asdict(answer)
    del said["retry_after"]
    delivery.attempts = [*delivery.attempts, {"at": at.isoformat(), **said}][-rules.LATEST :]
    health: dict[str, Any]
    if rules.succeeded(answer.status):
        delivery.state, delivery.done_at = "delivered", utcnow()
        health = {"failures": 0, "resting_until": None}
    else:
        failures = hook.failures + 1
        rest = rules.rest_after(failures)
        health = {"failures": failures, "resting_until": utcnow() + rest if rest else None}
        if delivery.state == "waiting":
            _again(delivery, message, answer)
    if answer.status == 410 and hook.active:  # noqa: PLR2004 - HTTP: gone for good
        hook.active, hook.stopped_because = False, "gone"
        note(session, hook, "stopped", "410")
    await session.flush()
    if not hook.active:
        await service.bury(session, webhook_id=hook.id)
    await service.set_health(session, hook.id, **health)


def _again(delivery: WebhookDelivery, message: Message, answer: sending.Answer) -> None:
    """The next attempt of a failed delivery, or its end."""
    now_ = utcnow()
    pause = rules.pause_after(message.attempt, wished=answer.retry_after)
    if pause is None or now_ - message.queued_at > rules.LIFETIME:
        delivery.state, delivery.done_at = "dead", now_
        log.warning("webhook_dead_letter", webhook=str(message.webhook_id), message=str(message.message_id))
    else:
        delivery.next_at = now_ + pause


async def bury_the_old(session: AsyncSession) -> None:
    """Messages that outlived all attempts because their address kept resting are dead; old logs go."""
    late = update(WebhookDelivery).where(
        WebhookDelivery.state == "waiting", WebhookDelivery.queued_at < utcnow() - rules.LIFETIME
    )
    await session.execute(late.values(state="dead", done_at=utcnow()))
    await session.execute(delete(WebhookDelivery).where(WebhookDelivery.done_at < utcnow() - KEPT))
