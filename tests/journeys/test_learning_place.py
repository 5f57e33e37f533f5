"""A leerwerkplek that has no room when it is asked: refused with the reason and the first free week, booked there, and printed."""

import re
from datetime import timedelta
from decimal import Decimal
from itertools import count

import pytest
from sqlalchemy import select

from employers.training import actions as training
from employers.training.facts import MentorFacts, TrainingFacts
from employers.training.models import TrainingForm
from employers.training.weeks import WEEK, monday_of
from employers.vacancies.models import VacancyKind
from matching.bookings.queries import booking_of
from matching.placements.actions import plan_placement
from matching.placements.facts import PlacementFacts
from matching.placements.models import ContractForm
from matching.proposals.workflow import ProposalStatus
from tests.journeys.visiting import PHONE
from tests.making import MAKER, Make
from werkbedrijf.accounts.demo_sign_in import DEMO_DOMAIN
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Role, User, speaks_for
from werkbedrijf.foundation.texts import long_day

pytestmark = pytest.mark.browser
TWO_WEEKS = timedelta(days=13)
# One region, several kitchens: nobody has the address of somebody else.
NUMBERS = count(1000)
LONG = "Stichting voor Maatschappelijke Maaltijden en Ontmoeting in Twente en de Achterhoek"
GOALS = "Veilig werken in de keuken\nWerken volgens een planning\nSamenwerken in een ploeg\nVragen stellen als iets niet lukt"
PROCESSES = "B1-K1-W1 Voorbereiden van werkzaamheden\nB1-K1-W2 Uitvoeren van dienstverlenende taken\nB1-K1-W3 Afstemmen"


class Kitchen:
    """A kitchen of the account manager: one learner a week, a mentor who is away once, and a recognition that ends."""

    def __init__(self, session, name, *, form=TrainingForm.PRACTICE, mentor="Sanne de Boer", school=""):
        self.make, self.today = Make(session), clock.today()
        self.manager, self.desk = (
            session.scalars(select(User).where(User.email == f"{box}@{DEMO_DOMAIN}")).one()
            for box in ("accountmanager", "werkgever")
        )
        self.make._numbers = NUMBERS
        self.first = monday_of(self.today) + WEEK
        until = self.first + 10 * WEEK + timedelta(days=4)
        self.employer = self.make.employer(name, account_manager=self.manager, sbb_recognised=True, sbb_until=until)
        session.execute(speaks_for.insert().values(user_id=self.desk.id, employer_id=self.employer.id))
        self.workplace = self.make.establishment(self.employer)
        self.vacancy = self.make.vacancy(self.workplace, kind=VacancyKind.LEERWERKPLEK, title="Keukenhulp", seats=5)
        facts = TrainingFacts(form, GOALS, PROCESSES, school)
        self.place = training.set_up(session, MAKER, self.vacancy, facts, learners=1, on=self.today)
        self.mentor = training.add_mentor(session, MAKER, self.employer, MentorFacts(mentor, 2), [self.place])
        session.flush()

    def accepted(self):
        """Somebody of the manager's own partner who may come and learn here."""
        coach = self.make.user(Role.COACH, organisation=self.manager.organisation)
        candidate = self.make.candidate(coach=coach)
        return self.make.proposal(self.vacancy, candidate, status=ProposalStatus.ACCEPTED)

    def booked(self, weeks, *, contract=ContractForm.NONE):
        """Somebody learns here from the first week on."""
        proposal = self.accepted()
        facts = PlacementFacts(
            formal_employer=self.employer,
            workplace=self.workplace,
            contract_form=contract,
            hours_per_week=Decimal(20),
            starts_on=self.first,
            ends_on=self.first + weeks * WEEK,
            mentor=self.mentor,
        )
        by = self.make.actor_of(proposal.candidate.coach)
        placement = plan_placement(self.make.session, by, proposal, facts, on=self.today)
        return booking_of(self.make.session, placement.id).reference


def asked(manager, starts_on):
    """Plan two weeks from this day on."""
    manager.fill("Eerste werkdag", starts_on.isoformat())
    manager.fill("Afgesproken laatste werkdag", (starts_on + TWO_WEEKS).isoformat())
    manager.press("Plan de plaatsing")


