"""ESCO occupations with their words, for wider suggestions.

Safe while the old version still runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0011", "0010"


def upgrade() -> None:
    op.create_table(
        "esco_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("occupations", sa.Integer(), nullable=False),
        sa.Column("labels", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esco_release")),
    )
    op.create_table(
        "esco_occupation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uri", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("isco", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.CheckConstraint("length(isco) = 4", name=op.f("ck_esco_occupation_isco_has_four_digits")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esco_occupation")),
        sa.UniqueConstraint("uri", name=op.f("uq_esco_occupation_uri")),
    )
    op.create_index(op.f("ix_esco_occupation_isco"), "esco_occupation", ["isco"], unique=False)
    op.create_table(
        "esco_label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("esco_occupation_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["esco_occupation_id"], ["esco_occupation.id"], name=op.f("fk_esco_label_esco_occupation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_esco_label")),
    )
    op.create_index(op.f("ix_esco_label_esco_occupation_id"), "esco_label", ["esco_occupation_id"], unique=False)


def downgrade() -> None:
    op.drop_table("esco_label")
    op.drop_table("esco_occupation")
    op.drop_table("esco_release")
