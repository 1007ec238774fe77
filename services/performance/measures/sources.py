"""What figures are counted from: one SELECT a source over the views of records and planning, all of one shape.

    n            which span of the statement's `span(n, starts, ends, since, until)` the row belongs to; ends exclusive
    key          unique within the source and span (pages are cut by it)
    id           the record to open; of the source's `kind`
    title, customer_id, day                 what a reader sees of it
    team_id, person_id                      whose it is: a department, and a person (`people` where `shared`)
    hit          whether the row meets what the source asks
    amount, currency                        money, where there is some

A figure and the rows behind it are made from the same SELECT, so they cannot disagree. `:today` is the present day.
Departments own what their teams own: `team.path` carries each row up to its region.
"""

from dataclasses import dataclass

from services.performance.indicators.schemas import RowKind


@dataclass(frozen=True, slots=True)
class Source:
    """`views` are those it reads, for the reader's information; `kind` is what its rows are."""

    kind: RowKind
    views: tuple[str, ...]
    sql: str
    shared: bool = False
    """Whether a row belongs to several people; told apart because one owner is found by an index, an array is not."""


FOUND = Source(
    "opportunity",
    ("opportunity_fact",),
    """
    select span.n, o.id as key, o.id, o.title, o.customer_id, o.found_on as day, o.team_id,
           o.owner_id as person_id, true as hit, null::numeric as amount, null::text as currency
    from span join opportunity_fact o on o.found_on >= span.starts and o.found_on < span.ends
    """,
)

# Only spans in which anybody noted an interaction: where none are kept at all, nothing is known about follow-up.
FOLLOW_UP = Source(
    "customer",
    ("customer_card", "customer_team", "interaction_fact"),
    """
    select span.n, c.id as key, c.id, c.name as title, c.id as customer_id, seen.day, c.team_id,
           array(select t.user_id from customer_team t where t.customer_id = c.id) as people,
           seen.day is not null as hit, null::numeric as amount, null::text as currency
    from span
    join customer_card c on c.lifecycle <> 'lapsed'
    cross join lateral (
        select (max(i.at) at time zone 'UTC')::date as day
        from interaction_fact i where i.customer_id = c.id and i.at >= span.since and i.at < span.until
    ) seen
    where exists (select from interaction_fact i where i.at >= span.since and i.at < span.until)
    """,
    shared=True,
)

_INSIGHT = """
    select span.n, i.id as key, i.id, i.title, i.customer_id, i.dated_on as day, c.team_id,
           i.author_id as person_id,
           i.risks > 0 or i.value_grade is not null
               or exists (select from opportunity_fact o where o.insight_id = i.id) as hit, null::numeric as amount, null::text as currency
    from span
    join insight_fact i on i.state = 'published' and i.dated_on >= {since} and i.dated_on < span.ends
    left join customer_card c on c.id = i.customer_id
    """
_INSIGHT_VIEWS = ("insight_fact", "opportunity_fact", "customer_card")

INSIGHTS = Source("insight", _INSIGHT_VIEWS, _INSIGHT.format(since="span.starts"))
INSIGHTS_OF_A_YEAR = Source("insight", _INSIGHT_VIEWS, _INSIGHT.format(since="span.ends - 365"))

# The first answer of each gate a project came to; a later pass does not mend it.
GATES = Source(
    "project",
    ("gate_fact", "project_fact"),
    """
    select span.n, g.id as key, g.project_id as id, p.name as title, g.customer_id,
           (g.decided_at at time zone 'UTC')::date as day, g.team_id, g.manager_id as person_id,
           g.passes > 0 as hit, null::numeric as amount, null::text as currency
    from span
    join (
        select distinct on (project_id, to_stage) id, project_id, customer_id, team_id, manager_id, passes, decided_at
        from gate_fact order by project_id, to_stage, decided_at, id
    ) g on g.decided_at >= span.since and g.decided_at < span.until
    join project_fact p on p.id = g.project_id
    """,
)

# Due by now, or reported before it was due; what is still to come is not judged.
ACTIVITIES = Source(
    "activity",
    ("activity_fact",),
    """
    select span.n, a.id as key, a.id, a.title, a.customer_id, a.due_on as day, a.team_id,
           a.owner_id as person_id,
           coalesce((a.done_at at time zone 'UTC')::date <= a.due_on, false) as hit, null::numeric as amount, null::text as currency
    from span
    join activity_fact a on a.due_on >= span.starts and a.due_on < span.ends
        and a.state <> 'cancelled' and (a.due_on < :today or a.done_at is not null)
    """,
)

