"""Leerwerkplekken as places to learn: mentors, weeks and bookings. Safe while the old version still runs: it only adds tables.

The old version ends a placement without freeing the weeks of its booking; the integrity check tells which.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0042", "0041"


def upgrade() -> None:
    op.create_table(
        "training_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("goals", sa.String(), nullable=False),
        sa.Column("processes", sa.String(), nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "form IN ('praktijkleren', 'bbl', 'bol', 'zonder_mbo')", name=op.f("ck_training_place_trainingform")
        ),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_training_place_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_place")),
        sa.UniqueConstraint("vacancy_id", name=op.f("uq_training_place_vacancy_id")),
    )
    op.create_table(
        "training_capacity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("training_place_id", sa.Integer(), nullable=False),
        sa.Column("from_week", sa.Date(), nullable=False),
        sa.Column("learners", sa.Integer(), nullable=False),
        sa.CheckConstraint("learners >= 0", name=op.f("ck_training_capacity_learners_not_negative")),
        sa.ForeignKeyConstraint(
            ["training_place_id"], ["training_place.id"], name=op.f("fk_training_capacity_training_place_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_capacity")),
        sa.UniqueConstraint(
            "training_place_id", "from_week", name=op.f("uq_training_capacity_training_place_id_from_week")
        ),
    )
    op.create_table(
        "start_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("training_place_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.CheckConstraint("size >= 1", name=op.f("ck_start_group_size_is_possible")),
        sa.ForeignKeyConstraint(
            ["training_place_id"], ["training_place.id"], name=op.f("fk_start_group_training_place_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_start_group")),
        sa.UniqueConstraint("training_place_id", "starts_on", name=op.f("uq_start_group_training_place_id_starts_on")),
    )
    op.create_table(
        "mentor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("most >= 1", name=op.f("ck_mentor_most_is_possible")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_mentor_employer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor")),
        sa.UniqueConstraint("reference", name=op.f("uq_mentor_reference")),
    )
    op.create_index(op.f("ix_mentor_employer_id"), "mentor", ["employer_id"], unique=False)
    op.create_table(
        "mentor_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("training_place_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_mentor_place_mentor_id")),
        sa.ForeignKeyConstraint(
            ["training_place_id"], ["training_place.id"], name=op.f("fk_mentor_place_training_place_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_place")),
        sa.UniqueConstraint("mentor_id", "training_place_id", name=op.f("uq_mentor_place_mentor_id_training_place_id")),
    )
    op.create_index(op.f("ix_mentor_place_training_place_id"), "mentor_place", ["training_place_id"], unique=False)
    op.create_table(
        "mentor_absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_mentor_absence_period_in_order")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_mentor_absence_mentor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_absence")),
    )
    op.create_index(op.f("ix_mentor_absence_mentor_id"), "mentor_absence", ["mentor_id"], unique=False)
    _bookings()


def _bookings() -> None:
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_booking_period_in_order")),
        sa.CheckConstraint(
            "status IN ('geboekt', 'eerder_gestopt', 'geannuleerd')", name=op.f("ck_booking_bookingstatus")
        ),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_booking_placement_id")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_booking_candidate_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_booking_vacancy_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_booking_mentor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint("placement_id", name=op.f("uq_booking_placement_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_booking_reference")),
    )
    for column in ("candidate_id", "vacancy_id", "mentor_id"):
        op.create_index(op.f(f"ix_booking_{column}"), "booking", [column], unique=False)
    op.create_table(
        "booking_week",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_booking_week_booking_id")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentor.id"], name=op.f("fk_booking_week_mentor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_week")),
        sa.UniqueConstraint("booking_id", "week", name=op.f("uq_booking_week_booking_id_week")),
    )
    for column in ("mentor_id", "week"):
        op.create_index(op.f(f"ix_booking_week_{column}"), "booking_week", [column], unique=False)
    for table, of, target in (("place_week", "vacancy_id", "vacancy.id"), ("mentor_week", "mentor_id", "mentor.id")):
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column(of, sa.Integer(), nullable=False),
            sa.Column("week", sa.Date(), nullable=False),
            sa.Column("booked", sa.Integer(), nullable=False),
            sa.Column("ceiling", sa.Integer(), nullable=False),
            sa.CheckConstraint("booked >= 0 AND booked <= ceiling", name=op.f(f"ck_{table}_never_over_booked")),
            sa.ForeignKeyConstraint([of], [target], name=op.f(f"fk_{table}_{of}")),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            sa.UniqueConstraint(of, "week", name=op.f(f"uq_{table}_{of}_week")),
        )


def downgrade() -> None:
    for table in (
        *("mentor_week", "place_week", "booking_week", "booking"),
        *("mentor_absence", "mentor_place", "mentor", "start_group", "training_capacity", "training_place"),
    ):
        op.drop_table(table)
