"""Vandaag of who has to do something: each thing that waits at employers is a line there, for that person and nobody else."""

from datetime import datetime, time, timedelta

import pytest

from employers.contacts.actions import log_contact
from employers.faces.actions import ask_account
from employers.facts import MomentFacts
from employers.questions.actions import ask
from employers.vacancies.models import VacancyKind
from employers.vacancies.workflow import VacancyStatus
from matching.bookings import changing
from matching.bookings.changing import Choice
from matching.proposals.workflow import ProposalStatus
from matching.talks.actions import TalkFacts, cancel_talk, plan_talk
from tests.conftest import NOW
from tests.making import MAKER, MONDAY
from tests.making_training import WEEK, booked, mentor, training_place
from werkbedrijf.dashboards.today import today_for
from werkbedrijf.foundation.actors import Role
from werkbedrijf.foundation.clock import AMSTERDAM, day_of


class Region:
    """An employer with a face, a colleague of the face, and a coordinator."""

    def __init__(self, make):
        make.parameters()
        self.make, self.session = make, make.session
        self.face = make.user()
        self.colleague = make.user(organisation=self.face.organisation)
        self.stranger = make.user(organisation=self.face.organisation)
        self.coordinator = make.user(Role.COORDINATOR)
        self.employer = make.employer("Bakkerij Korenaar", account_manager=self.face)
        self.site = make.establishment(self.employer)
        self.firm = make.employer_user(self.employer)

    def actor(self, user):
        return self.make.actor_of(user)


def promise_due(it):
    facts = MomentFacts("Gebeld", agreement="Folder sturen", agreement_on=MONDAY + timedelta(days=2))
    log_contact(it.session, it.actor(it.face), it.employer, facts, on=MONDAY)
    return MONDAY, {it.face: "Beloofd: Folder sturen"}


def next_step_due(it):
    facts = MomentFacts("Gebeld", next_step="Langsgaan", next_step_on=MONDAY + timedelta(days=2))
    log_contact(it.session, it.actor(it.face), it.employer, facts, on=MONDAY)
    return MONDAY, {it.face: "Beloofd: Langsgaan"}


def take_over_asked(it):
    ask_account(it.session, it.actor(it.colleague), it.employer, "Zit in mijn wijk", on=MONDAY)
    return MONDAY, {it.face: f"{it.colleague.name} wil Bakkerij Korenaar overnemen"}


def question_to_answer(it):
    ask(it.session, it.actor(it.firm), it.employer, "Hoe zit dit?", on=MONDAY)
    return MONDAY, {it.face: "Bakkerij Korenaar wacht op antwoord"}


def question_not_answered(it):
    question = ask(it.session, it.actor(it.firm), it.employer, "Hoe zit dit?", on=MONDAY)
    late = question.due_on + timedelta(days=1)
    return late, {
        it.face: "Bakkerij Korenaar wacht op antwoord, had",
        it.coordinator: "Bakkerij Korenaar kreeg geen antwoord op tijd",
    }


def proposal_near_its_term(it):
    place = it.make.vacancy(it.site)
    proposal = it.make.proposal(place)
    near = proposal.held_until - timedelta(days=2)
    return near, {
        it.face: f"Voordracht {proposal.reference} voor Orderpicker",
        it.firm: "Een kandidaat voor uw plek Orderpicker",
        proposal.candidate.coach: f"Nog geen antwoord over {proposal.candidate.name}",
    }


def stale_place(it):
    it.make.vacancy(it.site, asked_on=MONDAY)
    return MONDAY, {it.face: "Klopt deze plek nog? Orderpicker", it.firm: "Klopt uw plek Orderpicker nog?"}


def draft_that_an_employer_reported(it):
    it.make.vacancy(it.site, status=VacancyStatus.DRAFT, opened_on=None, logged_by=it.firm)
    return MONDAY, {it.face: "Bakkerij Korenaar meldde een nieuwe plek: Orderpicker"}


def draft_that_a_colleague_logged(it):
    it.make.vacancy(it.site, status=VacancyStatus.DRAFT, opened_on=None, logged_by=it.face)
    return MONDAY, {it.face: "Maak deze plek af en zet hem open: Orderpicker"}


