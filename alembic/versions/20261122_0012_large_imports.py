"""Imports as jobs: how far they got, what they have applied, and how their file was read

Rule of deployment: the version of Loam that is serving while this runs must go on working. Expand first (add what is
nullable or has a default, build indexes concurrently on large tables), deploy, contract in a later release.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012_large_imports"
down_revision = "0011_together"
branch_labels = None
depends_on = None

COLUMNS = (
    sa.Column("format", sa.String(), server_default="csv", nullable=False),
    sa.Column("confirmed", sa.Boolean(), server_default=sa.true(), nullable=False),
    sa.Column("sheets", JSONB(), server_default="[]", nullable=False),
    sa.Column("sheet", sa.String(), nullable=True),
    sa.Column("tally", JSONB(), nullable=True),
    sa.Column("step", sa.String(), server_default="", nullable=False),
    sa.Column("handled", sa.Integer(), server_default="0", nullable=False),
    sa.Column("planned", sa.Integer(), server_default="0", nullable=False),
    sa.Column("pace", sa.Float(), nullable=True),
    sa.Column("error", sa.String(), server_default="", nullable=False),
    sa.Column("job_id", sa.Uuid(), nullable=True),
)


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("import_run", column)
    op.create_index(
        "ix_import_row_rejected", "import_row", ["run_id", "number"], postgresql_where=sa.text("errors is not null")
    )
