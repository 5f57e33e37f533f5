"""Who someone is stands locked: read and written as ever, moved or changed in the database it is refused, erased it is gone."""

from datetime import date

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import StatementError

from candidates.actions import change_candidate, facts_of, register_candidate
from candidates.facts import CandidateFacts
from candidates.forgetting import forget_person
from candidates.models import Candidate
from candidates.naming import names_of
from candidates.profile.models import Profile
from candidates.queries import candidates_visible_to, found_in_caseload
from matching.proposals.actions import withdraw
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import AuditEntry, record
from werkbedrijf.foundation.errors import ProgrammingError
from werkbedrijf.foundation.keys.cells import CellRefused
from werkbedrijf.foundation.keys.locks import KeyGone, lock_partners_anew, ring_of, seen
from werkbedrijf.foundation.keys.models import OrganisationKey, PersonKey
from werkbedrijf.foundation.keys.ring import Kind

FACTS = CandidateFacts(
    first_name="Zwijgzaam",
    last_name="Geheimnaam",
    gemeente_code="GM0153",
    born_on=date(1991, 12, 30),
    email="zwijg@voorbeeld.example",
    phone="06 11998877",
)


@pytest.fixture
def person(session, make):
    return register_candidate(session, make.actor(Role.COACH), FACTS, on=MONDAY)


def again(session, row):
    """The row as another request would read it."""
    session.flush()
    session.info.clear()
    session.info["at"] = None
    reference = row.reference
    session.expunge_all()
    return session.scalars(select(Candidate).where(Candidate.reference == reference)).one()


def raw(session, row, column):
    return session.scalar(text(f"SELECT {column} FROM candidate WHERE id = {row.id}"))


def put(session, row, column, cell):
    session.flush()
    session.execute(update(Candidate.__table__).where(Candidate.__table__.c.id == row.id).values({column: cell}))
    session.expire(row)


def test_what_was_written_is_read(session, person):
    found = again(session, person)

    assert facts_of(found) == FACTS
    assert (found.name, found.search_name) == ("Zwijgzaam Geheimnaam", "zwijgzaam geheimnaam")


def test_nothing_of_it_stands_in_the_table(session, person):
    session.flush()
    row = session.execute(text("SELECT * FROM candidate")).mappings().one()
    whole = " ".join(str(bytes(value) if isinstance(value, (bytes, memoryview)) else value) for value in row.values())

    for canary in ("Zwijgzaam", "Geheimnaam", "geheimnaam", "1991", "zwijg@", "11998877"):
        assert canary not in whole
    assert len(row["uuid"]) == 32


def test_a_key_per_person_and_one_per_partner(session, make, person):
    other = make.candidate(coach=person.coach)
    elsewhere = make.candidate()
    session.flush()

    keys = session.execute(select(PersonKey.person_uuid, PersonKey.organisation_key_id)).all()
    assert {key.person_uuid for key in keys} == {person.uuid, other.uuid, elsewhere.uuid}
    assert len({key.organisation_key_id for key in keys}) == 2
    assert session.scalar(select(func.count()).select_from(OrganisationKey)) == 2


def test_the_same_value_again_changes_nothing(session, person):
    found = again(session, person)
    found.first_name = "Zwijgzaam"
    found.phone = "06 11998877"

    assert not session.is_modified(found)
    found.phone = "06 1"
    assert session.is_modified(found) and found.phone == "06 1"


def test_the_trail_names_the_field_and_not_its_value(session, make, person):
    session.flush()
    session.info["at"] = make.session.info["at"]
    facts = CandidateFacts(**{name: getattr(FACTS, name) for name in FACTS.__slots__} | {"phone": "06 55555555"})
    change_candidate(session, make.actor(), person, facts, on=MONDAY)
    session.flush()

    line = session.scalars(select(AuditEntry).where(AuditEntry.act == "candidate.changed")).one()
    assert line.fields == ["phone"]


def test_emptied_is_null(session, person):
    person.phone, person.born_on = "", None
    session.flush()

    assert (raw(session, person, "phone_sealed"), raw(session, person, "born_on_sealed")) == (None, None)
    found = again(session, person)
    assert (found.phone, found.born_on) == ("", None)