ORDERS = Source(
    "transaction",
    ("order_fact",),
    """
    select span.n, o.id as key, o.id, coalesce(o.number, '') as title, o.customer_id, o.booked_on as day, o.team_id,
           o.owner_id as person_id, true as hit, o.amount, o.currency
    from span join order_fact o on o.booked_on >= span.starts and o.booked_on < span.ends
    """,
)

CLOSINGS = Source(
    "opportunity",
    ("opportunity_fact",),
    """
    select span.n, o.id as key, o.id, o.title, o.customer_id, o.closed_on as day, o.team_id,
           o.owner_id as person_id, o.state = 'won' as hit, null::numeric as amount, null::text as currency
    from span join opportunity_fact o on o.state in ('won', 'lost')
        and o.closed_on >= span.starts and o.closed_on < span.ends
    """,
)

_GOAL = """
    select span.n, g.id as key, g.plan_id as id, p.name as title, g.customer_id, g.due_on as day, g.team_id,
           g.owner_id as person_id, g.attained as hit, null::numeric as amount, null::text as currency
    from span
    join goal_fact g on {due}
    left join contact_card p on p.id = g.contact_id
    """
_GOAL_VIEWS = ("goal_fact", "contact_card")

GOALS = Source(
    "account_plan",
    _GOAL_VIEWS,
    _GOAL.format(due="g.due_on >= span.starts and g.due_on < span.ends and (g.due_on < :today or g.attained)"),
)
GOALS_DUE = Source(
    "account_plan", _GOAL_VIEWS, _GOAL.format(due="g.due_on < least(span.ends, :today) and g.plan_state <> 'closed'")
)

PROPOSALS = Source(
    "opportunity",
    ("opportunity_fact",),
    """
    select span.n, o.id as key, o.id, o.title, o.customer_id, (o.proposed_at at time zone 'UTC')::date as day,
           o.team_id, o.owner_id as person_id, o.state <> 'proposed' as hit, null::numeric as amount, null::text as currency
    from span join opportunity_fact o on o.proposed_at < span.until and o.state not in ('found', 'dropped')
    """,
)

# A plan counts from its approval on, for the running cycle or one to come.
PLANS = Source(
    "customer",
    ("customer_card", "customer_team", "plan_fact"),
    """
    select span.n, c.id as key, c.id, c.name as title, c.id as customer_id, null::date as day, c.team_id,
           array(select t.user_id from customer_team t where t.customer_id = c.id) as people,
           exists (
               select from plan_fact p
               where p.customer_id = c.id and p.state in ('approved', 'in_force') and p.cycle_ends_on >= :today
           ) as hit, null::numeric as amount, null::text as currency
    from span join customer_card c on c.lifecycle <> 'lapsed'
    where exists (select from plan_fact)
    """,
    shared=True,
)

# Open at the end of the span; held up when the gate's last answer was a refusal.
PROJECTS = Source(
    "project",
    ("project_fact", "gate_fact"),
    """
    select span.n, p.id as key, p.id, p.name as title, p.customer_id, (p.stage_entered_at at time zone 'UTC')::date as day,
           p.team_id, p.manager_id as person_id, coalesce(last.refusals = 0, true) as hit, null::numeric as amount, null::text as currency
    from span
    join project_fact p on p.opened_on < span.ends and (p.closed_on is null or p.closed_on >= span.ends)
    left join lateral (
        select g.refusals from gate_fact g where g.project_id = p.id and g.decided_at < span.until
        order by g.decided_at desc, g.id desc limit 1
    ) last on true
    """,
)

# Reported within a year and at least 14 days ago: by then the project's manager has rated it, or is late.
RATINGS = Source(
    "activity",
    ("activity_fact",),
    """
    select span.n, a.id as key, a.id, a.title, a.customer_id, (a.done_at at time zone 'UTC')::date as day,
           a.team_id, a.owner_id as person_id, coalesce(a.rated_at < span.until, false) as hit, null::numeric as amount, null::text as currency
    from span
    join activity_fact a on a.done_at >= span.until - interval '379 days'
        and a.done_at < span.until - interval '14 days'
    """,
)
