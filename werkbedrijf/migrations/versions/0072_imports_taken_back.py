"""What it takes to take a saved import back, and which of its records were.

Safe while the old version still runs: it only adds columns that may be empty or have a value by themselves.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0072", "0071"

_BATCH, _RECORD = ("saved_at", "undo_asked_at", "undone_at"), ("undone_at",)


def upgrade() -> None:
    with op.batch_alter_table("import_batch") as batch:
        batch.add_column(sa.Column("journal_sealed", sa.LargeBinary(), nullable=True))
        for name in _BATCH:
            batch.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        batch.create_index(op.f("ix_import_batch_undo_asked_at"), ["undo_asked_at"])
    with op.batch_alter_table("imported_record") as batch:
        batch.add_column(sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("stays", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("imported_record") as batch:
        batch.drop_column("stays")
        batch.drop_column("undone_at")
    with op.batch_alter_table("import_batch") as batch:
        batch.drop_index(op.f("ix_import_batch_undo_asked_at"))
        for name in reversed(_BATCH):
            batch.drop_column(name)
        batch.drop_column("journal_sealed")
