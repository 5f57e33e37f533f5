"""The burgerservicenummer: only where the law allows it, never shown whole, and never an answer about another partner."""

import pytest
from sqlalchemy import func, select, text
from stdnum.nl import bsn as elfproef

from candidates.actions import register_candidate
from candidates.facts import CandidateFacts
from candidates.forgetting import forget_person
from candidates.numbers import actions, policy
from candidates.numbers.errors import BothAgreeFirst, EnoughForToday, KnownHere, NotANumber, NotUsedHere
from candidates.numbers.models import CandidateNumber, DuplicateCheck, KnownNumber, Verdict
from candidates.numbers.queries import duplicates_for, find_duplicate, number_of
from candidates.numbers.rotation import announce, cover, swap
from tests.making import MONDAY
from werkbedrijf.foundation.actors import TIMETABLE, Role
from werkbedrijf.foundation.audit import AuditEntry, record
from werkbedrijf.foundation.outbox import OutboxMessage

BSN = "111222333"


def numbers(count):
    """Numbers that pass the elfproef."""
    found = (f"{number:09d}" for number in range(100000001, 199999999, 7) if elfproef.is_valid(f"{number:09d}"))
    return [next(found) for _ in range(count)]


def partner(make, **values):
    return make.organisation(uses_bsn=True, bsn_ground="Wabb artikel 10", **values)


@pytest.fixture
def coach(make):
    make.parameters()
    return make.user(Role.COACH, organisation=partner(make))


@pytest.fixture
def person(make, coach):
    return make.candidate(coach=coach)


def keep(session, make, candidate, bsn=BSN, by=None):
    return actions.keep_number(session, by or make.actor_of(candidate.coach), candidate, bsn, on=MONDAY)


def test_a_number_is_kept_locked_and_shown_by_its_last_three_digits(session, make, person):
    kept = keep(session, make, person, "1112.22.333")
    session.flush()

    assert (kept.bsn, kept.masked) == (BSN, "••••••333")
    assert number_of(session, person) is kept
    tables = ("candidate_number", "known_number", "duplicate_check", "audit_entry")
    rows = [str(row) for name in tables for row in session.execute(text(f"SELECT * FROM {name}"))]
    assert rows and not [row for row in rows if BSN in row or "222333" in row]


@pytest.mark.parametrize("typed", ["111222334", "000000000", "12345", "", "abcdefghi", "1112223330", "111222333a"])
def test_what_fails_the_elfproef_is_refused_without_repeating_it(session, make, person, typed):
    with pytest.raises(NotANumber) as refused:
        keep(session, make, person, typed)
    assert not typed or typed not in str(refused.value)


def test_a_partner_without_a_ground_keeps_none(session, make):
    make.parameters()
    person = make.candidate()
    with pytest.raises(NotUsedHere):
        keep(session, make, person)
    assert session.scalar(select(func.count()).select_from(KnownNumber)) == 0


def test_the_own_partner_is_offered_the_file_it_has(session, make, person):
    keep(session, make, person)
    other = make.candidate(coach=make.user(Role.COACH, organisation=person.organisation))
    with pytest.raises(KnownHere, match=person.reference) as refused:
        keep(session, make, other)

    assert refused.value.candidate_id == person.id
    assert number_of(session, other) is None


def test_another_partner_is_told_nothing_and_the_coordinator_gets_a_line(session, make, person):
    keep(session, make, person)
    away = make.candidate(coach=make.user(Role.COACH, organisation=partner(make)))
    alone = make.candidate(coach=away.coach)
    keep(session, make, away)
    keep(session, make, alone, numbers(1)[0])

    queue = session.scalars(duplicates_for(make.actor(Role.COORDINATOR))).all()
    assert [(one.candidate_id, one.other_id) for one in queue] == [(away.id, person.id)]
    checks = session.scalars(select(DuplicateCheck).where(DuplicateCheck.by_id == away.coach_id)).all()
    assert [one.other_id for one in checks] == [person.id, None]


