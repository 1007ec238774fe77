"""${message}

Rule of deployment: the version of Loam that is serving while this runs must go on working. Expand first (add what is
nullable or has a default, build indexes concurrently on large tables), deploy, contract in a later release. There is
no way back: the version before runs on these tables, and a backup holds what was. Views: services/published.py.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
