"""Which help runs with a placement, from and until which day. Adds a table; the old version does not know it."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0051", "0050"


def upgrade() -> None:
    op.create_table(
        "placement_support",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until IS NULL OR until >= since", name=op.f("ck_placement_support_support_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_placement_support_candidate_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_placement_support_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement_support")),
    )
    for column in ("placement_id", "candidate_id"):
        op.create_index(op.f(f"ix_placement_support_{column}"), "placement_support", [column], unique=False)


def downgrade() -> None:
    op.drop_table("placement_support")
