"""Files attached to records

Rule of deployment: the version of Loam that is serving while this runs must go on working. Expand first (add what is
nullable or has a default, build indexes concurrently on large tables), deploy, contract in a later release.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013_attachments"
down_revision = "0012_large_imports"
branch_labels = None
depends_on = None

FILED = ("customer", "opportunity", "account_plan", "project")


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_attachment_customer_id")),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_attachment_author_id")),
        sa.CheckConstraint(f"entity in {FILED}", name=op.f("ck_attachment_entity")),
    )
    op.create_index(op.f("ix_attachment_entity_id_id"), "attachment", ["entity_id", "id"])
    op.create_index(op.f("ix_attachment_customer_id"), "attachment", ["customer_id"])
    op.create_index(op.f("ix_attachment_updated_at_id"), "attachment", ["updated_at", "id"])
    op.create_index(
        "ix_attachment_deleted", "attachment", ["deleted_at"], postgresql_where=sa.text("deleted_at is not null")
    )
