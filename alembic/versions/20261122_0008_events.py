"""events

Revision ID: 0008_events
Revises: 0007_api

A new version must be able to run beside the old one: first expand (add what is new, nullable or with a default), and
only a later release contracts (drops what nobody reads any more).
"""

revision = "0008_events"
down_revision = "0007_api"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
