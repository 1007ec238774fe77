"""What planning publishes for set reads, and the views of others it reads.

opportunity_fact  one row an opportunity, its horizon counted from its cycle's start, or from today without a cycle;
                  found on the day work on it began, else the day it was noted here, else (imported) unknown
target_fact       one row a team and cycle: what is asked of the team
The views of projects, plans and activities stand in views_execution.py.
"""

from sqlalchemy import ARRAY, Boolean, Date, SmallInteger, Text, Uuid, column, table

FUNCTIONS = [
    """
    create or replace function opportunity_horizon(given text, award_on date, base date) returns text
    language sql immutable parallel safe
    return case
        when given is not null then given
        when award_on < base + interval '1 year' then 'short'
        when award_on < base + interval '3 years' then 'mid'
        when award_on is not null then 'long'
    end
    """,
]

VIEWS = {
    "opportunity_fact": """
        select o.id, o.customer_id, o.team_id, o.owner_id, o.product_line_id, o.state,
               opportunity_horizon(o.horizon_given, o.award_on, coalesce(c.starts_on, current_date)) as horizon,
               o.market_space, o.expected_revenue, o.win_probability, o.value, o.engaged_on, o.closed_on, o.closed_value,
               o.insight_id, o.cycle_id, o.award_on, o.created_at, o.proposed_at, o.selected_at, o.title,
               coalesce(o.engaged_on, case when o.source is null then (o.created_at at time zone 'UTC')::date end) as found_on
        from opportunity o left join planning_cycle c on c.id = o.cycle_id
    """,
    "target_fact": """
        select t.id, t.cycle_id, t.selection_id, t.team_id, c.starts_on, c.ends_on, c.currency, c.state as cycle_state,
               t.opportunities, t.order_intake, t.revenue, t.margin
        from target t join planning_cycle c on c.id = t.cycle_id
    """,
}

customer_card = table(
    "customer_card",
    column("id", Uuid),
    *(column(name, Text) for name in ("name", "short_name", "class", "industry_code", "region_code", "lifecycle")),
    column("parent_id", Uuid),
    column("team_id", Uuid),
)
person = table(
    "person", column("id", Uuid), column("name", Text), column("department_id", Uuid), column("active", Boolean)
)
team = table("team", column("id", Uuid), column("name", Text), column("parent_id", Uuid), column("path", ARRAY(Uuid)))
insight_fact = table("insight_fact", column("id", Uuid), column("customer_id", Uuid))
product_line_card = table(
    "product_line_card",
    column("id", Uuid),
    column("name", Text),
    column("parent_id", Uuid),
    column("path", ARRAY(Uuid)),
)
risk_open = table(
    "risk_open",
    column("id", Uuid),
    column("customer_id", Uuid),
    *(column(name, Text) for name in ("title", "kind", "horizon")),
    *(column(name, SmallInteger) for name in ("probability", "impact")),
    column("owner_id", Uuid),
    column("review_on", Date),
)
