"""Figures of a month as they were published: rounded, with small groups hidden, and frozen.

Safe while the old version still runs: it does not know the tables. The months that passed are published by the timetable.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0026", "0025"

TENS = "coalesce(persons, 0) % 10 = 0 AND coalesce(jobs, 0) % 10 = 0 AND coalesce(fte, 0) % 10 = 0"


def upgrade() -> None:
    exact = sa.BigInteger() if op.get_bind().dialect.name == "sqlite" else sa.Numeric(12, 3)
    op.create_table(
        "board_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_end", sa.Date(), nullable=False),
        sa.Column("hours_per_job", exact, nullable=False),
        sa.Column("hours_full_time", exact, nullable=False),
        sa.Column("smallest", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_month")),
        sa.UniqueConstraint("month_end", name=op.f("uq_board_month_month_end")),
    )
    op.create_table(
        "board_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.Column("jobs", sa.Integer(), nullable=True),
        sa.Column("fte", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('regio', 'gemeente', 'buiten')", name=op.f("ck_board_cell_known_kind")),
        sa.CheckConstraint(TENS, name=op.f("ck_board_cell_rounded_to_tens")),
        sa.ForeignKeyConstraint(["month_id"], ["board_month.id"], name=op.f("fk_board_cell_month_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_cell")),
        sa.UniqueConstraint("month_id", "kind", "code", name=op.f("uq_board_cell_month_id_kind_code")),
    )
    op.create_index(op.f("ix_board_cell_month_id"), "board_cell", ["month_id"])


def downgrade() -> None:
    op.drop_table("board_cell")
    op.drop_table("board_month")
