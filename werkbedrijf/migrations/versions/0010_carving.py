"""Proposals to divide work differently, and the tasks they take.

Safe while the old version still runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.db import Exact

revision, down_revision = "0010", "0009"


def upgrade() -> None:
    op.create_table(
        "carving",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("establishment_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("hours", Exact(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("discussed_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("decline_reason", sa.String(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("hours > 0", name=op.f("ck_carving_hours_are_possible")),
        sa.CheckConstraint("people >= 0", name=op.f("ck_carving_people_not_negative")),
        sa.CheckConstraint(
            "(status = 'plek_gemaakt') = (vacancy_id IS NOT NULL)", name=op.f("ck_carving_placed_has_a_place")
        ),
        sa.CheckConstraint(
            "status NOT IN ('akkoord', 'plek_gemaakt') OR (answered_by <> '' AND answered_on IS NOT NULL)",
            name=op.f("ck_carving_agreed_by_somebody"),
        ),
        sa.CheckConstraint(
            "(status = 'afgewezen') = (decline_reason <> '')", name=op.f("ck_carving_declined_has_a_reason")
        ),
        sa.CheckConstraint(
            "status IN ('concept', 'besproken', 'akkoord', 'afgewezen', 'plek_gemaakt')",
            name=op.f("ck_carving_carvingstatus"),
        ),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_carving_employer_id")),
        sa.ForeignKeyConstraint(["establishment_id"], ["establishment.id"], name=op.f("fk_carving_establishment_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_carving_made_by_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_carving_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carving")),
        sa.UniqueConstraint("reference", name=op.f("uq_carving_reference")),
        sa.UniqueConstraint("vacancy_id", name=op.f("uq_carving_vacancy_id")),
    )
    op.create_index(op.f("ix_carving_employer_id"), "carving", ["employer_id"], unique=False)
    op.create_index(op.f("ix_carving_status"), "carving", ["status"], unique=False)
    op.create_table(
        "carved_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("carving_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("effort", sa.Integer(), nullable=False),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("lowered_on", sa.Date(), nullable=True),
        sa.CheckConstraint("share > 0 AND share <= 100", name=op.f("ck_carved_task_share_is_percentage")),
        sa.CheckConstraint("effort > 0", name=op.f("ck_carved_task_hours_are_possible")),
        sa.ForeignKeyConstraint(["carving_id"], ["carving.id"], name=op.f("fk_carved_task_carving_id")),
        sa.ForeignKeyConstraint(["source_id"], ["vacancy.id"], name=op.f("fk_carved_task_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carved_task")),
        sa.UniqueConstraint("carving_id", "position", name=op.f("uq_carved_task_carving_id_position")),
    )
    op.create_index(op.f("ix_carved_task_carving_id"), "carved_task", ["carving_id"], unique=False)
    op.create_index(op.f("ix_carved_task_source_id"), "carved_task", ["source_id"], unique=False)


def downgrade() -> None:
    op.drop_table("carved_task")
    op.drop_table("carving")
