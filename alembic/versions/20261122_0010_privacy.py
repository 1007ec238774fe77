"""Privacy: a key for each person, consents, the register of requests

Rule of deployment: the version of Loam that is serving while this runs must go on working. Expand first (add what is
nullable or has a default, build indexes concurrently on large tables), deploy, contract in a later release. There is
no way back: the version before runs on these tables, and a backup holds what was. Views: services/published.py.

Private sections keep the key of their row (`sealed_key`) until they are written again or contract time comes; both
versions read those. What their rows said of consent becomes rows of `consent`.

What past events told of persons in the clear cannot be sealed here, where no master key is at hand, and could not be
forgotten later, when the chain of seals stands: it is struck out, before the first seal is made.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010_privacy"
down_revision = "0009_identity"

PERSONAL = {
    "contact": ("name", "title", "department", "phone", "mail", "messenger", "external_id"),
    "power_map_person": ("name", "title", "evidence"),
}
PURPOSES = ("visit", "care", "planning")
BASES = ("consent", "contract", "legal_duty", "disclosed", "legitimate_interest")


def upgrade() -> None:
    op.create_table(
        "subject_key",
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("subject_id", name=op.f("pk_subject_key")),
    )
    op.add_column("contact", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    _consents()
    _requests()
    for column in ("sealed_key", "consent_on", "consent_basis"):
        op.alter_column("private_traits", column, nullable=True)
    for entity, names in PERSONAL.items():
        listed = ", ".join(f"'{name}'" for name in names)
        op.execute(f"""
            update event set changes = (
                select jsonb_object_agg(key, case when key in ({listed}) then '["•", "•"]'::jsonb else value end)
                from jsonb_each(changes)
            )
            where entity = '{entity}' and changes ?| array[{listed}]
        """)


def _consents() -> None:
    op.create_table(
        "consent",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(f'"purpose" in {PURPOSES}', name=op.f("ck_consent_purpose")),
        sa.CheckConstraint(f'"basis" in {BASES}', name=op.f("ck_consent_basis")),
        sa.CheckConstraint("withdrawn_on >= given_on", name=op.f("ck_consent_withdrawn_on")),
        sa.ForeignKeyConstraint(
            ["customer_id", "contact_id"],
            ["contact.customer_id", "contact.id"],
            name=op.f("fk_consent_customer_id_contact_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name=op.f("fk_consent_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_contact_id_id"), "consent", ["contact_id", "id"])
    op.create_index(op.f("ix_consent_customer_id"), "consent", ["customer_id"])
    # It was given for whatever the section was read for then, so for each of the purposes there are now.
    op.execute(f"""
        insert into consent (id, contact_id, customer_id, purpose, basis, given_on, evidence, version)
        select gen_random_uuid(), contact_id, customer_id, purpose, 'consent', consent_on, consent_basis, 1
        from private_traits, unnest(array{list(PURPOSES)}) as purpose
    """)


def _requests() -> None:
    op.create_table(
        "privacy_request",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("\"kind\" in ('access', 'erasure', 'correction')", name=op.f("ck_privacy_request_kind")),
        sa.CheckConstraint("\"state\" in ('open', 'done', 'refused')", name=op.f("ck_privacy_request_state")),
        sa.CheckConstraint("due_on >= received_on", name=op.f("ck_privacy_request_due_on")),
        sa.CheckConstraint(
            "state = 'open' or (answered_on is not null and answer <> '')", name=op.f("ck_privacy_request_answer")
        ),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_privacy_request_contact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_request")),
    )
    op.create_index(op.f("ix_privacy_request_contact_id"), "privacy_request", ["contact_id"])
    op.create_index(op.f("ix_privacy_request_due_on_id"), "privacy_request", ["due_on", "id"])
    op.create_index(op.f("ix_privacy_request_state_due_on_id"), "privacy_request", ["state", "due_on", "id"])
