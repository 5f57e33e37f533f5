"""What is published of a month beside the board: divisions, who came and left, and the line ahead; and borders for a map.

Safe while the old version still runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0059", "0058"


def upgrade() -> None:
    op.create_table(
        "outlook_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_end", sa.Date(), nullable=False),
        sa.Column("smallest", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("afterwards", sa.Boolean(), nullable=False),
        sa.CheckConstraint("held >= 0 AND held <= tries", name=op.f("ck_outlook_month_held_of_tries")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlook_month")),
        sa.UniqueConstraint("month_end", name=op.f("uq_outlook_month_month_end")),
    )
    op.create_table(
        "outlook_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.CheckConstraint("coalesce(persons, 0) % 10 = 0", name=op.f("ck_outlook_cell_rounded_to_tens")),
        sa.ForeignKeyConstraint(["month_id"], ["outlook_month.id"], name=op.f("fk_outlook_cell_month_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlook_cell")),
        sa.UniqueConstraint("month_id", "kind", "code", name=op.f("uq_outlook_cell_month_id_kind_code")),
    )
    op.create_index(op.f("ix_outlook_cell_month_id"), "outlook_cell", ["month_id"])
    op.create_table(
        "outlook_ahead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_id", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "low % 10 = 0 AND expected % 10 = 0 AND high % 10 = 0", name=op.f("ck_outlook_ahead_rounded_to_tens")
        ),
        sa.CheckConstraint("low <= expected AND expected <= high", name=op.f("ck_outlook_ahead_band_in_order")),
        sa.ForeignKeyConstraint(["month_id"], ["outlook_month.id"], name=op.f("fk_outlook_ahead_month_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlook_ahead")),
        sa.UniqueConstraint("month_id", "months", name=op.f("uq_outlook_ahead_month_id_months")),
    )
    op.create_index(op.f("ix_outlook_ahead_month_id"), "outlook_ahead", ["month_id"])
    op.create_table(
        "gemeente_border",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("rings", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gemeente_border")),
        sa.UniqueConstraint("code", name=op.f("uq_gemeente_border_code")),
    )


def downgrade() -> None:
    op.drop_table("gemeente_border")
    op.drop_table("outlook_ahead")
    op.drop_table("outlook_cell")
    op.drop_table("outlook_month")
