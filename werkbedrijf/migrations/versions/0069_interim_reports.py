"""Social return: on which days a contractor reports, and whether that came in.

Safe while the old version still runs: it only adds a table that the old version does not read.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0069", "0068"


def upgrade() -> None:
    op.create_table(
        "sroi_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "step IN ('afgesproken', 'ontvangen', 'toch_niet_ontvangen', 'vervallen')", name=op.f("ck_sroi_report_step")
        ),
        sa.ForeignKeyConstraint(["contract_id"], ["sroi_contract.id"], name=op.f("fk_sroi_report_contract_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_report")),
    )
    op.create_index(op.f("ix_sroi_report_contract_id"), "sroi_report", ["contract_id"])


def downgrade() -> None:
    op.drop_table("sroi_report")
