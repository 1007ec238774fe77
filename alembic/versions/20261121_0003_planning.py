"""Opportunities, selections, plans and projects

Rule of deployment: the version of Loam that is serving while this runs must go on working. Expand first (add what is
nullable or has a default, build indexes concurrently on large tables), deploy, contract in a later release.
"""

import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003_planning"
down_revision = "0002_records"

# As they were: a migration never reads the code's views, which go on changing (services/published.py).
HORIZON = """
    create function opportunity_horizon(given text, award_on date, base date) returns text
    language sql immutable parallel safe
    return case
        when given is not null then given
        when award_on < base + interval '1 year' then 'short'
        when award_on < base + interval '3 years' then 'mid'
        when award_on is not null then 'long'
    end
"""
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
    "contact_touch": """
        select i.customer_id, met.contact_id, i.at as touched_at
        from interaction i cross join lateral unnest(i.contact_ids) as met(contact_id)
        union all
        select a.customer_id, met.contact_id, a.reported_at
        from activity a cross join lateral unnest(a.contact_ids) as met(contact_id)
        where a.state in ('reported', 'rated')
    """,
}
# Anchors are assumptions, to be set by the organisation: money over the horizon, rates in percent, judgements 1 to 5.
FIRST_MODEL = {
    "id": uuid.UUID("019aa3c5-0000-7000-8000-000000000001"),
    "name": "标准模型 Standard",
    "version_no": 1,
    "active": True,
    "version": 1,
    "factors": [
        {"key": "market_space", "weight": 0.35, "curve": "log", "worst": 100_000, "best": 100_000_000},
        {"key": "growth_percent", "weight": 0.2, "curve": "linear", "worst": -5, "best": 30},
        {"key": "margin_percent", "weight": 0.2, "curve": "linear", "worst": 0, "best": 40},
        {"key": "competition", "weight": 0.15, "curve": "linear", "worst": 5, "best": 1},
        {"key": "strategic_value", "weight": 0.1, "curve": "linear", "worst": 1, "best": 5},
    ],
    "position_factors": [
        {"key": "our_share", "weight": 0.3, "curve": "linear", "worst": 0, "best": 60},
        {"key": "product_fit", "weight": 0.25, "curve": "linear", "worst": 1, "best": 5},
        {"key": "price_position", "weight": 0.2, "curve": "linear", "worst": 1, "best": 5},
        {"key": "relationship", "weight": 0.25, "curve": "linear", "worst": 1, "best": 5},
    ],
}


