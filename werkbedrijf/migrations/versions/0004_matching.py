"""Voordrachten and placements.

Safe while the old version still runs: it only adds tables.
"""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.db import Exact

revision, down_revision = "0004", "0003"


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.Column("invited_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("decline_reason", sa.String(40), nullable=True),
        sa.Column("decline_note", sa.String(), nullable=False),
        sa.Column("end_note", sa.String(), nullable=False),
        sa.Column("explanation", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "(status = 'afgewezen') = (decline_reason IS NOT NULL)", name=op.f("ck_proposal_declined_has_a_reason")
        ),
        sa.CheckConstraint(
            "decline_reason IN ('uren', 'taken', 'reistijd', 'voorwaarden', 'moment', 'al_ingevuld', 'anders')",
            name=op.f("ck_proposal_declinereason"),
        ),
        sa.CheckConstraint(
            "status IN ('verstuurd', 'uitgenodigd', 'aangenomen', 'geplaatst', 'afgewezen', 'ingetrokken', 'verlopen', 'vervallen')",
            name=op.f("ck_proposal_proposalstatus"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('verstuurd', 'uitgenodigd') OR held_until IS NOT NULL",
            name=op.f("ck_proposal_waiting_has_a_term"),
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_proposal_candidate_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["user.id"], name=op.f("fk_proposal_proposed_by_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_proposal_vacancy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("reference", name=op.f("uq_proposal_reference")),
    )
    op.create_index(op.f("ix_proposal_candidate_id"), "proposal", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_proposal_status"), "proposal", ["status"], unique=False)
    op.create_index(op.f("ix_proposal_vacancy_id"), "proposal", ["vacancy_id"], unique=False)
    op.create_index(
        "uq_proposal_one_open_per_place_and_candidate",
        "proposal",
        ["vacancy_id", "candidate_id"],
        unique=True,
        sqlite_where=sa.text("status IN ('verstuurd', 'uitgenodigd', 'aangenomen')"),
        postgresql_where=sa.text("status IN ('verstuurd', 'uitgenodigd', 'aangenomen')"),
    )
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("formal_employer_id", sa.Integer(), nullable=False),
        sa.Column("workplace_id", sa.Integer(), nullable=False),
        sa.Column("contract_form", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(40), nullable=True),
        sa.CheckConstraint(
            "(status = 'beeindigd') = (end_reason IS NOT NULL)", name=op.f("ck_placement_ended_has_a_reason")
        ),
        sa.CheckConstraint(
            "(status = 'beeindigd') = (ended_on IS NOT NULL)", name=op.f("ck_placement_ended_on_once_ended")
        ),
        sa.CheckConstraint(
            "contract_form IN ('regulier', 'uitzend', 'payroll', 'wsw_detachering', 'wsw_begeleid_werken', 'wsw_intern', 'detachering', 'geen_arbeidscontract')",
            name=op.f("ck_placement_contractform"),
        ),
        sa.CheckConstraint(
            "end_reason IN ('einde_contract', 'door_werkgever', 'door_kandidaat', 'ander_werk', 'anders')",
            name=op.f("ck_placement_endreason"),
        ),
        sa.CheckConstraint(
            "kind IN ('garantiebaan', 'leerwerkplek', 'beschutte_werkplek', 'vacature')",
            name=op.f("ck_placement_vacancykind"),
        ),
        sa.CheckConstraint(
            "status IN ('gepland', 'loopt', 'beeindigd', 'geannuleerd')", name=op.f("ck_placement_placementstatus")
        ),
        sa.CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name=op.f("ck_placement_period_in_order")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_placement_candidate_id")),
        sa.ForeignKeyConstraint(["formal_employer_id"], ["employer.id"], name=op.f("fk_placement_formal_employer_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_placement_proposal_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_placement_vacancy_id")),
        sa.ForeignKeyConstraint(["workplace_id"], ["establishment.id"], name=op.f("fk_placement_workplace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_placement_proposal_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_placement_reference")),
    )
    op.create_index(op.f("ix_placement_candidate_id"), "placement", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_placement_status"), "placement", ["status"], unique=False)
    op.create_index(op.f("ix_placement_vacancy_id"), "placement", ["vacancy_id"], unique=False)
    op.create_index(op.f("ix_placement_workplace_id"), "placement", ["workplace_id"], unique=False)
    op.create_index(
        "uq_placement_one_active_per_candidate",
        "placement",
        ["candidate_id"],
        unique=True,
        sqlite_where=sa.text("status IN ('gepland', 'loopt')"),
        postgresql_where=sa.text("status IN ('gepland', 'loopt')"),
    )
    op.create_table(
        "terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("hours_per_week", Exact(), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR ends_on > starts_on", name=op.f("ck_terms_period_in_order")),
        sa.CheckConstraint("hours_per_week > 0", name=op.f("ck_terms_hours_are_possible")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_terms_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
        sa.UniqueConstraint("placement_id", "starts_on", name=op.f("uq_terms_placement_id_starts_on")),
    )
    op.create_index(op.f("ix_terms_placement_id"), "terms", ["placement_id"], unique=False)


def downgrade() -> None:
    op.drop_table("terms")
    op.drop_table("placement")
    op.drop_table("proposal")
