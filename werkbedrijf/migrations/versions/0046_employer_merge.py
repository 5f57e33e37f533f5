"""Employers that may be one, and what was done when two were brought together.

Safe while the old version still runs: it only adds. The old version still shows an employer that went into another, bare.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0046", "0045"


def upgrade() -> None:
    with op.batch_alter_table("employer") as batch:
        batch.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_employer_merged_into_id"), "employer", ["merged_into_id"], ["id"])
    op.create_index(op.f("ix_employer_merged_into_id"), "employer", ["merged_into_id"], unique=False)
    op.create_table(
        "employer_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("strength", sa.Integer(), nullable=False),
        sa.Column("signs", sa.JSON(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_employer_pair_lowest_first")),
        sa.CheckConstraint(
            "(verdict = 'open') = (decided_on IS NULL)", name=op.f("ck_employer_pair_decided_once_decided")
        ),
        sa.CheckConstraint(
            "verdict IN ('open', 'verschillend', 'samengevoegd')", name=op.f("ck_employer_pair_pairverdict")
        ),
        sa.ForeignKeyConstraint(["first_id"], ["employer.id"], name=op.f("fk_employer_pair_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["employer.id"], name=op.f("fk_employer_pair_second_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_employer_pair_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_pair")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_employer_pair_first_id_second_id")),
    )
    op.create_index(op.f("ix_employer_pair_second_id"), "employer_pair", ["second_id"], unique=False)
    op.create_table(
        "employer_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("values_set", sa.JSON(), nullable=False),
        sa.Column("made", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("undone_on", sa.Date(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kept_id <> gone_id", name=op.f("ck_employer_merge_two_employers")),
        sa.CheckConstraint(
            "(undone_on IS NULL) = (undone_by_id IS NULL)", name=op.f("ck_employer_merge_undone_by_somebody")
        ),
        sa.ForeignKeyConstraint(["kept_id"], ["employer.id"], name=op.f("fk_employer_merge_kept_id")),
        sa.ForeignKeyConstraint(["gone_id"], ["employer.id"], name=op.f("fk_employer_merge_gone_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_employer_merge_by_id")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["user.id"], name=op.f("fk_employer_merge_undone_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_merge")),
    )
    op.create_index(op.f("ix_employer_merge_kept_id"), "employer_merge", ["kept_id"], unique=False)
    op.create_index(op.f("ix_employer_merge_gone_id"), "employer_merge", ["gone_id"], unique=False)
    op.create_index(
        "uq_employer_merge_one_per_gone",
        "employer_merge",
        ["gone_id"],
        unique=True,
        sqlite_where=sa.text("undone_on IS NULL"),
        postgresql_where=sa.text("undone_on IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("employer_merge")
    op.drop_table("employer_pair")
    op.drop_index(op.f("ix_employer_merged_into_id"), "employer")
    with op.batch_alter_table("employer") as batch:
        batch.drop_constraint(op.f("fk_employer_merged_into_id"), type_="foreignkey")
        batch.drop_column("merged_into_id")
