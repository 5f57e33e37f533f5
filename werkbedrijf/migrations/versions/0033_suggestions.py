"""Files that may be of one person, by last name and birth date; safe beside the old version, which makes none and shows none.

The old version shows a suggestion that the new one made as if it was found by a number; it decides nothing by itself.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0033", "0032"

PAIR = sa.text("found_by = 'geboortedatum'")


def upgrade() -> None:
    op.create_table(
        "birth_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("told_version", sa.Integer(), nullable=False),
        sa.Column("kid", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("next_kid", sa.String(), nullable=True),
        sa.Column("next_digest", sa.String(), nullable=True),
        sa.CheckConstraint("(next_kid IS NULL) = (next_digest IS NULL)", name=op.f("ck_birth_mark_next_is_whole")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_birth_mark_candidate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_birth_mark")),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_birth_mark_candidate_id")),
    )
    op.create_index("ix_birth_mark_kid_digest", "birth_mark", ["kid", "digest"], unique=False)
    with op.batch_alter_table("duplicate_check") as batch:
        batch.add_column(sa.Column("found_by", sa.String(40), nullable=False, server_default="nummer"))
        batch.add_column(sa.Column("asked_by_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_duplicate_check_asked_by_id"), "user", ["asked_by_id"], ["id"])
    op.create_index(
        "uq_duplicate_check_one_suggestion_per_pair",
        "duplicate_check",
        ["candidate_id", "other_id"],
        unique=True,
        sqlite_where=PAIR,
        postgresql_where=PAIR,
    )


def downgrade() -> None:
    op.execute("DELETE FROM duplicate_check WHERE found_by = 'geboortedatum'")
    op.drop_index("uq_duplicate_check_one_suggestion_per_pair", "duplicate_check")
    with op.batch_alter_table("duplicate_check") as batch:
        batch.drop_constraint(op.f("fk_duplicate_check_asked_by_id"), type_="foreignkey")
        batch.drop_column("asked_by_id")
        batch.drop_column("found_by")
    op.drop_table("birth_mark")
