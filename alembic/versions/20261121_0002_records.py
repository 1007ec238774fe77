"""Customers and what is known of them

Rule of deployment: the version of Loam that is serving while this runs must go on working. Expand first (add what is
nullable or has a default, build indexes concurrently on large tables), deploy, contract in a later release.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.records.codes.load import industries, regions

revision = "0002_records"
down_revision = "0001_platform"

# As they were: a migration never reads the code's views, which go on changing (services/published.py).
VIEWS = {
    "customer_team": "select customer_id, user_id, role from team_member",
    "customer_card": """
        select c.id, c.name, c.short_name, c.class, c.industry_code, c.region_code, c.parent_id, c.lifecycle,
               c.team_id, i.name as industry_name, r.full_name as region_name, c.importance
        from customer c
        left join industry i on i.code = c.industry_code
        left join region r on r.code = c.region_code
    """,
    "contact_card": """
        select id, customer_id, name, title, department, reports_to_id, dotted_to_id, is_payer, is_user, is_decider
        from contact
    """,
    "product_line_card": """
        with recursive tree as (
            select id, name, name_en, code, parent_id, array[id] as path from product_line where parent_id is null
            union all
            select p.id, p.name, p.name_en, p.code, p.parent_id, t.path || p.id
            from product_line p join tree t on p.parent_id = t.id
        )
        select id, name, name_en, code, parent_id, path from tree
    """,
    "vendor_card": "select id, name, short_name, is_us from vendor",
    "order_fact": """
        select id, customer_id, product_line_id, owner_id, team_id, booked_on, amount, currency, number
        from transaction where kind = 'order'
    """,
    "interaction_fact": "select id, customer_id, at, channel, user_ids from interaction",
    "insight_fact": """
        select i.id, i.customer_id, i.role, i.dated_on, i.state, i.published_at, i.value_grade, i.author_id,
               (select count(*)::int from risk r where r.insight_id = i.id) as risks, i.title
        from insight i
    """,
    "vendor_share": """
        select p.customer_id, p.product_line_id, p.vendor_id, v.is_us, p.share, p.contract_ends_on, p.assessed_on
        from vendor_position p join vendor v on v.id = p.vendor_id
    """,
    "risk_open": """
        select id, customer_id, insight_id, title, kind, probability, impact, horizon, owner_id, review_on
        from risk where state = 'open'
    """,
}


def upgrade() -> None:  # noqa: PLR0915 - one long list
    industry = op.create_table(
        "industry",
        sa.Column("code", sa.String(length=6, collation="C"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("parent_code", sa.String(length=6, collation="C"), nullable=True),
        sa.ForeignKeyConstraint(["parent_code"], ["industry.code"], name=op.f("fk_industry_parent_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_industry")),
    )
    op.create_index(op.f("ix_industry_parent_code"), "industry", ["parent_code"], unique=False)
    op.create_table(
        "product_line",
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("list_price", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("external_id is null or source is not null", name=op.f("ck_product_line_source")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_product_line_own_parent")),
        sa.ForeignKeyConstraint(["parent_id"], ["product_line.id"], name=op.f("fk_product_line_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_line")),
        sa.UniqueConstraint("code", name=op.f("uq_product_line_code")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_product_line_source_external_id")),
    )
    op.create_index(op.f("ix_product_line_name_id"), "product_line", ["name", "id"], unique=False)
    op.create_index(op.f("ix_product_line_parent_id"), "product_line", ["parent_id"], unique=False)
    region = op.create_table(
        "region",
        sa.Column("code", sa.String(length=6, collation="C"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("parent_code", sa.String(length=6, collation="C"), nullable=True),
        sa.ForeignKeyConstraint(["parent_code"], ["region.code"], name=op.f("fk_region_parent_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region")),
    )
    op.create_index(op.f("ix_region_parent_code"), "region", ["parent_code"], unique=False)
    op.create_table(
        "vendor",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=True),
        sa.Column("is_us", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("website", sa.String(), nullable=True),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor")),
        sa.UniqueConstraint("name", name=op.f("uq_vendor_name")),
    )
    op.create_index("uq_vendor_is_us", "vendor", ["is_us"], unique=True, postgresql_where=sa.text("is_us"))
    op.create_table(
        "customer",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=True),
        sa.Column("former_names", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("credit_code", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), server_default="company", nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("industry_code", sa.String(length=6, collation="C"), nullable=True),
        sa.Column("region_code", sa.String(length=6, collation="C"), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("website", sa.String(), nullable=True),
        sa.Column("lifecycle", sa.String(), server_default="acquisition", nullable=False),
        sa.Column("class", sa.String(length=1), nullable=True),
        sa.Column("source_channel", sa.String(), nullable=True),
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("employees", sa.Integer(), nullable=True),
        sa.Column("revenue", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("revenue_currency", sa.String(length=3), nullable=True),
        sa.Column("revenue_year", sa.SmallInteger(), nullable=True),
        sa.Column("founded_year", sa.SmallInteger(), nullable=True),
        sa.Column("business_philosophy", sa.String(), nullable=True),
        sa.Column("market_position", sa.String(), nullable=True),
        sa.Column("prospects", sa.String(), nullable=True),
        sa.Column("importance", sa.SmallInteger(), nullable=True),
        sa.Column("importance_reason", sa.String(), nullable=True),
        sa.Column("importance_by", sa.Uuid(), nullable=True),
        sa.Column("importance_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("credit_limit", sa.Numeric(precision=18, scale=2), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("\"class\" in ('S', 'A', 'B', 'C')", name=op.f("ck_customer_class")),
        sa.CheckConstraint(
            "\"kind\" in ('company', 'institution', 'government', 'group')", name=op.f("ck_customer_kind")
        ),
        sa.CheckConstraint(
            "\"lifecycle\" in ('acquisition', 'conversion', 'retention', 'lapsed')", name=op.f("ck_customer_lifecycle")
        ),
        sa.CheckConstraint("external_id is null or source is not null", name=op.f("ck_customer_source")),
        sa.CheckConstraint("importance between 1 and 5", name=op.f("ck_customer_importance")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_customer_own_parent")),
        sa.ForeignKeyConstraint(["importance_by"], ["app_user.id"], name=op.f("fk_customer_importance_by")),
        sa.ForeignKeyConstraint(["industry_code"], ["industry.code"], name=op.f("fk_customer_industry_code")),
        sa.ForeignKeyConstraint(["parent_id"], ["customer.id"], name=op.f("fk_customer_parent_id")),
        sa.ForeignKeyConstraint(["region_code"], ["region.code"], name=op.f("fk_customer_region_code")),
        sa.ForeignKeyConstraint(["team_id"], ["department.id"], name=op.f("fk_customer_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("code", name=op.f("uq_customer_code")),
        sa.UniqueConstraint("credit_code", name=op.f("uq_customer_credit_code")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_customer_source_external_id")),
    )
    op.create_index(op.f("ix_customer_class_name_id"), "customer", ["class", "name", "id"], unique=False)
    op.create_index(op.f("ix_customer_created_at_id"), "customer", ["created_at", "id"], unique=False)
    op.create_index(op.f("ix_customer_industry_code"), "customer", ["industry_code"], unique=False)
    op.create_index(op.f("ix_customer_lifecycle_name_id"), "customer", ["lifecycle", "name", "id"], unique=False)
    op.create_index(op.f("ix_customer_name_id"), "customer", ["name", "id"], unique=False)
    op.create_index(op.f("ix_customer_parent_id"), "customer", ["parent_id"], unique=False)
    op.create_index(op.f("ix_customer_region_code"), "customer", ["region_code"], unique=False)
    op.create_index(op.f("ix_customer_team_id_name_id"), "customer", ["team_id", "name", "id"], unique=False)
    op.create_index(op.f("ix_customer_updated_at_id"), "customer", ["updated_at", "id"], unique=False)
    op.create_table(
        "contact",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("mail", sa.String(), nullable=True),
        sa.Column("messenger", sa.String(), nullable=True),
        sa.Column("reports_to_id", sa.Uuid(), nullable=True),
        sa.Column("dotted_to_id", sa.Uuid(), nullable=True),
        sa.Column("is_payer", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("is_user", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("is_decider", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("preferred_channel", sa.String(), nullable=True),
        sa.Column("cadence_days", sa.SmallInteger(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "\"preferred_channel\" in ('visit', 'call', 'mail', 'meeting', 'chat')",
            name=op.f("ck_contact_preferred_channel"),
        ),
        sa.CheckConstraint("dotted_to_id <> id", name=op.f("ck_contact_dotted_to_id")),
        sa.CheckConstraint("external_id is null or source is not null", name=op.f("ck_contact_source")),
        sa.CheckConstraint("reports_to_id <> id", name=op.f("ck_contact_reports_to_id")),
        sa.ForeignKeyConstraint(
            ["customer_id", "dotted_to_id"],
            ["contact.customer_id", "contact.id"],
            name=op.f("fk_contact_customer_id_dotted_to_id"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id", "reports_to_id"],
            ["contact.customer_id", "contact.id"],
            name=op.f("fk_contact_customer_id_reports_to_id"),
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_contact_customer_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["app_user.id"], name=op.f("fk_contact_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("customer_id", "id", name=op.f("uq_contact_customer_id_id")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_contact_source_external_id")),
    )
    op.create_index(op.f("ix_contact_customer_id_name_id"), "contact", ["customer_id", "name", "id"], unique=False)
    op.create_index(op.f("ix_contact_dotted_to_id"), "contact", ["dotted_to_id"], unique=False)
    op.create_index(op.f("ix_contact_name_id"), "contact", ["name", "id"], unique=False)
    op.create_index(op.f("ix_contact_owner_id"), "contact", ["owner_id"], unique=False)
    op.create_index(op.f("ix_contact_reports_to_id"), "contact", ["reports_to_id"], unique=False)
    op.create_index(op.f("ix_contact_updated_at_id"), "contact", ["updated_at", "id"], unique=False)
    op.create_table(
        "insight",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("findings", sa.String(), server_default="", nullable=False),
        sa.Column("state", sa.String(), server_default="draft", nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("value_grade", sa.SmallInteger(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("(state = 'published') = (published_at is not null)", name=op.f("ck_insight_published_at")),
        sa.CheckConstraint("\"role\" in ('sales', 'technical', 'service')", name=op.f("ck_insight_role")),
        sa.CheckConstraint("\"state\" in ('draft', 'published')", name=op.f("ck_insight_state")),
        sa.CheckConstraint("value_grade between 1 and 5", name=op.f("ck_insight_value_grade")),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_insight_author_id")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_insight_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insight")),
        sa.UniqueConstraint("customer_id", "id", name=op.f("uq_insight_customer_id_id")),
    )
    op.create_index(op.f("ix_insight_author_id"), "insight", ["author_id"], unique=False)
    op.create_index(
        op.f("ix_insight_customer_id_dated_on_id"), "insight", ["customer_id", "dated_on", "id"], unique=False
    )
    op.create_index(op.f("ix_insight_dated_on_id"), "insight", ["dated_on", "id"], unique=False)
    op.create_table(
        "interaction",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contact_ids", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
        sa.Column("user_ids", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
        sa.Column("summary", sa.String(), server_default="", nullable=False),
        sa.Column("learned", sa.String(), server_default="", nullable=False),
        sa.Column("next_step", sa.String(), nullable=True),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "\"channel\" in ('visit', 'call', 'mail', 'meeting', 'chat', 'event', 'web')",
            name=op.f("ck_interaction_channel"),
        ),
        sa.CheckConstraint("\"direction\" in ('outbound', 'inbound')", name=op.f("ck_interaction_direction")),
        sa.CheckConstraint("external_id is null or source is not null", name=op.f("ck_interaction_source")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_interaction_customer_id")),
        sa.PrimaryKeyConstraint("customer_id", "id", name=op.f("pk_interaction")),
        sa.UniqueConstraint(
            "customer_id", "source", "external_id", name=op.f("uq_interaction_customer_id_source_external_id")
        ),
    )
    op.create_index(op.f("ix_interaction_at_id"), "interaction", ["at", "id"], unique=False)
    op.create_index(
        op.f("ix_interaction_contact_ids"), "interaction", ["contact_ids"], unique=False, postgresql_using="gin"
    )
    op.create_index(op.f("ix_interaction_customer_id_at_id"), "interaction", ["customer_id", "at", "id"], unique=False)
    op.create_index(op.f("ix_interaction_id"), "interaction", ["id"], unique=False)
    op.create_index(op.f("ix_interaction_source_external_id"), "interaction", ["source", "external_id"], unique=False)
    op.create_index(op.f("ix_interaction_user_ids"), "interaction", ["user_ids"], unique=False, postgresql_using="gin")
    op.create_table(
        "team_member",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"role\" in ('leader', 'marketing', 'online', 'service', 'logistics', 'production', 'system', 'solution', 'delivery', 'member')",
            name=op.f("ck_team_member_role"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_team_member_customer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_team_member_user_id")),
        sa.PrimaryKeyConstraint("customer_id", "user_id", name=op.f("pk_team_member")),
    )
    op.create_index(op.f("ix_team_member_user_id"), "team_member", ["user_id"], unique=False)
    op.create_table(
        "transaction",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=2), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("quantity", sa.Numeric(precision=18, scale=4), nullable=True),
        sa.Column("product_line_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "\"kind\" in ('order', 'invoice', 'payment', 'delivery', 'return')", name=op.f("ck_transaction_kind")
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_transaction_customer_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["app_user.id"], name=op.f("fk_transaction_owner_id")),
        sa.ForeignKeyConstraint(["product_line_id"], ["product_line.id"], name=op.f("fk_transaction_product_line_id")),
        sa.ForeignKeyConstraint(["team_id"], ["department.id"], name=op.f("fk_transaction_team_id")),
        sa.PrimaryKeyConstraint("customer_id", "id", name=op.f("pk_transaction")),
        sa.UniqueConstraint(
            "customer_id", "source", "external_id", name=op.f("uq_transaction_customer_id_source_external_id")
        ),
    )
    op.create_index(op.f("ix_transaction_booked_on_id"), "transaction", ["booked_on", "id"], unique=False)
    op.create_index(
        op.f("ix_transaction_customer_id_kind_booked_on"),
        "transaction",
        ["customer_id", "kind", "booked_on"],
        unique=False,
        postgresql_include=["amount", "currency"],
    )
    op.create_index(op.f("ix_transaction_id"), "transaction", ["id"], unique=False)
    op.create_index(op.f("ix_transaction_owner_id_booked_on"), "transaction", ["owner_id", "booked_on"], unique=False)
    op.create_index(
        op.f("ix_transaction_product_line_id_booked_on"), "transaction", ["product_line_id", "booked_on"], unique=False
    )
    op.create_index(op.f("ix_transaction_source_external_id"), "transaction", ["source", "external_id"], unique=False)
    op.create_index(op.f("ix_transaction_team_id_booked_on"), "transaction", ["team_id", "booked_on"], unique=False)
    op.create_table(
        "vendor_position",
        sa.Column("vendor_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("product_line_id", sa.Uuid(), nullable=False),
        sa.Column("share", sa.Numeric(precision=9, scale=4), nullable=True),
        sa.Column("installed_base", sa.String(), server_default="", nullable=False),
        sa.Column("contract_ends_on", sa.Date(), nullable=True),
        sa.Column("satisfaction", sa.SmallInteger(), nullable=True),
        sa.Column("strengths", sa.String(), server_default="", nullable=False),
        sa.Column("weaknesses", sa.String(), server_default="", nullable=False),
        sa.Column("supporters", postgresql.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
        sa.Column("last_moves", sa.String(), server_default="", nullable=False),
        sa.Column("status", sa.String(), server_default="assumed", nullable=False),
        sa.Column("evidence", sa.String(), server_default="", nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("\"status\" in ('assumed', 'confirmed')", name=op.f("ck_vendor_position_status")),
        sa.CheckConstraint("satisfaction between 1 and 5", name=op.f("ck_vendor_position_satisfaction")),
        sa.CheckConstraint("share between 0 and 100", name=op.f("ck_vendor_position_share")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_vendor_position_customer_id")),
        sa.ForeignKeyConstraint(
            ["product_line_id"], ["product_line.id"], name=op.f("fk_vendor_position_product_line_id")
        ),
        sa.ForeignKeyConstraint(["vendor_id"], ["vendor.id"], name=op.f("fk_vendor_position_vendor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_position")),
        sa.UniqueConstraint(
            "customer_id",
            "product_line_id",
            "vendor_id",
            name=op.f("uq_vendor_position_customer_id_product_line_id_vendor_id"),
        ),
    )
    op.create_index(op.f("ix_vendor_position_contract_ends_on"), "vendor_position", ["contract_ends_on"], unique=False)
    op.create_index(op.f("ix_vendor_position_product_line_id"), "vendor_position", ["product_line_id"], unique=False)
    op.create_index(op.f("ix_vendor_position_vendor_id"), "vendor_position", ["vendor_id"], unique=False)
    op.create_table(
        "private_traits",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=False),
        sa.Column("traits", sa.LargeBinary(), nullable=True),
        sa.Column("interests", sa.LargeBinary(), nullable=True),
        sa.Column("family", sa.LargeBinary(), nullable=True),
        sa.Column("background", sa.LargeBinary(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=False),
        sa.Column("consent_basis", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id", "contact_id"],
            ["contact.customer_id", "contact.id"],
            name=op.f("fk_private_traits_customer_id_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_private_traits_customer_id")),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_private_traits")),
    )
    op.create_index(op.f("ix_private_traits_customer_id"), "private_traits", ["customer_id"], unique=False)
    op.create_table(
        "risk",
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("insight_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("probability", sa.SmallInteger(), nullable=False),
        sa.Column("impact", sa.SmallInteger(), nullable=False),
        sa.Column("horizon", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("measure", sa.String(), server_default="", nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("\"horizon\" in ('short', 'mid', 'long')", name=op.f("ck_risk_horizon")),
        sa.CheckConstraint(
            "\"kind\" in ('credit', 'delivery', 'price', 'competitor', 'political', 'compliance', 'other')",
            name=op.f("ck_risk_kind"),
        ),
        sa.CheckConstraint("\"state\" in ('open', 'closed')", name=op.f("ck_risk_state")),
        sa.CheckConstraint("impact between 1 and 5", name=op.f("ck_risk_impact")),
        sa.CheckConstraint("probability between 1 and 5", name=op.f("ck_risk_probability")),
        sa.ForeignKeyConstraint(
            ["customer_id", "insight_id"],
            ["insight.customer_id", "insight.id"],
            name=op.f("fk_risk_customer_id_insight_id"),
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_risk_customer_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["app_user.id"], name=op.f("fk_risk_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk")),
    )
    op.create_index(op.f("ix_risk_customer_id_state"), "risk", ["customer_id", "state"], unique=False)
    op.create_index(op.f("ix_risk_insight_id"), "risk", ["insight_id"], unique=False)
    op.create_index(op.f("ix_risk_owner_id"), "risk", ["owner_id"], unique=False)
    op.bulk_insert(industry, industries())
    op.bulk_insert(region, regions())
    for name, query in VIEWS.items():
        op.execute(f"create view {name} as {query}")