def upgrade() -> None:  # noqa: PLR0915 - one statement a table and index
    op.create_table(
        "resource",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind in ('money', 'people')", name=op.f("ck_resource_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource")),
        sa.UniqueConstraint("code", name=op.f("uq_resource_code")),
    )
    op.create_table(
        "scoring_model",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("factors", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("position_factors", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scoring_model")),
        sa.UniqueConstraint("name", "version_no", name=op.f("uq_scoring_model_name_version_no")),
    )
    op.create_index(
        "uq_scoring_model_active", "scoring_model", ["active"], unique=True, postgresql_where=sa.text("active")
    )
    op.create_table(
        "planning_cycle",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("propose_until", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("scoring_model_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "state in ('open', 'scoring', 'selecting', 'issued', 'executing', 'evaluating', 'closed')",
            name=op.f("ck_planning_cycle_state"),
        ),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_planning_cycle_ends_on")),
        sa.ForeignKeyConstraint(
            ["scoring_model_id"], ["scoring_model.id"], name=op.f("fk_planning_cycle_scoring_model_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planning_cycle")),
        sa.UniqueConstraint("name", name=op.f("uq_planning_cycle_name")),
    )
    op.create_index(op.f("ix_planning_cycle_scoring_model_id"), "planning_cycle", ["scoring_model_id"], unique=False)
    op.create_table(
        "cycle_limit",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_cycle_limit_amount")),
        sa.CheckConstraint(
            "extract(day from period) = 1 and extract(month from period) in (1, 4, 7, 10)",
            name=op.f("ck_cycle_limit_period"),
        ),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["planning_cycle.id"], name=op.f("fk_cycle_limit_cycle_id"), ondelete="cascade"
        ),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_cycle_limit_resource_id")),
        sa.PrimaryKeyConstraint("cycle_id", "resource_id", "period", name=op.f("pk_cycle_limit")),
    )
    op.create_table(
        "selection",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("objective", sa.String(), nullable=False),
        sa.Column("limit_scale", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("rules", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("corrects", sa.Uuid(), nullable=True),
        sa.Column("corrected_by", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("value", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("bound", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("profit", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("gap", sa.Double(), nullable=True),
        sa.Column("chosen_count", sa.Integer(), nullable=True),
        sa.Column("proposal_count", sa.Integer(), nullable=True),
        sa.Column("unvalued_count", sa.Integer(), nullable=True),
        sa.Column("conflict", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fingerprint", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "objective in ('profit', 'attractiveness', 'blend', 'revenue')", name=op.f("ck_selection_objective")
        ),
        sa.CheckConstraint("state in ('draft', 'solved', 'decided')", name=op.f("ck_selection_state")),
        sa.ForeignKeyConstraint(["corrected_by"], ["selection.id"], name=op.f("fk_selection_corrected_by")),
        sa.ForeignKeyConstraint(["corrects"], ["selection.id"], name=op.f("fk_selection_corrects")),
        sa.ForeignKeyConstraint(["cycle_id"], ["planning_cycle.id"], name=op.f("fk_selection_cycle_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["app_user.id"], name=op.f("fk_selection_decided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selection")),
        sa.UniqueConstraint("cycle_id", "name", name=op.f("uq_selection_cycle_id_name")),
    )
    op.create_index(op.f("ix_selection_corrected_by"), "selection", ["corrected_by"], unique=False)
    op.create_index(op.f("ix_selection_corrects"), "selection", ["corrects"], unique=False)
    op.create_index(
        "uq_selection_in_force",
        "selection",
        ["cycle_id"],
        unique=True,
        postgresql_where=sa.text("state = 'decided' and corrected_by is null"),
    )
    op.create_table(
        "account_plan",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("strategy", sa.String(), nullable=False),
        sa.Column("returned_reason", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "state in ('draft', 'submitted', 'approved', 'in_force', 'closed')", name=op.f("ck_account_plan_state")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_account_plan_customer_id")),
        sa.ForeignKeyConstraint(["cycle_id"], ["planning_cycle.id"], name=op.f("fk_account_plan_cycle_id")),
        sa.ForeignKeyConstraint(["team_id"], ["department.id"], name=op.f("fk_account_plan_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_plan")),
        sa.UniqueConstraint("customer_id", "cycle_id", name=op.f("uq_account_plan_customer_id_cycle_id")),
    )
    op.create_index(op.f("ix_account_plan_cycle_id_team_id"), "account_plan", ["cycle_id", "team_id"], unique=False)
    op.create_index(op.f("ix_account_plan_team_id"), "account_plan", ["team_id"], unique=False)
    op.create_table(
        "selection_usage",
        sa.Column("selection_id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("limit", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("used", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("gains", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_selection_usage_resource_id")),
        sa.ForeignKeyConstraint(
            ["selection_id"], ["selection.id"], name=op.f("fk_selection_usage_selection_id"), ondelete="cascade"
        ),
        sa.PrimaryKeyConstraint("selection_id", "resource_id", "period", name=op.f("pk_selection_usage")),
    )
    op.create_table(
        "target",
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("selection_id", sa.Uuid(), nullable=False),
        sa.Column("opportunities", sa.Integer(), nullable=False),
        sa.Column("order_intake", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("revenue", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("margin", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["planning_cycle.id"], name=op.f("fk_target_cycle_id")),
        sa.ForeignKeyConstraint(["selection_id"], ["selection.id"], name=op.f("fk_target_selection_id")),
        sa.ForeignKeyConstraint(["team_id"], ["department.id"], name=op.f("fk_target_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("cycle_id", "team_id", name=op.f("uq_target_cycle_id_team_id")),
    )
    op.create_index(op.f("ix_target_selection_id"), "target", ["selection_id"], unique=False)
    op.create_index(op.f("ix_target_team_id"), "target", ["team_id"], unique=False)
    op.create_table(
        "budget_line",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("planned", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("committed", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("spent", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("committed <= planned", name=op.f("ck_budget_line_committed")),
        sa.CheckConstraint(
            "extract(day from period) = 1 and extract(month from period) in (1, 4, 7, 10)",
            name=op.f("ck_budget_line_period"),
        ),
        sa.CheckConstraint("planned >= 0 and committed >= 0 and spent >= 0", name=op.f("ck_budget_line_amounts")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_budget_line_customer_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["account_plan.id"], name=op.f("fk_budget_line_plan_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_budget_line_resource_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
    )
    op.create_index(
        op.f("ix_budget_line_plan_id_resource_id_period"),
        "budget_line",
        ["plan_id", "resource_id", "period"],
        unique=False,
    )
    op.create_index(op.f("ix_budget_line_resource_id"), "budget_line", ["resource_id"], unique=False)
    op.create_table(
        "objective",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=True),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("goal_value", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("goal_value >= 0", name=op.f("ck_objective_goal_value")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_objective_customer_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["account_plan.id"], name=op.f("fk_objective_plan_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_objective_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective")),
    )
    op.create_index(op.f("ix_objective_plan_id"), "objective", ["plan_id"], unique=False)
    op.create_index(op.f("ix_objective_target_id"), "objective", ["target_id"], unique=False)
    op.create_table(
        "opportunity",
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("product_line_id", sa.Uuid(), nullable=True),
        sa.Column("insight_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("source_role", sa.String(), nullable=True),
        sa.Column("horizon_given", sa.String(), nullable=True),
        sa.Column("award_on", sa.Date(), nullable=True),
        sa.Column("market_space", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("expected_revenue", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("growth_percent", sa.Numeric(precision=9, scale=4), nullable=True),
        sa.Column("margin_percent", sa.Numeric(precision=9, scale=4), nullable=True),
        sa.Column("competition", sa.SmallInteger(), nullable=True),
        sa.Column("strategic_value", sa.SmallInteger(), nullable=True),
        sa.Column("our_share", sa.Numeric(precision=9, scale=4), nullable=True),
        sa.Column("product_fit", sa.SmallInteger(), nullable=True),
        sa.Column("price_position", sa.SmallInteger(), nullable=True),
        sa.Column("relationship", sa.SmallInteger(), nullable=True),
        sa.Column("win_probability", sa.Numeric(precision=7, scale=6, asdecimal=False), nullable=True),
        sa.Column(
            "value",
            sa.Numeric(precision=18, scale=2),
            sa.Computed("round(win_probability * market_space * margin_percent / 100, 2)", persisted=True),
            nullable=True,
        ),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reason_code", sa.String(), nullable=True),
        sa.Column("cycle_id", sa.Uuid(), nullable=True),
        sa.Column("mandatory", sa.Boolean(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("selected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("engaged_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_value", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("horizon_given in ('short', 'mid', 'long')", name=op.f("ck_opportunity_horizon_given")),
        sa.CheckConstraint(
            "state in ('found', 'proposed', 'selected', 'given_up', 'in_project', 'won', 'lost', 'dropped')",
            name=op.f("ck_opportunity_state"),
        ),
        sa.CheckConstraint(
            "state in ('found', 'won', 'lost', 'dropped') or customer_id is not null",
            name=op.f("ck_opportunity_customer"),
        ),
        sa.CheckConstraint(
            "state not in ('proposed', 'selected') or (team_id is not null and cycle_id is not null)",
            name=op.f("ck_opportunity_team"),
        ),
        sa.CheckConstraint("competition between 1 and 5", name=op.f("ck_opportunity_competition")),
        sa.CheckConstraint("margin_percent between 0 and 100", name=op.f("ck_opportunity_margin_percent")),
        sa.CheckConstraint("market_space >= 0", name=op.f("ck_opportunity_market_space")),
        sa.CheckConstraint("price_position between 1 and 5", name=op.f("ck_opportunity_price_position")),
        sa.CheckConstraint("product_fit between 1 and 5", name=op.f("ck_opportunity_product_fit")),
        sa.CheckConstraint("relationship between 1 and 5", name=op.f("ck_opportunity_relationship")),
        sa.CheckConstraint("strategic_value between 1 and 5", name=op.f("ck_opportunity_strategic_value")),
        sa.CheckConstraint("win_probability between 0 and 1", name=op.f("ck_opportunity_win_probability")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_opportunity_customer_id")),
        sa.ForeignKeyConstraint(["cycle_id"], ["planning_cycle.id"], name=op.f("fk_opportunity_cycle_id")),
        sa.ForeignKeyConstraint(["insight_id"], ["insight.id"], name=op.f("fk_opportunity_insight_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["app_user.id"], name=op.f("fk_opportunity_owner_id")),
        sa.ForeignKeyConstraint(["product_line_id"], ["product_line.id"], name=op.f("fk_opportunity_product_line_id")),
        sa.ForeignKeyConstraint(["team_id"], ["department.id"], name=op.f("fk_opportunity_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opportunity")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_opportunity_source_external_id")),
    )
    op.create_index(op.f("ix_opportunity_customer_id_state"), "opportunity", ["customer_id", "state"], unique=False)
    op.create_index(op.f("ix_opportunity_cycle_id_state"), "opportunity", ["cycle_id", "state"], unique=False)
    op.create_index(op.f("ix_opportunity_insight_id"), "opportunity", ["insight_id"], unique=False)
    op.create_index(op.f("ix_opportunity_owner_id_state"), "opportunity", ["owner_id", "state"], unique=False)
    op.create_index(op.f("ix_opportunity_product_line_id"), "opportunity", ["product_line_id"], unique=False)
    op.create_index(op.f("ix_opportunity_team_id_state"), "opportunity", ["team_id", "state"], unique=False)
    op.create_index(op.f("ix_opportunity_updated_at_id"), "opportunity", ["updated_at", "id"], unique=False)
    op.create_table(
        "target_grant",
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_target_grant_resource_id")),
        sa.ForeignKeyConstraint(
            ["target_id"], ["target.id"], name=op.f("fk_target_grant_target_id"), ondelete="cascade"
        ),
        sa.PrimaryKeyConstraint("target_id", "resource_id", "period", name=op.f("pk_target_grant")),
    )
    op.create_table(
        "opportunity_link",
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.CheckConstraint("kind in ('needs', 'excludes')", name=op.f("ck_opportunity_link_kind")),
        sa.CheckConstraint("opportunity_id <> other_id", name=op.f("ck_opportunity_link_other_id")),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunity.id"], name=op.f("fk_opportunity_link_opportunity_id"), ondelete="cascade"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["opportunity.id"], name=op.f("fk_opportunity_link_other_id"), ondelete="cascade"
        ),
        sa.PrimaryKeyConstraint("opportunity_id", "other_id", name=op.f("pk_opportunity_link")),
    )
    op.create_index(op.f("ix_opportunity_link_other_id"), "opportunity_link", ["other_id"], unique=False)
    op.create_table(
        "opportunity_need",
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_opportunity_need_amount")),
        sa.CheckConstraint(
            "extract(day from period) = 1 and extract(month from period) in (1, 4, 7, 10)",
            name=op.f("ck_opportunity_need_period"),
        ),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunity.id"], name=op.f("fk_opportunity_need_opportunity_id"), ondelete="cascade"
        ),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name=op.f("fk_opportunity_need_resource_id")),
        sa.PrimaryKeyConstraint("opportunity_id", "resource_id", "period", name=op.f("pk_opportunity_need")),
    )
    op.create_table(
        "project",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("stage_entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("manager_id", sa.Uuid(), nullable=True),
        sa.Column("value", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("budget_confirmed", sa.Boolean(), nullable=False),
        sa.Column("budget_source", sa.String(), nullable=True),
        sa.Column("next_step", sa.String(), nullable=True),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("competitor_analysis", sa.String(), nullable=False),
        sa.Column("competitors_checked_on", sa.Date(), nullable=True),
        sa.Column("bid_documents", sa.String(), nullable=False),
        sa.Column("price_approved", sa.Boolean(), nullable=False),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("result_reasons", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("result_note", sa.String(), nullable=False),
        sa.Column("winning_vendor_id", sa.Uuid(), nullable=True),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("milestones", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("payments", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("contract_risks", sa.String(), nullable=False),
        sa.Column("contract_differences", sa.String(), nullable=False),
        sa.Column("results_against_target", sa.String(), nullable=False),
        sa.Column("lessons", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("outcome in ('won_delivered', 'lost', 'cancelled')", name=op.f("ck_project_outcome")),
        sa.CheckConstraint("result in ('won', 'lost')", name=op.f("ck_project_result")),
        sa.CheckConstraint("stage <> 'closed' or outcome is not null", name=op.f("ck_project_closed_outcome")),
        sa.CheckConstraint(
            "stage in ('lead', 'opportunity', 'bid', 'contract', 'delivery', 'closed')", name=op.f("ck_project_stage")
        ),
        sa.CheckConstraint("value >= 0", name=op.f("ck_project_value")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_project_customer_id")),
        sa.ForeignKeyConstraint(["manager_id"], ["app_user.id"], name=op.f("fk_project_manager_id")),
        sa.ForeignKeyConstraint(["opportunity_id"], ["opportunity.id"], name=op.f("fk_project_opportunity_id")),
        sa.ForeignKeyConstraint(["winning_vendor_id"], ["vendor.id"], name=op.f("fk_project_winning_vendor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("opportunity_id", name=op.f("uq_project_opportunity_id")),
    )
    op.create_index(op.f("ix_project_customer_id_stage"), "project", ["customer_id", "stage"], unique=False)
    op.create_index(op.f("ix_project_manager_id_stage"), "project", ["manager_id", "stage"], unique=False)
    op.create_index(op.f("ix_project_next_step_on"), "project", ["next_step_on"], unique=False)
    op.create_index(op.f("ix_project_stage_stage_entered_at"), "project", ["stage", "stage_entered_at"], unique=False)
    op.create_index(op.f("ix_project_updated_at_id"), "project", ["updated_at", "id"], unique=False)
    op.create_index(op.f("ix_project_winning_vendor_id"), "project", ["winning_vendor_id"], unique=False)
    op.create_table(
        "relationship_goal",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("support_now", sa.SmallInteger(), nullable=False),
        sa.Column("support_wanted", sa.SmallInteger(), nullable=False),
        sa.Column("by", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("support_now between -1 and 3", name=op.f("ck_relationship_goal_support_now")),
        sa.CheckConstraint("support_wanted between -1 and 3", name=op.f("ck_relationship_goal_support_wanted")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_relationship_goal_contact_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_relationship_goal_customer_id")),
        sa.ForeignKeyConstraint(["objective_id"], ["objective.id"], name=op.f("fk_relationship_goal_objective_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["app_user.id"], name=op.f("fk_relationship_goal_owner_id")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["account_plan.id"], name=op.f("fk_relationship_goal_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relationship_goal")),
        sa.UniqueConstraint(
            "plan_id", "contact_id", "objective_id", name=op.f("uq_relationship_goal_plan_id_contact_id_objective_id")
        ),
    )
    op.create_index(op.f("ix_relationship_goal_contact_id"), "relationship_goal", ["contact_id"], unique=False)
    op.create_index(op.f("ix_relationship_goal_objective_id"), "relationship_goal", ["objective_id"], unique=False)
    op.create_index(op.f("ix_relationship_goal_owner_id"), "relationship_goal", ["owner_id"], unique=False)
    op.create_table(
        "selection_choice",
        sa.Column("selection_id", sa.Uuid(), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("value", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("attractiveness", sa.Double(), nullable=True),
        sa.Column("reasons", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("takes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("override_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunity.id"], name=op.f("fk_selection_choice_opportunity_id")
        ),
        sa.ForeignKeyConstraint(
            ["selection_id"], ["selection.id"], name=op.f("fk_selection_choice_selection_id"), ondelete="cascade"
        ),
        sa.PrimaryKeyConstraint("selection_id", "opportunity_id", name=op.f("pk_selection_choice")),
        sa.UniqueConstraint("selection_id", "rank", name=op.f("uq_selection_choice_selection_id_rank")),
    )
    op.create_index(op.f("ix_selection_choice_opportunity_id"), "selection_choice", ["opportunity_id"], unique=False)
    op.create_table(
        "activity",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("contact_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("user_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("budget", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("expected_result", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("learned", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("quality", sa.SmallInteger(), nullable=True),
        sa.Column("effect", sa.SmallInteger(), nullable=True),
        sa.Column("rating_reason", sa.String(), nullable=False),
        sa.Column("rated_by", sa.Uuid(), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "kind in ('visit', 'technical_exchange', 'company_visit', 'sample_site_visit', 'executive_meeting', 'training', 'service_gift', 'bid_step', 'delivery_step', 'other')",
            name=op.f("ck_activity_kind"),
        ),
        sa.CheckConstraint(
            "state <> 'rated' or (quality is not null and effect is not null)", name=op.f("ck_activity_rated")
        ),
        sa.CheckConstraint("state in ('planned', 'reported', 'rated', 'cancelled')", name=op.f("ck_activity_state")),
        sa.CheckConstraint("budget >= 0", name=op.f("ck_activity_budget")),
        sa.CheckConstraint("effect between 1 and 5", name=op.f("ck_activity_effect")),
        sa.CheckConstraint("quality between 1 and 5", name=op.f("ck_activity_quality")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_activity_customer_id")),
        sa.ForeignKeyConstraint(["goal_id"], ["relationship_goal.id"], name=op.f("fk_activity_goal_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["app_user.id"], name=op.f("fk_activity_owner_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_activity_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
    )
    op.create_index(op.f("ix_activity_contact_ids"), "activity", ["contact_ids"], unique=False, postgresql_using="gin")
    op.create_index(op.f("ix_activity_customer_id_due_on"), "activity", ["customer_id", "due_on"], unique=False)
    op.create_index(op.f("ix_activity_due_on_id"), "activity", ["due_on", "id"], unique=False)
    op.create_index(op.f("ix_activity_goal_id"), "activity", ["goal_id"], unique=False)
    op.create_index(
        op.f("ix_activity_owner_id_state_due_on"), "activity", ["owner_id", "state", "due_on"], unique=False
    )
    op.create_index(op.f("ix_activity_project_id_state"), "activity", ["project_id", "state"], unique=False)
    op.create_index(op.f("ix_activity_state_due_on"), "activity", ["state", "due_on"], unique=False)
    op.create_index(op.f("ix_activity_user_ids"), "activity", ["user_ids"], unique=False, postgresql_using="gin")
    op.create_table(
        "gate_decision",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("from_stage", sa.String(), nullable=False),
        sa.Column("to_stage", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("checks", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_by_name", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("decision <> 'waived' or reason <> ''", name=op.f("ck_gate_decision_waiver_reason")),
        sa.CheckConstraint("decision in ('passed', 'refused', 'waived')", name=op.f("ck_gate_decision_decision")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_gate_decision_customer_id")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_gate_decision_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_decision")),
    )
    op.create_index(
        op.f("ix_gate_decision_customer_id_decided_at"), "gate_decision", ["customer_id", "decided_at"], unique=False
    )
    op.create_index(op.f("ix_gate_decision_project_id_id"), "gate_decision", ["project_id", "id"], unique=False)
    op.create_table(
        "power_map",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=True),
        sa.Column("competitors_checked_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_power_map_customer_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_power_map_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_power_map")),
        sa.UniqueConstraint(
            "customer_id",
            "project_id",
            name=op.f("uq_power_map_customer_id_project_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(op.f("ix_power_map_project_id"), "power_map", ["project_id"], unique=False)
    op.create_table(
        "project_member",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("share", sa.Numeric(precision=5, scale=4, asdecimal=False), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("share between 0 and 1", name=op.f("ck_project_member_share")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_project_member_customer_id")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_member_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_project_member_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_member")),
    )
    op.create_index(op.f("ix_project_member_user_id"), "project_member", ["user_id"], unique=False)
    op.create_index("uq_project_member", "project_member", ["project_id", "user_id"], unique=True)
    op.create_table(
        "power_map_person",
        sa.Column("power_map_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("influence", sa.SmallInteger(), nullable=True),
        sa.Column("support", sa.SmallInteger(), nullable=True),
        sa.Column("competitor_support", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("openness", sa.SmallInteger(), nullable=True),
        sa.Column("contact_depth", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("reports_to_id", sa.Uuid(), nullable=True),
        sa.Column("dotted_to_id", sa.Uuid(), nullable=True),
        sa.Column("x", sa.Double(), nullable=True),
        sa.Column("y", sa.Double(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "chain in ('technical', 'commercial', 'integrated')", name=op.f("ck_power_map_person_chain")
        ),
        sa.CheckConstraint(
            "contact_depth in ('none', 'brief', 'several', 'deep')", name=op.f("ck_power_map_person_contact_depth")
        ),
        sa.CheckConstraint(
            "role in ('approver', 'decider', 'supporter', 'evaluator', 'influencer', 'user', 'gatekeeper', 'adviser')",
            name=op.f("ck_power_map_person_role"),
        ),
        sa.CheckConstraint(
            "status = 'assumed' or (confirmed_on is not null and evidence <> '')",
            name=op.f("ck_power_map_person_confirmed"),
        ),
        sa.CheckConstraint("status in ('assumed', 'confirmed')", name=op.f("ck_power_map_person_status")),
        sa.CheckConstraint("dotted_to_id <> id", name=op.f("ck_power_map_person_dotted_to_self")),
        sa.CheckConstraint("influence between 1 and 5", name=op.f("ck_power_map_person_influence")),
        sa.CheckConstraint("openness between 1 and 5", name=op.f("ck_power_map_person_openness")),
        sa.CheckConstraint("reports_to_id <> id", name=op.f("ck_power_map_person_reports_to_self")),
        sa.CheckConstraint("support between -1 and 3", name=op.f("ck_power_map_person_support")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_power_map_person_contact_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_power_map_person_customer_id")),
        sa.ForeignKeyConstraint(
            ["dotted_to_id"], ["power_map_person.id"], name=op.f("fk_power_map_person_dotted_to_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["app_user.id"], name=op.f("fk_power_map_person_owner_id")),
        sa.ForeignKeyConstraint(
            ["power_map_id"], ["power_map.id"], name=op.f("fk_power_map_person_power_map_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["reports_to_id"], ["power_map_person.id"], name=op.f("fk_power_map_person_reports_to_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_power_map_person")),
    )
    op.create_index(op.f("ix_power_map_person_contact_id"), "power_map_person", ["contact_id"], unique=False)
    op.create_index(op.f("ix_power_map_person_dotted_to_id"), "power_map_person", ["dotted_to_id"], unique=False)
    op.create_index(op.f("ix_power_map_person_owner_id"), "power_map_person", ["owner_id"], unique=False)
    op.create_index(op.f("ix_power_map_person_reports_to_id"), "power_map_person", ["reports_to_id"], unique=False)
    op.create_index("uq_power_map_person_contact", "power_map_person", ["power_map_id", "contact_id"], unique=True)
    op.create_table(
        "power_map_link",
        sa.Column("power_map_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind in ('influence', 'conflict')", name=op.f("ck_power_map_link_kind")),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_power_map_link_to_self")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_power_map_link_customer_id")),
        sa.ForeignKeyConstraint(["from_id"], ["power_map_person.id"], name=op.f("fk_power_map_link_from_id")),
        sa.ForeignKeyConstraint(
            ["power_map_id"], ["power_map.id"], name=op.f("fk_power_map_link_power_map_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["to_id"], ["power_map_person.id"], name=op.f("fk_power_map_link_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_power_map_link")),
    )
    op.create_index(op.f("ix_power_map_link_power_map_id"), "power_map_link", ["power_map_id"], unique=False)
    op.create_index(op.f("ix_power_map_link_to_id"), "power_map_link", ["to_id"], unique=False)
    op.create_index("uq_power_map_link", "power_map_link", ["from_id", "to_id", "kind"], unique=True)

    op.execute(HORIZON)
    for name, query in VIEWS.items():
        op.execute(f"create view {name} as {query}")
    model = sa.table(
        "scoring_model",
        *(sa.column(name) for name in ("id", "name", "version_no", "active", "version")),
        sa.column("factors", postgresql.JSONB),
        sa.column("position_factors", postgresql.JSONB),
    )
    op.bulk_insert(model, [FIRST_MODEL])
