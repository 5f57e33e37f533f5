"""What came out of a what-if.

Safe while the old version still runs: it only adds a table.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0014", "0013"


def upgrade() -> None:
    op.create_table(
        "scenario_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["allocation_run.id"], name=op.f("fk_scenario_result_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_result")),
        sa.UniqueConstraint("run_id", name=op.f("uq_scenario_result_run_id")),
    )


def downgrade() -> None:
    op.drop_table("scenario_result")
