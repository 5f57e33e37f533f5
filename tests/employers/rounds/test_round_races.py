"""Colleagues who do the same at the same moment, each on a connection of their own, on both kinds of database."""

import threading

import pytest
from sqlalchemy import func, select

from employers.models import ContactMoment
from employers.rounds.actions import begin_round
from employers.rounds.calling import take_call, write_down
from employers.rounds.errors import NotYours
from employers.rounds.facts import Choice, OutcomeFacts, RoundFacts
from employers.rounds.models import CallAttempt, CallRound, Outcome, RoundCall
from tests.conftest import NOW
from tests.employers.rounds.setting import Setting
from tests.making import MONDAY, Make
from werkbedrijf.foundation.errors import DomainError, InputRefused
from werkbedrijf.foundation.references import Kind, next_reference

AT_ONCE = 4


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request):
    return request.getfixturevalue("database" if request.param == "sqlite" else "postgresql")


@pytest.fixture
def setting(shared):
    """Two colleagues and an employer, saved; a belronde has not begun."""
    session = shared.session(at=NOW)
    made = Setting(Make(session), employers=1)
    # The first reference of a kind ever makes its counter; what races here is the employer.
    next_reference(session, Kind.ROUND)
    made.make.save()
    yield made
    session.close()


def at_once(database, act, number=AT_ONCE):
    """The same act in so many threads; gives what each said: None when it was saved, otherwise the refusal."""
    said, gate = [None] * number, threading.Barrier(number)

    def go(index):
        gate.wait()
        try:
            with database.transaction(at=NOW) as session:
                act(session, index)
        except DomainError as refused:
            said[index] = refused

    threads = [threading.Thread(target=go, args=(index,)) for index in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_one_of_those_who_take_the_same_employer_calls_it(shared, setting):
    (call,) = setting.calls(setting.begin())
    key = call.id
    setting.make.save()
    people = [setting.first, setting.second] * 2

    said = at_once(
        shared, lambda session, index: take_call(session, people[index], session.get(RoundCall, key), on=MONDAY)
    )

    with shared.reading(at=NOW) as session:
        holder = session.get(RoundCall, key).claimed_by_id
    assert {people[index].id for index, refusal in enumerate(said) if refusal is None} == {holder}
    assert all(isinstance(refusal, NotYours) for refusal in said if refusal)


def test_the_same_call_sent_several_times_is_one_contact(shared, setting):
    (call,) = setting.calls(setting.begin())
    take_call(setting.session, setting.first, call, on=MONDAY)
    setting.make.save()
    facts, key = OutcomeFacts(outcome=Outcome.UNREACHED, number=1), call.id

    said = at_once(
        shared, lambda session, _: write_down(session, setting.first, session.get(RoundCall, key), facts, on=MONDAY)
    )

    assert said.count(None) == 1
    with shared.reading(at=NOW) as session:
        counts = [session.scalar(select(func.count()).select_from(model)) for model in (ContactMoment, CallAttempt)]
    assert counts == [1, 1]


def test_two_who_begin_with_the_same_employers_make_one_list(shared, setting):
    facts = RoundFacts(title="Zorg", choice=Choice(), callers=[setting.first.id])

    said = at_once(shared, lambda session, _: begin_round(session, setting.first, facts, on=MONDAY))

    assert said.count(None) == 1
    assert all(isinstance(refusal, InputRefused) for refusal in said if refusal)
    with shared.reading(at=NOW) as session:
        counts = [session.scalar(select(func.count()).select_from(model)) for model in (CallRound, RoundCall)]
    assert counts == [1, 1]
