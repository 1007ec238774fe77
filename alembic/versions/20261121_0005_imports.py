"""Imported files and their rows on the way in

Rule of deployment: the version of Loam that is serving while this runs must go on working. Expand first (add what is
nullable or has a default, build indexes concurrently on large tables), deploy, contract in a later release.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.identity.import_keys import VIEWS as IDENTITY_KEYS
from services.records.import_keys import VIEWS as RECORDS_KEYS

revision = "0005_imports"
down_revision = "0004_performance"
branch_labels = None
depends_on = None


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
    for name, query in (IDENTITY_KEYS | RECORDS_KEYS).items():
        op.execute(f"create view {name} as {query}")


def downgrade() -> None:
    for name in IDENTITY_KEYS | RECORDS_KEYS:
        op.execute(f"drop view {name}")
    op.drop_table("import_row")
    op.drop_table("import_run")
