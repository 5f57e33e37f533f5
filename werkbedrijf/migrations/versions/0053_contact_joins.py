"""Contact persons that stood double, brought together.

Safe while the old version still runs: it only adds a table. To the old version a person that went into another has left.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0053", "0052"

STANDS = sa.text("undone_on IS NULL")


def upgrade() -> None:
    op.create_table(
        "contact_join",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("merge_id", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("values_set", sa.JSON(), nullable=False),
        sa.Column("undone_on", sa.Date(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kept_id <> gone_id", name=op.f("ck_contact_join_two_people")),
        sa.CheckConstraint(
            "(undone_on IS NULL) = (undone_by_id IS NULL)", name=op.f("ck_contact_join_undone_by_somebody")
        ),
        sa.ForeignKeyConstraint(["kept_id"], ["contact_person.id"], name=op.f("fk_contact_join_kept_id")),
        sa.ForeignKeyConstraint(["gone_id"], ["contact_person.id"], name=op.f("fk_contact_join_gone_id")),
        sa.ForeignKeyConstraint(["merge_id"], ["employer_merge.id"], name=op.f("fk_contact_join_merge_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_contact_join_by_id")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["user.id"], name=op.f("fk_contact_join_undone_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_join")),
    )
    for column in ("kept_id", "gone_id", "merge_id"):
        op.create_index(op.f(f"ix_contact_join_{column}"), "contact_join", [column], unique=False)
    op.create_index(
        "uq_contact_join_one_per_gone",
        "contact_join",
        ["gone_id"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )


def downgrade() -> None:
    op.drop_table("contact_join")