def test_the_same_number_again_is_no_new_look(session, make, person):
    first = keep(session, make, person)
    assert keep(session, make, person) is first
    assert session.scalar(select(func.count()).select_from(DuplicateCheck)) == 1


def test_another_number_takes_the_place_of_the_first(session, make, person):
    keep(session, make, person)
    other = numbers(1)[0]
    keep(session, make, person, other)

    assert number_of(session, person).bsn == other
    assert session.scalar(select(func.count()).select_from(KnownNumber)) == 1


def test_the_twenty_first_number_of_a_day_is_refused(session, make, coach):
    by = make.actor_of(coach)
    for bsn in numbers(20):
        keep(session, make, make.candidate(coach=coach), bsn, by)
    late = make.candidate(coach=coach)
    with pytest.raises(EnoughForToday, match="20"):
        keep(session, make, late, BSN, by)

    colleague = make.candidate(coach=make.user(Role.COACH, organisation=coach.organisation))
    assert keep(session, make, colleague)
    actions.keep_number(session, by, late, "123456782", on=MONDAY.replace(day=24))


def test_five_hits_in_a_day_are_told_once(session, make, coach):
    administrator, auditor = make.user(Role.ADMINISTRATOR), make.user(Role.AUDITOR)
    make.user(Role.COORDINATOR)
    away = make.user(Role.COACH, organisation=partner(make))
    told = []
    for bsn in numbers(6):
        keep(session, make, make.candidate(coach=coach), bsn)
        keep(session, make, make.candidate(coach=away), bsn)
        told.append(session.scalar(select(func.count()).select_from(OutboxMessage)))

    assert told == [0, 0, 0, 0, 2, 2]
    mails = session.scalars(select(OutboxMessage)).all()
    assert {mail.to_address for mail in mails} == {administrator.email, auditor.email}
    assert f"Gebruiker-{away.id}" in mails[0].body and "K-" not in mails[0].body


def test_names_show_when_both_partners_agreed_and_then_the_coordinator_decides(session, make, person):
    keep(session, make, person)
    away = make.candidate(coach=make.user(Role.COACH, organisation=partner(make)))
    keep(session, make, away)
    chief = make.actor(Role.COORDINATOR)
    (line,) = session.scalars(duplicates_for(chief))
    ours = make.actor(Role.ACCOUNT_MANAGER, organisation=person.organisation)
    theirs = make.actor(Role.ORG_ADMIN, organisation=away.organisation)
    stranger = make.actor(Role.ACCOUNT_MANAGER)

    assert not policy.may_see_names(chief, duplicate=line)
    assert policy.may_agree(stranger, duplicate=line).hidden and policy.may_agree(chief, duplicate=line).hidden
    assert find_duplicate(session, stranger, line.reference) is None
    with pytest.raises(BothAgreeFirst):
        actions.decide(session, chief, line, Verdict.SAME)
    actions.agree(session, ours, line)
    assert not policy.may_decide(chief, duplicate=line) and not policy.may_see_names(chief, duplicate=line)
    actions.agree(session, theirs, line)

    assert policy.may_see_names(chief, duplicate=line) and policy.may_decide(chief, duplicate=line)
    assert not policy.may_see_names(ours, duplicate=line)
    actions.decide(session, chief, line, Verdict.SAME)
    assert line.verdict == Verdict.SAME
    assert not policy.may_decide(chief, duplicate=line) and not policy.may_agree(ours, duplicate=line)


def test_taking_a_number_away_leaves_no_digest(session, make, person):
    keep(session, make, person)
    actions.take_number_away(session, make.actor_of(person.coach), person)

    assert number_of(session, person) is None
    assert session.scalar(select(func.count()).select_from(KnownNumber)) == 0


