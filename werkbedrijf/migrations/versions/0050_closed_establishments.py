"""From which day a vestiging is closed, and why.

Safe while the old version still runs: it only adds. The old version shows and offers a closed vestiging as before.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0050", "0049"


def upgrade() -> None:
    with op.batch_alter_table("establishment") as batch:
        batch.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("closed_reason", sa.String(), nullable=False, server_default=""))
        batch.create_check_constraint(
            op.f("ck_establishment_closing_has_a_reason"), "(closed_on IS NULL) = (closed_reason = '')"
        )


def downgrade() -> None:
    with op.batch_alter_table("establishment") as batch:
        batch.drop_constraint(op.f("ck_establishment_closing_has_a_reason"), type_="check")
        batch.drop_column("closed_reason")
        batch.drop_column("closed_on")
