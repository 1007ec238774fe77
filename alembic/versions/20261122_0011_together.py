"""together

Revision ID: 0011_together
Revises: 0010_privacy

A new version must be able to run beside the old one: first expand (add what is new, nullable or with a default), and
only a later release contracts (drops what nobody reads any more).
"""

revision = "0011_together"
down_revision = "0010_privacy"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
