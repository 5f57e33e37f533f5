"""The audit trail as a chain: each line proved, in a place of its own, and closed to changes.

Safe while the old version still runs: columns have a default or may be empty, and lines of the old version (without a proof)
are taken into the chain during the first day. The triggers refuse only what no version does: changing or removing a line.
The one door for removing is ``audit_segment.released_at``, for months whose term is over.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0021", "0020"

NEW = ("purpose", "person", "line", "proof", "seq", "mac", "key_id")
SEAL = ("seq", "mac", "key_id")
KEPT = (
    "id",
    "at",
    "act",
    "result",
    "actor_id",
    "actor_role",
    "organisation_id",
    "subject_kind",
    "subject_reference",
    "reason",
    "origin",
    "trace_id",
    "purpose",
    "person",
    "line",
    "proof",
)
WORDS = "the audit trail takes no changes"


def upgrade() -> None:
    _add_columns()
    _add_tables()
    _close()


def downgrade() -> None:
    _open()
    op.drop_table("audit_segment")
    op.drop_table("audit_anchor")
    op.drop_table("audit_head")
    for name in ("trace_id", "person"):
        op.drop_index(op.f(f"ix_audit_entry_{name}"), table_name="audit_entry")
    for name in ("unsealed",):
        op.drop_index(f"ix_audit_entry_{name}", table_name="audit_entry")
    for name in ("line", "seq"):
        if op.get_bind().dialect.name == "postgresql":
            op.drop_constraint(op.f(f"uq_audit_entry_{name}"), "audit_entry", type_="unique")
    with op.batch_alter_table("audit_entry") as table:
        if op.get_bind().dialect.name == "sqlite":
            for name in ("line", "seq"):
                table.drop_constraint(op.f(f"uq_audit_entry_{name}"), type_="unique")
        for name in NEW:
            table.drop_column(name)


def _add_columns() -> None:
    with op.batch_alter_table("audit_entry") as table:
        table.add_column(sa.Column("purpose", sa.String(), server_default="", nullable=False))
        table.add_column(sa.Column("person", sa.String(), nullable=True))
        table.add_column(sa.Column("line", sa.String(), nullable=True))
        table.add_column(sa.Column("proof", sa.String(), server_default="", nullable=False))
        table.add_column(sa.Column("seq", sa.Integer(), nullable=True))
        table.add_column(sa.Column("mac", sa.String(), server_default="", nullable=False))
        table.add_column(sa.Column("key_id", sa.String(), server_default="", nullable=False))
        table.create_unique_constraint(op.f("uq_audit_entry_line"), ["line"])
        table.create_unique_constraint(op.f("uq_audit_entry_seq"), ["seq"])
    op.create_index(op.f("ix_audit_entry_trace_id"), "audit_entry", ["trace_id"], unique=False)
    op.create_index(op.f("ix_audit_entry_person"), "audit_entry", ["person"], unique=False)
    op.create_index(
        "ix_audit_entry_unsealed",
        "audit_entry",
        ["id"],
        unique=False,
        sqlite_where=sa.text("seq IS NULL"),
        postgresql_where=sa.text("seq IS NULL"),
    )


def _add_tables() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("mac", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("adopts_until", moment, nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "audit_anchor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("mac", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_anchor")),
    )
    op.create_index(op.f("ix_audit_anchor_at"), "audit_anchor", ["at"], unique=False)
    op.create_table(
        "audit_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("first_at", moment, nullable=False),
        sa.Column("last_at", moment, nullable=False),
        sa.Column("first_mac", sa.String(), nullable=False),
        sa.Column("last_mac", sa.String(), nullable=False),
        sa.Column("archive", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("released_at", moment, nullable=True),
        sa.Column("proof", sa.String(), nullable=False),
        sa.CheckConstraint("last_seq >= first_seq", name=op.f("ck_audit_segment_first_before_last")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_segment")),
        sa.UniqueConstraint("first_seq", name=op.f("uq_audit_segment_first_seq")),
        sa.UniqueConstraint("last_seq", name=op.f("uq_audit_segment_last_seq")),
    )
    op.create_index(op.f("ix_audit_segment_last_at"), "audit_segment", ["last_at"], unique=False)


def _close() -> None:
    """A line may get its place in the chain once; otherwise it stays as it is, until its segment is released."""
    if op.get_bind().dialect.name == "postgresql":
        changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in KEPT)
        op.execute(
            f"""
            CREATE FUNCTION audit_entry_closed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' THEN
                    IF EXISTS (SELECT 1 FROM audit_segment s WHERE s.released_at IS NOT NULL
                               AND OLD.seq BETWEEN s.first_seq AND s.last_seq) THEN RETURN OLD; END IF;
                    RAISE EXCEPTION '{WORDS}';
                END IF;
                IF OLD.seq IS NOT NULL OR NEW.fields::text IS DISTINCT FROM OLD.fields::text OR {changed}
                THEN RAISE EXCEPTION '{WORDS}'; END IF;
                RETURN NEW;
            END $$
            """  # noqa: S608  # names of this module
        )
        op.execute(
            "CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE ON audit_entry "
            "FOR EACH ROW EXECUTE FUNCTION audit_entry_closed()"
        )
        op.execute(
            "CREATE TRIGGER audit_entry_kept BEFORE DELETE ON audit_entry "
            "FOR EACH ROW EXECUTE FUNCTION audit_entry_closed()"
        )
        op.execute(
            f"""
            CREATE FUNCTION audit_segment_closed() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND OLD.released_at IS NULL AND NEW.released_at IS NOT NULL
                   AND NEW.first_seq = OLD.first_seq AND NEW.last_seq = OLD.last_seq AND NEW.last_mac = OLD.last_mac
                THEN RETURN NEW; END IF;
                RAISE EXCEPTION '{WORDS}';
            END $$
            """
        )
        op.execute(
            "CREATE TRIGGER audit_segment_unchanged BEFORE UPDATE ON audit_segment "
            "FOR EACH ROW EXECUTE FUNCTION audit_segment_closed()"
        )
        op.execute(
            "CREATE TRIGGER audit_segment_kept BEFORE DELETE ON audit_segment "
            "FOR EACH ROW EXECUTE FUNCTION audit_segment_closed()"
        )
        return
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in (*KEPT, "fields"))
    op.execute(
        f"CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE ON audit_entry WHEN OLD.seq IS NOT NULL OR {changed} "
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    )
    released = "SELECT 1 FROM audit_segment WHERE released_at IS NOT NULL AND OLD.seq BETWEEN first_seq AND last_seq"
    op.execute(
        f"CREATE TRIGGER audit_entry_kept BEFORE DELETE ON audit_entry WHEN NOT EXISTS ({released}) "
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    )
    op.execute(
        "CREATE TRIGGER audit_segment_unchanged BEFORE UPDATE ON audit_segment WHEN OLD.released_at IS NOT NULL "
        "OR NEW.released_at IS NULL OR NEW.first_seq IS NOT OLD.first_seq OR NEW.last_seq IS NOT OLD.last_seq "
        f"OR NEW.last_mac IS NOT OLD.last_mac BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    )
    op.execute(
        f"CREATE TRIGGER audit_segment_kept BEFORE DELETE ON audit_segment BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    )


def _open() -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in ("audit_entry", "audit_segment"):
        for name in (f"{table}_unchanged", f"{table}_kept"):
            op.execute(f"DROP TRIGGER {name} ON {table}" if postgresql else f"DROP TRIGGER {name}")
        if postgresql:
            op.execute(f"DROP FUNCTION {table}_closed()")
