"""Who people are, and what is written about them, stands locked: a key per person, under that of the partner and the region.

Not beside the old version: what this step locks, that version could not read. Stop it, run this step, start the new one.
The step reads and writes in portions, so that a large region takes no more memory than a small one, and needs the key ring
that the service will use. Going back opens everything again, with the same ring.
"""

import sqlalchemy as sa
from alembic import op

from werkbedrijf.migrations.locking import DAY, LINES, PLAIN, RAW, TEXT, Keys

revision, down_revision = "0022", "0021"

# (table, person of the row or None for the partner's key, columns with how they were stored)
LOCKED = (
    (
        "candidate",
        "{t}.id",
        (
            *(("first_name", TEXT), ("last_name", TEXT), ("search_name", TEXT)),
            *(("born_on", DAY), ("email", TEXT), ("phone", TEXT)),
        ),
    ),
    ("profile", "{t}.candidate_id", (("build_up", TEXT),)),
    ("proposal", "{t}.candidate_id", (("decline_note", TEXT), ("end_note", TEXT))),
    ("allocation_choice", "{t}.candidate_id", (("reason", TEXT),)),
    ("import_batch", None, (("content", RAW), ("preview", LINES))),
)
EMPTY = {TEXT: sa.text("''"), DAY: None, RAW: sa.text("''"), LINES: sa.text("'[]'")}


def upgrade() -> None:
    _make_key_tables()
    for table, _, columns in LOCKED:
        if table != "candidate":
            op.add_column(table, sa.Column("uuid", sa.String(32), nullable=True))
        for name, _form in columns:
            op.add_column(table, sa.Column(f"{name}_sealed", sa.LargeBinary(), nullable=True))
    keys = Keys(op.get_bind())
    for table, person, columns in LOCKED:
        keys.close_all(table, person, columns)
    op.drop_index(op.f("ix_candidate_search_name"), "candidate")
    _drop_plain()


def _drop_plain() -> None:
    for table, _, columns in LOCKED:
        with op.batch_alter_table(table) as batch:
            if table == "allocation_choice":
                batch.drop_constraint(op.f("ck_allocation_choice_has_a_reason"), type_="check")
            for name, _form in columns:
                batch.drop_column(name)
            if table == "candidate":
                batch.alter_column("uuid", existing_type=sa.String(), type_=sa.String(32), nullable=False)
            else:
                batch.alter_column("uuid", existing_type=sa.String(32), nullable=False)
                batch.create_unique_constraint(op.f(f"uq_{table}_uuid"), ["uuid"])


def downgrade() -> None:
    for table, _, columns in LOCKED:
        for name, form in columns:
            op.add_column(table, sa.Column(name, PLAIN[form], nullable=form == DAY, server_default=EMPTY[form]))
    keys = Keys(op.get_bind())
    for table, person, columns in LOCKED:
        keys.open_all(table, person, columns)
    for table, _, columns in LOCKED:
        with op.batch_alter_table(table) as batch:
            if table == "candidate":
                batch.alter_column("uuid", existing_type=sa.String(32), type_=sa.String(), nullable=True)
            else:
                batch.drop_constraint(op.f(f"uq_{table}_uuid"), type_="unique")
                batch.drop_column("uuid")
            for name, form in columns:
                batch.drop_column(f"{name}_sealed")
                batch.alter_column(name, existing_type=PLAIN[form], server_default=None)
            if table == "allocation_choice":
                batch.create_check_constraint(op.f("ck_allocation_choice_has_a_reason"), sa.text("reason <> ''"))
    op.create_index(op.f("ix_candidate_search_name"), "candidate", ["search_name"], unique=False)
    op.drop_table("person_key")
    op.drop_table("organisation_key")


def _make_key_tables() -> None:
    op.create_table(
        "organisation_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kid", sa.String(), nullable=False),
        sa.Column("region_kid", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_key_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_key")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_organisation_key_organisation_id")),
        sa.UniqueConstraint("kid", name=op.f("uq_organisation_key_kid")),
    )
    op.create_table(
        "person_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_uuid", sa.String(), nullable=False),
        sa.Column("organisation_key_id", sa.Integer(), nullable=False),
        sa.Column("kid", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_key_id"], ["organisation_key.id"], name=op.f("fk_person_key_organisation_key_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_key")),
        sa.UniqueConstraint("person_uuid", name=op.f("uq_person_key_person_uuid")),
    )
    op.create_index(op.f("ix_person_key_organisation_key_id"), "person_key", ["organisation_key_id"], unique=False)
