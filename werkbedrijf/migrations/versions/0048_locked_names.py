"""The name of a chosen file and the reason of a request for a second person stand locked too: both may name somebody.

Not beside the old version, as steps 22, 31 and 32: what this step locks, that version could not read.
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from werkbedrijf.foundation.keys.cells import Lock
from werkbedrijf.foundation.keys.ring import Kind
from werkbedrijf.migrations.locking import TEXT, Keys

revision, down_revision = "0048", "0047"

NAMES = (("file_name", TEXT),)
REQUEST = sa.table(
    "pending_act",
    *(sa.column(name) for name in ("id", "uuid", "region_kid", "reason")),
    sa.column("reason_sealed", sa.LargeBinary),
)


def upgrade() -> None:
    op.add_column("import_batch", sa.Column("file_name_sealed", sa.LargeBinary(), nullable=True))
    keys = Keys(op.get_bind())
    keys.close_all("import_batch", None, NAMES, keeps_number=True)
    with op.batch_alter_table("import_batch") as batch:
        batch.drop_column("file_name")
    op.add_column("pending_act", sa.Column("uuid", sa.String(32), nullable=True))
    op.add_column("pending_act", sa.Column("region_kid", sa.String(), nullable=True))
    op.add_column("pending_act", sa.Column("reason_sealed", sa.LargeBinary(), nullable=True))
    _close_reasons(keys)
    with op.batch_alter_table("pending_act") as batch:
        batch.drop_column("reason")
        batch.alter_column("uuid", existing_type=sa.String(32), nullable=False)
        batch.alter_column("region_kid", existing_type=sa.String(), nullable=False)
        batch.create_unique_constraint(op.f("uq_pending_act_uuid"), ["uuid"])


def _close_reasons(keys: Keys) -> None:
    rows = keys.connection.execute(sa.select(REQUEST.c.id, REQUEST.c.reason)).all()
    if not rows:  # an empty database, in which a backup is put back, has its keys elsewhere
        return
    newest = keys.ring.current(Kind.REGION)
    lock = Lock.of(newest.kid, newest.secret)
    for row in rows:
        uuid = uuid4().hex
        closed = lock.close(row.reason.encode(), "pending_act", "reason", uuid) if row.reason else None
        values = {"uuid": uuid, "region_kid": newest.kid, "reason_sealed": closed}
        keys.connection.execute(sa.update(REQUEST).where(REQUEST.c.id == row.id).values(values))


def downgrade() -> None:
    op.add_column("pending_act", sa.Column("reason", sa.String(), nullable=False, server_default=sa.text("''")))
    keys = Keys(op.get_bind())
    for row in keys.connection.execute(sa.select(REQUEST).where(REQUEST.c.reason_sealed.is_not(None))).all():
        lock = Lock.of(row.region_kid, keys.ring.get(row.region_kid).secret)
        told = lock.open(bytes(row.reason_sealed), "pending_act", "reason", row.uuid).decode()
        keys.connection.execute(sa.update(REQUEST).where(REQUEST.c.id == row.id).values(reason=told))
    with op.batch_alter_table("pending_act") as batch:
        batch.drop_constraint(op.f("uq_pending_act_uuid"), type_="unique")
        for name in ("uuid", "region_kid", "reason_sealed"):
            batch.drop_column(name)
        batch.alter_column("reason", existing_type=sa.String(), server_default=None)
    op.add_column("import_batch", sa.Column("file_name", sa.String(), nullable=False, server_default=sa.text("''")))
    keys.open_all("import_batch", None, NAMES)
    with op.batch_alter_table("import_batch") as batch:
        batch.drop_column("file_name_sealed")
        batch.alter_column("file_name", existing_type=sa.String(), server_default=None)
