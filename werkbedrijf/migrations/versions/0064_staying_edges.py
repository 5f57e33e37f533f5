"""Whether a published share means that much or more, or that much or less.

Safe while the old version still runs: it only adds a column that has a value by itself.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0064", "0063"


def upgrade() -> None:
    with op.batch_alter_table("staying_point") as table:
        table.add_column(sa.Column("edge", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("staying_point") as table:
        table.drop_column("edge")
