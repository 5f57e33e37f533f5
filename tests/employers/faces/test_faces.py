"""One face and a substitute: who may become it, who is asked, and who it was."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from employers.actions import register_employer, take_account
from employers.faces import policy
from employers.faces.actions import (
    AlreadyAsked,
    answer_request,
    ask_account,
    name_substitute,
    open_request,
    withdraw_request,
)
from employers.faces.jobs import forward_requests
from employers.faces.models import FacePart, FaceTerm
from employers.faces.queries import faces_of, requests_for
from employers.faces.workflow import RequestStatus
from employers.facts import EmployerFacts
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused, NotAllowed
from werkbedrijf.foundation.outbox import OutboxMessage

NEXT = MONDAY + timedelta(days=1)


@pytest.fixture
def two(session, make):
    make.parameters()
    return make.user(name="Anna Bos"), make.user(name="Bas Kok")


def history(session, employer):
    return [(one.user.name, one.part.value, one.since, one.until) for one in session.scalars(faces_of(employer))]


def mailed(session):
    return [(row.to_address, row.key.split(":")[1]) for row in session.scalars(select(OutboxMessage))]


def test_who_registers_is_the_face_and_the_history_begins(session, make, two):
    anna, _ = two
    employer = register_employer(session, make.actor_of(anna), EmployerFacts("De Zon"), on=MONDAY)
    session.commit()
    assert employer.account_manager is anna
    assert history(session, employer) == [("Anna Bos", "aanspreekpunt", MONDAY, None)]


def test_taking_over_asks_the_present_face_and_a_yes_changes_it_at_once(session, make, two):
    anna, bas = two
    employer = make.employer(account_manager=anna)
    request = ask_account(session, make.actor_of(bas), employer, "Ik spreek hen elke week", on=MONDAY)
    assert employer.account_manager is anna
    assert request.answer_by == MONDAY + timedelta(days=7)
    assert list(session.scalars(requests_for(make.actor_of(anna)))) == [request]

    answer_request(session, make.actor_of(anna), request, agree=True, word="", on=NEXT)
    session.commit()
    assert employer.account_manager is bas
    assert history(session, employer) == [
        ("Bas Kok", "aanspreekpunt", NEXT, None),
        ("Anna Bos", "aanspreekpunt", None, NEXT),
    ]
    assert mailed(session) == [(anna.email, "gevraagd"), (bas.email, "beantwoord")]


def test_a_no_needs_a_word_and_changes_nothing(session, make, two):
    anna, bas = two
    employer = make.employer(account_manager=anna)
    request = ask_account(session, make.actor_of(bas), employer, "Dichterbij", on=MONDAY)
    with pytest.raises(InputRefused, match="waarom niet"):
        answer_request(session, make.actor_of(anna), request, agree=False, word=" ", on=NEXT)
    answer_request(session, make.actor_of(anna), request, agree=False, word="Ik ken hen lang", on=NEXT)
    assert (employer.account_manager, request.status, request.word) == (anna, RequestStatus.DECLINED, "Ik ken hen lang")


def test_only_the_face_answers_and_after_the_term_the_coordinator_too(session, make, two):
    anna, bas = two
    coordinator, stranger = make.user(Role.COORDINATOR), make.actor()
    employer = make.employer(account_manager=anna)
    request = ask_account(session, make.actor_of(bas), employer, "Dichterbij", on=MONDAY)
    for actor in (stranger, make.actor_of(bas), make.actor_of(coordinator)):
        with pytest.raises(NotAllowed):
            answer_request(session, actor, request, agree=True, word="", on=NEXT)

    assert forward_requests(session, on=request.answer_by) == []
    assert forward_requests(session, on=request.answer_by + timedelta(days=1)) == [request]
    assert forward_requests(session, on=request.answer_by + timedelta(days=2)) == []
    assert (coordinator.email, "voorgelegd") in mailed(session)
    answer_request(session, make.actor_of(coordinator), request, agree=True, word="", on=NEXT)
    assert employer.account_manager is bas
    assert (anna.email, "beantwoord") in mailed(session)


def test_one_request_waits_at_a_time_and_needs_a_reason(session, make, two):
    anna, bas = two
    employer = make.employer(account_manager=anna)
    with pytest.raises(InputRefused, match="waarom"):
        ask_account(session, make.actor_of(bas), employer, " ", on=MONDAY)
    request = ask_account(session, make.actor_of(bas), employer, "Dichterbij", on=MONDAY)
    with pytest.raises(AlreadyAsked, match="Bas Kok heeft al gevraagd"):
        ask_account(session, make.actor(), employer, "Ik ook", on=MONDAY)
    withdraw_request(session, make.actor_of(bas), request, on=MONDAY)
    assert open_request(session, employer) is None
    assert ask_account(session, make.actor(), employer, "Ik ook", on=MONDAY).status is RequestStatus.ASKED


def test_a_face_who_is_gone_is_replaced_at_once_and_what_was_asked_lapses(session, make, two):
    anna, bas = two
    employer = make.employer(account_manager=anna)
    request = ask_account(session, make.actor_of(bas), employer, "Dichterbij", on=MONDAY)
    anna.is_active = False
    session.flush()
    assert policy.may_ask_account(make.actor(), employer=employer).reason.endswith("Je kunt het meteen worden.")
    other = make.user()
    take_account(session, make.actor_of(other), employer, on=NEXT)
    assert (employer.account_manager, request.status) == (other, RequestStatus.LAPSED)


def test_the_substitute_is_named_by_the_face_or_its_colleagues_and_is_never_the_face(session, make, two):
    anna, bas = two
    employer, colleague = make.employer(account_manager=anna), make.user(organisation=anna.organisation)
    with pytest.raises(NotAllowed, match="wijst de vervanger aan"):
        name_substitute(session, make.actor_of(bas), employer, bas, on=MONDAY)
    with pytest.raises(InputRefused, match="zichzelf niet"):
        name_substitute(session, make.actor_of(colleague), employer, anna, on=MONDAY)
    name_substitute(session, make.actor_of(colleague), employer, bas, on=MONDAY)
    assert employer.substitute is bas

    request = ask_account(session, make.actor_of(bas), employer, "Dichterbij", on=MONDAY)
    answer_request(session, make.actor_of(anna), request, agree=True, word="", on=NEXT)
    assert (employer.account_manager, employer.substitute) == (bas, None)
    now = session.scalars(select(FaceTerm).where(FaceTerm.employer_id == employer.id, FaceTerm.until.is_(None))).all()
    assert [(one.user_id, one.part) for one in now] == [(bas.id, FacePart.FACE)]


@pytest.fixture
def asked(session, make, two):
    """Bas asks to take over from Anna; Carla stands in for Anna."""
    anna, bas = two
    carla = make.user(name="Carla Smit")
    employer = make.employer(account_manager=anna, substitute=carla)
    return carla, ask_account(session, make.actor_of(bas), employer, "Ik spreek hen elke week", on=MONDAY)


def test_the_substitute_answers_for_a_face_who_is_away_and_the_face_hears_it(session, make, two, asked):
    (anna, bas), (carla, request) = two, asked
    actor = make.actor_of(carla)
    assert list(session.scalars(requests_for(actor))) == [request]
    with pytest.raises(InputRefused, match="alleen als Anna Bos er niet is"):
        answer_request(session, actor, request, agree=True, word="", on=NEXT)
    assert request.status is RequestStatus.ASKED

    answer_request(session, actor, request, agree=True, word="", on=NEXT, face_is_away=True)
    session.commit()
    employer = request.employer
    assert (employer.account_manager, employer.substitute, request.answered_by) == (bas, carla, carla)
    assert mailed(session) == [
        (anna.email, "gevraagd"),
        (carla.email, "gevraagd"),
        (bas.email, "beantwoord"),
        (anna.email, "beantwoord"),
    ]


def test_a_substitute_never_answers_an_own_request(session, make, two):
    anna, bas = two
    employer = make.employer(account_manager=anna, substitute=bas)
    request = ask_account(session, make.actor_of(bas), employer, "Ik doe het al", on=MONDAY)
    assert list(session.scalars(requests_for(make.actor_of(bas)))) == []
    with pytest.raises(NotAllowed):
        answer_request(session, make.actor_of(bas), request, agree=True, word="", on=NEXT, face_is_away=True)
    answer_request(session, make.actor_of(anna), request, agree=True, word="", on=NEXT)
    assert (employer.account_manager, employer.substitute) == (bas, None)


def test_who_stopped_being_the_substitute_does_not_answer(session, make, two, asked):
    (anna, _), (carla, request) = two, asked
    name_substitute(session, make.actor_of(anna), request.employer, None, on=MONDAY)
    with pytest.raises(NotAllowed, match="Alleen Anna Bos beantwoordt"):
        answer_request(session, make.actor_of(carla), request, agree=True, word="", on=NEXT, face_is_away=True)
