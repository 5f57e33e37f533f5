"""What is typed about a person at a voordracht, a bezwaar and broken glass stands locked too; reasons stand beside the trail.

Not beside the old version, as steps 22 and 31: what this step locks, that version could not read. Lines of the trail that
were written before keep their words: the chain covers them.
"""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.migrations.locking import PLAIN, TEXT, Keys

revision, down_revision = "0032", "0031"

LOCKED = (
    ("proposal", (("outside_note", TEXT),)),
    (
        "objection",
        (("about", TEXT), ("ground", TEXT), ("extension_reason", TEXT), ("decision", TEXT), ("changed", TEXT)),
    ),
    ("emergency_access", (("reason", TEXT),)),
)
PERSON = "{t}.candidate_id"
HAS_UUID = "proposal"
# A text that may not be empty was checked in the open; the acts check it now.
CHECKED = {
    "objection": (
        ("has_ground", "ground <> ''"),
        ("extension_has_reason", "extended_on IS NULL OR extension_reason <> ''"),
        ("decision_is_told", "outcome IS NULL OR decision <> ''"),
    ),
    "emergency_access": (("has_a_reason", "reason <> ''"),),
}


def upgrade() -> None:
    for table, columns in LOCKED:
        if table != HAS_UUID:
            op.add_column(table, sa.Column("uuid", sa.String(32), nullable=True))
        for name, _form in columns:
            op.add_column(table, sa.Column(f"{name}_sealed", sa.LargeBinary(), nullable=True))
    keys = Keys(op.get_bind())
    for table, columns in LOCKED:
        keys.close_all(table, PERSON, columns, keeps_number=table == HAS_UUID)
    for table, columns in LOCKED:
        _drop_plain(table, [name for name, _form in columns])
    op.create_table(
        "told_reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.String(32), nullable=False),
        sa.Column("region_kid", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words_sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_reason")),
        sa.UniqueConstraint("uuid", name=op.f("uq_told_reason_uuid")),
    )
    op.create_index(op.f("ix_told_reason_at"), "told_reason", ["at"], unique=False)


def _drop_plain(table: str, names: list[str]) -> None:
    with op.batch_alter_table(table) as batch:
        for name, _rule in CHECKED.get(table, ()):
            batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        for name in names:
            batch.drop_column(name)
        if table != HAS_UUID:
            batch.alter_column("uuid", existing_type=sa.String(32), nullable=False, server_default=_random())
            batch.create_unique_constraint(op.f(f"uq_{table}_uuid"), ["uuid"])


def _random() -> sa.TextClause:
    """A number of its own for a row of the old version, which does not give one."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    return sa.text("(lower(hex(randomblob(16))))" if sqlite else "replace(gen_random_uuid()::text, '-', '')")


def downgrade() -> None:
    op.drop_table("told_reason")
    for table, columns in LOCKED:
        for name, form in columns:
            op.add_column(table, sa.Column(name, PLAIN[form], nullable=False, server_default=sa.text("''")))
    keys = Keys(op.get_bind())
    for table, columns in LOCKED:
        keys.open_all(table, PERSON, columns)
    for table, columns in LOCKED:
        with op.batch_alter_table(table) as batch:
            if table != HAS_UUID:
                batch.drop_constraint(op.f(f"uq_{table}_uuid"), type_="unique")
                batch.drop_column("uuid")
            for name, form in columns:
                batch.drop_column(f"{name}_sealed")
                # Step 23 made this column with a default of its own.
                batch.alter_column(
                    name,
                    existing_type=PLAIN[form],
                    server_default=sa.text("''") if table == HAS_UUID else None,
                )
            for name, rule in CHECKED.get(table, ()):
                batch.create_check_constraint(op.f(f"ck_{table}_{name}"), sa.text(rule))
