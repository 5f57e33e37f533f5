"""Social return: settlements that are proposed and confirmed, and can be taken back. What was settled before comes along.

Safe while the old version still runs: it only adds a table that the old version does not read.
"""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.db import Exact

revision, down_revision = "0066", "0065"


def upgrade() -> None:
    op.create_table(
        "sroi_settlement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("amount", Exact(), nullable=False),
        sa.Column("how", sa.String(40), nullable=True),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("four_eyes", sa.Boolean(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("refused_because", sa.String(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_sroi_settlement_amount_is_possible")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_sroi_settlement_settlement_has_a_reason")),
        sa.CheckConstraint(
            "(status = 'voorgesteld') = (decided_on IS NULL)", name=op.f("ck_sroi_settlement_decided_has_a_day")
        ),
        sa.CheckConstraint(
            "NOT four_eyes OR status <> 'vastgelegd' "
            "OR (proposed_by_id IS NOT NULL AND decided_by_id IS NOT NULL AND decided_by_id <> proposed_by_id)",
            name=op.f("ck_sroi_settlement_another_person_books"),
        ),
        sa.CheckConstraint("how IN ('betaald', 'boete', 'kwijtgescholden')", name=op.f("ck_sroi_settlement_how")),
        sa.CheckConstraint(
            "status IN ('voorgesteld', 'vastgelegd', 'afgewezen')", name=op.f("ck_sroi_settlement_settlementstatus")
        ),
        sa.ForeignKeyConstraint(["contract_id"], ["sroi_contract.id"], name=op.f("fk_sroi_settlement_contract_id")),
        sa.ForeignKeyConstraint(["undoes_id"], ["sroi_settlement.id"], name=op.f("fk_sroi_settlement_undoes_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["user.id"], name=op.f("fk_sroi_settlement_proposed_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_sroi_settlement_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_settlement")),
        sa.UniqueConstraint("reference", name=op.f("uq_sroi_settlement_reference")),
    )
    op.create_index(op.f("ix_sroi_settlement_contract_id"), "sroi_settlement", ["contract_id"])
    waits = sa.text("status = 'voorgesteld'")
    op.create_index(
        "uq_sroi_settlement_one_waits",
        "sroi_settlement",
        ["contract_id"],
        unique=True,
        sqlite_where=waits,
        postgresql_where=waits,
    )
    stands = sa.text("undoes_id IS NOT NULL AND status <> 'afgewezen'")
    op.create_index(
        "uq_sroi_settlement_undone_once",
        "sroi_settlement",
        ["undoes_id"],
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )
    # What was settled at once by one person, as it stands in the books: how is not known.
    op.execute(
        sa.text(
            "INSERT INTO sroi_settlement (reference, contract_id, amount, ground, reason, status, four_eyes, proposed_on,"
            " decided_on, refused_because) "
            "SELECT c.reference || '-A' || (SELECT count(*) FROM sroi_event f"
            " WHERE f.contract_id = e.contract_id AND f.kind = 'afrekening' AND f.id <= e.id),"
            " e.contract_id, e.amount, '', e.reason, 'vastgelegd', false, e.booked_on, e.booked_on, '' "
            "FROM sroi_event e JOIN sroi_contract c ON c.id = e.contract_id WHERE e.kind = 'afrekening' ORDER BY e.id"
        )
    )


def downgrade() -> None:
    op.drop_table("sroi_settlement")
