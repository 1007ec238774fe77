"""Evaluation

Rule of deployment: the version of Loam that is serving while this runs must go on working. Expand first (add what is
nullable or has a default, build indexes concurrently on large tables), deploy, contract in a later release.
"""

from alembic import op

revision = "0004_performance"
down_revision = "0003_planning"


def upgrade() -> None:
    # Evaluation keeps no tables: it counts what the others publish. Closings are asked for by their day.
    op.create_index(op.f("ix_opportunity_closed_on"), "opportunity", ["closed_on"])
