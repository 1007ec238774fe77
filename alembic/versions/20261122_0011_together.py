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
LISTS = ("customers", "opportunities", "projects")
CUSTOM = ("customer", "contact", "opportunity")
TYPES = ("text", "number", "date", "choice", "yes_no")
DISCUSSED = ("customer", "opportunity", "account_plan", "project")


def upgrade() -> None:
    _notifications()
    _comments()
    _saved_views()
    _custom_fields()


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


def _saved_views() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("of", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", JSONB(), nullable=False),
        sa.Column("columns", JSONB(), nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        *_versioned(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.ForeignKeyConstraint(["owner_id"], ["app_user.id"], name=op.f("fk_saved_view_owner_id"), ondelete="CASCADE"),
        sa.UniqueConstraint("owner_id", "of", "name", name=op.f("uq_saved_view_owner_id_of_name")),
        sa.CheckConstraint(f"of in {LISTS}", name=op.f("ck_saved_view_of")),
    )
    op.create_table(
        "saved_view_default",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("of", sa.String(), nullable=False),
        sa.Column("view_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "of", name=op.f("pk_saved_view_default")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_saved_view_default_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["view_id"], ["saved_view.id"], name=op.f("fk_saved_view_default_view_id"), ondelete="CASCADE"
        ),
    )
    op.create_index(op.f("ix_saved_view_default_view_id"), "saved_view_default", ["view_id"])


def _custom_fields() -> None:
    op.create_table(
        "custom_field",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("class", sa.String(), server_default="internal", nullable=False),
        sa.Column("label_zh", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("section", sa.String(), server_default="", nullable=False),
        sa.Column("required", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("choices", JSONB(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), server_default=sa.false(), nullable=False),
        *_versioned(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custom_field")),
        sa.UniqueConstraint("entity", "key", name=op.f("uq_custom_field_entity_key")),
        sa.CheckConstraint(f"entity in {CUSTOM}", name=op.f("ck_custom_field_entity")),
        sa.CheckConstraint(f"type in {TYPES}", name=op.f("ck_custom_field_type")),
        sa.CheckConstraint("class in ('internal', 'commercial')", name=op.f("ck_custom_field_class")),
        sa.CheckConstraint("entity <> 'contact' or class = 'internal'", name=op.f("ck_custom_field_contact")),
    )
    for table in CUSTOM:
        op.add_column(table, sa.Column("custom", JSONB(), nullable=True))
    for table in ("customer", "opportunity"):
        op.add_column(table, sa.Column("custom_commercial", JSONB(), nullable=True))


def _versioned() -> tuple[sa.Column, sa.Column, sa.Column]:
    return (
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    )
