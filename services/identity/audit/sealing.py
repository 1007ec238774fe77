"""Sealing events, comparing them with their seals, and deleting what has been kept long enough.

Only events below the horizon of kit/feed.py are sealed: nothing can appear among them any more.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import structlog
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.identity.audit import rules
from services.identity.audit.models import EventCheck, EventSeal
from services.identity.audit.rules import Fault, Sealed
from services.identity.audit.schemas import SealState
from services.kit import jobs
from services.kit.db import NIL, utcnow
from services.kit.errors import invalid
from services.kit.events import Event, stamp
from services.kit.feed import HORIZON, START
from services.kit.settings import Settings

BATCH = 10_000
"""Events a seal closes at most: as many as one statement reads in a moment."""
CHECKS_KEPT = 30
CHECK = "audit.verify"
log = structlog.get_logger()

_ALONE = text("select pg_advisory_xact_lock(hashtext('event_seal'))")
_UP_TO = text(f"""
    select tx, id from (
        select tx, id from event where (tx, id) > (:tx, :id) and tx < {HORIZON} order by tx, id limit :limit
    ) next order by tx desc, id desc limit 1
""")  # noqa: S608 - of our own words
# Written as JSON by the database, so that no driver, time zone or column order has a say in it.
_DIGEST = text("""
    select count(*) as events, min(at) as first_at, max(at) as last_at,
           coalesce(sha256(string_agg(sha256(convert_to(jsonb_build_array(
               customer_id, id, tx, extract(epoch from at), entity, entity_id, action, actor_id, actor_kind,
               actor_name, reason, changes, request_id)::text, 'UTF8')), ''::bytea order by tx, id)), ''::bytea) as digest
    from event where (tx, id) > (:tx, :id) and (tx, id) <= (:to_tx, :to_id)
