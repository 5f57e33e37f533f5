from datetime import date, timedelta

import pytest
from sqlalchemy import select

from employers.models import ContactKind, ContactMoment
from employers.questions import actions
from employers.questions.jobs import keep_question_clock
from employers.questions.queries import for_me, questions_for, too_late
from employers.questions.workflow import QuestionStatus
from tests.making import MONDAY
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.errors import InputRefused
from werkbedrijf.foundation.outbox import OutboxMessage
from werkbedrijf.foundation.workflow import NotNow

THURSDAY = MONDAY + timedelta(days=3)


@pytest.fixture
def firm(make):
    make.parameters()
    face = make.user(name="Femke Gezicht")
    return make.employer(account_manager=face)


def asked(make, firm, text="Wat kost vervoer?", on=MONDAY):
    user = make.employer_user(firm)
    question = actions.ask(make.session, make.actor_of(user), firm, text, on=on)
    make.session.flush()
    return question


def told(session):
    return [
        (mail.key.split(":")[2], mail.to_address)
        for mail in session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
    ]


def test_a_question_has_an_owner_and_a_term_and_is_told(session, make, firm):
    question = asked(make, firm)

    assert (question.owner_id, question.due_on) == (firm.account_manager_id, THURSDAY)
    assert told(session) == [("gesteld", firm.account_manager.email)]
    assert list(session.scalars(for_me(make.actor_of(firm.account_manager)))) == [question]


def test_a_term_counts_working_days(session, make, firm):
    assert asked(make, firm, on=date(2026, 11, 27)).due_on == date(2026, 12, 2)


@pytest.mark.parametrize("text", ["", "  ", "x" * 1001, "Is zij depressief?"])
def test_what_cannot_stay_is_said_at_the_field(session, make, firm, text):
    with pytest.raises(InputRefused) as refused:
        asked(make, firm, text)
    assert set(refused.value.problems) == {"text"}


def test_without_a_face_the_substitute_answers_and_then_the_partner(session, make, firm):
    stand_in, colleague = make.user(), make.user(organisation=firm.account_manager.organisation)
    firm.substitute_id = stand_in.id
    firm.account_manager.is_active = False
    session.flush()
    session.refresh(firm, ["substitute"])
    assert asked(make, firm).owner_id == stand_in.id

    stand_in.is_active = False
    question = asked(make, firm)
    assert (question.owner_id, question.organisation_id) == (None, colleague.organisation_id)
    assert ("gesteld", colleague.email) in told(session)
    assert question in list(session.scalars(for_me(make.actor_of(colleague))))


def test_with_nobody_at_the_partner_the_coordinator_hears_at_once(session, make, firm):
    coordinator = make.user(Role.COORDINATOR)
    firm.account_manager.is_active = False
    asked(make, firm)

    assert told(session) == [("gesteld", coordinator.email)]


def test_the_answer_reaches_who_asked_and_stops_the_clock(session, make, firm):
    question = asked(make, firm)
    owner = make.actor_of(firm.account_manager)
    actions.answer(session, owner, question, "Niets, wij betalen het.", contact=ContactKind.PHONE, on=THURSDAY)
    session.flush()

    assert question.status == QuestionStatus.ANSWERED and question.waited.is_in_time
    assert told(session)[-1] == ("antwoord", question.asked_by.email)
    assert "Niets, wij betalen het." in session.get_one(ContactMoment, question.moment_id).note
    assert keep_question_clock(session, on=THURSDAY + timedelta(days=30)) == 0
    with pytest.raises(NotNow):
        actions.answer(session, owner, question, "Nog eens.", on=THURSDAY)


def test_the_clock_reminds_once_and_then_tells_the_coordinators_once(session, make, firm):
    coordinator = make.user(Role.COORDINATOR)
    question = asked(make, firm)
    days = [MONDAY + timedelta(days=number) for number in range(10) for _twice in range(2)]
    happened = [(day, keep_question_clock(session, on=day)) for day in days]

    assert [day for day, times in happened if times] == [MONDAY + timedelta(days=2), MONDAY + timedelta(days=4)]
    assert told(session)[1:] == [("herinnering", firm.account_manager.email), ("te-laat", coordinator.email)]
    assert list(session.scalars(too_late(make.actor_of(coordinator), MONDAY + timedelta(days=4)))) == [question]


def test_mornings_that_were_missed_are_made_good(session, make, firm):
    make.user(Role.COORDINATOR)
    asked(make, firm)

    assert keep_question_clock(session, on=MONDAY + timedelta(days=60)) == 2
    assert [what for what, _to in told(session)] == ["gesteld", "herinnering", "te-laat"]


def test_an_open_question_goes_along_to_the_next_face(session, make, firm):
    question = asked(make, firm)
    firm.account_manager.is_active = False
    newcomer = make.user()
    firm.account_manager_id = newcomer.id
    session.flush()
    session.refresh(firm, ["account_manager"])

    assert keep_question_clock(session, on=MONDAY) == 1
    assert question.owner_id == newcomer.id
    assert told(session)[-1] == ("gesteld", newcomer.email)


def test_an_employer_sees_only_the_own_questions(session, make, firm):
    question = asked(make, firm)
    other = asked(make, make.employer())

    assert list(session.scalars(questions_for(make.actor_of(question.asked_by)))) == [question]
    assert list(session.scalars(questions_for(make.actor_of(other.asked_by)))) == [other]
    assert list(session.scalars(questions_for(make.actor_of(make.user(Role.ALDERMAN))))) == []
