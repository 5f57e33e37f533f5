"""Erasing: nothing of the person stays, what counts is still counted, and an older copy is erased again."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from candidates.models import CandidateStatus
from candidates.profile.pool import fresh_people
from candidates.queries import candidates_visible_to, find_candidate
from tests.making import MONDAY
from tests.werkbedrijf.rights.somebody import CANARY, LONG_AGO, somebody
from werkbedrijf.foundation.actors import TIMETABLE, Role
from werkbedrijf.foundation.db import Base
from werkbedrijf.garantiebanen.queries import count_of, records_of
from werkbedrijf.imports.models import BatchState, ImportBatch
from werkbedrijf.rights.belonging import of_person, sa_table
from werkbedrijf.rights.columns import Rows, of_people
from werkbedrijf.rights.erasing import erase, erase_anyway
from werkbedrijf.rights.errors import ErasedAlready, StillWorks
from werkbedrijf.rights.models import ErasureGround, Tombstone
from werkbedrijf.rights.tombstones import replay_erasures, tombstones_since

TUESDAY = MONDAY + timedelta(days=1)
WORKDAY = LONG_AGO + timedelta(days=7)


def _erase(session, candidate):
    return erase(session, TIMETABLE, candidate, ground=ErasureGround.REQUEST, on=TUESDAY)


def _cells(session):
    """Every value of every row of every table, with where it stands."""
    session.flush()
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)).mappings():
            for name, value in row.items():
                told = value.decode("utf-8", "ignore") if isinstance(value, bytes) else str(value)
                yield f"{table.name}.{name}", told


def test_the_example_has_a_row_in_every_table_of_people(session, make):
    candidate = somebody(make)

    for table in of_people():
        assert session.scalar(select(func.count()).select_from(sa_table(table)).where(of_person(table, candidate))), (
            table.name
        )


def test_nothing_of_the_person_is_left_in_any_table(session, make):
    candidate = somebody(make)
    pseudonym = session.scalar(text("SELECT pseudonym FROM profile"))
    words = (CANARY.lower(), "98765432", "1987-03-14", pseudonym)
    assert any(CANARY in told for _, told in _cells(session))

    _erase(session, candidate)

    assert [(where, told) for where, told in _cells(session) if any(word in told.lower() for word in words)] == []
    for table in of_people():
        if table.rows is Rows.DELETE:
            left = session.scalar(select(func.count()).select_from(sa_table(table)).where(of_person(table, candidate)))
            assert left == 0, table.name


def test_somebody_else_keeps_everything(session, make):
    other = somebody(make)
    before = [
        session.scalar(select(func.count()).select_from(sa_table(table)).where(of_person(table, other)))
        for table in of_people()
    ]
    gone = make.candidate(first_name="Sam", last_name="Anders")

    _erase(session, gone)

    assert before == [
        session.scalar(select(func.count()).select_from(sa_table(table)).where(of_person(table, other)))
        for table in of_people()
    ]
    assert other.first_name == f"{CANARY}voor"
    assert session.scalars(select(ImportBatch)).one().content != b""


def test_a_tombstone_says_when_and_why_and_not_who(session, make):
    candidate = somebody(make)
    number = candidate.uuid

    tombstone = _erase(session, candidate)

    assert (tombstone.uuid, tombstone.ground) == (number, ErasureGround.REQUEST)
    assert set(Tombstone.__table__.columns.keys()) == {"id", "uuid", "erased_at", "ground"}
    assert candidate.status is CandidateStatus.LEFT


def test_nobody_finds_who_was_erased(session, make):
    candidate = somebody(make)
    coach, manager = make.actor_of(candidate.coach), make.actor(organisation=candidate.organisation)

    _erase(session, candidate)

    assert not session.scalars(candidates_visible_to(coach)).all()
    assert not session.scalars(candidates_visible_to(manager)).all()
    found = find_candidate(session, make.actor(Role.COACH), candidate.reference)
    assert found is None or found.first_name == ""


def test_matching_forgets_even_a_copy_in_memory(session, make):
    make.profile(make.candidate())
    candidate = somebody(make)
    candidate_id = candidate.id
    assert candidate_id in fresh_people(session).candidate_ids

    _erase(session, candidate)

    left = fresh_people(session)
    assert candidate_id not in left.candidate_ids
    assert len(left) == 1


def test_what_counted_still_counts_and_is_of_nobody(session, make):
    candidate = somebody(make)
    before = count_of(session, WORKDAY)
    assert before.total.persons == 1

    _erase(session, candidate)

    after = count_of(session, WORKDAY)
    assert (after.total, after.by_gemeente) == (before.total, before.by_gemeente)
    assert records_of(session, WORKDAY, None) == []


def test_who_works_is_not_erased_and_the_reason_is_told(session, make):
    candidate = somebody(make, works=True)

    with pytest.raises(StillWorks, match="Beëindig of annuleer eerst de plaatsing"):
        _erase(session, candidate)

    assert candidate.first_name == f"{CANARY}voor"


def test_nobody_is_erased_twice(session, make):
    candidate = somebody(make)
    _erase(session, candidate)

    with pytest.raises(ErasedAlready):
        _erase(session, candidate)


def test_an_open_voordracht_gives_its_seat_back(session, make):
    candidate = make.candidate()
    proposal = make.proposal(make.vacancy(), candidate)
    vacancy = proposal.vacancy
    assert vacancy.held == 1

    _erase(session, candidate)

    session.refresh(vacancy)
    assert vacancy.held == 0


def test_who_worked_by_an_older_copy_is_erased_again_and_frees_the_seat(session, make):
    candidate = somebody(make, works=True)
    told = erase_anyway(session, TIMETABLE, candidate, ground=ErasureGround.REQUEST, at=session.info["at"], on=TUESDAY)

    assert told.uuid == candidate.uuid
    assert session.scalar(text("SELECT sum(filled) FROM vacancy")) == 0
    assert count_of(session, WORKDAY).total.persons == 1
    assert count_of(session, TUESDAY).total.persons == 0


def test_a_draft_import_that_names_the_person_is_thrown_away(session, make):
    candidate = somebody(make)
    batch = session.scalars(select(ImportBatch)).one()
    session.execute(text("UPDATE import_batch SET state = 'concept'"))
    session.execute(text("DELETE FROM imported_record"))

    _erase(session, candidate)

    session.refresh(batch)
    assert (batch.content, batch.preview, batch.state) == (b"", [], BatchState.DISCARDED)


def test_replaying_erases_whoever_is_back_and_is_safe_twice(session, make):
    candidate = somebody(make)
    _erase(session, candidate)
    told = tombstones_since(session)
    session.execute(text("DELETE FROM tombstone"))
    session.execute(text("UPDATE candidate SET uuid = 'somebody-else'"))
    session.expire_all()
    again = make.candidate(uuid=told[0].uuid)
    session.expire_all()

    assert replay_erasures(session, told) == 1
    assert replay_erasures(session, told) == 0
    assert again.first_name == ""
    assert tombstones_since(session) == told


def test_replaying_somebody_this_copy_never_knew_keeps_the_tombstone(session, make):
    candidate = make.candidate()
    _erase(session, candidate)
    told = tombstones_since(session)
    session.execute(text("DELETE FROM tombstone"))
    session.execute(text("UPDATE candidate SET uuid = 'somebody-else'"))

    assert replay_erasures(session, told) == 0
    assert tombstones_since(session) == told