def booking_without_a_mentor(it):
    vacancy = it.make.vacancy(it.site, kind=VacancyKind.LEERWERKPLEK, seats=5)
    place = training_place(it.make, vacancy=vacancy)
    guide = mentor(it.make, place)
    booking = booked(it.make, place, guide, weeks=3)
    changing.add_absence(
        it.session, MAKER, guide, MONDAY + WEEK, MONDAY + WEEK + timedelta(days=2), choice=Choice(stays=True), on=MONDAY
    )
    return MONDAY, {it.face: f"Boeking {booking.reference}: geen plaats in"}


def gesprek_of_tomorrow(it):
    proposal = it.make.proposal(it.make.vacancy(it.site), status=ProposalStatus.INVITED)
    coach = proposal.candidate.coach
    facts = TalkFacts(day=MONDAY + timedelta(days=1), clock=time(10, 30), minutes=45, place="Bij de poort")
    plan_talk(it.session, it.actor(coach), proposal, facts)
    told = "Gesprek morgen om 10:30 uur: Orderpicker"
    return MONDAY, {it.face: told, coach: f"{told} met {proposal.candidate.name}"}


SOURCES = [
    promise_due,
    next_step_due,
    take_over_asked,
    question_to_answer,
    question_not_answered,
    proposal_near_its_term,
    stale_place,
    draft_that_an_employer_reported,
    draft_that_a_colleague_logged,
    booking_without_a_mentor,
    gesprek_of_tomorrow,
]


def lines_of(it, user, day):
    it.session.flush()
    today = today_for(it.session, it.actor(user), day)
    return [line.text for line in (*today.waiting, *today.ending, *today.new)]


@pytest.mark.parametrize("source", SOURCES, ids=[one.__name__ for one in SOURCES])
def test_what_waits_is_a_line_for_who_has_to_act_and_for_nobody_else(make, source):
    it = Region(make)
    day, wanted = source(it)
    for user, text in wanted.items():
        assert any(line.startswith(text) for line in lines_of(it, user, day)), lines_of(it, user, day)
    for text in wanted.values():
        assert not any(line.startswith(text) for line in lines_of(it, it.stranger, day))


def test_an_empty_day_says_what_comes_first(make):
    it = Region(make)
    far = MONDAY + timedelta(days=40)
    facts = MomentFacts("Gebeld", next_step="Langsgaan", next_step_on=far)
    log_contact(it.session, it.actor(it.face), it.employer, facts, on=MONDAY)
    assert lines_of(it, it.face, MONDAY) == []
    assert NOW.date() <= far
    today = today_for(it.session, it.actor(it.face), MONDAY)
    assert (today.next_title, today.next_on) == ("Vervolg bij Bakkerij Korenaar", far)


def test_nobody_is_asked_to_plan_or_tell_about_a_gesprek_that_still_comes(make):
    it = Region(make)
    proposal = make.proposal(make.vacancy(it.site), status=ProposalStatus.INVITED)
    coach, day = proposal.candidate.coach, MONDAY + timedelta(days=3)
    name = proposal.candidate.name

    def asked(at):
        it.session.info["at"] = at
        found = [*lines_of(it, coach, day_of(at)), *lines_of(it, it.firm, day_of(at))]
        return [line for line in found if "gesprek" in line.lower() or "afspraak" in line]

    plan = [
        f"{name} is uitgenodigd: maak een afspraak",
        "U heeft een kandidaat uitgenodigd voor Orderpicker. Plan het gesprek, of vertel hoe het was.",
    ]
    assert asked(NOW) == plan
    talk = plan_talk(it.session, it.actor(coach), proposal, TalkFacts(day, time(10, 30), 45, "Bij de poort"))
    assert asked(NOW) == []
    after = datetime.combine(day, time(12), AMSTERDAM)
    assert asked(after) == [f"{name} had een gesprek: vraag hoe het ging", "Hoe was het gesprek over Orderpicker?"]
    cancel_talk(it.session, it.actor(coach), talk)
    assert asked(NOW) == plan
