"""Social return: contracts with what was agreed, claims, and the events of the books.

Safe while the old version still runs: it only adds tables that the old version does not read.
"""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.db import Exact

revision, down_revision = "0056", "0055"

TABLES = (
    "sroi_contract",
    "sroi_option",
    "sroi_agreement",
    "sroi_subcontractor",
    "sroi_milestone",
    "sroi_claim",
    "sroi_month_of_work",
    "sroi_event",
)


def upgrade() -> None:

    op.create_table(
        "sroi_contract",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("contractor_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("cpv", sa.String(), nullable=False),
        sa.Column("table_version", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("four_eyes", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contractor_id"], ["employer.id"], name=op.f("fk_sroi_contract_contractor_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_sroi_contract_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_contract")),
        sa.UniqueConstraint("reference", name=op.f("uq_sroi_contract_reference")),
    )
    op.create_index(op.f("ix_sroi_contract_contractor_id"), "sroi_contract", ["contractor_id"], unique=False)
    op.create_index(op.f("ix_sroi_contract_organisation_id"), "sroi_contract", ["organisation_id"], unique=False)
    op.create_table(
        "sroi_option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("extra", Exact(), nullable=False),
        sa.CheckConstraint("extra >= 0", name=op.f("ck_sroi_option_sum_is_possible")),
        sa.ForeignKeyConstraint(["contract_id"], ["sroi_contract.id"], name=op.f("fk_sroi_option_contract_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_option")),
    )
    op.create_index(op.f("ix_sroi_option_contract_id"), "sroi_option", ["contract_id"], unique=False)
    op.create_table(
        "sroi_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("total", Exact(), nullable=False),
        sa.Column("wages", Exact(), nullable=True),
        sa.Column("percentage", Exact(), nullable=False),
        sa.Column("basis", sa.String(40), nullable=False),
        sa.Column("rung", sa.String(40), nullable=True),
        sa.Column("rebate", Exact(), nullable=False),
        sa.Column("threshold", Exact(), nullable=True),
        sa.Column("below_threshold_too", sa.Boolean(), nullable=False),
        sa.Column("change", Exact(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "basis <> 'loonsom' OR wages IS NOT NULL", name=op.f("ck_sroi_agreement_wages_where_they_count")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_sroi_agreement_change_has_a_reason")),
        sa.CheckConstraint("percentage > 0", name=op.f("ck_sroi_agreement_percentage_is_possible")),
        sa.CheckConstraint("rebate >= 0", name=op.f("ck_sroi_agreement_rebate_is_possible")),
        sa.CheckConstraint("total > 0", name=op.f("ck_sroi_agreement_sum_is_possible")),
        sa.CheckConstraint(
            "kind IN ('gunning', 'verlenging', 'optie', 'bedrag', 'pso_trede', 'anders')",
            name=op.f("ck_sroi_agreement_change"),
        ),
        sa.CheckConstraint("basis IN ('opdrachtsom', 'loonsom')", name=op.f("ck_sroi_agreement_basis")),
        sa.CheckConstraint(
            "rung IN ('aspirant', 'trede_1', 'trede_2', 'trede_3', '30_plus')", name=op.f("ck_sroi_agreement_rung")
        ),
        sa.ForeignKeyConstraint(["contract_id"], ["sroi_contract.id"], name=op.f("fk_sroi_agreement_contract_id")),
        sa.ForeignKeyConstraint(["option_id"], ["sroi_option.id"], name=op.f("fk_sroi_agreement_option_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_agreement")),
        sa.UniqueConstraint("option_id", name=op.f("uq_sroi_agreement_option_id")),
    )
    op.create_index(op.f("ix_sroi_agreement_contract_id"), "sroi_agreement", ["contract_id"], unique=False)
    op.create_table(
        "sroi_subcontractor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["contract_id"], ["sroi_contract.id"], name=op.f("fk_sroi_subcontractor_contract_id")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_sroi_subcontractor_employer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_subcontractor")),
        sa.UniqueConstraint("contract_id", "employer_id", name=op.f("uq_sroi_subcontractor_contract_id_employer_id")),
    )
    op.create_index(op.f("ix_sroi_subcontractor_contract_id"), "sroi_subcontractor", ["contract_id"], unique=False)
    op.create_index(op.f("ix_sroi_subcontractor_employer_id"), "sroi_subcontractor", ["employer_id"], unique=False)
    op.create_table(
        "sroi_milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", Exact(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_sroi_milestone_amount_is_possible")),
        sa.ForeignKeyConstraint(["contract_id"], ["sroi_contract.id"], name=op.f("fk_sroi_milestone_contract_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_milestone")),
    )
    op.create_index(op.f("ix_sroi_milestone_contract_id"), "sroi_milestone", ["contract_id"], unique=False)
    op.create_table(
        "sroi_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("block", sa.String(), nullable=True),
        sa.Column("bonuses", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("hours", Exact(), nullable=True),
        sa.Column("amount", Exact(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("placement_id", sa.Integer(), nullable=True),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("value", Exact(), nullable=True),
        sa.Column("sums", sa.JSON(), nullable=False),
        sa.Column("counted_months", sa.String(), nullable=False),
        sa.Column("claimed_on", sa.Date(), nullable=False),
        sa.Column("claimed_by_id", sa.Integer(), nullable=True),
        sa.Column("evidence", sa.String(40), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.Column("seen_hours", Exact(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("four_eyes", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status NOT IN ('afgewezen', 'teruggedraaid') OR reason <> ''", name=op.f("ck_sroi_claim_no_has_a_reason")
        ),
        sa.CheckConstraint(
            "status NOT IN ('nagekeken', 'goedgekeurd', 'teruggedraaid') OR (value IS NOT NULL AND evidence IS NOT NULL AND seen_on IS NOT NULL)",
            name=op.f("ck_sroi_claim_checked_has_evidence"),
        ),
        sa.CheckConstraint(
            "NOT four_eyes OR approved_by_id IS NULL OR approved_by_id <> seen_by_id",
            name=op.f("ck_sroi_claim_another_person_approves"),
        ),
        sa.CheckConstraint("amount IS NULL OR amount >= 0", name=op.f("ck_sroi_claim_amount_is_possible")),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_sroi_claim_period_in_order")),
        sa.CheckConstraint("hours IS NULL OR hours > 0", name=op.f("ck_sroi_claim_hours_are_possible")),
        sa.CheckConstraint(
            "kind IN ('plaatsing', 'leerwerkplek', 'stage', 'inkoop', 'activiteit')", name=op.f("ck_sroi_claim_kind")
        ),
        sa.CheckConstraint(
            "status IN ('ingediend', 'nagekeken', 'goedgekeurd', 'afgewezen', 'ingetrokken', 'teruggedraaid')",
            name=op.f("ck_sroi_claim_claimstatus"),
        ),
        sa.CheckConstraint(
            "evidence IN ('plaatsing_in_de_regio', 'verklaring_doelgroepregister', 'besluit_gemeente_of_uwv', 'arbeidsovereenkomst', 'praktijkovereenkomst', 'factuur', 'verslag_of_urenlijst')",
            name=op.f("ck_sroi_claim_evidence"),
        ),
        sa.ForeignKeyConstraint(["approved_by_id"], ["user.id"], name=op.f("fk_sroi_claim_approved_by_id")),
        sa.ForeignKeyConstraint(["claimed_by_id"], ["user.id"], name=op.f("fk_sroi_claim_claimed_by_id")),
        sa.ForeignKeyConstraint(["contract_id"], ["sroi_contract.id"], name=op.f("fk_sroi_claim_contract_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_sroi_claim_placement_id")),
        sa.ForeignKeyConstraint(["seen_by_id"], ["user.id"], name=op.f("fk_sroi_claim_seen_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_claim")),
        sa.UniqueConstraint("reference", name=op.f("uq_sroi_claim_reference")),
    )
    op.create_index(op.f("ix_sroi_claim_contract_id"), "sroi_claim", ["contract_id"], unique=False)
    op.create_index(op.f("ix_sroi_claim_placement_id"), "sroi_claim", ["placement_id"], unique=False)
    op.create_index(op.f("ix_sroi_claim_status"), "sroi_claim", ["status"], unique=False)
    op.create_index(
        "uq_sroi_claim_once_per_placement",
        "sroi_claim",
        ["contract_id", "placement_id", "starts_on"],
        unique=True,
        sqlite_where=sa.text("placement_id IS NOT NULL AND status <> 'teruggedraaid'"),
        postgresql_where=sa.text("placement_id IS NOT NULL AND status <> 'teruggedraaid'"),
    )
    op.create_table(
        "sroi_month_of_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=True),
        sa.Column("contractor_id", sa.Integer(), nullable=True),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("worked", Exact(), nullable=False),
        sa.Column("counted", Exact(), nullable=False),
        sa.CheckConstraint(
            "counted >= 0 AND counted <= worked", name=op.f("ck_sroi_month_of_work_no_hour_counts_twice")
        ),
        sa.ForeignKeyConstraint(["contractor_id"], ["employer.id"], name=op.f("fk_sroi_month_of_work_contractor_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name=op.f("fk_sroi_month_of_work_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_month_of_work")),
        sa.UniqueConstraint(
            "contractor_id", "worker", "month", name=op.f("uq_sroi_month_of_work_contractor_id_worker_month")
        ),
        sa.UniqueConstraint("placement_id", "month", name=op.f("uq_sroi_month_of_work_placement_id_month")),
    )
    op.create_index(op.f("ix_sroi_month_of_work_contractor_id"), "sroi_month_of_work", ["contractor_id"], unique=False)
    op.create_index(op.f("ix_sroi_month_of_work_placement_id"), "sroi_month_of_work", ["placement_id"], unique=False)
    op.create_table(
        "sroi_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("amount", Exact(), nullable=False),
        sa.Column("month_of_work_id", sa.Integer(), nullable=True),
        sa.Column("hours", Exact(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("(hours IS NULL) = (month_of_work_id IS NULL)", name=op.f("ck_sroi_event_hours_of_a_month")),
        sa.CheckConstraint(
            "kind IN ('verplichting', 'bijdrage', 'correctie', 'afrekening')", name=op.f("ck_sroi_event_kind")
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["sroi_claim.id"], name=op.f("fk_sroi_event_claim_id")),
        sa.ForeignKeyConstraint(["contract_id"], ["sroi_contract.id"], name=op.f("fk_sroi_event_contract_id")),
        sa.ForeignKeyConstraint(
            ["month_of_work_id"], ["sroi_month_of_work.id"], name=op.f("fk_sroi_event_month_of_work_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_event")),
        sa.UniqueConstraint("key", name=op.f("uq_sroi_event_key")),
    )
    op.create_index(op.f("ix_sroi_event_claim_id"), "sroi_event", ["claim_id"], unique=False)
    op.create_index(op.f("ix_sroi_event_contract_id"), "sroi_event", ["contract_id"], unique=False)
    op.create_index(op.f("ix_sroi_event_month_of_work_id"), "sroi_event", ["month_of_work_id"], unique=False)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
