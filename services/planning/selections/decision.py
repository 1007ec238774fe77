"""The decision: in one transaction states and reasons of all proposals, targets and grants of all teams.

The cycle is locked first, so of two people deciding at once one waits and is then told what the other decided. What is
decided is exactly what the solver saw plus the overrides: anything changed since is refused. The sums are checked
against the tables before the transaction may end.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from services.kit import events
from services.kit.db import utcnow
from services.kit.errors import Conflict
from services.kit.events import Event
from services.kit.notify import notify
from services.kit.permissions import Principal
from services.planning.cycles import service as cycles
from services.planning.cycles.models import PlanningCycle
from services.planning.opportunities.models import Opportunity
from services.planning.selections import service
from services.planning.selections.inputs import COMMITTED, TAKEN, Inputs, Scenario, load
from services.planning.selections.models import Selection, SelectionChoice
from services.planning.selections.schemas import DecideIn, Override
from services.planning.targets import issue

_LOCK_PROPOSALS = select(Opportunity.id).where(Opportunity.cycle_id == bindparam("cycle")).order_by(Opportunity.id)

_OVER_LIMIT = text("""
    select n.resource_id, n.period, sum(n.amount) - l.amount as missing
    from selection_choice c
    join opportunity_need n on n.opportunity_id = c.opportunity_id
    join cycle_limit l on l.cycle_id = :cycle and l.resource_id = n.resource_id and l.period = n.period
    where c.selection_id = :selection and c.chosen
    group by n.resource_id, n.period, l.amount
    having sum(n.amount) > l.amount
    order by n.period, n.resource_id
""")

_SET_STATES = text("""
    update opportunity o
    set state = case when c.chosen then 'selected' else 'given_up' end,
        reason = coalesce(c.override_reason, ''),
        reason_code = c.reasons -> 0 ->> 'code',
        selected_at = case when c.chosen then cast(:now as timestamptz) end,
        version = o.version + 1,
        updated_at = :now
    from selection_choice c
    where c.selection_id = :selection and c.opportunity_id = o.id
      and o.state in ('proposed', 'selected', 'given_up')
      and o.state <> case when c.chosen then 'selected' else 'given_up' end
    returning o.id, o.customer_id, o.owner_id, o.state, o.reason
""")

_REUSE = text("""
    update selection_usage u
    set used = coalesce((
        select sum(n.amount)
        from selection_choice c join opportunity_need n on n.opportunity_id = c.opportunity_id
        where c.selection_id = u.selection_id and c.chosen and n.resource_id = u.resource_id and n.period = u.period
    ), 0)
    where u.selection_id = :selection
""")

_TOTALS = text("""
    select count(*) as chosen_count, coalesce(sum(c.value), 0) as profit
    from selection_choice c where c.selection_id = :selection and c.chosen
