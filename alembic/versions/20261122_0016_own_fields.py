"""Own fields in full: money, several choices, links; those of projects; indexes for what is asked of them

Rule of deployment: the version of Loam that is serving while this runs must go on working. Expand first (add what is
nullable or has a default, build indexes concurrently on large tables), deploy, contract in a later release. There is
no downgrade: see docs/decisions/0008.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0016_own_fields"
down_revision = "0013_attachments"
branch_labels = None
depends_on = None

TARGETS = ("customer", "contact", "opportunity", "project", "product_line", "vendor", "app_user")
CHECKS = {
    "entity": "entity in ('customer', 'contact', 'opportunity', 'project')",
    "type": "type in ('text', 'number', 'money', 'date', 'choice', 'choices', 'yes_no', 'link')",
    "target": f"target in {TARGETS}",
    "link": "(type = 'link') = (target is not null)",
    "money": "(type = 'money') = (currency is not null)",
}
INDEXED = (("customer", "custom"), ("customer", "custom_commercial"), ("contact", "custom"))


def upgrade() -> None:
    op.add_column("custom_field", sa.Column("target", sa.String(), nullable=True))
    op.add_column("custom_field", sa.Column("currency", sa.String(3), nullable=True))
    for name in ("entity", "type"):
        op.drop_constraint(op.f(f"ck_custom_field_{name}"), "custom_field")
    for name, condition in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_custom_field_{name}"), "custom_field", condition)
    for column in ("custom", "custom_commercial"):
        op.add_column("project", sa.Column(column, JSONB(), nullable=True))
    # Only where there are own fields: an import of a million records without any pays nothing for these.
    for table, column in INDEXED:
        op.create_index(
            op.f(f"ix_{table}_{column}"),
            table,
            [column],
            postgresql_using="gin",
            postgresql_ops={column: "jsonb_path_ops"},
            postgresql_where=sa.text(f"{column} is not null"),
        )
