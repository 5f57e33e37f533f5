"""A trail of some lines to tamper with, and more than ten ways to do it. Whoever tampers has the whole database, but not the key."""

from datetime import timedelta

from sqlalchemy import text

from tests.conftest import NOW
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import note
from werkbedrijf.foundation.chain import AuditKeys
from werkbedrijf.foundation.sealing import seal

KEYS = AuditKeys({"audit-1-ab12cd34": b"een sleutel voor proeven"}, "audit-1-ab12cd34")
COPIED = (
    "at, act, result, actor_id, actor_role, organisation_id, subject_kind, subject_reference, fields, reason, origin, "
    "trace_id, purpose, person, proof, mac, key_id"
)


def write_lines(session, number, keys=KEYS, *, sealed=True):
    """So many lines, a minute apart, chained."""
    session.info["audit_keys"] = keys
    for count in range(number):
        session.info["at"] = NOW + timedelta(minutes=count)
        note(session, TIMETABLE, "candidate.looked_at", "candidate", f"K-{count:04d}", reason=f"reden {count}")
        session.flush()
    if sealed:
        seal(session, keys)


def open_doors(session):
    """Take the triggers away, as whoever owns the database can."""
    if session.connection().dialect.name == "postgresql":
        session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER USER"))
        session.execute(text("ALTER TABLE audit_segment DISABLE TRIGGER USER"))
        return
    for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        session.execute(text(f"DROP TRIGGER {name}"))


def run(session, *statements, **values):
    for statement in statements:
        session.execute(text(statement), values)


def change_field(session, at):
    run(session, "UPDATE audit_entry SET reason = 'iets anders' WHERE seq = :at", at=at)


def change_mac(session, at):
    run(session, "UPDATE audit_entry SET mac = replace(mac, substr(mac, 1, 1), 'z') WHERE seq = :at", at=at)


def change_proof(session, at):
    run(session, "UPDATE audit_entry SET proof = replace(proof, substr(proof, 1, 1), 'z') WHERE seq = :at", at=at)


def empty_proof(session, at):
    run(session, "UPDATE audit_entry SET proof = '' WHERE seq = :at", at=at)


def delete_line(session, at):
    run(session, "DELETE FROM audit_entry WHERE seq = :at", at=at)


def insert_line(session, at):
    """A line of its own in the middle, the others moved up."""
    run(
        session,
        "UPDATE audit_entry SET seq = -seq WHERE seq >= :at",
        "UPDATE audit_entry SET seq = 1 - seq WHERE seq < 0",
        f"INSERT INTO audit_entry (line, seq, {COPIED}) SELECT 'vals', :at, {COPIED} FROM audit_entry WHERE seq = :at + 1",
        at=at,
    )


def swap_lines(session, at):
    run(
        session,
        "UPDATE audit_entry SET seq = -1 WHERE seq = :at",
        "UPDATE audit_entry SET seq = :at WHERE seq = :at + 1",
        "UPDATE audit_entry SET seq = :at + 1 WHERE seq = -1",
        at=at,
    )


def duplicate_line(session, at):
    run(
        session,
        f"INSERT INTO audit_entry (line, seq, {COPIED}) SELECT line || 'x', "
        f"(SELECT max(seq) + 1 FROM audit_entry), {COPIED} FROM audit_entry WHERE seq = :at",
        at=at,
    )


def redate_line(session, at):
    later = (NOW - timedelta(days=3)).strftime("%Y-%m-%d %H:%M:%S.000000")
    run(session, f"UPDATE audit_entry SET at = '{later}' WHERE seq = :at", at=at)


def cut_tail(session, at):
    run(session, "DELETE FROM audit_entry WHERE seq >= :at", at=at)


def cut_tail_and_head(session, at):
    """What the head and the anchors of the database say goes too."""
    run(
        session,
        "DELETE FROM audit_entry WHERE seq >= :at",
        "DELETE FROM audit_anchor WHERE seq >= :at",
        "DELETE FROM audit_head",
        at=at,
    )


def empty_everything(session, at):
    run(session, *(f"DELETE FROM {table}" for table in ("audit_entry", "audit_head", "audit_anchor", "audit_segment")))


def slip_in_unsealed(session, at):
    """A line that waits for the sealer, copied from another."""
    run(
        session,
        f"INSERT INTO audit_entry (line, seq, {COPIED}) SELECT 'vals', NULL, {COPIED} FROM audit_entry WHERE seq = :at",
        at=at,
    )


def slip_in_old_unproven(session, at):
    """A line that says it is from long ago, and has no proof as lines had none before there was a key."""
    run(
        session,
        "INSERT INTO audit_entry (at, act, result, actor_role, subject_kind, subject_reference, fields, reason, origin, trace_id) "
        "SELECT '1969-07-20 20:17:00.000000', act, result, actor_role, subject_kind, subject_reference, fields, reason, origin, "
        "trace_id FROM audit_entry WHERE seq = :at",
        at=at,
    )


def rename_key(session, at):
    run(session, "UPDATE audit_entry SET key_id = 'ffffffff' WHERE seq = :at", at=at)


TAMPERINGS = (
    change_field,
    change_mac,
    change_proof,
    empty_proof,
    delete_line,
    insert_line,
    swap_lines,
    duplicate_line,
    redate_line,
    cut_tail,
    cut_tail_and_head,
    empty_everything,
    slip_in_unsealed,
    slip_in_old_unproven,
    rename_key,
)
