"""More of an employer: other names, sector of each day, branch, size, SBB, agreements, and whether it wants no calls.

Safe while the old version still runs: it only adds, and what it adds to a table has a value of its own when left away. An
employer that the old version registers has no row of its sector yet; it is then taken from the employer itself.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0036", "0035"

SIZES = "('1-9', '10-49', '50-249', '250+')"


def upgrade() -> None:
    with op.batch_alter_table("employer") as batch:
        batch.add_column(sa.Column("sbi_section", sa.String(1), nullable=True))
        batch.add_column(sa.Column("size", sa.String(40), nullable=True))
        batch.add_column(sa.Column("sbb_recognised", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("sbb_until", sa.Date(), nullable=True))
        batch.add_column(sa.Column("sbb_number", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("no_calls_since", sa.Date(), nullable=True))
        batch.add_column(sa.Column("no_calls_until", sa.Date(), nullable=True))
        batch.add_column(sa.Column("no_calls_reason", sa.String(), nullable=False, server_default=""))
        batch.create_check_constraint(op.f("ck_employer_size"), f"size IN {SIZES}")
        batch.create_check_constraint(
            op.f("ck_employer_end_of_sbb_once_recognised"), "sbb_recognised OR sbb_until IS NULL"
        )
        batch.create_check_constraint(
            op.f("ck_employer_no_calls_has_a_reason"), "(no_calls_since IS NULL) = (no_calls_reason = '')"
        )
    op.create_index(op.f("ix_employer_sbi_section"), "employer", ["sbi_section"], unique=False)
    with op.batch_alter_table("contact_person") as batch:
        batch.add_column(sa.Column("left_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("establishment") as batch:
        batch.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.create_table(
        "trade_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search_name", sa.String(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_trade_name_employer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trade_name")),
        sa.UniqueConstraint("employer_id", "search_name", name=op.f("uq_trade_name_employer_id_search_name")),
    )
    op.create_index(op.f("ix_trade_name_employer_id"), "trade_name", ["employer_id"], unique=False)
    op.create_index(op.f("ix_trade_name_search_name"), "trade_name", ["search_name"], unique=False)
    op.create_table(
        "sector_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("sector", sa.String(40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.CheckConstraint("sector IN ('markt', 'overheid')", name=op.f("ck_sector_period_sector")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_sector_period_employer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sector_period")),
        sa.UniqueConstraint("employer_id", "valid_from", name=op.f("uq_sector_period_employer_id_valid_from")),
    )
    op.create_index(op.f("ix_sector_period_employer_id"), "sector_period", ["employer_id"], unique=False)
    op.execute(
        "INSERT INTO sector_period (employer_id, sector, valid_from) SELECT id, sector, registered_on FROM employer ORDER BY id"
    )
    op.create_table(
        "employer_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "until IS NULL OR until >= starts_on", name=op.f("ck_employer_agreement_agreement_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_employer_agreement_employer_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact_person.id"], name=op.f("fk_employer_agreement_contact_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_employer_agreement_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_employer_agreement_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_agreement")),
    )
    op.create_index(op.f("ix_employer_agreement_employer_id"), "employer_agreement", ["employer_id"], unique=False)


def downgrade() -> None:
    op.drop_table("employer_agreement")
    op.drop_table("sector_period")
    op.drop_table("trade_name")
    with op.batch_alter_table("establishment") as batch:
        batch.drop_column("version")
    with op.batch_alter_table("contact_person") as batch:
        batch.drop_column("version")
        batch.drop_column("left_on")
    op.drop_index(op.f("ix_employer_sbi_section"), "employer")
    with op.batch_alter_table("employer") as batch:
        for rule in ("no_calls_has_a_reason", "end_of_sbb_once_recognised", "size"):
            batch.drop_constraint(op.f(f"ck_employer_{rule}"), type_="check")
        for name in ("no_calls_reason", "no_calls_until", "no_calls_since", "sbb_number", "sbb_until"):
            batch.drop_column(name)
        for name in ("sbb_recognised", "size", "sbi_section"):
            batch.drop_column(name)
