"""Social return: the value tables that a region brings in.

Safe while the old version still runs: it only adds tables that the old version does not read.
"""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.db import Exact

revision, down_revision = "0068", "0067"

UNITS = (
    *("jaar", "leerwerkjaar", "maand", "uur", "uur_of_kosten", "ten_hoogste_per_dag", "factuur", "factuur_ex_btw"),
    *("loonkosten_of_factuur_ex_btw", "gemaakte_kosten", "stuk", "deel_van_factuur_ex_btw"),
)
COUNTS = ("maanden", "onbeperkt", "afgesproken_periode", "niet_gevonden")


def upgrade() -> None:
    op.create_table(
        "sroi_table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("dated", sa.String(), nullable=False),
        sa.Column("full_time_hours", Exact(), nullable=False),
        sa.Column("full_time_published", sa.Boolean(), nullable=False),
        sa.Column("hired_before_months", sa.Integer(), nullable=False),
        sa.Column("lks_lifts_limit", sa.Boolean(), nullable=False),
        sa.Column("rounding", sa.String(40), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("rules_from", sa.String(), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("source <> ''", name=op.f("ck_sroi_table_table_has_a_source")),
        sa.CheckConstraint("full_time_hours > 0", name=op.f("ck_sroi_table_full_time_is_possible")),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from", name=op.f("ck_sroi_table_holds_some_day")
        ),
        sa.CheckConstraint("rounding IN ('cent', 'euro')", name=op.f("ck_sroi_table_rounding")),
        sa.ForeignKeyConstraint(["imported_by_id"], ["user.id"], name=op.f("fk_sroi_table_imported_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_table")),
        sa.UniqueConstraint("name", name=op.f("uq_sroi_table_name")),
    )
    op.create_index(op.f("ix_sroi_table_imported_by_id"), "sroi_table", ["imported_by_id"])
    op.create_table(
        "sroi_table_block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("value", Exact(), nullable=True),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("counts", sa.String(40), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("minimum_hours", Exact(), nullable=True),
        sa.Column("pro_rata", sa.Boolean(), nullable=False),
        sa.CheckConstraint("value > 0", name=op.f("ck_sroi_table_block_value_is_possible")),
        sa.CheckConstraint(
            "(counts = 'maanden') = (months IS NOT NULL)", name=op.f("ck_sroi_table_block_months_where_they_are_told")
        ),
        sa.CheckConstraint(f"unit IN {UNITS}", name=op.f("ck_sroi_table_block_unit")),
        sa.CheckConstraint(f"counts IN {COUNTS}", name=op.f("ck_sroi_table_block_limit")),
        sa.ForeignKeyConstraint(["table_id"], ["sroi_table.id"], name=op.f("fk_sroi_table_block_table_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_table_block")),
        sa.UniqueConstraint("table_id", "code", name=op.f("uq_sroi_table_block_table_id_code")),
    )
    op.create_index(op.f("ix_sroi_table_block_table_id"), "sroi_table_block", ["table_id"])


def downgrade() -> None:
    op.drop_table("sroi_table_block")
    op.drop_table("sroi_table")
