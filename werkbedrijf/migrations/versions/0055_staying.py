"""Staying at work: contacts, granted hours of a job coach, days not worked as agreed, and closing assessments.

Safe while the old version still runs: it only adds tables that the old version does not read.
"""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.db import Exact

revision, down_revision = "0055", "0054"

STANDS = sa.text("withdrawn_on IS NULL")
DRAFT = sa.text("status = 'concept'")


def upgrade() -> None:
    _visits()
    _budgets()
    _missed()
    _assessments()
    op.create_table(
        "kept_spell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.CheckConstraint("weeks >= 0", name=op.f("ck_kept_spell_weeks_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_spell")),
    )


def downgrade() -> None:
    for table in ("kept_spell", "closing_assessment", "missed_work", "care_budget", "care_visit"):
        op.drop_table(table)


def _table(name: str, *parts: sa.schema.SchemaItem, users: tuple[str, ...] = ()) -> None:
    """A table about a placement and its person; ``users`` are columns that name a colleague."""
    keys = [("placement_id", "placement.id"), ("candidate_id", "candidate.id"), *((one, "user.id") for one in users)]
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        *parts,
        *(sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{name}_{column}")) for column, target in keys),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in ("placement_id", "candidate_id"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)


def _visits() -> None:
    _table(
        "care_visit",
        sa.Column("uuid", sa.String(32), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("employer", sa.String(40), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("agreement_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("moments", sa.JSON(), nullable=False),
        sa.CheckConstraint("minutes >= 0 AND minutes <= 960", name=op.f("ck_care_visit_minutes_are_possible")),
        sa.CheckConstraint("way IN ('bezoek', 'telefoon', 'video', 'bericht')", name=op.f("ck_care_visit_way")),
        sa.UniqueConstraint("uuid", name=op.f("uq_care_visit_uuid")),
        users=("by_id",),
    )


def _budgets() -> None:
    _table(
        "care_budget",
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("hours", Exact(), nullable=False),
        sa.Column("granted", sa.String(40), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.CheckConstraint("until >= since", name=op.f("ck_care_budget_period_in_order")),
        sa.CheckConstraint("hours > 0", name=op.f("ck_care_budget_hours_are_possible")),
        sa.CheckConstraint("granted IN ('uwv', 'gemeente', 'regio')", name=op.f("ck_care_budget_granted")),
    )


def _missed() -> None:
    _table(
        "missed_work",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("hours", Exact(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_employer", sa.Boolean(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint("hours > 0", name=op.f("ck_missed_work_hours_are_possible")),
        sa.CheckConstraint("kind IN ('niet_gekomen', 'minder_uren')", name=op.f("ck_missed_work_missed")),
        users=("by_id",),
    )
    op.create_index(
        "uq_missed_work_one_a_day",
        "missed_work",
        ["placement_id", "day"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )


def _assessments() -> None:
    name, signed = "closing_assessment", "(status = 'ondertekend')"
    _table(
        name,
        sa.Column("uuid", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("outcome_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(40), nullable=True),
        sa.Column("own_words_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("witness_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("status IN ('concept', 'ondertekend')", name=op.f(f"ck_{name}_assessmentstatus")),
        sa.CheckConstraint("answer IN ('eens', 'oneens')", name=op.f(f"ck_{name}_answer")),
        sa.CheckConstraint(f"{signed} = (signed_on IS NOT NULL)", name=op.f(f"ck_{name}_signed_has_day")),
        sa.CheckConstraint(f"{signed} = (answer IS NOT NULL)", name=op.f(f"ck_{name}_signed_has_answer")),
        sa.CheckConstraint(f"{signed} = (witness_id IS NOT NULL)", name=op.f(f"ck_{name}_signed_has_witness")),
        sa.UniqueConstraint("uuid", name=op.f(f"uq_{name}_uuid")),
        sa.UniqueConstraint("placement_id", "number", name=op.f(f"uq_{name}_placement_id_number")),
        users=("written_by_id", "witness_id"),
    )
    op.create_index(
        f"uq_{name}_one_draft", name, ["placement_id"], unique=True, sqlite_where=DRAFT, postgresql_where=DRAFT
    )
