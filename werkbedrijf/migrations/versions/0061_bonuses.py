"""Bonuses that were asked and not seen, and loonkostensubsidie that runs, in a claim of social return.

Safe while the old version still runs: it only adds columns that have a value by themselves.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0061", "0060"


def upgrade() -> None:
    with op.batch_alter_table("sroi_claim") as batch:
        batch.add_column(sa.Column("bonuses_refused", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("with_lks", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("sroi_claim") as batch:
        batch.drop_column("with_lks")
        batch.drop_column("bonuses_refused")
