"""Which file and which row a contribution of social return came from, so that a row is claimed once.

Safe while the old version still runs: it only adds columns that have a value by themselves.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0067", "0066"

_STANDS = sa.text("from_row IS NOT NULL AND status IN ('ingediend', 'nagekeken', 'goedgekeurd')")


def upgrade() -> None:
    with op.batch_alter_table("sroi_claim") as batch:
        batch.add_column(sa.Column("from_file", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("from_row", sa.Integer(), nullable=True))
        batch.create_index(
            "uq_sroi_claim_once_per_row",
            ["contract_id", "from_file", "from_row"],
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        )


def downgrade() -> None:
    with op.batch_alter_table("sroi_claim") as batch:
        batch.drop_index("uq_sroi_claim_once_per_row")
        batch.drop_column("from_row")
        batch.drop_column("from_file")
