"""Employers, their establishments, people and contacts, and the places they offer.

Safe while the old version still runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.db import Exact

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    op.create_table(
        "employer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search_name", sa.String(), nullable=False),
        sa.Column("kvk", sa.String(), nullable=True),
        sa.Column("sector", sa.String(40), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("account_manager_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("sector IN ('markt', 'overheid')", name=op.f("ck_employer_sector")),
        sa.CheckConstraint("kvk IS NULL OR length(kvk) = 8", name=op.f("ck_employer_kvk_has_eight_digits")),
        sa.ForeignKeyConstraint(["account_manager_id"], ["user.id"], name=op.f("fk_employer_account_manager_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
        sa.UniqueConstraint("kvk", name=op.f("uq_employer_kvk")),
        sa.UniqueConstraint("reference", name=op.f("uq_employer_reference")),
    )
    op.create_index(op.f("ix_employer_search_name"), "employer", ["search_name"], unique=False)
    op.create_table(
        "contact_moment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("spoke_with", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("next_step_done_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('telefoon', 'bezoek', 'e-mail', 'anders')", name=op.f("ck_contact_moment_contactkind")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_contact_moment_by_id")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_contact_moment_employer_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_contact_moment_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_moment")),
    )
    op.create_index(op.f("ix_contact_moment_employer_id"), "contact_moment", ["employer_id"], unique=False)
    op.create_table(
        "contact_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.CheckConstraint("channel IN ('telefoon', 'e-mail')", name=op.f("ck_contact_person_channel")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_contact_person_employer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_person")),
    )
    op.create_index(op.f("ix_contact_person_employer_id"), "contact_person", ["employer_id"], unique=False)
    op.create_table(
        "establishment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("branch_number", sa.String(), nullable=True),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("house_number", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("gemeente_code", sa.String(), nullable=False),
        sa.CheckConstraint(
            "branch_number IS NULL OR length(branch_number) = 12",
            name=op.f("ck_establishment_branch_number_has_twelve_digits"),
        ),
        sa.CheckConstraint("length(postcode) = 6", name=op.f("ck_establishment_postcode_has_six_characters")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_establishment_employer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_establishment")),
        sa.UniqueConstraint("reference", name=op.f("uq_establishment_reference")),
    )
    op.create_index(op.f("ix_establishment_employer_id"), "establishment", ["employer_id"], unique=False)
    op.create_index(op.f("ix_establishment_gemeente_code"), "establishment", ["gemeente_code"], unique=False)
    op.create_table(
        "speaks_for",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_speaks_for_employer_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_speaks_for_user_id")),
        sa.PrimaryKeyConstraint("user_id", "employer_id", name=op.f("pk_speaks_for")),
    )
    op.create_table(
        "vacancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("establishment_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("occupation", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("filled", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("hours_min", Exact(), nullable=False),
        sa.Column("hours_max", Exact(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("certificates", sa.Integer(), nullable=False),
        sa.Column("hard", sa.JSON(), nullable=False),
        sa.Column("hard_reason", sa.String(), nullable=False),
        sa.Column("logged_by_id", sa.Integer(), nullable=True),
        sa.Column("logged_on", sa.Date(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('garantiebaan', 'leerwerkplek', 'beschutte_werkplek', 'vacature')",
            name=op.f("ck_vacancy_vacancykind"),
        ),
        sa.CheckConstraint("status IN ('concept', 'open', 'vol', 'gesloten')", name=op.f("ck_vacancy_vacancystatus")),
        sa.CheckConstraint("filled >= 0 AND filled <= seats", name=op.f("ck_vacancy_never_over_filled")),
        sa.CheckConstraint("held >= 0", name=op.f("ck_vacancy_held_not_negative")),
        sa.CheckConstraint("hours_min > 0 AND hours_min <= hours_max", name=op.f("ck_vacancy_hours_in_order")),
        sa.CheckConstraint("seats >= 1", name=op.f("ck_vacancy_at_least_one_seat")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_vacancy_employer_id")),
        sa.ForeignKeyConstraint(["establishment_id"], ["establishment.id"], name=op.f("fk_vacancy_establishment_id")),
        sa.ForeignKeyConstraint(["logged_by_id"], ["user.id"], name=op.f("fk_vacancy_logged_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy")),
        sa.UniqueConstraint("reference", name=op.f("uq_vacancy_reference")),
    )
    op.create_index(op.f("ix_vacancy_employer_id"), "vacancy", ["employer_id"], unique=False)
    op.create_index(op.f("ix_vacancy_establishment_id"), "vacancy", ["establishment_id"], unique=False)
    op.create_index(op.f("ix_vacancy_status"), "vacancy", ["status"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("separable", sa.Boolean(), nullable=False),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.CheckConstraint("share > 0 AND share <= 100", name=op.f("ck_task_share_is_percentage")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_task_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("vacancy_id", "position", name=op.f("uq_task_vacancy_id_position")),
    )
    op.create_index(op.f("ix_task_vacancy_id"), "task", ["vacancy_id"], unique=False)
    op.create_table(
        "workplace_condition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state <> 'onmogelijk' OR reason <> ''", name=op.f("ck_workplace_condition_impossible_has_a_reason")
        ),
        sa.CheckConstraint(
            "state IN ('aanwezig', 'te_regelen', 'onmogelijk')", name=op.f("ck_workplace_condition_conditionstate")
        ),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_workplace_condition_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workplace_condition")),
        sa.UniqueConstraint("vacancy_id", "code", name=op.f("uq_workplace_condition_vacancy_id_code")),
    )
    op.create_index(op.f("ix_workplace_condition_vacancy_id"), "workplace_condition", ["vacancy_id"], unique=False)


def downgrade() -> None:
    op.drop_table("workplace_condition")
    op.drop_table("task")
    op.drop_table("vacancy")
    op.drop_table("speaks_for")
    op.drop_table("establishment")
    op.drop_table("contact_person")
    op.drop_table("contact_moment")
    op.drop_table("employer")