def test_it_is_refused_three_ways_with_the_next_free_week_then_booked_there_and_printed(come, service):
    with service.database.transaction(at=clock.now()) as session:
        kitchen = Kitchen(session, "Eetcafé De Pollepel")
        kitchen.booked(2)
        proposal, first = kitchen.accepted(), kitchen.first
        away = first + 5 * WEEK
        training.say_absence(kitchen.mentor, away, away + timedelta(days=4), on=kitchen.today)
        session.flush()
        url, name = f"/plaatsingen/nieuw/{proposal.reference}", proposal.candidate.name
        guide = kitchen.mentor.reference
    manager = come("accountmanager")
    manager.visit(url)
    manager.page.get_by_label("Contract", exact=True).select_option(value="geen_arbeidscontract")
    manager.labelled("Begeleider").select_option(value=guide)

    asked(manager, first)
    assert "zijn alle plaatsen bezet" in manager.text
    assert f"begin op {long_day(first + 2 * WEEK)}" in manager.text
    asked(manager, first + 4 * WEEK)
    assert "Sanne de Boer is er niet in week" in manager.text
    assert f"begin op {long_day(first + 6 * WEEK)}" in manager.text
    asked(manager, first + 10 * WEEK)
    assert "De erkenning door SBB loopt tot en met" in manager.text
    assert "past de hele periode nergens met deze begeleider" in manager.text

    asked(manager, first + 2 * WEEK)
    assert manager.h1.startswith("Plaatsing PL-")
    manager.follow("Overeenkomst om te printen")
    manager.page.emulate_media(media="print")
    for party in (name, "Eetcafé De Pollepel", "Sanne de Boer", "jobcoach Persoon", "KvK 100"):
        assert party in manager.text
    assert "B1-K1-W3 Afstemmen" in manager.text
    assert manager.page.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_an_employer_reports_its_mentor_away_on_a_phone_and_the_face_moves_who_is_booked(come, service):
    with service.database.transaction(at=clock.now()) as session:
        kitchen = Kitchen(session, "Lunchroom De Garde", mentor="Omar Aksoy")
        booking, place = kitchen.booked(3), kitchen.vacancy.reference
        first = kitchen.first
    firm = come("werkgever", viewport=PHONE)
    firm.visit("/leerwerkplekken").visit(f"/plekken/{place}/weken").follow("Begeleiders").follow("Omar Aksoy")
    firm.fill("Eerste dag weg", (first + WEEK).isoformat())
    firm.fill("Laatste dag weg", first.isoformat())
    firm.press("Meld het")
    assert "De laatste dag ligt op of na de eerste dag." in firm.text
    firm.fill("Laatste dag weg", (first + WEEK).isoformat())
    firm.press("Meld het")
    assert "In die weken wordt niemand geboekt." in firm.text

    manager = come("accountmanager")
    manager.visit("/vandaag")
    assert re.search(rf"Boeking {booking}: geen plaats in week \d+ van \d{{4}}", manager.text)
    manager.visit("/berichten")
    assert "Begeleider afwezig bij Lunchroom De Garde" in manager.text


def test_with_every_party_and_long_names_it_is_still_one_sheet_to_sign(come, service):
    with service.database.transaction(at=clock.now()) as session:
        names = {
            "mentor": "Margaretha-Johanna van den Oever-Oude Luttikhuis",
            "school": "Regionaal Opleidingencentrum van Twente",
        }
        kitchen = Kitchen(session, LONG, form=TrainingForm.BBL, **names)
        booking = kitchen.booked(8, contract=ContractForm.REGULAR)
    manager = come("accountmanager")
    manager.visit(f"/plaatsingen/weken/{booking}/overeenkomst")
    manager.page.emulate_media(media="print")
    signing = manager.page.locator("tbody.sign tr")
    assert signing.count() == 5
    for party in (LONG, *names.values()):
        assert party in manager.text
    assert manager.page.pdf(format="A4").count(b"/Type /Page\n") == 1
