"""Social return: what was told of deadlines, and how long before somebody wants to hear.

Safe while the old version still runs: it only adds tables that the old version does not read.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0060", "0059"


def upgrade() -> None:
    op.create_table(
        "sroi_deadline_told",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.CheckConstraint("days_before >= 0", name=op.f("ck_sroi_deadline_told_term_is_possible")),
        sa.CheckConstraint(
            "what IN ('herinnering', 'te_laat', 'doorgegeven')", name=op.f("ck_sroi_deadline_told_told")
        ),
        sa.ForeignKeyConstraint(["contract_id"], ["sroi_contract.id"], name=op.f("fk_sroi_deadline_told_contract_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sroi_deadline_told_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_deadline_told")),
        sa.UniqueConstraint(
            "contract_id",
            "deadline",
            "due_on",
            "what",
            "days_before",
            "user_id",
            name=op.f("uq_sroi_deadline_told_once"),
        ),
    )
    op.create_index(op.f("ix_sroi_deadline_told_contract_id"), "sroi_deadline_told", ["contract_id"])
    op.create_index(op.f("ix_sroi_deadline_told_user_id"), "sroi_deadline_told", ["user_id"])
    op.create_table(
        "sroi_reminder_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sroi_reminder_choice_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_reminder_choice")),
        sa.UniqueConstraint("user_id", name=op.f("uq_sroi_reminder_choice_user_id")),
    )


def downgrade() -> None:
    op.drop_table("sroi_reminder_choice")
    op.drop_table("sroi_deadline_told")
