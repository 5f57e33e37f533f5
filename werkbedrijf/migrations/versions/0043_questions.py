"""Questions of employers and the clock that runs for them; a table that the old version does not read."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0043", "0042"

OPEN = "status IN ('open', 'beantwoord', 'ingetrokken')"


def upgrade() -> None:
    op.create_table(
        "employer_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("escalated_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("moment_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(OPEN, name=op.f("ck_employer_question_questionstatus")),
        sa.CheckConstraint(
            "(status = 'beantwoord') = (answered_on IS NOT NULL)",
            name=op.f("ck_employer_question_answered_has_a_day"),
        ),
        sa.CheckConstraint("due_on >= asked_on", name=op.f("ck_employer_question_term_in_order")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_employer_question_{column}"))
            for column, target in (
                ("employer_id", "employer.id"),
                ("asked_by_id", "user.id"),
                ("owner_id", "user.id"),
                ("organisation_id", "organisation.id"),
                ("answered_by_id", "user.id"),
                ("moment_id", "contact_moment.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_question")),
        sa.UniqueConstraint("reference", name=op.f("uq_employer_question_reference")),
    )
    for column in ("employer_id", "asked_on", "due_on", "owner_id", "status"):
        op.create_index(f"ix_employer_question_{column}", "employer_question", [column], unique=False)


def downgrade() -> None:
    op.drop_table("employer_question")
