"""The rights of a person: erasure and what stays of it, correction, and how long a file is kept.

Safe while the old version still runs: it adds tables, and columns that may be empty. Who registered or left meanwhile gets
the number and the day from the nightly job.
"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.db import Exact

revision, down_revision = "0019", "0018"

MOMENT = sa.DateTime(timezone=True)
WAITING = sa.text("answered_on IS NULL")


def upgrade() -> None:
    op.add_column("candidate", sa.Column("uuid", sa.String(), nullable=True))
    op.add_column("candidate", sa.Column("left_on", sa.Date(), nullable=True))
    op.add_column("candidate", sa.Column("erased_revision", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_candidate_uuid"), "candidate", ["uuid"], unique=True)
    op.create_index(op.f("ix_candidate_erased_revision"), "candidate", ["erased_revision"], unique=False)
    _number_everybody()
    op.create_table(
        "tombstone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("erased_at", MOMENT, nullable=False),
        sa.Column("ground", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tombstone")),
        sa.UniqueConstraint("uuid", name=op.f("uq_tombstone_uuid")),
    )
    op.create_index(op.f("ix_tombstone_erased_at"), "tombstone", ["erased_at"], unique=False)
    op.create_table(
        "counted_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gemeente_code", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("hours_per_week", Exact(), nullable=False),
        sa.CheckConstraint("hours_per_week > 0", name=op.f("ck_counted_work_hours_are_possible")),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_counted_work_period_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_work")),
    )
    _holds_and_choices()
    _corrections()


def _number_everybody() -> None:
    connection = op.get_bind()
    candidate = sa.table(
        "candidate",
        sa.column("id"),
        sa.column("uuid"),
        sa.column("left_on", sa.Date()),
        sa.column("status"),
        sa.column("reference"),
        sa.column("registered_on", sa.Date()),
    )
    entry = sa.table("audit_entry", sa.column("at", MOMENT), sa.column("act"), sa.column("subject_reference"))
    numbers = [{"of": row.id, "uuid": uuid4().hex} for row in connection.execute(sa.select(candidate.c.id))]
    if numbers:
        told = sa.update(candidate).where(candidate.c.id == sa.bindparam("of")).values(uuid=sa.bindparam("uuid"))
        connection.execute(told, numbers)
    last = (
        sa.select(entry.c.subject_reference, sa.func.max(entry.c.at).label("at"))
        .where(entry.c.act == "candidate.signed_off")
        .group_by(entry.c.subject_reference)
    )
    left = {row.subject_reference: row.at for row in connection.execute(last)}
    gone = sa.select(candidate.c.id, candidate.c.reference, candidate.c.registered_on).where(
        candidate.c.status == "uitgeschreven"
    )
    # Nobody's term ends before it could be announced: who left long ago is kept a month more.
    soonest = datetime.now(UTC).date() - timedelta(days=150)
    for row in connection.execute(gone).all():
        day = max(soonest, left[row.reference].date() if row.reference in left else row.registered_on)
        connection.execute(sa.update(candidate).where(candidate.c.id == row.id).values(left_on=day))


def _holds_and_choices() -> None:
    op.create_table(
        "retention_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_retention_hold_has_a_reason")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_retention_hold_candidate_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_retention_hold_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_hold")),
    )
    op.create_index(op.f("ix_retention_hold_candidate_id"), "retention_hold", ["candidate_id"], unique=False)
    op.create_table(
        "retention_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("days > 0", name=op.f("ck_retention_choice_some_days")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_retention_choice_has_a_reason")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_retention_choice_organisation_id")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_retention_choice_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_choice")),
    )
    op.create_index(op.f("ix_retention_choice_organisation_id"), "retention_choice", ["organisation_id"], unique=False)


def _corrections() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('aangepast', 'deels_aangepast', 'niet_aangepast')",
            name=op.f("ck_correction_correctionoutcome"),
        ),
        sa.CheckConstraint("(outcome IS NULL) = (answered_on IS NULL)", name=op.f("ck_correction_answered_has_a_day")),
        sa.CheckConstraint("what <> ''", name=op.f("ck_correction_says_what")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_correction_candidate_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_correction_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_candidate_id"), "correction", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_correction_owner_id"), "correction", ["owner_id"], unique=False)
    op.create_index("ix_correction_due", "correction", ["due_on"], sqlite_where=WAITING, postgresql_where=WAITING)
    op.create_table(
        "correction_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("correction_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(employer_id IS NULL) <> (organisation_id IS NULL)", name=op.f("ck_correction_notice_one_recipient")
        ),
        sa.ForeignKeyConstraint(["correction_id"], ["correction.id"], name=op.f("fk_correction_notice_correction_id")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_correction_notice_employer_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_correction_notice_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_notice")),
    )
    op.create_index(op.f("ix_correction_notice_correction_id"), "correction_notice", ["correction_id"], unique=False)


def downgrade() -> None:
    for table in ("correction_notice", "correction", "retention_choice", "retention_hold", "counted_work", "tombstone"):
        op.drop_table(table)
    op.drop_index(op.f("ix_candidate_erased_revision"), "candidate")
    op.drop_index(op.f("ix_candidate_uuid"), "candidate")
    for column in ("erased_revision", "left_on", "uuid"):
        op.drop_column("candidate", column)
