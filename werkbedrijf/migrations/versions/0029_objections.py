"""Bezwaren, and people who want to be helped by people alone.

Safe while the old version still runs: it adds a table, and a column that may stay empty.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0029", "0028"


def upgrade() -> None:
    op.add_column("candidate", sa.Column("people_only_since", sa.Date(), nullable=True))
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("registered_by_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("speaker", sa.String(40), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("extension_reason", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("subject IN ('lijst', 'voordracht', 'rekenhulp')", name=op.f("ck_objection_subject")),
        sa.CheckConstraint(
            "speaker IN ('kandidaat', 'jobcoach', 'vertegenwoordiger')", name=op.f("ck_objection_speaker")
        ),
        sa.CheckConstraint("outcome IN ('gegrond', 'ongegrond')", name=op.f("ck_objection_outcome")),
        sa.CheckConstraint(
            "status IN ('ontvangen', 'in_behandeling', 'besloten', 'bekendgemaakt', 'ingetrokken')",
            name=op.f("ck_objection_objectionstatus"),
        ),
        sa.CheckConstraint(
            "(status IN ('besloten', 'bekendgemaakt')) = (outcome IS NOT NULL)",
            name=op.f("ck_objection_decided_has_outcome"),
        ),
        sa.CheckConstraint("outcome IS NULL OR decision <> ''", name=op.f("ck_objection_decision_is_told")),
        sa.CheckConstraint(
            "extended_on IS NULL OR extension_reason <> ''", name=op.f("ck_objection_extension_has_reason")
        ),
        sa.CheckConstraint("ground <> ''", name=op.f("ck_objection_has_ground")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_objection_candidate_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_objection_organisation_id")),
        sa.ForeignKeyConstraint(["registered_by_id"], ["user.id"], name=op.f("fk_objection_registered_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_objection_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sa.UniqueConstraint("reference", name=op.f("uq_objection_reference")),
    )
    for column in ("candidate_id", "organisation_id", "owner_id", "status", "due_on"):
        op.create_index(op.f(f"ix_objection_{column}"), "objection", [column], unique=False)


def downgrade() -> None:
    op.drop_table("objection")
    op.drop_column("candidate", "people_only_since")
