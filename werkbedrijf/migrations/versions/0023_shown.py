"""Rankings as colleagues saw them, and why somebody who is not first was put forward.

Safe while the old version still runs: it adds tables, and columns that may stay empty.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0023", "0022"


def upgrade() -> None:
    op.create_table(
        "shown_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_shown_line_candidate_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_shown_line_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_line")),
        sa.UniqueConstraint("digest", name=op.f("uq_shown_line_digest")),
    )
    op.create_table(
        "shown_ranking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=True),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("code_version", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.CheckConstraint("kind IN ('mensen', 'plekken', 'kansen', 'paar')", name=op.f("ck_shown_ranking_shownkind")),
        sa.CheckConstraint(
            "vacancy_id IS NOT NULL OR candidate_id IS NOT NULL", name=op.f("ck_shown_ranking_is_about_something")
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_shown_ranking_candidate_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_shown_ranking_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_ranking")),
        sa.UniqueConstraint("digest", name=op.f("uq_shown_ranking_digest")),
    )
    op.create_table(
        "shown_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ranking_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pool_revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ranking_id"], ["shown_ranking.id"], name=op.f("fk_shown_look_ranking_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_shown_look_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_look")),
    )
    for table, columns in INDEXES:
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    op.create_index("ix_shown_look_actor", "shown_look", ["actor_id", "at"], unique=False)
    op.add_column("proposal", sa.Column("outside_note", sa.String(), server_default="", nullable=False))
    op.add_column("proposal", sa.Column("passed_over", sa.Integer(), nullable=True))
    op.add_column("proposal", sa.Column("shown_id", sa.Integer(), nullable=True))


INDEXES = (
    ("shown_line", ("candidate_id", "last_on")),
    ("shown_ranking", ("vacancy_id", "candidate_id", "last_on")),
    ("shown_look", ("ranking_id", "at")),
)


def downgrade() -> None:
    for column in ("shown_id", "passed_over", "outside_note"):
        op.drop_column("proposal", column)
    op.drop_table("shown_look")
    op.drop_table("shown_ranking")
    op.drop_table("shown_line")
