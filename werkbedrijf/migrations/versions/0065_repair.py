"""Social return: until when effort still counts after the end of a contract.

Safe while the old version still runs: it only adds a table that the old version does not read.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0065", "0064"


def upgrade() -> None:
    op.create_table(
        "sroi_repair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_sroi_repair_repair_has_a_reason")),
        sa.ForeignKeyConstraint(["contract_id"], ["sroi_contract.id"], name=op.f("fk_sroi_repair_contract_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sroi_repair")),
    )
    op.create_index(op.f("ix_sroi_repair_contract_id"), "sroi_repair", ["contract_id"])


def downgrade() -> None:
    op.drop_table("sroi_repair")
