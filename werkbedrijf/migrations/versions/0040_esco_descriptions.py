"""What ESCO tells of each occupation, to recognise work by; safe beside the old version, which leaves it empty."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0040", "0039"


def upgrade() -> None:
    op.add_column(
        "esco_occupation", sa.Column("description", sa.String(), nullable=False, server_default=sa.text("''"))
    )


def downgrade() -> None:
    op.drop_column("esco_occupation", "description")
