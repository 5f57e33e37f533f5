"""The processing log on PostgreSQL: a schema of its own, in partitions by the month.

Safe while the old version still runs: it knows nothing of it. On SQLite the log is a file of its own, made when it is first
written; there is nothing to do here. Months are made ahead by the timetable; what has no month yet goes to the rest.
"""

from alembic import op

revision, down_revision = "0027", "0026"

TABLE = """
CREATE TABLE logboek.processing_log (
    id bigint NOT NULL DEFAULT nextval('logboek.processing_log_id_seq'),
    trace_id bytea NOT NULL CHECK (octet_length(trace_id) = 16),
    span_id bytea NOT NULL CHECK (octet_length(span_id) = 8),
    parent_span_id bytea CHECK (octet_length(parent_span_id) = 8),
    status_code smallint NOT NULL,
    name varchar NOT NULL,
    start_time bigint NOT NULL,
    end_time bigint NOT NULL,
    foreign_operation json,
    resource json NOT NULL,
    processing_activity_id varchar NOT NULL,
    data_subject_id varchar,
    data_subject_id_type varchar,
    PRIMARY KEY (id, start_time)
) PARTITION BY RANGE (start_time)
"""


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("CREATE SCHEMA IF NOT EXISTS logboek")
    op.execute("CREATE SEQUENCE logboek.processing_log_id_seq")
    op.execute(TABLE)
    op.execute("CREATE TABLE logboek.processing_log_rest PARTITION OF logboek.processing_log DEFAULT")
    for name, columns in (
        ("data_subject_id", "data_subject_id, start_time"),
        ("trace_id", "trace_id"),
        ("start_time", "start_time"),
    ):
        op.execute(f"CREATE INDEX ix_processing_log_{name} ON logboek.processing_log ({columns})")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SCHEMA logboek CASCADE")
