import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tests.conftest import NOW
from tests.werkbedrijf.logbook.chains import (
    KEYS,
    TAMPERINGS,
    empty_everything,
    open_doors,
    run,
    slip_in_unsealed,
    write_lines,
)
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import AuditEntry, note
from werkbedrijf.foundation.chain import AuditKeys
from werkbedrijf.foundation.references import Kind, next_reference
from werkbedrijf.foundation.sealing import seal, unsealed_count
from werkbedrijf.logbook.anchors import drop_anchor, read_anchors
from werkbedrijf.logbook.verifying import TAMPERED, UNKNOWN, WHOLE, verify

LINES = 12


def test_a_trail_nobody_touched_is_whole(session):
    write_lines(session, LINES)
    outcome = verify(session, KEYS)

    assert (outcome.code, outcome.lines, outcome.sealed, outcome.unsealed) == (WHOLE, LINES, LINES, 0)
    assert outcome.as_json()["ok"] is True
    assert outcome.as_json()["first_bad"] is None


@pytest.mark.parametrize("at", [1, 2, 7, LINES - 1])
@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda one: one.__name__)
def test_every_tampering_is_seen_wherever_it_is_done(session, tampering, at):
    write_lines(session, LINES)
    anchor = drop_anchor(session, KEYS)
    session.flush()
    open_doors(session)
    tampering(session, at)
    session.expire_all()

    outcome = verify(session, KEYS, anchors=[anchor])

    assert outcome.code == TAMPERED, outcome
    assert outcome.first_bad is not None
    assert outcome.reason


@pytest.mark.parametrize(
    "tampering", [t for t in TAMPERINGS if "everything" not in t.__name__ and "head" not in t.__name__]
)
def test_what_a_line_can_show_needs_no_anchor(session, tampering):
    write_lines(session, LINES)
    open_doors(session)
    tampering(session, 5)
    session.expire_all()

    assert verify(session, KEYS).code == TAMPERED


def test_the_first_bad_line_is_named(session):
    write_lines(session, LINES)
    open_doors(session)
    run(session, "UPDATE audit_entry SET actor_role = 'beheerder' WHERE seq IN (4, 9)")

    assert verify(session, KEYS).first_bad["seq"] == 4


def test_without_the_key_nothing_can_be_said(session):
    write_lines(session, 3)

    assert verify(session, AuditKeys()).code == UNKNOWN
    assert verify(session, AuditKeys.of(["een andere"])).code == UNKNOWN


def test_a_renewed_key_keeps_older_lines_checkable(session):
    write_lines(session, 3, AuditKeys.of(["oud"]))
    both = AuditKeys.of(["nieuw", "oud"])
    write_lines(session, 3, both)

    assert verify(session, both).code == WHOLE
    assert len(set(session.scalars(select(AuditEntry.key_id)))) == 2


def test_a_part_can_be_checked_by_itself(session):
    write_lines(session, LINES)
    open_doors(session)
    run(session, "UPDATE audit_entry SET reason = 'anders' WHERE seq = 3")

    assert verify(session, KEYS, since=NOW + timedelta(minutes=5)).code == WHOLE
    assert verify(session, KEYS, until=NOW + timedelta(minutes=2)).code == WHOLE
    assert verify(session, KEYS, until=NOW + timedelta(minutes=5)).code == TAMPERED


def test_the_table_takes_no_changes_and_no_removals(session):
    write_lines(session, 3)
    for statement in (
        "UPDATE audit_entry SET reason = 'anders'",
        "DELETE FROM audit_entry",
        "UPDATE audit_entry SET seq = seq + 10",
    ):
        with pytest.raises(DBAPIError, match="takes no changes"), session.begin_nested():
            session.execute(text(statement))


def test_lines_from_before_there_was_a_key_are_taken_in_for_a_day(session):
    write_lines(session, 3, AuditKeys(), sealed=False)
    assert unsealed_count(session) == 3

    assert seal(session, KEYS) == 3
    session.info["at"] = NOW + timedelta(days=2)
    run(session, "UPDATE audit_head SET adopts_until = adopts_until")
    write_lines(session, 1, KEYS)
    assert verify(session, KEYS).code == WHOLE


def test_after_the_first_day_of_keys_no_line_is_taken_in_however_old_it_says_it_is(session):
    write_lines(session, 3, AuditKeys(), sealed=False)
    seal(session, KEYS)
    session.info["audit_keys"] = AuditKeys()
    session.info["at"] = NOW - timedelta(days=30)
    note(session, TIMETABLE, "user.made", "user", "gebruiker-1")
    session.flush()
    session.info["at"] = NOW + timedelta(days=2)

    assert seal(session, KEYS) == 0
    assert verify(session, KEYS).code == TAMPERED


