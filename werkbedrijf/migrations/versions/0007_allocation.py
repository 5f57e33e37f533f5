"""Runs of the allocation, and choices of coaches.

Safe while the old version still runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0007", "0006"

DONE_AT_NIGHT = sa.text("kind = 'nacht' AND status <> 'mislukt'")
UNDER_WAY = sa.text("kind = 'op_verzoek' AND status IN ('wacht', 'bezig')")
IN_FORCE = sa.text("ended_on IS NULL")


def upgrade() -> None:
    op.create_table(
        "allocation_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("change", sa.JSON(), nullable=True),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.Column("input_digest", sa.String(), nullable=False),
        sa.Column("outcome_digest", sa.String(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("input", sa.LargeBinary(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('nacht', 'op_verzoek', 'wat_als')", name=op.f("ck_allocation_run_runkind")),
        sa.CheckConstraint(
            "status IN ('wacht', 'bezig', 'klaar', 'mislukt')", name=op.f("ck_allocation_run_runstatus")
        ),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name=op.f("ck_allocation_run_progress_in_percent")),
        sa.CheckConstraint(
            "status <> 'klaar' OR outcome IS NOT NULL", name=op.f("ck_allocation_run_done_has_an_outcome")
        ),
        sa.CheckConstraint(
            "(status = 'mislukt') = (problem <> '')", name=op.f("ck_allocation_run_failed_has_a_problem")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_allocation_run_asked_by_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["allocation_run.id"], name=op.f("fk_allocation_run_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation_run")),
        sa.UniqueConstraint("reference", name=op.f("uq_allocation_run_reference")),
    )
    op.create_index(op.f("ix_allocation_run_day"), "allocation_run", ["day"], unique=False)
    op.create_index(op.f("ix_allocation_run_finished_at"), "allocation_run", ["finished_at"], unique=False)
    op.create_index(op.f("ix_allocation_run_status"), "allocation_run", ["status"], unique=False)
    op.create_index(
        "uq_allocation_run_one_per_night",
        "allocation_run",
        ["day"],
        unique=True,
        sqlite_where=DONE_AT_NIGHT,
        postgresql_where=DONE_AT_NIGHT,
    )
    op.create_index(
        "uq_allocation_run_one_on_request",
        "allocation_run",
        ["kind"],
        unique=True,
        sqlite_where=UNDER_WAY,
        postgresql_where=UNDER_WAY,
    )
    op.create_table(
        "allocation_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('erbij', 'eraf')", name=op.f("ck_allocation_choice_choicekind")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_allocation_choice_has_a_reason")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_allocation_choice_by_id")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_allocation_choice_candidate_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_allocation_choice_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation_choice")),
    )
    op.create_index(op.f("ix_allocation_choice_candidate_id"), "allocation_choice", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_allocation_choice_vacancy_id"), "allocation_choice", ["vacancy_id"], unique=False)
    op.create_index(
        "uq_allocation_choice_one_per_place_and_candidate",
        "allocation_choice",
        ["vacancy_id", "candidate_id"],
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )


def downgrade() -> None:
    op.drop_table("allocation_choice")
    op.drop_table("allocation_run")
