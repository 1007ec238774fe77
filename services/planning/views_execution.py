"""What planning publishes of execution and account plans, and the views of records it reads for them.

project_fact   one row a project: id, customer_id, team_id, opportunity_id, name, stage, stage_entered_at, manager_id,
               value, opened_on, closed_on, result, outcome (won_delivered, lost, cancelled), winning_vendor_id,
               next_step_on
gate_fact      one row a decision at a gate, counts to be summed: id, project_id, customer_id, team_id, manager_id,
               from_stage, to_stage, decided_at, passes, refusals, waivers (each 0 or 1)
activity_fact  one row an activity: id, customer_id, team_id, owner_id, project_id, project_manager_id, goal_id, kind,
               title, state, due_on, done_at (when reported), rated_at, quality and effect (1-5, once rated)
goal_fact      one row a relationship goal: id, plan_id, customer_id, team_id, cycle_id, objective_id, contact_id,
               owner_id, due_on, support_then (when it was set), support_wanted, support_now (on the customer's power
               map; null when not there), attained, plan_state
plan_fact      one row an account plan: id, customer_id, team_id, cycle_id, state, submitted_at, approved_at,
               objectives, goals and budget_lines (counts), goals_attained, cycle_ends_on
planned_record one row a record that people comment on and hang files on: entity (opportunity, account_plan, project),
               id, customer_id, title
contact_touch  one row a contact and occasion, for the freshness of a power map: customer_id, contact_id, touched_at
"""

from sqlalchemy import DateTime, Uuid, column, table

VIEWS = {
    "planned_record": """
        select 'opportunity'::text as entity, id, customer_id, title from opportunity
        union all
        select 'project', id, customer_id, name from project
        union all
        select 'account_plan', p.id, p.customer_id, c.name || ' · ' || y.name
        from account_plan p
        join customer_card c on c.id = p.customer_id
        join planning_cycle y on y.id = p.cycle_id
    """,
    "project_fact": """
        select p.id, p.customer_id, o.team_id, p.opportunity_id, p.name, p.stage, p.stage_entered_at, p.manager_id,
               p.value, (p.created_at at time zone 'UTC')::date as opened_on, p.closed_on, p.result, p.outcome,
               p.winning_vendor_id, p.next_step_on
        from project p join opportunity o on o.id = p.opportunity_id
    """,
    "gate_fact": """
        select g.id, g.project_id, g.customer_id, o.team_id, p.manager_id, g.from_stage, g.to_stage, g.decided_at,
               (g.decision = 'passed')::int as passes, (g.decision = 'refused')::int as refusals,
               (g.decision = 'waived')::int as waivers
        from gate_decision g join project p on p.id = g.project_id join opportunity o on o.id = p.opportunity_id
    """,
    "activity_fact": """
        select a.id, a.customer_id, coalesce(o.team_id, c.team_id) as team_id, a.owner_id, a.project_id,
               p.manager_id as project_manager_id, a.goal_id, a.kind, a.title, a.state, a.due_on, a.reported_at as done_at,
               a.rated_at, a.quality, a.effect
        from activity a
        join customer_card c on c.id = a.customer_id
        left join project p on p.id = a.project_id
        left join opportunity o on o.id = p.opportunity_id
    """,
    "goal_fact": """
        select g.id, g.plan_id, g.customer_id, a.team_id, a.cycle_id, g.objective_id, g.contact_id, g.owner_id,
               g.by as due_on, g.support_now as support_then, g.support_wanted, here.support as support_now,
               coalesce(here.support >= g.support_wanted, false) as attained, a.state as plan_state
        from relationship_goal g
        join account_plan a on a.id = g.plan_id
        left join power_map m on m.customer_id = g.customer_id and m.project_id is null
        left join power_map_person here on here.power_map_id = m.id and here.contact_id = g.contact_id
    """,
    "plan_fact": """
        select a.id, a.customer_id, a.team_id, a.cycle_id, a.state, a.submitted_at, a.approved_at,
               (select count(*)::int from objective b where b.plan_id = a.id) as objectives,
               (select count(*)::int from relationship_goal g where g.plan_id = a.id) as goals,
               (select count(*)::int from budget_line l where l.plan_id = a.id) as budget_lines,
               (select count(*)::int from goal_fact f where f.plan_id = a.id and f.attained) as goals_attained,
               c.ends_on as cycle_ends_on
        from account_plan a join planning_cycle c on c.id = a.cycle_id
    """,
    # `interaction` is read itself because interaction_fact does not say which contacts took part.
    "contact_touch": """
        select i.customer_id, met.contact_id, i.at as touched_at
        from interaction i cross join lateral unnest(i.contact_ids) as met(contact_id)
        union all
        select a.customer_id, met.contact_id, a.reported_at
        from activity a cross join lateral unnest(a.contact_ids) as met(contact_id)
        where a.state in ('reported', 'rated')
    """,
}

contact_card = table("contact_card", column("id", Uuid), column("customer_id", Uuid), column("name"), column("title"))
vendor_card = table("vendor_card", column("id", Uuid), column("is_us"))
contact_touch = table(
    "contact_touch",
    column("customer_id", Uuid),
    column("contact_id", Uuid),
    column("touched_at", DateTime(timezone=True)),
)
