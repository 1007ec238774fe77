"""Issuing targets and grants from a decision, set-based, and the proof that nothing was lost on the way.

What counts for a team: its chosen opportunities (order intake: Σ win probability × market space; revenue: Σ expected
revenue a year; margin: Σ risk-adjusted profit, unknown while one of them is), and exactly their needs as grants.
"""

import uuid

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from services.kit import events
from services.planning.targets.models import Target

_SUMS = text("""
    select o.team_id, count(*) as opportunities,
           coalesce(sum(round(o.win_probability * o.market_space, 2)), 0) as order_intake,
           coalesce(sum(o.expected_revenue), 0) as revenue,
           case when bool_and(o.value is not null) then sum(o.value) end as margin
    from selection_choice c join opportunity o on o.id = c.opportunity_id
    where c.selection_id = :selection and c.chosen
    group by o.team_id
""")

_CLEAR = text("delete from target_grant where target_id in (select id from target where cycle_id = :cycle)")

_GRANT = text("""
    insert into target_grant (target_id, resource_id, period, amount)
    select t.id, n.resource_id, n.period, sum(n.amount)
    from selection_choice c
    join opportunity o on o.id = c.opportunity_id
    join opportunity_need n on n.opportunity_id = o.id
    join target t on t.cycle_id = :cycle and t.team_id = o.team_id
    where c.selection_id = :selection and c.chosen
    group by t.id, n.resource_id, n.period
""")

_DIFFERENCE = text("""
    with needed as (
        select n.resource_id, n.period, sum(n.amount) as amount
        from selection_choice c join opportunity_need n on n.opportunity_id = c.opportunity_id
        where c.selection_id = :selection and c.chosen
        group by n.resource_id, n.period
    ), granted as (
        select g.resource_id, g.period, sum(g.amount) as amount
        from target_grant g join target t on t.id = g.target_id
        where t.cycle_id = :cycle
        group by g.resource_id, g.period
    )
    select resource_id, period, n.amount as needed, g.amount as granted
    from needed n full join granted g using (resource_id, period)
    where n.amount is distinct from g.amount
    limit 1
""")

_MISCOUNT = text("""
    select (select count(*) from selection_choice where selection_id = :selection and chosen)
         - (select coalesce(sum(opportunities), 0) from target where cycle_id = :cycle)
""")


async def issue(session: AsyncSession, *, cycle_id: uuid.UUID, selection_id: uuid.UUID) -> None:
    """Write the targets and grants of a cycle. A correction changes targets in place; a team without any is at zero."""
    sums = {row["team_id"]: row for row in (await session.execute(_SUMS, {"selection": selection_id})).mappings()}
    existing = {
        target.team_id: target for target in await session.scalars(select(Target).where(Target.cycle_id == cycle_id))
    }
    for team_id in sums.keys() | existing.keys():
        target = existing.get(team_id) or Target(cycle_id=cycle_id, team_id=team_id)
        found = sums.get(team_id)
        target.selection_id = selection_id
        for name in ("opportunities", "order_intake", "revenue", "margin"):
            setattr(target, name, found[name] if found else 0)
        session.add(target)
        events.note(session, target, "issued")
    await session.flush()
    await session.execute(_CLEAR, {"cycle": cycle_id})
    await session.execute(_GRANT, {"cycle": cycle_id, "selection": selection_id})


async def require_sums(session: AsyncSession, *, cycle_id: uuid.UUID, selection_id: uuid.UUID) -> None:
    """Grants equal the needs of the chosen, per resource and quarter, and no chosen one is missing from the targets.

    A failure is a fault of ours: it raises, and nothing of the decision stays.
    """
    wrong = (await session.execute(_DIFFERENCE, {"cycle": cycle_id, "selection": selection_id})).first()
    missing = await session.scalar(_MISCOUNT, {"cycle": cycle_id, "selection": selection_id})
    if wrong is not None or missing:
        raise RuntimeError(f"grants differ from the needs of the chosen: {wrong}, {missing} not in a target")
