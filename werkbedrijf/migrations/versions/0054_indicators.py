"""Indicators: figures of others and plans with their source, and quarters as they were published.

Safe while the old version still runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.db import Exact, Moment

revision, down_revision = "0054", "0053"


def upgrade() -> None:
    op.create_table(
        "indicator_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("gemeente_code", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("value", Exact(), nullable=False),
        sa.Column("numerator", Exact(), nullable=True),
        sa.Column("denominator", Exact(), nullable=True),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("source <> ''", name=op.f("ck_indicator_value_says_its_source")),
        sa.CheckConstraint(
            "denominator IS NULL OR denominator > 0", name=op.f("ck_indicator_value_something_to_divide_by")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_indicator_value_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_value")),
    )
    op.create_index(
        "ix_indicator_value_newest", "indicator_value", ["indicator", "kind", "gemeente_code", "as_of"], unique=False
    )
    op.create_table(
        "indicator_quarter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("smallest", sa.Integer(), nullable=False),
        sa.Column("hours_per_job", Exact(), nullable=False),
        sa.Column("hours_full_time", Exact(), nullable=False),
        sa.Column("frozen_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_quarter")),
        sa.UniqueConstraint("name", name=op.f("uq_indicator_quarter_name")),
        sa.UniqueConstraint("ends_on", name=op.f("uq_indicator_quarter_ends_on")),
    )
    op.create_table(
        "indicator_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quarter_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("split", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("shown", sa.String(length=40), nullable=False),
        sa.Column("value", Exact(), nullable=True),
        sa.Column("base", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("missing", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(shown = 'getoond') = (value IS NOT NULL)", name=op.f("ck_indicator_cell_shown_has_a_value")
        ),
        sa.CheckConstraint("coalesce(base, 0) % 10 = 0", name=op.f("ck_indicator_cell_base_in_tens")),
        sa.ForeignKeyConstraint(["quarter_id"], ["indicator_quarter.id"], name=op.f("fk_indicator_cell_quarter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_cell")),
        sa.UniqueConstraint(
            "quarter_id", "indicator", "split", "code", name=op.f("uq_indicator_cell_quarter_id_indicator_split_code")
        ),
    )
    op.create_index(op.f("ix_indicator_cell_quarter_id"), "indicator_cell", ["quarter_id"], unique=False)


def downgrade() -> None:
    op.drop_table("indicator_cell")
    op.drop_table("indicator_quarter")
    op.drop_table("indicator_value")
