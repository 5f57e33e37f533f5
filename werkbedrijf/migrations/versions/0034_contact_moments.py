"""Contact moments with subject, promise and owner, and the words of their codes; a substitute beside the face.

Safe while the old version still runs: it only adds. What the old version logs meanwhile has no codes and no owner; the new
one then takes the code from the kind, and who logged it as the owner.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0034", "0033"


def upgrade() -> None:
    with op.batch_alter_table("contact_moment") as batch:
        batch.add_column(sa.Column("subject_code", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("kind_code", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("contact_person_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("next_step_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("agreement", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("agreement_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("agreement_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("agreement_done_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("shared", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch.create_foreign_key(
            op.f("fk_contact_moment_contact_person_id"), "contact_person", ["contact_person_id"], ["id"]
        )
        batch.create_foreign_key(op.f("fk_contact_moment_next_step_by_id"), "user", ["next_step_by_id"], ["id"])
        batch.create_foreign_key(op.f("fk_contact_moment_agreement_by_id"), "user", ["agreement_by_id"], ["id"])
        batch.create_check_constraint(
            op.f("ck_contact_moment_subject_is_a_code"), "subject_code IS NULL OR subject_code BETWEEN 1 AND 6"
        )
        batch.create_check_constraint(
            op.f("ck_contact_moment_kind_is_a_code"), "kind_code IS NULL OR kind_code BETWEEN 1 AND 6"
        )
    op.create_index(op.f("ix_contact_moment_next_step_by_id"), "contact_moment", ["next_step_by_id"], unique=False)
    op.create_index(op.f("ix_contact_moment_agreement_by_id"), "contact_moment", ["agreement_by_id"], unique=False)
    op.execute(
        "UPDATE contact_moment SET kind_code = CASE kind "
        "WHEN 'telefoon' THEN 1 WHEN 'bezoek' THEN 2 WHEN 'e-mail' THEN 3 ELSE 6 END"
    )
    op.execute("UPDATE contact_moment SET next_step_by_id = by_id WHERE next_step <> ''")
    op.create_table(
        "contact_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list", sa.String(40), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(60), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("list IN ('onderwerp', 'soort')", name=op.f("ck_contact_word_codelist")),
        sa.CheckConstraint("code BETWEEN 1 AND 6", name=op.f("ck_contact_word_code_is_known")),
        sa.CheckConstraint("word <> ''", name=op.f("ck_contact_word_word_is_not_empty")),
        sa.ForeignKeyConstraint(["said_by_id"], ["user.id"], name=op.f("fk_contact_word_said_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_word")),
        sa.UniqueConstraint("list", "code", "valid_from", name=op.f("uq_contact_word_list_code_valid_from")),
    )
    with op.batch_alter_table("employer") as batch:
        batch.add_column(sa.Column("substitute_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f("fk_employer_substitute_id"), "user", ["substitute_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("employer") as batch:
        batch.drop_constraint(op.f("fk_employer_substitute_id"), type_="foreignkey")
        batch.drop_column("substitute_id")
    op.drop_table("contact_word")
    op.drop_index(op.f("ix_contact_moment_agreement_by_id"), "contact_moment")
    op.drop_index(op.f("ix_contact_moment_next_step_by_id"), "contact_moment")
    with op.batch_alter_table("contact_moment") as batch:
        batch.drop_constraint(op.f("ck_contact_moment_kind_is_a_code"), type_="check")
        batch.drop_constraint(op.f("ck_contact_moment_subject_is_a_code"), type_="check")
        batch.drop_constraint(op.f("fk_contact_moment_agreement_by_id"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_contact_moment_next_step_by_id"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_contact_moment_contact_person_id"), type_="foreignkey")
        for name in (
            *("shared", "agreement_done_on", "agreement_on", "agreement_by_id", "agreement"),
            *("next_step_by_id", "contact_person_id", "kind_code", "subject_code"),
        ):
            batch.drop_column(name)
