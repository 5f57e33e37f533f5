"""What only the region can say in its papers.

Safe while the old version still runs: it adds a table.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0030", "0029"


def upgrade() -> None:
    op.create_table(
        "paper_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_paper_value_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_value")),
        sa.UniqueConstraint("name", name=op.f("uq_paper_value_name")),
    )


def downgrade() -> None:
    op.drop_table("paper_value")
