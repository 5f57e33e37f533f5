"""Who was the face at an employer, requests to take over, and handing over by who leaves.

Safe while the old version still runs: it only adds tables. A face that the old version changes meanwhile gets its history
at the next change by the new one. Since when the present faces are there was never kept, so their first day is unknown.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0047", "0046"

NOW = sa.text("until IS NULL")
OPEN = sa.text("status IN ('gevraagd', 'voorgelegd')")
BUSY = sa.text("ended_on IS NULL")


def upgrade() -> None:
    op.create_table(
        "employer_face",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("part IN ('aanspreekpunt', 'vervanger')", name=op.f("ck_employer_face_facepart")),
        sa.CheckConstraint(
            "until IS NULL OR since IS NULL OR until >= since", name=op.f("ck_employer_face_until_follows_since")
        ),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_employer_face_employer_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_employer_face_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_face")),
    )
    op.create_index(op.f("ix_employer_face_employer_id"), "employer_face", ["employer_id"], unique=False)
    op.create_index(
        "uq_employer_face_one_now",
        "employer_face",
        ["employer_id", "part"],
        unique=True,
        sqlite_where=NOW,
        postgresql_where=NOW,
    )
    op.execute(
        "INSERT INTO employer_face (employer_id, user_id, part) "
        "SELECT id, account_manager_id, 'aanspreekpunt' FROM employer WHERE account_manager_id IS NOT NULL"
    )
    op.create_table(
        "face_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("face_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "status IN ('gevraagd', 'voorgelegd', 'toegezegd', 'geweigerd', 'ingetrokken', 'vervallen')",
            name=op.f("ck_face_request_requeststatus"),
        ),
        sa.CheckConstraint(
            "(status IN ('gevraagd', 'voorgelegd')) = (ended_on IS NULL)", name=op.f("ck_face_request_ended_has_day")
        ),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_face_request_employer_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_face_request_asked_by_id")),
        sa.ForeignKeyConstraint(["face_id"], ["user.id"], name=op.f("fk_face_request_face_id")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_face_request_answered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_face_request")),
    )
    for column in ("employer_id", "asked_by_id", "face_id"):
        op.create_index(op.f(f"ix_face_request_{column}"), "face_request", [column], unique=False)
    op.create_index(
        "uq_face_request_one_open",
        "face_request",
        ["employer_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "hand_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("leaves_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.CheckConstraint("NOT finished OR ended_on IS NOT NULL", name=op.f("ck_hand_over_finished_has_day")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_hand_over_user_id")),
        sa.ForeignKeyConstraint(["started_by_id"], ["user.id"], name=op.f("fk_hand_over_started_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
    )
    op.create_index(
        "uq_hand_over_one_busy", "hand_over", ["user_id"], unique=True, sqlite_where=BUSY, postgresql_where=BUSY
    )


def downgrade() -> None:
    op.drop_table("hand_over")
    op.drop_table("face_request")
    op.drop_table("employer_face")
