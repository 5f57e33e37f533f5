"""How answering went, per month as published; a table that the old version does not read."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0045", "0044"

ROUND = "coalesce({0}, 0) % 10 = 0 AND coalesce({0}_in_time, 0) % 5 = 0"
NUMBERS = ("proposals", "proposals_in_time", "proposals_days", "questions", "questions_in_time", "questions_days")


def upgrade() -> None:
    op.create_table(
        "reply_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_end", sa.Date(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("smallest", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in NUMBERS),
        sa.CheckConstraint(ROUND.format("proposals"), name=op.f("ck_reply_month_proposals_are_round")),
        sa.CheckConstraint(ROUND.format("questions"), name=op.f("ck_reply_month_questions_are_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_month")),
        sa.UniqueConstraint("month_end", name=op.f("uq_reply_month_month_end")),
    )


def downgrade() -> None:
    op.drop_table("reply_month")
