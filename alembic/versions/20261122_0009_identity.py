"""Identity: sessions one can tell apart, second factors, rotated keys, access tokens, single sign-on, throttling

Rule of deployment: the version of Loam that is serving while this runs must go on working. Expand first (add what is
nullable or has a default, build indexes concurrently on large tables), deploy, contract in a later release. There is
no way back: the version before runs on these tables, and a backup holds what was. Views: services/published.py.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0009_identity"
down_revision = "0008_events"

INSTANT = sa.DateTime(timezone=True)
TEXTS = ARRAY(sa.Text())
NOW = sa.text("now()")
NOTHING = sa.text("'{}'")


def upgrade() -> None:
    for column in (
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("way", sa.String(), server_default="link", nullable=False),
        sa.Column("device", sa.String(), server_default="", nullable=False),
        sa.Column("address", sa.String(), server_default="", nullable=False),
        sa.Column("seen_at", INSTANT, server_default=NOW, nullable=False),
        sa.Column("proved_at", INSTANT, nullable=True),
        sa.Column("replaced", sa.Boolean(), server_default=sa.false(), nullable=False),
    ):
        op.add_column("browser_session", column)
    op.add_column("sign_in_link", sa.Column("purpose", sa.String(), server_default="link", nullable=False))
    op.add_column("app_user", sa.Column("second_factor_at", INSTANT, nullable=True))
    op.add_column("app_user", sa.Column("sso_subject", sa.String(), nullable=True))
    op.create_index("uq_app_user_sso_subject", "app_user", ["sso_subject"], unique=True)

    for column in (
        sa.Column("networks", TEXTS, server_default=NOTHING, nullable=False),
        sa.Column("key_made_at", INSTANT, server_default=NOW, nullable=False),
        sa.Column("key_used_at", INSTANT, nullable=True),
        sa.Column("former_key_hash", sa.LargeBinary(), nullable=True),
        sa.Column("former_key_start", sa.String(), nullable=True),
        sa.Column("former_key_ends_at", INSTANT, nullable=True),
        sa.Column("former_key_used_at", INSTANT, nullable=True),
    ):
        op.add_column("api_client", column)
    op.create_index("uq_api_client_former_key_hash", "api_client", ["former_key_hash"], unique=True)

    op.create_table(
        "access_token",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("scopes", TEXTS, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["api_client.id"], name=op.f("fk_access_token_client_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_access_token")),
    )
    op.create_index(op.f("ix_access_token_client_id"), "access_token", ["client_id"])
    op.create_index(op.f("ix_access_token_expires_at"), "access_token", ["expires_at"])
    op.create_table(
        "second_factor",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["id"], ["app_user.id"], name=op.f("fk_second_factor_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_recovery_code_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_sign_in_attempt")),
    )
    op.create_index(op.f("ix_sign_in_attempt_until"), "sign_in_attempt", ["until"])
    op.create_table(
        "sso_request",
        sa.Column("state_hash", sa.LargeBinary(), nullable=False),
        sa.Column("nonce", sa.String(), nullable=False),
        sa.Column("verifier", sa.String(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_sso_request")),
    )
    op.create_index(op.f("ix_sso_request_expires_at"), "sso_request", ["expires_at"])
    setting = op.create_table(
        "sign_in_setting",
        sa.Column("second_factor_roles", TEXTS, server_default=NOTHING, nullable=False),
        sa.Column("sso_enabled", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("sso_label", sa.String(), server_default="", nullable=False),
        sa.Column("sso_issuer", sa.String(), server_default="", nullable=False),
        sa.Column("sso_client_id", sa.String(), server_default="", nullable=False),
        sa.Column("sso_secret", sa.LargeBinary(), nullable=True),
        sa.Column("sso_domains", TEXTS, server_default=NOTHING, nullable=False),
        sa.Column("sso_create_users", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("sso_default_roles", TEXTS, server_default=sa.text("'{read_only}'"), nullable=False),
        sa.Column("sso_role_claim", sa.String(), server_default="", nullable=False),
        sa.Column("sso_roles", JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("sso_department_claim", sa.String(), server_default="", nullable=False),
        sa.Column("sso_departments", JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("created_at", INSTANT, server_default=NOW, nullable=False),
        sa.Column("updated_at", INSTANT, server_default=NOW, nullable=False),
        sa.CheckConstraint("id = '00000000-0000-0000-0000-000000000000'", name=op.f("ck_sign_in_setting_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_setting")),
    )
    op.execute(sa.insert(setting).values(id="00000000000000000000000000000000"))
