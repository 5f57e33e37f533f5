"""A second answer by a coach of another partner, and what a change of level came of.

Safe while the old version still runs: it adds a table, and a column with a default.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0015", "0014"

OPEN = sa.text("status IN ('gevraagd', 'bezig')")


def upgrade() -> None:
    op.add_column("level_change", sa.Column("because", sa.String(), server_default="", nullable=False))
    op.create_table(
        "second_scoring",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("invited_id", sa.Integer(), nullable=True),
        sa.Column("scorer_id", sa.Integer(), nullable=True),
        sa.Column("instrument", sa.String(40), nullable=True),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("levels", sa.String(), nullable=False),
        sa.Column("own_levels", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "instrument IN ('gesprek', 'werk_of_stage', 'melba', 'invra', 'dariuz', 'anders')",
            name=op.f("ck_second_scoring_instrument"),
        ),
        sa.CheckConstraint(
            "status IN ('gevraagd', 'bezig', 'klaar', 'besproken', 'ingetrokken', 'verlopen')",
            name=op.f("ck_second_scoring_scoringstatus"),
        ),
        sa.CheckConstraint(
            "length(levels) = 32 AND length(own_levels) = 32",
            name=op.f("ck_second_scoring_one_level_per_capability"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('bezig', 'klaar', 'besproken') OR scorer_id IS NOT NULL",
            name=op.f("ck_second_scoring_busy_has_scorer"),
        ),
        sa.CheckConstraint(
            "(status IN ('klaar', 'besproken')) = (finished_on IS NOT NULL)",
            name=op.f("ck_second_scoring_done_has_day"),
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_second_scoring_candidate_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_second_scoring_organisation_id")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_second_scoring_asked_by_id")),
        sa.ForeignKeyConstraint(["invited_id"], ["user.id"], name=op.f("fk_second_scoring_invited_id")),
        sa.ForeignKeyConstraint(["scorer_id"], ["user.id"], name=op.f("fk_second_scoring_scorer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_scoring")),
        sa.UniqueConstraint("reference", name=op.f("uq_second_scoring_reference")),
    )
    for column in ("candidate_id", "organisation_id", "scorer_id", "status"):
        op.create_index(op.f(f"ix_second_scoring_{column}"), "second_scoring", [column], unique=False)
    op.create_index(
        "uq_second_scoring_open",
        "second_scoring",
        ["candidate_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    op.drop_table("second_scoring")
    op.drop_column("level_change", "because")
