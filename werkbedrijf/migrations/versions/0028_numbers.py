"""The burgerservicenummer, off for every partner until an administrator names a ground; digests; and double files.

Safe while the old version still runs: it adds tables, and columns with a default.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0028", "0027"

MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("verdict = 'open' AND other_id IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("organisation") as table:
        table.add_column(sa.Column("uses_bsn", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("bsn_ground", sa.String(), nullable=False, server_default=""))
        table.create_check_constraint(
            op.f("ck_organisation_bsn_has_a_ground"), sa.text("NOT uses_bsn OR bsn_ground <> ''")
        )
    op.create_table(
        "pepper_chain",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kids", sa.JSON(), nullable=False),
        sa.Column("next_kid", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pepper_chain")),
    )
    op.create_table(
        "known_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kid", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("next_kid", sa.String(), nullable=True),
        sa.Column("next_digest", sa.String(), nullable=True),
        sa.CheckConstraint("(next_kid IS NULL) = (next_digest IS NULL)", name=op.f("ck_known_number_next_is_whole")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_number")),
        sa.UniqueConstraint("kid", "digest", name=op.f("uq_known_number_kid_digest")),
        sa.UniqueConstraint("next_kid", "next_digest", name=op.f("uq_known_number_next_kid_next_digest")),
    )
    _candidate_number()
    _duplicate_check()


def _candidate_number() -> None:
    op.create_table(
        "candidate_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(32), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("number_id", sa.Integer(), nullable=False),
        sa.Column("bsn_sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_candidate_number_candidate_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_candidate_number_organisation_id")
        ),
        sa.ForeignKeyConstraint(["number_id"], ["known_number.id"], name=op.f("fk_candidate_number_number_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_number")),
        sa.UniqueConstraint("uuid", name=op.f("uq_candidate_number_uuid")),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_candidate_number_candidate_id")),
        sa.UniqueConstraint("number_id", "organisation_id", name=op.f("uq_candidate_number_number_id_organisation_id")),
    )
    op.create_index(op.f("ix_candidate_number_organisation_id"), "candidate_number", ["organisation_id"], unique=False)


def _duplicate_check() -> None:
    people = ("by_id", "agreed_by_id", "other_agreed_by_id", "decided_by_id")
    op.create_table(
        "duplicate_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("verdict", sa.String(40), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in people),
        sa.CheckConstraint(
            "verdict IN ('open', 'zelfde_persoon', 'andere_persoon')", name=op.f("ck_duplicate_check_verdict")
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_duplicate_check_candidate_id")),
        sa.ForeignKeyConstraint(["other_id"], ["candidate.id"], name=op.f("fk_duplicate_check_other_id")),
        *(sa.ForeignKeyConstraint([name], ["user.id"], name=op.f(f"fk_duplicate_check_{name}")) for name in people),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_check")),
    )
    op.create_index(op.f("ix_duplicate_check_candidate_id"), "duplicate_check", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_duplicate_check_other_id"), "duplicate_check", ["other_id"], unique=False)
    op.create_index("ix_duplicate_check_by_id_on_day", "duplicate_check", ["by_id", "on_day"], unique=False)
    op.create_index(
        "ix_duplicate_check_open",
        "duplicate_check",
        ["verdict"],
        unique=False,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    for name in ("duplicate_check", "candidate_number", "known_number", "pepper_chain"):
        op.drop_table(name)
    with op.batch_alter_table("organisation") as table:
        table.drop_constraint(op.f("ck_organisation_bsn_has_a_ground"), type_="check")
        table.drop_column("bsn_ground")
        table.drop_column("uses_bsn")
