"""Two files with one last name and birth date: a suggestion that partners hear of only when the coordinator asks."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from candidates.actions import change_candidate, facts_of
from candidates.forgetting import forget_person
from candidates.numbers import actions, policy
from candidates.numbers.births import mark_births, something_to_mark, suggest, surname
from candidates.numbers.errors import BothAgreeFirst
from candidates.numbers.jobs import find_doubles
from candidates.numbers.models import BirthMark, DuplicateCheck, Found, Verdict
from candidates.numbers.queries import duplicates_for, find_duplicate, open_lines, waiting_among
from candidates.numbers.rotation import announce, cover, swap
from tests.candidates.numbers.test_numbers import keep, numbers, partner
from tests.conftest import NOW
from tests.making import MAKER, MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.audit import record
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.rights.erasing import erase
from werkbedrijf.rights.models import ErasureGround

BORN = date(1990, 4, 3)


def waiting(session, actor):
    return [one.id for one in waiting_among(actor, session.execute(open_lines(actor)))]


def somebody(make, organisation=None, last_name="van der Heijden", born_on=BORN, **values):
    coach = make.user(Role.COACH, organisation=organisation or partner(make))
    return make.candidate(coach=coach, last_name=last_name, born_on=born_on, **values)


def look(session):
    while mark_births(session):
        session.flush()
    return suggest(session, on=MONDAY)


@pytest.fixture
def pair(session, make):
    make.parameters()
    return somebody(make), somebody(make, last_name="Heijden")


@pytest.fixture
def line(session, pair):
    (one,) = look(session)
    return one


def test_two_partners_with_one_birth_are_one_line(session, pair, line):
    assert (line.other_id, line.candidate_id) == (pair[0].id, pair[1].id)
    assert (line.found_by, line.by_id, line.verdict) == (Found.BIRTH, None, Verdict.OPEN)
    assert look(session) == []


@pytest.mark.parametrize(
    "other", [{"last_name": "van der Heide"}, {"born_on": date(1990, 4, 4)}, {"born_on": None}, {"last_name": ""}]
)
def test_another_name_or_birth_date_is_no_line(session, make, other):
    make.parameters()
    somebody(make)
    somebody(make, **({"last_name": "van der Heijden", "born_on": BORN} | other))

    assert look(session) == []


def test_two_numbers_that_differ_are_two_persons(session, make, pair):
    for person, bsn in zip(pair, numbers(2), strict=True):
        keep(session, make, person, bsn)
    assert look(session) == []


def test_one_number_is_one_line_already(session, make, pair):
    for person in pair:
        keep(session, make, person)
    assert look(session) == []


def test_three_files_are_two_lines_with_the_oldest(session, make, pair):
    third = somebody(make)
    assert [(one.other_id, one.candidate_id) for one in look(session)] == [
        (pair[0].id, pair[1].id),
        (pair[0].id, third.id),
    ]


def test_a_changed_name_is_marked_again(session, make, pair):
    other = somebody(make, last_name="Anders")
    assert len(look(session)) == 1 and not something_to_mark(session)
    change_candidate(
        session, make.actor_of(other.coach), other, replace(facts_of(other), last_name="Heijden"), on=MONDAY
    )
    session.flush()
    assert something_to_mark(session)
    assert [one.candidate_id for one in look(session)] == [other.id]


def test_who_loses_the_birth_date_loses_the_mark(session, make, pair):
    look(session)
    change_candidate(
        session, make.actor_of(pair[0].coach), pair[0], replace(facts_of(pair[0]), born_on=None), on=MONDAY
    )
    session.flush()
    mark_births(session)
    assert session.scalars(select(BirthMark.candidate_id)).all() == [pair[1].id]


def test_the_mark_says_nothing_and_goes_with_the_person(session, make, pair):
    look(session)
    rows = [str(row) for row in session.execute(text("SELECT * FROM birth_mark"))]
    assert len(rows) == 2 and not [row for row in rows if "eijden" in row or "1990" in row]
    erase(session, MAKER, pair[0], ground=ErasureGround.REQUEST, on=MONDAY)

    assert session.scalars(select(BirthMark.candidate_id)).all() == [pair[1].id]
    assert session.scalar(select(func.count()).select_from(DuplicateCheck)) == 0
    assert look(session) == []


def test_forgetting_alone_leaves_no_mark_that_is_made_again(session, pair):
    look(session)
    forget_person(session, pair[0])
    record(session, MAKER, "candidate.erased", pair[0])
    session.flush()
    mark_births(session)
    assert session.scalars(select(BirthMark.candidate_id)).all() == [pair[1].id]


def test_a_second_suggestion_of_one_pair_is_refused_by_the_database(session, line):
    again = DuplicateCheck(
        candidate_id=line.candidate_id, other_id=line.other_id, at=NOW, on_day=MONDAY, found_by=Found.BIRTH
    )
    session.add(again)
    record(session, MAKER, "duplicatecheck.suggested", again) if again.id else None
    with pytest.raises(IntegrityError):
        session.flush()


def test_the_marks_go_along_under_a_new_pepper(session, make, pair):
    mark_births(session)
    announce(session)
    third = somebody(make)
    mark_births(session)
    assert session.scalar(select(func.count()).select_from(BirthMark).where(BirthMark.next_kid.is_not(None))) == 1
    while cover(session, 1):
        pass
    swap(session)
    fourth = somebody(make)
    assert [one.candidate_id for one in look(session)] == [pair[1].id, third.id, fourth.id]
    assert len(set(session.scalars(select(BirthMark.digest)))) == 1
    assert len(set(session.scalars(select(BirthMark.kid)))) == 1


def test_partners_hear_of_it_only_when_the_coordinator_asks(session, make, pair, line):
    chief = make.actor(Role.COORDINATOR)
    ours = make.actor(Role.ACCOUNT_MANAGER, organisation=pair[0].organisation)
    theirs = make.actor(Role.ORG_ADMIN, organisation=pair[1].organisation)
    stranger = make.actor(Role.ACCOUNT_MANAGER)
    for partner_person in (ours, theirs, stranger):
        assert session.scalars(duplicates_for(partner_person)).all() == []
        assert find_duplicate(session, partner_person, line.reference) is None
        assert policy.may_agree(partner_person, duplicate=line).hidden
        assert policy.may_ask(partner_person, duplicate=line).hidden
        assert waiting(session, partner_person) == []
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
    assert waiting(session, chief) == [line.id]
    assert policy.may_ask(chief, duplicate=line) and not policy.may_see_names(chief, duplicate=line)

    actions.ask_partners(session, chief, line)
    session.flush()
    assert not policy.may_ask(chief, duplicate=line) and waiting(session, chief) == []
    for partner_person in (ours, theirs):
        assert waiting(session, partner_person) == [line.id]
        assert policy.may_agree(partner_person, duplicate=line)
        actions.agree(session, partner_person, line)
        assert waiting(session, partner_person) == []
        assert not policy.may_see_names(partner_person, duplicate=line)
    assert session.scalars(duplicates_for(stranger)).all() == []
    assert policy.may_see_names(chief, duplicate=line) and waiting(session, chief) == [line.id]
    actions.decide(session, chief, line, Verdict.SAME)
    session.flush()
    assert waiting(session, chief) == [] and not policy.may_ask(chief, duplicate=line)


def test_a_suggestion_is_decided_after_both_agreed(session, make, line):
    with pytest.raises(BothAgreeFirst):
        actions.decide(session, make.actor(Role.COORDINATOR), line, Verdict.SAME)


def test_two_files_of_one_partner_are_a_matter_of_its_account_manager(session, make):
    make.parameters()
    home = partner(make)
    somebody(make, home), somebody(make, home)
    (line,) = look(session)
    manager = make.actor(Role.ACCOUNT_MANAGER, organisation=home)
    assert line.within
    for role, organisation in (
        (Role.COORDINATOR, home),
        (Role.ORG_ADMIN, home),
        (Role.COACH, home),
        (Role.ACCOUNT_MANAGER, None),
    ):
        other = make.actor(role, organisation=organisation) if organisation else make.actor(role)
        assert session.scalars(duplicates_for(other)).all() == []
        for may in (policy.may_ask, policy.may_agree, policy.may_decide, policy.may_see_names):
            assert may(other, duplicate=line).hidden
    assert policy.may_ask(manager, duplicate=line).hidden and policy.may_agree(manager, duplicate=line).hidden
    assert policy.may_see_names(manager, duplicate=line) and waiting(session, manager) == [line.id]
    actions.decide(session, manager, line, Verdict.OTHER)
    session.flush()
    assert waiting(session, manager) == [] and not policy.may_decide(manager, duplicate=line)


def test_the_timetable_finds_them_a_portion_at_a_time(stored, database, monkeypatch):
    stored.region()
    stored.parameters()
    for _ in range(3):
        somebody(stored)
    stored.save()
    monkeypatch.setattr("candidates.numbers.births.mark_births.__defaults__", (2,))

    assert find_doubles(database, at=NOW) == 2
    assert find_doubles(database, at=NOW) == 0
    with database.session(at=NOW) as session:
        assert session.scalar(select(func.count()).select_from(BirthMark)) == 3


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Vries", "vries"), ("de Vries", "vries"), ("'t Hooft", "hooft"), ("De", "de"), ("Ten Den", "ten den")],
)
def test_what_stands_before_a_last_name_does_not_count(typed, kept):
    assert surname(typed) == kept


def test_on_vandaag_and_in_the_browser(client, stored, database):
    stored.region()
    stored.parameters()
    ours, theirs = somebody(stored), somebody(stored, last_name="Heijden")
    inside = somebody(stored, organisation=ours.organisation, first_name="Tweeling", last_name="Twijfel")
    somebody(stored, organisation=ours.organisation, first_name="Nogmaals", last_name="Twijfel")
    chief = stored.user(Role.COORDINATOR)
    manager = stored.user(Role.ACCOUNT_MANAGER, organisation=ours.organisation)
    away = stored.user(Role.ACCOUNT_MANAGER, organisation=theirs.organisation)
    stored.save()
    find_doubles(database, at=NOW)
    client.sign_in_as(away)
    assert "ubbele inschrijving D-" not in client.get("/vandaag").text and "D-0001" not in client.get("/dubbelen").text
    client.sign_in_as(chief)
    assert "1 keer dezelfde achternaam en geboortedatum bij twee partners" in client.get("/vandaag").text
    page = client.get("/dubbelen")
    assert "Dezelfde achternaam en geboortedatum" in page.text and "geboren in 1990" in page.text
    assert "Heijden" not in page.html and "Twijfel" not in page.html
    client.post("/dubbelen/D-0001/vraag", {})
    for user in (manager, away):
        client.sign_in_as(user)
        assert "Dubbele inschrijving D-0001: mag de regiocoördinator de namen zien?" in client.get("/vandaag").text
        assert "een andere partner" in client.get("/dubbelen").text and "Heijden" not in client.get("/dubbelen").html
        client.post("/dubbelen/D-0001/akkoord", {})
    client.sign_in_as(chief)
    assert "van der Heijden" in client.get("/dubbelen").text
    client.post("/dubbelen/D-0001/besluit", {"besluit": "zelfde_persoon"})
    client.sign_in_as(manager)
    page = client.get("/dubbelen")
    assert "Nogmaals Twijfel" in page.text and inside.reference in page.text
    client.post("/dubbelen/D-0002/besluit", {"besluit": "andere_persoon"})
    assert "Dit zijn twee personen" in client.get("/dubbelen").text
