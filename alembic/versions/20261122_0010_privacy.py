"""privacy

Revision ID: 0010_privacy
Revises: 0009_identity

A new version must be able to run beside the old one: first expand (add what is new, nullable or with a default), and
only a later release contracts (drops what nobody reads any more).
"""

revision = "0010_privacy"
down_revision = "0009_identity"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
