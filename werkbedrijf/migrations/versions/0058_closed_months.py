"""Closed months with the records behind them, figures of UWV beside ours, and of which sector kept work was. Adds only."""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.db import Exact, Moment

revision, down_revision = "0058", "0057"


def upgrade() -> None:
    for column in ("sector", "kind"):
        op.add_column("counted_work", sa.Column(column, sa.String(), nullable=False, server_default=""))
    _months()
    _cells()
    _lines()
    _outside()


def _months() -> None:
    op.create_table(
        "closed_month",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_start", sa.Date(), nullable=False),
        sa.Column("hours_per_job", Exact(), nullable=False),
        sa.Column("hours_per_job_month", Exact(), nullable=False),
        sa.Column("hours_full_time", Exact(), nullable=False),
        sa.Column("sectors_apart", sa.Boolean(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (closed_by_id IS NULL)", name=op.f("ck_closed_month_closed_by_somebody")
        ),
        sa.CheckConstraint(
            "hours_per_job > 0 AND hours_per_job_month > 0 AND hours_full_time > 0",
            name=op.f("ck_closed_month_rules_are_known"),
        ),
        sa.ForeignKeyConstraint(["closed_by_id"], ["user.id"], name=op.f("fk_closed_month_closed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_month")),
        sa.UniqueConstraint("month_start", name=op.f("uq_closed_month_month_start")),
    )


def _cells() -> None:
    op.create_table(
        "closed_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_id", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("hour_days", Exact(), nullable=False),
        sa.ForeignKeyConstraint(["month_id"], ["closed_month.id"], name=op.f("fk_closed_cell_month_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_cell")),
        sa.UniqueConstraint("month_id", "heading", "code", name=op.f("uq_closed_cell_month_id_heading_code")),
    )
    op.create_index(op.f("ix_closed_cell_month_id"), "closed_cell", ["month_id"], unique=False)


def _lines() -> None:
    op.create_table(
        "closed_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=True),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("hours_per_week", Exact(), nullable=True),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("gemeente_code", "sector", "branch", "kind", "contract_form", "left_out")
        ),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_closed_line_period_in_order")),
        sa.ForeignKeyConstraint(["month_id"], ["closed_month.id"], name=op.f("fk_closed_line_month_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_closed_line_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_line")),
    )
    for column in ("month_id", "placement_id"):
        op.create_index(op.f(f"ix_closed_line_{column}"), "closed_line", [column], unique=False)


def _outside() -> None:
    op.create_table(
        "outside_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("imported_at", Moment(), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("value >= 0", name=op.f("ck_outside_figure_value_is_a_number_of")),
        sa.CheckConstraint("label IN ('indicatief', 'officieel')", name=op.f("ck_outside_figure_label")),
        sa.ForeignKeyConstraint(["imported_by_id"], ["user.id"], name=op.f("fk_outside_figure_imported_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_figure")),
        sa.UniqueConstraint(
            "label",
            "period",
            "area",
            "measure",
            "as_of",
            name=op.f("uq_outside_figure_label_period_area_measure_as_of"),
        ),
    )


def downgrade() -> None:
    for table in ("outside_figure", "closed_line", "closed_cell", "closed_month"):
        op.drop_table(table)
    with op.batch_alter_table("counted_work") as batch:
        for column in ("kind", "sector"):
            batch.drop_column(column)
