"""Changes that an employer asks for at a place of its own.

Safe while the old version still runs: it only adds a table that the old version does not read.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0052", "0051"

OPEN = sa.text("status = 'gevraagd'")


def upgrade() -> None:
    op.create_table(
        "place_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("place_version", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "status IN ('gevraagd', 'overgenomen', 'afgewezen', 'ingetrokken')", name=op.f("ck_place_wish_wishstatus")
        ),
        sa.CheckConstraint("(status = 'gevraagd') = (ended_on IS NULL)", name=op.f("ck_place_wish_ended_has_day")),
        sa.CheckConstraint("status <> 'afgewezen' OR word <> ''", name=op.f("ck_place_wish_declined_has_a_reason")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_place_wish_vacancy_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_place_wish_asked_by_id")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_place_wish_answered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place_wish")),
    )
    for column in ("vacancy_id", "asked_by_id"):
        op.create_index(op.f(f"ix_place_wish_{column}"), "place_wish", [column], unique=False)
    op.create_index(
        "uq_place_wish_one_open",
        "place_wish",
        ["vacancy_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    op.drop_table("place_wish")
