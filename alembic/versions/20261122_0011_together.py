"""Comments, notifications, saved views, custom fields and attachments

Revision ID: 0011_together
Revises: 0010_privacy

A new version must be able to run beside the old one: first expand (add what is new, nullable or with a default), and
only a later release contracts (drops what nobody reads any more).
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011_together"
down_revision = "0010_privacy"

KINDS = ("mentioned", "assigned", "gate_refused", "selection_decided", "job_finished")
DISCUSSED = ("customer", "opportunity", "account_plan", "project")


def upgrade() -> None:
    _notifications()
    _comments()


def _notifications() -> None:
    op.create_table(
        "notification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name=op.f("fk_notification_user_id"), ondelete="CASCADE"),
        sa.CheckConstraint(f"kind in {KINDS}", name=op.f("ck_notification_kind")),
    )
    op.create_index(op.f("ix_notification_user_id_id"), "notification", ["user_id", "id"])
    op.create_index("ix_notification_unread", "notification", ["user_id"], postgresql_where=sa.text("read_at is null"))
    op.create_index(op.f("ix_notification_created_at"), "notification", ["created_at"])
    op.create_table(
        "notification_off",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "kind", name=op.f("pk_notification_off")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_notification_off_user_id"), ondelete="CASCADE"
        ),
        sa.CheckConstraint(f"kind in {KINDS}", name=op.f("ck_notification_off_kind")),
    )


def _comments() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("mentions", JSONB(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        *_versioned(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_comment_customer_id")),
        sa.ForeignKeyConstraint(["author_id"], ["app_user.id"], name=op.f("fk_comment_author_id")),
        sa.CheckConstraint(f"entity in {DISCUSSED}", name=op.f("ck_comment_entity")),
    )
    op.create_index(op.f("ix_comment_entity_id_id"), "comment", ["entity_id", "id"])
    op.create_index(op.f("ix_comment_customer_id"), "comment", ["customer_id"])


def _versioned() -> tuple[sa.Column, sa.Column, sa.Column]:
    return (
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    )


def downgrade() -> None:
    for name in ("comment", "notification_off", "notification"):
        op.drop_table(name)
