"""With a voordracht: the run, the rank on its list, and why somebody outside it.

Safe while the old version still runs: it only adds columns that may be empty.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0013", "0012"


def upgrade() -> None:
    op.add_column("proposal", sa.Column("run_id", sa.Integer(), nullable=True))
    op.add_column("proposal", sa.Column("list_rank", sa.Integer(), nullable=True))
    op.add_column("proposal", sa.Column("outside_reason", sa.String(40), nullable=True))
    op.create_index(op.f("ix_proposal_run_id"), "proposal", ["run_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_proposal_run_id"), "proposal")
    op.drop_column("proposal", "outside_reason")
    op.drop_column("proposal", "list_rank")
    op.drop_column("proposal", "run_id")