def test_erasing_takes_the_number_its_digest_and_the_lines_along(session, make, person):
    keep(session, make, person)
    away = make.candidate(coach=make.user(Role.COACH, organisation=partner(make)))
    keep(session, make, away)
    forget_person(session, person)
    record(session, make.actor(), "candidate.erased", person)
    session.flush()
    assert session.scalar(select(func.count()).select_from(KnownNumber)) == 1
    assert session.scalars(select(DuplicateCheck)).all() == []
    forget_person(session, away)
    record(session, make.actor(), "candidate.erased", away)

    for table in (KnownNumber, CandidateNumber):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_the_trail_holds_no_number(session, make, person):
    keep(session, make, person)
    session.flush()
    lines = session.scalars(select(AuditEntry).where(AuditEntry.act.like("candidatenumber.%"))).all()

    assert [(line.act, line.subject_reference) for line in lines] == [("candidatenumber.kept", person.reference)]


def test_a_new_pepper_loses_no_duplicate_at_any_moment(session, make, coach):
    """Before, after every portion, and after the swap: the same number of another partner is found, and no other."""
    away = make.user(Role.COACH, organisation=partner(make))
    actors = make.actor_of(coach), make.actor_of(away)
    known = numbers(14)
    for bsn in known[:7]:
        actions.keep_number(session, actors[0], make.candidate(coach=coach), bsn, on=MONDAY)
    old = set(session.scalars(select(KnownNumber.digest)))

    def meets(bsn):
        row = actions.keep_number(session, actors[1], make.candidate(coach=away), bsn, on=MONDAY)
        check = session.scalars(select(DuplicateCheck).where(DuplicateCheck.candidate_id == row.candidate_id)).one()
        return check.other_id is not None

    assert meets(known[0]) and not meets(known[7])
    announce(session)
    assert meets(known[1]) and not meets(known[8])
    assert cover(session, 3) == 3
    assert meets(known[2]) and meets(known[6]) and not meets(known[9])
    while cover(session, 3):
        pass
    assert meets(known[3]) and not meets(known[10])
    swapped = swap(session)
    assert meets(known[4]) and not meets(known[11])

    assert swapped == 11
    rows = session.execute(select(KnownNumber.kid, KnownNumber.digest, KnownNumber.next_kid)).all()
    assert len({row.kid for row in rows}) == 1 and {row.next_kid for row in rows} == {None}
    assert not old & {row.digest for row in rows}
    announce(session)
    assert swap(session) == 12
    assert meets(known[5]) and not meets(known[12])


def test_a_candidate_is_complete_before_a_number_is_looked_at(session, make, coach):
    facts = CandidateFacts(first_name="Sam", last_name="Voorbeeld", gemeente_code="GM0153")
    made = register_candidate(session, make.actor_of(coach), facts, on=MONDAY)
    assert keep(session, make, made).candidate is made


def test_every_act_about_a_number_is_in_the_trail(session, make, person):
    by = make.actor_of(person.coach)
    keep(session, make, person)
    keep(session, make, person, numbers(1)[0])
    actions.take_number_away(session, by, person)
    line = make._add(
        DuplicateCheck(
            candidate=person, other=make.candidate(), at=session.info["at"], on_day=MONDAY, verdict=Verdict.OPEN
        ),
        "duplicatecheck.made",
    )
    for one in line.partners():
        actions.agree(session, make.actor(Role.ORG_ADMIN, organisation=one), line)
    actions.decide(session, make.actor(Role.COORDINATOR), line, Verdict.OTHER)
    session.flush()

    acts = select(AuditEntry.act).where(AuditEntry.subject_kind.in_(("candidatenumber", "duplicatecheck")))
    assert sorted(session.scalars(acts)) == [
        *["candidatenumber.kept"] * 2,
        *["candidatenumber.removed"] * 2,
        *["duplicatecheck.agreed"] * 2,
        "duplicatecheck.decided",
        *["duplicatecheck.made"] * 3,
    ]


def test_the_service_itself_is_neither_limited_nor_reported(session, make, coach):
    make.user(Role.AUDITOR)
    away = make.user(Role.COACH, organisation=partner(make))
    for bsn in numbers(21):
        keep(session, make, make.candidate(coach=coach), bsn, TIMETABLE)
        keep(session, make, make.candidate(coach=away), bsn, TIMETABLE)

    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 0
