"""What the service knows of itself: whether the timetable lives, the last backup, whether it was restored.

Safe while the old version still runs: a new table that it does not know.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0024", "0023"


def upgrade() -> None:
    op.create_table(
        "service_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_note")),
        sa.UniqueConstraint("key", name=op.f("uq_service_note_key")),
    )


def downgrade() -> None:
    op.drop_table("service_note")
