"""Starts of placements that were taken back.

Safe while the old version still runs: it only adds a table.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0070", "0069"


def upgrade() -> None:
    op.create_table(
        "placement_taken_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("taken_back_on", sa.Date(), nullable=False),
        sa.Column("taken_back_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(was = 'beeindigd') = (ended_on IS NOT NULL)", name=op.f("ck_placement_taken_back_ended_on_once_ended")
        ),
        sa.CheckConstraint(
            "(was = 'beeindigd') = (end_reason IS NOT NULL)", name=op.f("ck_placement_taken_back_ended_has_a_reason")
        ),
        sa.CheckConstraint(
            "whole OR was = 'loopt'", name=op.f("ck_placement_taken_back_planned_again_only_while_it_ran")
        ),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_placement_taken_back_placement_id")),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"], ["user.id"], name=op.f("fk_placement_taken_back_taken_back_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_taken_back")),
    )
    op.create_index(op.f("ix_placement_taken_back_placement_id"), "placement_taken_back", ["placement_id"])
    op.create_index(
        "uq_placement_taken_back_whole_once",
        "placement_taken_back",
        ["placement_id"],
        unique=True,
        sqlite_where=sa.text("whole"),
        postgresql_where=sa.text("whole"),
    )


def downgrade() -> None:
    op.drop_table("placement_taken_back")
