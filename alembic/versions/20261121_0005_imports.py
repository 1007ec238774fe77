"""Imported files and their rows on the way in

Rule of deployment: the version of Loam that is serving while this runs must go on working. Expand first (add what is
nullable or has a default, build indexes concurrently on large tables), deploy, contract in a later release.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0005_imports"
down_revision = "0004_performance"

# As they were: a migration never reads the code's views, which go on changing (services/published.py).
VIEWS = {
    "person_key": """
        select lower(external_id) as key, id, 0 as rank, source from app_user where external_id is not null
        union all select lower(email), id, 1, null from app_user where email is not null
        union all select lower(name), id, case when active then 2 else 3 end, null from app_user
    """,
    "team_key": """
        select lower(external_id) as key, id, 0 as rank, source from department where external_id is not null
        union all
        select lower(p.name || '/' || d.name), d.id, 1, null from department d join department p on p.id = d.parent_id
        union all select lower(name), id, 2, null from department
    """,
    "customer_key": """
        select lower(external_id) as key, id, 0 as rank, source from customer where external_id is not null
        union all select lower(code), id, 1, null from customer where code is not null
        union all select lower(credit_code), id, 1, null from customer where credit_code is not null
        union all select lower(name), id, 2, null from customer
        union all select lower(short_name), id, 3, null from customer where short_name is not null
        union all select lower(former), id, 4, null from customer, unnest(former_names) former
    """,
    "product_line_key": """
        select lower(external_id) as key, id, 0 as rank, source from product_line where external_id is not null
        union all select lower(code), id, 1, null from product_line where code is not null
        union all select lower(name), id, 2, null from product_line
        union all select lower(name_en), id, 3, null from product_line where name_en is not null
    """,
}


def upgrade() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("encoding", sa.String(), nullable=False),
        sa.Column("delimiter", sa.String(), nullable=False),
        sa.Column("columns", JSONB(), nullable=False),
        sa.Column("samples", JSONB(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("mapping", JSONB(), nullable=False),
        sa.Column("only", JSONB(), nullable=False),
        sa.Column("result", JSONB(), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_index(op.f("ix_import_run_kind_state"), "import_run", ["kind", "state"])
    op.create_index(op.f("ix_import_run_created_at"), "import_run", ["created_at"])
    op.create_table(
        "import_row",
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cells", ARRAY(sa.Text()), nullable=False),
        sa.Column("flaws", ARRAY(sa.SmallInteger()), nullable=True),
        sa.Column("errors", ARRAY(sa.Text()), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_import_row_run_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run_id", "number", name=op.f("pk_import_row")),
    )
    for name, query in VIEWS.items():
        op.execute(f"create view {name} as {query}")
