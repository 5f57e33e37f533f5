"""What stands for a level nobody asked yet, per month.

Safe while the old version still runs: it only adds a table.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0008", "0007"


def upgrade() -> None:
    op.create_table(
        "neutral_levels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("levels", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(levels) = 32", name=op.f("ck_neutral_levels_one_level_per_capability")),
        sa.CheckConstraint("people >= 1", name=op.f("ck_neutral_levels_of_somebody")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neutral_levels")),
        sa.UniqueConstraint("month", name=op.f("uq_neutral_levels_month")),
    )


def downgrade() -> None:
    op.drop_table("neutral_levels")
