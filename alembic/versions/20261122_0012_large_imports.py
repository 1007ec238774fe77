"""large_imports

Revision ID: 0012_large_imports
Revises: 0011_together

A new version must be able to run beside the old one: first expand (add what is new, nullable or with a default), and
only a later release contracts (drops what nobody reads any more).
"""

revision = "0012_large_imports"
down_revision = "0011_together"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
