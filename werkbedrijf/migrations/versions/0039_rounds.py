"""Belrondes: who is called by whom, and what came of each call. New tables only, so the old version does not notice."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0039", "0038"

WAITS = sa.text("status = 'te_bellen'")
ROUND = ("loopt", "afgerond", "gestopt")
CALL = ("te_bellen", "afgehandeld", "niet_bereikt", "overgeslagen", "vervallen")
OUTCOME = ("gesproken", "plek_mogelijk", "geen_interesse", "terugbellen", "niet_bereikt", "niet_meer_bellen")


def one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "call_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("status", one_of("roundstatus", ROUND), nullable=False),
        sa.Column("choice", sa.JSON(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("most_tries", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("stop_reason", sa.String(), nullable=False),
        sa.CheckConstraint("most_tries >= 1", name=op.f("ck_call_round_at_least_one_try")),
        sa.CheckConstraint("(status = 'loopt') = (ended_on IS NULL)", name=op.f("ck_call_round_ended_has_a_day")),
        sa.CheckConstraint("status <> 'gestopt' OR stop_reason <> ''", name=op.f("ck_call_round_stopped_has_a_reason")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_call_round_made_by_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_call_round_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_round")),
        sa.UniqueConstraint("reference", name=op.f("uq_call_round_reference")),
    )
    op.create_index("ix_call_round_status", "call_round", ["status"], unique=False)
    op.create_table(
        "round_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("caller_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("status", one_of("callstatus", CALL), nullable=False),
        sa.Column("outcome", one_of("outcome", OUTCOME), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("claimed_by_id", sa.Integer(), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("vacancy_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_round_call_tries_not_negative")),
        sa.CheckConstraint(
            "(claimed_by_id IS NULL) = (claimed_until IS NULL)", name=op.f("ck_round_call_claim_is_whole")
        ),
        sa.CheckConstraint(
            "vacancy_id IS NULL OR outcome = 'plek_mogelijk'", name=op.f("ck_round_call_place_was_told")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["call_round.id"], name=op.f("fk_round_call_round_id")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_round_call_employer_id")),
        sa.ForeignKeyConstraint(["caller_id"], ["user.id"], name=op.f("fk_round_call_caller_id")),
        sa.ForeignKeyConstraint(["claimed_by_id"], ["user.id"], name=op.f("fk_round_call_claimed_by_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_round_call_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_call")),
        sa.UniqueConstraint("round_id", "employer_id", name=op.f("uq_round_call_round_id_employer_id")),
        sa.UniqueConstraint("vacancy_id", name=op.f("uq_round_call_vacancy_id")),
    )
    for column in ("caller_id", "employer_id", "round_id"):
        op.create_index(f"ix_round_call_{column}", "round_call", [column], unique=False)
    op.create_index(
        "uq_round_call_one_list",
        "round_call",
        ["employer_id"],
        unique=True,
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )
    op.create_table(
        "call_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", one_of("outcome", OUTCOME), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_call_attempt_counts_from_one")),
        sa.ForeignKeyConstraint(["call_id"], ["round_call.id"], name=op.f("fk_call_attempt_call_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_call_attempt_by_id")),
        sa.ForeignKeyConstraint(["moment_id"], ["contact_moment.id"], name=op.f("fk_call_attempt_moment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_attempt")),
        sa.UniqueConstraint("call_id", "number", name=op.f("uq_call_attempt_call_id_number")),
        sa.UniqueConstraint("moment_id", name=op.f("uq_call_attempt_moment_id")),
    )
    op.create_index("ix_call_attempt_call_id", "call_attempt", ["call_id"], unique=False)


def downgrade() -> None:
    op.drop_table("call_attempt")
    op.drop_table("round_call")
    op.drop_table("call_round")
