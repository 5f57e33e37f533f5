"""How long work lasts, as it was published of a month.

Safe while the old version still runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0063", "0062"


def upgrade() -> None:
    op.create_table(
        "staying_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_end", sa.Date(), nullable=False),
        sa.Column("smallest", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staying_month")),
        sa.UniqueConstraint("month_end", name=op.f("uq_staying_month_month_end")),
    )
    op.create_table(
        "staying_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("about", sa.Integer(), nullable=True),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "coalesce(about, 0) % 10 = 0 AND percent % 5 = 0 AND low % 5 = 0 AND high % 5 = 0",
            name=op.f("ck_staying_point_rounded"),
        ),
        sa.ForeignKeyConstraint(["month_id"], ["staying_month.id"], name=op.f("fk_staying_point_month_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staying_point")),
        sa.UniqueConstraint("month_id", "kind", "months", name=op.f("uq_staying_point_month_id_kind_months")),
    )
    op.create_index(op.f("ix_staying_point_month_id"), "staying_point", ["month_id"])


def downgrade() -> None:
    op.drop_table("staying_point")
    op.drop_table("staying_month")