def test_a_cell_that_was_moved_does_not_open(session, make, person):
    other = make.candidate(coach=person.coach, last_name="Ander")
    mine, theirs = person.last_name_sealed, other.last_name_sealed
    session.flush()
    mine, theirs = raw(session, person, "last_name_sealed"), raw(session, other, "last_name_sealed")
    put(session, person, "last_name_sealed", theirs)
    put(session, other, "last_name_sealed", mine)
    put(session, other, "first_name_sealed", raw(session, other, "search_name_sealed"))

    for row, name in ((person, "last_name"), (other, "last_name"), (other, "first_name")):
        with pytest.raises(CellRefused, match="klopt niet met zijn slot"):
            getattr(row, name)


def test_a_changed_cell_is_refused_and_never_shown_as_garbage(session, person):
    session.flush()
    cell = bytearray(raw(session, person, "last_name_sealed"))
    cell[-1] ^= 1
    put(session, person, "last_name_sealed", bytes(cell))

    with pytest.raises(CellRefused):
        _ = person.last_name
    with pytest.raises(CellRefused):
        names_of(session, select(Candidate).where(Candidate.id == person.id))


def test_a_key_of_another_person_does_not_fit(session, make, person):
    other = make.candidate(coach=person.coach)
    session.flush()
    keys = {key.person_uuid: key for key in session.scalars(select(PersonKey))}
    keys[person.uuid].wrapped, keys[other.uuid].wrapped = keys[other.uuid].wrapped, keys[person.uuid].wrapped
    found = again(session, person)

    with pytest.raises(CellRefused, match="person_key"):
        _ = found.name


def test_the_database_is_not_asked_for_a_plain_value(session, person):
    with pytest.raises(StatementError) as refused, session.no_autoflush:
        session.scalars(select(Candidate.id).where(Candidate.last_name == "Geheimnaam")).all()
    assert isinstance(refused.value.orig, ProgrammingError)


def test_locks_of_a_whole_list_come_in_one_question(session, make, person):
    for number in range(5):
        make.candidate(coach=person.coach, last_name=f"Rij{number}")
    again(session, person)
    people = session.scalars(select(Candidate)).all()

    assert len(seen(session)) == 6
    assert {one.last_name for one in people} >= {"Geheimnaam", "Rij0", "Rij4"}
    assert seen(session) == ()


def test_what_failed_leaves_no_key_behind(session, make):
    coach = make.user(Role.COACH)
    failed = session.begin_nested()
    make.candidate(coach=coach)
    failed.rollback()
    kept = make.candidate(coach=coach, last_name="Blijft")

    assert again(session, kept).last_name == "Blijft"


def test_erasing_shreds_everything_about_a_person(session, make):
    proposal = make.proposal()
    person = proposal.candidate
    other = make.candidate(coach=person.coach, last_name="Blijft")
    withdraw(session, make.actor_of(person.coach), proposal, reason="Wil iets anders", on=MONDAY)
    make.profile(other, build_up="Begint rustig")
    session.flush()
    before, cell = person.last_name, raw(session, person, "last_name_sealed")
    assert before and proposal.end_note == "Wil iets anders"
    forget_person(session, person)
    record(session, make.actor(), "candidate.erased", person)

    assert (person.name.strip(), person.phone, person.born_on, proposal.end_note) == ("", "", None, "")
    assert session.scalar(select(PersonKey.id).where(PersonKey.person_uuid == person.uuid)) is None
    put(session, person, "last_name_sealed", cell)  # as an older copy would still hold it
    assert again(session, person).last_name == ""
    assert again(session, other).last_name == "Blijft"
    assert session.scalars(select(Profile).where(Profile.candidate_id == other.id)).one().build_up == "Begint rustig"


def test_nothing_new_is_written_about_who_was_erased(session, person):
    session.flush()
    forget_person(session, person)
    with pytest.raises(KeyGone):
        person.first_name = "Terug"


def test_erased_people_are_not_found_by_name(session, make, person):
    coach = make.actor_of(person.coach)
    assert found_in_caseload(session, coach, "geheimnaam") == [person.id]
    forget_person(session, person)

    assert found_in_caseload(session, coach, "geheimnaam") == []
    assert [one.last_name for one in names_of(session, candidates_visible_to(coach))] == [""]


def test_a_new_key_of_the_region_takes_over_the_partners(session, make, person):
    make.candidate()
    session.flush()
    ring = ring_of(session)
    old, new = ring.current(Kind.REGION), ring.new(Kind.REGION)

    assert lock_partners_anew(session) == 2
    assert set(session.scalars(select(OrganisationKey.region_kid))) == {new.kid} != {old.kid}
    assert lock_partners_anew(session) == 0
    assert again(session, person).name == "Zwijgzaam Geheimnaam"