""")
_ORPHANS = text("select count(*) from event where (tx, id) <= (:tx, :id)")
_WAITING = text("select count(*) from (select 1 from event where (tx, id) > (:tx, :id) limit 100000) waiting")
_DELETE = text("delete from event where (tx, id) > (:tx, :id) and (tx, id) <= (:to_tx, :to_id)")
_PRUNED = text(
    "select max((changes -> 'number' ->> 1)::bigint) from event where entity = 'event_seal' and action = 'pruned'"
)
_CHECKING = text("select exists (select from job_run where key = :key and state in ('queued', 'running'))")


async def seal_next(session: AsyncSession) -> EventSeal | None:
    """Seal what has come since the last seal, at most `BATCH` events; None when there is nothing."""
    await session.execute(_ALONE)
    last = await _last(session)
    start = (last.tx, last.id) if last else (START.tx, START.id)
    up_to = (await session.execute(_UP_TO, {"tx": start[0], "id": start[1], "limit": BATCH})).first()
    if up_to is None:
        return None
    found = await _digest(session, start, (up_to.tx, up_to.id))
    said = {
        "number": last.number + 1 if last else 1,
        "tx": up_to.tx,
        "id": up_to.id,
        "events": found.events,
        "digest": found.digest,
    }
    chain = rules.link(last.chain if last else rules.NO_CHAIN, **said)
    seal = EventSeal(**said, chain=chain, first_at=found.first_at, last_at=found.last_at)
    session.add(seal)
    await session.flush()
    log.info("sealed", seal=seal.number, events=seal.events, chain=chain.hex())
    return seal


async def verify(session: AsyncSession, *, expect: tuple[int, str] | None = None) -> EventCheck:
    """Compare every seal with the one before it and with its events; `expect` is a chain value kept elsewhere.

    The result is written down with the session, and is what the screen shows until the next one.
    """
    await session.execute(_ALONE)
    findings: list[dict[str, Any]] = []
    before, start, number, events = rules.NO_CHAIN, (START.tx, START.id), 0, 0

    def find(fault: Fault, seal: EventSeal, expected: int, found: int) -> None:
        times = {"first_at": seal.first_at.isoformat(), "last_at": seal.last_at.isoformat()}
        findings.append({"seal": seal.number, "fault": fault, "expected": expected, "found": found, **times})

    pruned_to = await session.scalar(_PRUNED) or 0
    while seals := await _after(session, number):
        for seal in seals:
            said = Sealed(seal.number, seal.tx, seal.id, seal.events, seal.digest, seal.chain)
            fault = rules.seal_fault(said, expected_number=number + 1, before=before)
            if fault:
                find(fault, seal, number + 1, seal.number)
            if expect and expect[0] == seal.number and expect[1].lower() != seal.chain.hex():
                find("not_as_expected", seal, seal.events, seal.events)
            if seal.pruned_at and seal.number <= pruned_to:
                left = int(await session.scalar(_ORPHANS, {"tx": seal.tx, "id": seal.id}) or 0)
                if left:
                    find("events_added", seal, 0, left)
            else:
                found = await _digest(session, start, (seal.tx, seal.id))
                fault = rules.events_fault(said, found=found.events, digest=found.digest)
                if fault:
                    find(fault, seal, seal.events, found.events)
                events += seal.events
            before, start, number = seal.chain, (seal.tx, seal.id), seal.number
    if expect and expect[0] > number:
        findings.append(
            {"seal": expect[0], "fault": "seal_missing", "expected": expect[0], "found": number}
            | {"first_at": None, "last_at": None}
        )
    check = EventCheck(seals=number, events=events, findings=findings)
    session.add(check)
    await session.flush()
    kept = select(EventCheck.id).order_by(EventCheck.id.desc()).limit(CHECKS_KEPT)
    await session.execute(delete(EventCheck).where(EventCheck.id.not_in(kept)))
    if findings:
        log.error("audit_trail_altered", findings=findings[:10])
    return check


async def told(session: AsyncSession, *, expect: str | None) -> tuple[list[str], bool]:
    """`verify` for the console: (what to print, whether all is intact). `expect` is `NUMBER:CHAIN`."""
    number, _, chain = (expect or "").partition(":")
    if expect and not (number.isascii() and number.isdigit() and chain):
        raise invalid("expect", "seal", "write it as NUMBER:CHAIN", "格式应为 编号:指纹")
    check = await verify(session, expect=(int(number), chain) if expect else None)
    lines = [
        f"seal {one['seal']}: {one['fault']}, expected {one['expected']}, found {one['found']}"
        f" ({one['first_at']} – {one['last_at']})"
        for one in check.findings
    ]
    last = await _last(session)
    kept = f"{last.number}:{last.chain.hex()}" if last else "-"
    return [*lines, f"{check.seals} seals, {check.events} events", f"last seal {kept}"], not check.findings


async def prune_next(session: AsyncSession, *, years: int) -> int | None:
    """Delete the events of the oldest seal when all of them are older than that; how many, None when there is nothing.

    What does not fit its seal is not deleted: it is evidence. That it was deleted is itself an event.
    """
    await session.execute(_ALONE)
    oldest = select(EventSeal).where(EventSeal.pruned_at.is_(None)).order_by(EventSeal.number).limit(1)
    seal = await session.scalar(oldest)
    if years == 0 or seal is None or seal.last_at >= utcnow() - dt.timedelta(days=365.25 * years):
        return None
    previous = await session.get(EventSeal, seal.number - 1)
    start = (previous.tx, previous.id) if previous else (START.tx, START.id)
    found = await _digest(session, start, (seal.tx, seal.id))
    if found.digest != seal.digest or await session.scalar(_ORPHANS, {"tx": start[0], "id": start[1]}):
        log.error("audit_trail_altered", seal=seal.number)
        return None
    await session.execute(_DELETE, {"tx": start[0], "id": start[1], "to_tx": seal.tx, "to_id": seal.id})
    await session.execute(update(EventSeal).where(EventSeal.number == seal.number).values(pruned_at=utcnow()))
    record = stamp(session, entity="event_seal", action="pruned")
    changes = {
        "number": [None, seal.number],
        "events": [seal.events, 0],
        "last_at": [seal.last_at.isoformat(), None],
    }
    await session.execute(insert(Event).values(record | {"id": uuid7(), "entity_id": NIL, "changes": changes}))
    return seal.events


async def state(session: AsyncSession, *, settings: Settings) -> SealState:
    """How far the trail is sealed, and what the last comparison found."""
    last = await _last(session)
    position = {"tx": last.tx, "id": last.id} if last else {"tx": START.tx, "id": START.id}
    newest = await session.scalar(select(EventCheck).order_by(EventCheck.id.desc()).limit(1))
    pruned = select(func.max(EventSeal.last_at)).where(EventSeal.pruned_at.is_not(None))
    kept = select(func.coalesce(func.sum(EventSeal.events), 0)).where(EventSeal.pruned_at.is_(None))
    return SealState.model_validate(
        {
            "seals": last.number if last else 0,
            "sealed_events": int(await session.scalar(kept) or 0),
            "waiting_events": int(await session.scalar(_WAITING, position) or 0),
            "sealed_until": last.last_at if last else None,
            "fingerprint": last.chain.hex() if last else None,
            "kept_years": settings.audit_years,
            "pruned_until": await session.scalar(pruned),
            "check": newest,
            "checking": bool(await session.scalar(_CHECKING, {"key": CHECK})),
        },
    )


async def order_check(session: AsyncSession, *, settings: Settings) -> SealState:
    """Have everything compared now, by a worker."""
    await jobs.enqueue(session, CHECK, key=CHECK)
    return await state(session, settings=settings)


async def _last(session: AsyncSession) -> EventSeal | None:
    return await session.scalar(select(EventSeal).order_by(EventSeal.number.desc()).limit(1))


async def _after(session: AsyncSession, number: int) -> Sequence[EventSeal]:
    following = select(EventSeal).where(EventSeal.number > number).order_by(EventSeal.number).limit(1000)
    return (await session.scalars(following)).all()


async def _digest(session: AsyncSession, start: tuple[int, Any], end: tuple[int, Any]) -> Any:
    values = {"tx": start[0], "id": start[1], "to_tx": end[0], "to_id": end[1]}
    return (await session.execute(_DIGEST, values)).one()
