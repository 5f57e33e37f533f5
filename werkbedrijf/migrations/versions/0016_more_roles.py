"""Three roles more: the administrator of one organisation, the coordinator of the region, and the auditor.

Safe while the old version still runs: it only allows more. Going back is refused by the database as long as somebody has
one of these roles.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0016", "0015"

BEFORE = ("accountmanager", "jobcoach", "werkgever", "wethouder", "beheerder", "dienstregeling")
AFTER = (*BEFORE[:-1], "organisatiebeheerder", "regiocoordinator", "auditor", BEFORE[-1])
NAME = "ck_user_role"


def upgrade() -> None:
    _allow(AFTER)


def downgrade() -> None:
    _allow(BEFORE)


def _allow(roles: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{role}'" for role in roles)
    with op.batch_alter_table("user") as table:
        table.drop_constraint(op.f(NAME), type_="check")
        table.create_check_constraint(op.f(NAME), sa.text(f"role IN ({listed})"))
