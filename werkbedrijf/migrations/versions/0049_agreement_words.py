"""The words of the codes that the national exchange has for agreements, and the code of an agreement.

Safe while the old version still runs: it only adds. What the old version writes down has no code.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0049", "0048"


def upgrade() -> None:
    op.create_table(
        "agreement_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(60), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("code BETWEEN 1 AND 3", name=op.f("ck_agreement_word_code_is_known")),
        sa.CheckConstraint("word <> ''", name=op.f("ck_agreement_word_word_is_not_empty")),
        sa.ForeignKeyConstraint(["said_by_id"], ["user.id"], name=op.f("fk_agreement_word_said_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_word")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_agreement_word_code_valid_from")),
    )
    with op.batch_alter_table("employer_agreement") as batch:
        batch.add_column(sa.Column("exchange_code", sa.Integer(), nullable=True))
        batch.create_check_constraint(
            op.f("ck_employer_agreement_exchange_code_is_known"),
            "exchange_code IS NULL OR exchange_code BETWEEN 1 AND 3",
        )


def downgrade() -> None:
    with op.batch_alter_table("employer_agreement") as batch:
        batch.drop_constraint(op.f("ck_employer_agreement_exchange_code_is_known"), type_="check")
        batch.drop_column("exchange_code")
    op.drop_table("agreement_word")
