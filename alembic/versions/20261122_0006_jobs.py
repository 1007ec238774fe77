"""Jobs: what is to be done, and pgqueuer's tables that carry it to the workers

Rule of deployment: the version of Loam that is serving while this runs must go on working. Expand first (add what is
nullable or has a default, build indexes concurrently on large tables), deploy, contract in a later release. There is
no way back: the version before runs on these tables, and a backup holds what was. Views: services/published.py.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.util import await_only

revision = "0006_jobs"
down_revision = "0005_imports"


def upgrade() -> None:
    from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment  # noqa: PLC0415 - a start need not wait for it

    many = QueryBuilderEnvironment().build_install_query()
    if op.get_context().as_sql:
        op.execute(many)
    else:  # more than one statement: only the driver itself takes them
        connection = op.get_bind()
        connection.execute(sa.text("select 1"))  # SQLAlchemy begins its transaction at the first statement that it sees
        await_only(connection.connection.driver_connection.execute(many))
    op.create_table(
        "job_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), server_default="", nullable=False),
        sa.Column("payload", JSONB(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("slot", sa.String(), nullable=True),
        sa.Column("priority", sa.Integer(), server_default="0", nullable=False),
        sa.Column("state", sa.String(), server_default="queued", nullable=False),
        sa.Column("done", sa.Integer(), server_default="0", nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("error", sa.String(), server_default="", nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("deaths", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claim", sa.Integer(), server_default="0", nullable=False),
        sa.Column("carrier", sa.BigInteger(), nullable=True),
        sa.Column("cancel_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_kind", sa.String(), server_default="system", nullable=False),
        sa.Column("created_name", sa.String(), server_default="Loam", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_job_run_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
    )
    live = sa.text("state in ('queued', 'running')")
    op.create_index("uq_job_run_key_live", "job_run", ["key"], unique=True, postgresql_where=live)
    op.create_index("uq_job_run_slot", "job_run", ["slot"], unique=True)
    op.create_index(op.f("ix_job_run_created_by_id"), "job_run", ["created_by", "id"])
    op.create_index(op.f("ix_job_run_state_id"), "job_run", ["state", "id"])
    op.create_index(op.f("ix_job_run_finished_at"), "job_run", ["finished_at"])
