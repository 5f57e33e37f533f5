import threading

from sqlalchemy import select, text

from tests.conftest import NOW
from werkbedrijf.foundation.actors import TIMETABLE
from werkbedrijf.foundation.audit import AuditEntry, note
from werkbedrijf.foundation.audit_keys import keys_on
from werkbedrijf.foundation.sealing import seal, unsealed_count
from werkbedrijf.logbook.verifying import WHOLE, verify


def sealed(database):
    with database.transaction(at=NOW) as session:
        return seal(session, keys_on(database.keys))


def checked(database):
    with database.reading(at=NOW) as session:
        return verify(session, keys_on(database.keys))


def test_on_sqlite_a_line_is_chained_with_its_effect(database):
    with database.transaction(at=NOW) as session:
        note(session, TIMETABLE, "user.made", "user", "gebruiker-1")
        assert unsealed_count(session) == 0

    assert checked(database).code == WHOLE


def test_what_is_rolled_back_leaves_no_gap(database):
    for keep in (True, False, True):
        with database.transaction(at=NOW, keep=keep) as session:
            note(session, TIMETABLE, "user.made", "user", "gebruiker-1")

    outcome = checked(database)
    assert (outcome.code, outcome.lines) == (WHOLE, 2)


def test_a_late_commit_gets_a_later_place(postgresql):
    late = postgresql.session(at=NOW, write=True)
    note(late, TIMETABLE, "user.made", "user", "laat")
    late.flush()
    with postgresql.transaction(at=NOW) as session:
        note(session, TIMETABLE, "user.made", "user", "op tijd")
    assert sealed(postgresql) == 1
    late.commit()
    late.close()
    with postgresql.reading(at=NOW) as session:
        assert unsealed_count(session) == 1

    assert sealed(postgresql) == 1
    outcome = checked(postgresql)
    with postgresql.reading(at=NOW) as session:
        order = session.scalars(select(AuditEntry.subject_reference).order_by(AuditEntry.seq)).all()
        numbers = session.scalars(select(AuditEntry.id).order_by(AuditEntry.seq)).all()
    assert (outcome.code, outcome.unsealed, order) == (WHOLE, 0, ["op tijd", "laat"])
    assert numbers[0] > numbers[1]


def test_two_that_seal_first_of_all_at_the_same_moment_wait_for_each_other(postgresql):
    with postgresql.transaction(at=NOW) as session:
        note(session, TIMETABLE, "user.made", "user", "gebruiker-1")
    first = postgresql.session(at=NOW, write=True)
    assert seal(first, keys_on(postgresql.keys)) == 1
    told = []
    second = threading.Thread(target=lambda: told.append(sealed(postgresql)))
    second.start()
    # Only once it waits for the first is there anything to see.
    with postgresql.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for _ in range(2000):
            waits = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            if connection.scalar(waits) or not second.is_alive():
                break
    first.commit()
    first.close()
    second.join()

    assert told == [0]
    outcome = checked(postgresql)
    assert (outcome.code, outcome.sealed) == (WHOLE, 1)


def test_writers_and_two_sealers_at_once_leave_one_whole_chain(postgresql):
    sealed(postgresql)

    def write(name):
        for count in range(10):
            with postgresql.transaction(at=NOW) as session:
                note(session, TIMETABLE, "user.made", "user", f"{name}-{count}")

    def keep_sealing():
        for _ in range(10):
            sealed(postgresql)

    workers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    workers += [threading.Thread(target=keep_sealing) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    while sealed(postgresql):
        pass

    outcome = checked(postgresql)
    assert (outcome.code, outcome.sealed, outcome.unsealed) == (WHOLE, 40, 0)
