"""Attempts to learn from outcomes, and the switch.

Safe while the old version still runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0012", "0011"


def upgrade() -> None:
    op.create_table(
        "learning_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tried_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcomes", sa.Integer(), nullable=False),
        sa.Column("lasted", sa.Integer(), nullable=False),
        sa.Column("stopped", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=True),
        sa.Column("losses", sa.JSON(), nullable=True),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("bins", sa.JSON(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("lasted + stopped = outcomes", name=op.f("ck_learning_attempt_outcomes_add_up")),
        sa.CheckConstraint(
            "accepted = (valid_until IS NOT NULL)", name=op.f("ck_learning_attempt_accepted_has_an_end")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_attempt")),
        sa.UniqueConstraint("tried_on", name=op.f("uq_learning_attempt_tried_on")),
    )
    op.create_table(
        "learning_switch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("NOT is_on OR attempt_id IS NOT NULL", name=op.f("ck_learning_switch_on_with_weights")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_learning_switch_with_a_reason")),
        sa.ForeignKeyConstraint(["attempt_id"], ["learning_attempt.id"], name=op.f("fk_learning_switch_attempt_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_learning_switch_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_switch")),
    )


def downgrade() -> None:
    op.drop_table("learning_switch")
    op.drop_table("learning_attempt")
