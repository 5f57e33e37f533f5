"""What goes into a run: who is available, places with a free seat, and what was promised; and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from candidates.models import CandidateStatus
from candidates.registration.models import RegelingPeriod
from matching.allocation import reading
from matching.allocation.reading import inputs_of
from matching.allocation.settings import settings_on
from matching.core.allocation import Rules
from matching.proposals.workflow import ProposalStatus
from matching.runs.models import AllocationChoice, ChoiceKind
from matching.runs.outcome import packed
from tests.making import MAKER, MONDAY
from werkbedrijf.foundation.audit import record

S = ProposalStatus


def ids(inputs):
    return {offer.id for offer in inputs.offers}


def digest(session):
    return packed(inputs_of(session, on=MONDAY).to_dict())[1]


def test_who_works_or_is_promised_or_out_of_view_is_not_in_it(session, make):
    free = make.profile()
    make.profile(make.candidate(status=CandidateStatus.PAUSED))
    make.proposal(status=S.ACCEPTED)
    make.placement()
    make.candidate()

    assert ids(inputs_of(session, on=MONDAY)) == {free.pseudonym}


def test_a_place_has_the_seats_that_nobody_has_or_was_promised(session, make):
    make.parameters()
    place = make.vacancy(seats=3)
    make.proposal(place, status=S.ACCEPTED)
    make.proposal(place)
    make.vacancy(seats=1, filled=1)
    full = make.vacancy()
    make.proposal(full, status=S.ACCEPTED)

    found = inputs_of(session, on=MONDAY)

    assert [(demand.id, demand.positions) for demand in found.demands] == [(place.reference, 2)]


def test_waiting_voordrachten_are_promises_and_others_history(session, make):
    sent = make.proposal()
    person = sent.candidate
    make.proposal(candidate=person, status=S.DECLINED)
    invited = make.proposal(candidate=person, status=S.INVITED)
    pseudonym = inputs_of(session, on=MONDAY).offers[0].id

    found = inputs_of(session, on=MONDAY)

    assert found.sent == {(pseudonym, sent.vacancy.reference), (pseudonym, invited.vacancy.reference)}
    assert [offer.history for offer in found.offers] == [1]
    assert [offer.history for offer in inputs_of(session, on=MONDAY + timedelta(days=181)).offers] == [0]


def test_days_to_come_are_in_it(session, make):
    later = MONDAY + timedelta(days=20)
    person, place = make.profile(available_from=later), make.vacancy(starts_on=later)
    make.profile()

    found = inputs_of(session, on=MONDAY)

    assert found.available == {person.pseudonym: later} and found.starts == {place.reference: later}


def test_choices_of_coaches_in_force_are_in_it(session, make):
    person, place, other = make.profile(), make.vacancy(), make.vacancy()
    for where, kind, ended in ((place, ChoiceKind.ADDED, None), (other, ChoiceKind.REMOVED, MONDAY)):
        choice = AllocationChoice(
            candidate=person.candidate,
            vacancy=where,
            kind=kind,
            reason="Kent het werk",
            by=person.candidate.coach,
            made_on=MONDAY,
            ended_on=ended,
        )
        session.add(choice)
        record(session, MAKER, "allocationchoice.made", choice)
    session.flush()

    found = inputs_of(session, on=MONDAY)

    assert found.added == {(person.pseudonym, place.reference)}
    assert found.removed == set()


def test_a_place_whose_tasks_do_not_add_up_stands_outside(session, make):
    place = make.vacancy()
    place.tasks[0].share = 10
    session.flush()

    assert inputs_of(session, on=MONDAY).demands == ()


def test_the_regeling_has_no_influence_whatever(session, make):
    people = [make.profile().candidate for _ in range(3)]
    make.vacancy()
    before = digest(session)

    for person in people:
        make.regeling(person)
        make.register_entry(person)

    assert digest(session) == before


def test_the_database_itself_refuses_the_regeling_to_what_reads(session, make, monkeypatch):
    make.regeling(make.profile().candidate)
    monkeypatch.setattr(reading, "_people", lambda session: session.scalars(select(RegelingPeriod.regeling)).all())

    with pytest.raises(DatabaseError), session.begin_nested():
        inputs_of(session, on=MONDAY)


def test_settings_hold_from_their_day(session, make):
    make.parameters()

    found = settings_on(session, MONDAY)

    assert found.rules == Rules() and found.to_dict()["B"] == ["0.1", "0.05", "0.025", "0.012", "0"]


def test_a_region_without_settings_says_which(session):
    from werkbedrijf.foundation.parameters import MissingParameter

    with pytest.raises(MissingParameter, match="Beheer, Instellingen"):
        settings_on(session, MONDAY)
