"""What was measured of each run: fairness in the open.

Safe while the old version still runs: it only adds a table.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0009", "0008"


def upgrade() -> None:
    op.create_table(
        "fairness_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["allocation_run.id"], name=op.f("fk_fairness_report_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fairness_report")),
        sa.UniqueConstraint("run_id", name=op.f("uq_fairness_report_run_id")),
    )
    op.create_index(op.f("ix_fairness_report_day"), "fairness_report", ["day"], unique=False)


def downgrade() -> None:
    op.drop_table("fairness_report")
