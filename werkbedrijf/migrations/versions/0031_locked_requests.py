"""What a person says is wrong, and why a file stays longer, stands locked too; a partner decides in months.

Not beside the old version, as step 22: what this step locks, that version could not read.
"""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.migrations.locking import PLAIN, TEXT, Keys

revision, down_revision = "0031", "0030"

LOCKED = (
    ("correction", "{t}.candidate_id", (("what", TEXT), ("answer", TEXT))),
    ("retention_hold", "{t}.candidate_id", (("reason", TEXT),)),
)
# A text that may not be empty was checked in the open; the act checks it now.
CHECKED = {"correction": ("says_what", "what <> ''"), "retention_hold": ("has_a_reason", "reason <> ''")}


def upgrade() -> None:
    for table, _, columns in LOCKED:
        op.add_column(table, sa.Column("uuid", sa.String(32), nullable=True))
        for name, _form in columns:
            op.add_column(table, sa.Column(f"{name}_sealed", sa.LargeBinary(), nullable=True))
    keys = Keys(op.get_bind())
    for table, person, columns in LOCKED:
        keys.close_all(table, person, columns)
    for table, _, columns in LOCKED:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"ck_{table}_{CHECKED[table][0]}"), type_="check")
            for name, _form in columns:
                batch.drop_column(name)
            batch.alter_column("uuid", existing_type=sa.String(32), nullable=False, server_default=_random())
            batch.create_unique_constraint(op.f(f"uq_{table}_uuid"), ["uuid"])
    _rename("days", "months", "some_days", "some_months", default="6")


def _random() -> sa.TextClause:
    """A number of its own for a row of the old version, which does not give one."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    return sa.text("(lower(hex(randomblob(16))))" if sqlite else "replace(gen_random_uuid()::text, '-', '')")


def downgrade() -> None:
    _rename("months", "days", "some_months", "some_days")
    for table, _, columns in LOCKED:
        for name, form in columns:
            op.add_column(table, sa.Column(name, PLAIN[form], nullable=False, server_default=sa.text("''")))
    keys = Keys(op.get_bind())
    for table, person, columns in LOCKED:
        keys.open_all(table, person, columns)
    for table, _, columns in LOCKED:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"uq_{table}_uuid"), type_="unique")
            batch.drop_column("uuid")
            for name, form in columns:
                batch.drop_column(f"{name}_sealed")
                batch.alter_column(name, existing_type=PLAIN[form], server_default=None)
            batch.create_check_constraint(op.f(f"ck_{table}_{CHECKED[table][0]}"), sa.text(CHECKED[table][1]))


def _rename(before: str, after: str, checked_before: str, checked_after: str, default: str | None = None) -> None:
    with op.batch_alter_table("retention_choice") as batch:
        batch.drop_constraint(op.f(f"ck_retention_choice_{checked_before}"), type_="check")
        batch.alter_column(
            before,
            new_column_name=after,
            existing_type=sa.Integer(),
            existing_nullable=False,
            server_default=sa.text(default) if default else None,
        )
    with op.batch_alter_table("retention_choice") as batch:
        batch.create_check_constraint(op.f(f"ck_retention_choice_{checked_after}"), sa.text(f"{after} > 0"))