""")


async def decide(session: AsyncSession, *, me: Principal, selection_id: uuid.UUID, data: DecideIn) -> Any:
    """Decide a solved selection, with overrides.

    Errors: 409 `already_decided`, `not_solved`, `wrong_state`, `stale_solution`, `override_not_possible`,
    `limit_exceeded` (`missing`: the amounts), `link_broken` (`missing`: the pairs).
    """
    cycle = await cycles.locked(session, (await service.existing(session, selection_id)).cycle_id)
    row = await service.locked(session, selection_id)
    former = await service.decided_of(session, cycle.id)
    _require_turn(cycle, row, former)
    await session.execute(_LOCK_PROPOSALS.with_for_update(), {"cycle": cycle.id})
    inputs = await load(session, Scenario.of(row))
    if inputs.fingerprint() != row.fingerprint:
        raise Conflict(
            "Proposals, limits or rules changed since it was solved; solve it again.",
            "计算之后申报、限额或规则已有变化,请重新计算。",
            code="stale_solution",
        )
    chosen = await _override(session, row, inputs, {item.opportunity_id: item for item in data.overrides})
    await _require_limits(session, row)
    _require_links(inputs, chosen)
    owners = await _set_states(session, row, inputs)
    await notify(session, owners, "selection_decided", entity="planning_cycle", entity_id=cycle.id, title=cycle.name)
    await issue.issue(session, cycle_id=cycle.id, selection_id=row.id)
    await _close(session, me=me, cycle=cycle, row=row, former=former, note=data.note)
    await issue.require_sums(session, cycle_id=cycle.id, selection_id=row.id)
    return await service.get(session, selection_id)


def _require_turn(cycle: PlanningCycle, row: Selection, former: Selection | None) -> None:
    if former is not None and row.corrects != former.id:
        raise Conflict(
            "The cycle is decided already; a correction names the decision it replaces.",
            "该周期已有决策;更正须指明所替代的决策。",
            code="already_decided",
            decided_selection_id=former.id,
        )
    if row.state != "solved":
        raise Conflict("Solve it first.", "请先计算。", code="not_solved")
    right = ("selecting",) if former is None else ("issued", "executing")
    if cycle.state not in right:
        raise Conflict(
            f"Not possible in state {cycle.state}.", "当前状态下不能决策。", code="wrong_state", state=cycle.state
        )


async def _override(
    session: AsyncSession, row: Selection, inputs: Inputs, wanted: Mapping[uuid.UUID, Override]
) -> set[uuid.UUID]:
    """Write the people's choices beside the solver's; all that is chosen then."""
    states = {candidate["id"]: candidate["state"] for candidate in inputs.candidates}
    rows = await session.execute(
        select(
            SelectionChoice.opportunity_id, SelectionChoice.chosen, SelectionChoice.value, SelectionChoice.reasons
        ).where(SelectionChoice.selection_id == row.id)
    )
    found = {opportunity_id: (chosen, value, reasons) for opportunity_id, chosen, value, reasons in rows}
    missing = []
    changes = []
    for key, override in wanted.items():
        if key not in found:
            missing.append({"code": "not_a_candidate", "opportunity_id": key})
            continue
        chosen, value, reasons = found[key]
        if override.chosen == chosen:
            continue
        if states[key] in COMMITTED:
            missing.append({"code": "committed", "opportunity_id": key})
        elif override.chosen and value is None:
            missing.append({"code": "value_unknown", "opportunity_id": key})
        by_hand = {"code": "by_hand", "opportunities": [], "limits": [], "groups": []}
        changes.append({"key": key, "taken": override.chosen, "why": override.reason, "because": [by_hand, *reasons]})
    if missing:
        raise Conflict(
            "Some overrides are not possible.", "有些人工调整无法执行。", code="override_not_possible", missing=missing
        )
    if changes:
        await session.execute(
            update(SelectionChoice.__table__)  # type: ignore[arg-type] # the declarative table is a Table
            .where(SelectionChoice.selection_id == row.id, SelectionChoice.opportunity_id == bindparam("key"))
            .values(
                chosen=bindparam("taken"),
                override_reason=bindparam("why"),
                reasons=bindparam("because", type_=JSONB),
            ),
            changes,
        )
    turned = {change["key"]: change["taken"] for change in changes}
    return {key for key, (chosen, _, _) in found.items() if turned.get(key, chosen)}


async def _require_limits(session: AsyncSession, row: Selection) -> None:
    """The cycle's own limits hold, whatever factor the scenario was solved with."""
    over = await session.execute(_OVER_LIMIT, {"cycle": row.cycle_id, "selection": row.id})
    missing = [dict(line) for line in over.mappings()]
    if missing:
        raise Conflict(
            "More is chosen than the cycle's limits allow; raise the limits or give something up.",
            "所选机会点超出周期限额,请提高限额或放弃部分机会点。",
            code="limit_exceeded",
            missing=[{**line, "missing": float(line["missing"])} for line in missing],
        )


def _require_links(inputs: Inputs, chosen: set[uuid.UUID]) -> None:
    candidates = {row["id"] for row in inputs.candidates}
    missing = []
    for link in inputs.links:
        mine, other = link["opportunity_id"], link["other_id"]
        there = other in chosen if other in candidates else link["other_state"] in TAKEN
        if mine in chosen and there != (link["kind"] == "needs"):
            missing.append({"code": link["kind"], "opportunity_id": mine, "other_id": other})
    if missing:
        raise Conflict(
            "Some of the chosen need what is given up, or exclude each other.",
            "有些入选机会点依赖已放弃的机会点,或彼此互斥。",
            code="link_broken",
            missing=missing,
        )


async def _set_states(session: AsyncSession, row: Selection, inputs: Inputs) -> set[uuid.UUID | None]:
    """Whose proposals got another state."""
    before = {candidate["id"]: candidate["state"] for candidate in inputs.candidates}
    changed = (await session.execute(_SET_STATES, {"selection": row.id, "now": utcnow()})).mappings().all()
    if changed:
        await session.execute(
            insert(Event),
            [
                events.stamp(session, entity="opportunity", action=found["state"], customer_id=found["customer_id"])
                | {
                    "id": uuid7(),
                    "entity_id": found["id"],
                    "reason": found["reason"],
                    "changes": {"state": [before[found["id"]], found["state"]], "selection_id": [None, str(row.id)]},
                }
                for found in changed
            ],
        )
    return {found["owner_id"] for found in changed}


async def _close(
    session: AsyncSession, *, me: Principal, cycle: PlanningCycle, row: Selection, former: Selection | None, note: str
) -> None:
    await session.execute(_REUSE, {"selection": row.id})
    totals = (await session.execute(_TOTALS, {"selection": row.id})).mappings().one()
    if former is not None:
        former.corrected_by = row.id
        events.note(session, former, "corrected", note)
        await session.flush()
    row.state, row.note, row.decided_at = "decided", note, utcnow()
    row.decided_by = me.id if me.kind == "user" else None
    row.chosen_count = totals["chosen_count"]
    row.profit = None if row.objective == "revenue" else totals["profit"]
    events.note(session, row, "decided", note)
    if cycle.state == "selecting":
        cycle.state = "issued"
        events.note(session, cycle, "issued", note)
    await session.flush()
