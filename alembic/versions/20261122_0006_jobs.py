"""jobs

Revision ID: 0006_jobs
Revises: 0005_imports

A new version must be able to run beside the old one: first expand (add what is new, nullable or with a default), and
only a later release contracts (drops what nobody reads any more).
"""

revision = "0006_jobs"
down_revision = "0005_imports"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