@pytest.mark.parametrize(
    ("began_with", "later", "taken"),
    [
        (AuditKeys(), timedelta(hours=23), 1),
        (AuditKeys(), timedelta(days=2), 0),
        (KEYS, timedelta(minutes=1), 0),
    ],
    ids=["within the day", "after that day", "a trail that began with a key"],
)
def test_a_line_without_proof_is_taken_in_only_on_the_first_day_of_keys(session, began_with, later, taken):
    write_lines(session, 3, began_with, sealed=False)
    seal(session, KEYS)
    session.info["audit_keys"] = AuditKeys()
    session.info["at"] = NOW + later
    note(session, TIMETABLE, "user.made", "user", "gebruiker-1")

    assert seal(session, KEYS) == taken
    outcome = verify(session, KEYS)
    assert (outcome.code, outcome.unsealed) == ((WHOLE, 0) if taken else (TAMPERED, 1))


@pytest.mark.parametrize("cut", [LINES, LINES - 4])
def test_a_head_that_was_taken_away_is_not_covered_up_by_the_next_line(session, cut):
    write_lines(session, LINES)
    open_doors(session)
    run(session, "DELETE FROM audit_head", "DELETE FROM audit_entry WHERE seq > :cut", cut=cut)
    session.expire_all()
    write_lines(session, 2)

    outcome = verify(session, KEYS)

    assert (outcome.code, outcome.first_bad["seq"]) == (TAMPERED, cut + 1)


def test_an_anchor_is_found_back_behind_what_a_system_log_puts_before_it(session):
    write_lines(session, 3)
    anchor = drop_anchor(session, KEYS)

    found = read_anchors(f"<14>Nov 26 10:00:00 host werkbedrijf[12]: {anchor.text}\nandere regel\n")
    assert found == [anchor]
    assert verify(session, KEYS, anchors=[replace(anchor, mac="0" * 64)]).code == TAMPERED


def test_control_signs_cannot_make_a_line_of_their_own(session):
    entry = note(session, TIMETABLE, "user.made", "user", "x\r\ny", reason="al\ndicht\x1b[2J", fields=["a\nb"])
    kept = "".join([entry.reason, entry.subject_reference, *entry.fields])

    assert not any(ord(sign) < 32 for sign in kept)
    assert entry.reason == "al␊dicht␛[2J"


def test_a_line_that_cannot_even_be_read_is_named(session):
    write_lines(session, LINES)
    open_doors(session)
    if session.connection().dialect.name == "postgresql":
        pytest.skip("PostgreSQL keeps its types")
    run(session, "UPDATE audit_entry SET at = 'gisteren' WHERE seq = 6")

    outcome = verify(session, KEYS)

    assert (outcome.code, outcome.first_bad["seq"]) == (TAMPERED, 6)


@pytest.mark.parametrize(
    "written",
    [
        "act = x'ff00'",
        "at = x'00'",
        "at = 7",
        "proof = x'ff'",
        "mac = x'ff'",
        "actor_id = x'00'",
        "fields = '{'",
    ],
)
@pytest.mark.parametrize("waits", [False, True], ids=["chained", "waiting"])
def test_bytes_where_a_text_belongs_are_an_outcome_too(session, written, waits):
    write_lines(session, LINES)
    open_doors(session)
    if session.connection().dialect.name == "postgresql":
        pytest.skip("PostgreSQL keeps its types")
    waiting = ", seq = NULL" if waits else ""
    run(session, "UPDATE audit_entry SET act = 'audit.restored' WHERE seq = 6")
    run(session, f"UPDATE audit_entry SET {written}{waiting} WHERE seq = 6")
    session.expire_all()

    outcome = verify(session, KEYS)

    assert outcome.code == TAMPERED
    assert outcome.first_bad["seq"] == 6
    assert json.dumps(outcome.as_json())


def test_a_waiting_line_that_cannot_be_read_is_an_outcome_too(session):
    write_lines(session, LINES)
    open_doors(session)
    if session.connection().dialect.name == "postgresql":
        pytest.skip("PostgreSQL keeps its types")
    slip_in_unsealed(session, 6)
    run(session, "UPDATE audit_entry SET at = 'gisteren' WHERE seq IS NULL")
    session.expire_all()

    assert verify(session, KEYS).code == TAMPERED


def test_an_emptied_trail_beside_files_that_were_registered_needs_no_anchor(session):
    assert verify(session, KEYS).code == WHOLE

    next_reference(session, Kind.CANDIDATE)
    write_lines(session, LINES)
    open_doors(session)
    empty_everything(session, 1)
    session.expire_all()

    outcome = verify(session, KEYS)

    assert (outcome.code, outcome.first_bad["seq"]) == (TAMPERED, 1)
