"""api

Revision ID: 0007_api
Revises: 0006_jobs

A new version must be able to run beside the old one: first expand (add what is new, nullable or with a default), and
only a later release contracts (drops what nobody reads any more).
"""

revision = "0007_api"
down_revision = "0006_jobs"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
