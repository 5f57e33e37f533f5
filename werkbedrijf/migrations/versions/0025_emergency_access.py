"""Files that a colleague opened with a reason, for a short time.

Safe while the old version still runs: it only adds a table.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0025", "0024"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "emergency_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.CheckConstraint("expires_at > opened_at", name=op.f("ck_emergency_access_ends_after_it_began")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_emergency_access_has_a_reason")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_emergency_access_candidate_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_emergency_access_user_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_emergency_access_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_access")),
    )
    for column in ("candidate_id", "organisation_id", "opened_at"):
        op.create_index(op.f(f"ix_emergency_access_{column}"), "emergency_access", [column], unique=False)
    op.create_index("ix_emergency_access_user_id_expires_at", "emergency_access", ["user_id", "expires_at"])


def downgrade() -> None:
    op.drop_table("emergency_access")
