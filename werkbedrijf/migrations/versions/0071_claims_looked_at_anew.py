"""Work that was refused as social return with a start that came too early can be proposed again once it begins.

Safe while the old version still runs: it only asks less of a claim that was refused. Going back needs that nothing was
proposed again from the same first day.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0071", "0070"

_NAME, _TABLE, _ONCE = "uq_sroi_claim_once_per_placement", "sroi_claim", ["contract_id", "placement_id", "starts_on"]
_NOT_UNDONE = sa.text("placement_id IS NOT NULL AND status <> 'teruggedraaid'")
_COUNTS = sa.text("placement_id IS NOT NULL AND status NOT IN ('teruggedraaid', 'afgewezen')")


def upgrade() -> None:
    _once(_COUNTS)


def downgrade() -> None:
    _once(_NOT_UNDONE)


def _once(where: sa.TextClause) -> None:
    op.drop_index(_NAME, table_name=_TABLE)
    op.create_index(_NAME, _TABLE, _ONCE, unique=True, sqlite_where=where, postgresql_where=where)
