"""Acts that wait for a second person.

Safe while the old version still runs: it only adds a table.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0017", "0016"

OPEN = sa.text("decision IS NULL")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "pending_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_reference", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("decision", sa.String(40), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "decision IN ('bevestigd', 'afgewezen', 'ingetrokken', 'verlopen')",
            name=op.f("ck_pending_act_decision"),
        ),
        sa.CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_pending_act_decided_has_moment")),
        sa.CheckConstraint(
            "decision IS NULL OR decision NOT IN ('bevestigd', 'afgewezen') "
            "OR (decided_by_id IS NOT NULL AND decided_by_id <> asked_by_id)",
            name=op.f("ck_pending_act_another_person_decides"),
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_pending_act_organisation_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_pending_act_asked_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_pending_act_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_act")),
    )
    for column in ("kind", "organisation_id", "asked_by_id", "expires_at"):
        op.create_index(op.f(f"ix_pending_act_{column}"), "pending_act", [column], unique=False)
    op.create_index(
        "uq_pending_act_one_open_per_subject",
        "pending_act",
        ["kind", "subject_kind", "subject_reference"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    op.drop_table("pending_act")
