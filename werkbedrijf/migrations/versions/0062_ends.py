"""Ends of placements and times under a regeling that were put right, and what an end did to interruptions.

Safe while the old version still runs: it only adds tables and columns that have a value or may be empty.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0062", "0061"


def upgrade() -> None:
    op.create_table(
        "placement_end_replaced",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_placement_end_replaced_placement_id")
        ),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["user.id"], name=op.f("fk_placement_end_replaced_replaced_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_end_replaced")),
    )
    op.create_index(op.f("ix_placement_end_replaced_placement_id"), "placement_end_replaced", ["placement_id"])
    op.create_table(
        "regeling_period_replaced",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("regeling", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("replaced_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on > starts_on", name=op.f("ck_regeling_period_replaced_period_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_regeling_period_replaced_candidate_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regeling_period_replaced")),
    )
    op.create_index(op.f("ix_regeling_period_replaced_candidate_id"), "regeling_period_replaced", ["candidate_id"])
    op.add_column(
        "interruption", sa.Column("closed_with_work", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("interruption", sa.Column("open_until", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("interruption") as table:
        table.drop_column("open_until")
        table.drop_column("closed_with_work")
    op.drop_table("regeling_period_replaced")
    op.drop_table("placement_end_replaced")
