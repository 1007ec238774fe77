"""identity

Revision ID: 0009_identity
Revises: 0008_events

A new version must be able to run beside the old one: first expand (add what is new, nullable or with a default), and
only a later release contracts (drops what nobody reads any more).
"""

revision = "0009_identity"
down_revision = "0008_events"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
