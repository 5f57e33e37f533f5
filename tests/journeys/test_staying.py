"""Staying at work: a coach writes a contact on a phone, the employer says a day, and a learner signs beside the coach."""

import pytest
from sqlalchemy import select, update

from employers.vacancies.models import Vacancy, VacancyKind
from matching.aftercare.closing.actions import write_assessment
from matching.aftercare.closing.models import Assessment, Learned
from matching.aftercare.closing.queries import tasks_of
from matching.placements.models import Placement
from matching.placements.workflow import PlacementStatus
from tests.journeys.visiting import PHONE
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Role, User, actor_for

pytestmark = pytest.mark.browser


@pytest.fixture
def mine(service):
    """Somebody who works and whose coach is the one with a sign-in."""
    with service.database.transaction(at=clock.now()) as session:
        coach = session.scalars(select(User).where(User.email.startswith("jobcoach@"))).one()
        asked = select(Placement).join(Placement.candidate).where(Placement.status == PlacementStatus.RUNNING)
        found = [one for one in session.scalars(asked) if one.candidate.coach_id == coach.id]
        assert found
        return found[0].reference


@pytest.fixture
def draft(service, mine):
    """What was learned by that person, written by the coach and not signed yet; the work is made a place to learn."""
    with service.database.transaction(at=clock.now()) as session:
        learning = {"kind": VacancyKind.WERKERVARINGSPLEK}
        session.execute(update(Placement).where(Placement.reference == mine).values(learning))
    with service.database.transaction(at=clock.now()) as session:
        placement = session.scalars(select(Placement).where(Placement.reference == mine)).one()
        known = select(Assessment.id).where(Assessment.placement_id == placement.id)
        found = session.scalars(known).first()
        if found is None:
            outcome = [(task, Learned.HELPED) for task in tasks_of(session, placement)]
            coach = actor_for(session, placement.candidate.coach)
            found = write_assessment(session, coach, placement, outcome, "Werkt netjes", on=clock.today()).id
        return found


def test_a_coach_writes_a_contact_on_a_phone(come, mine):
    coach = come("jobcoach", viewport=PHONE)
    coach.visit(f"/plaatsingen/{mine}").follow("Alles over de begeleiding").follow("Leg contact vast")
    coach.fill("Hoe lang", "50")
    coach.tick("Het gaat wisselend", within=coach.group("Wat zegt de medewerker?"))
    coach.fill("Wat is er besproken?", "Was somber door medicatie")
    coach.fill("Volgende afspraak", "Samen een koffiepauze plannen")
    coach.press("Bewaar")
    assert "Zulke woorden horen hier niet in" in coach.text
    coach.fill("Wat is er besproken?", "Vindt het begin van de dag druk")
    coach.fill("Op welke dag", clock.today().replace(year=clock.today().year + 1).isoformat())
    coach.press("Bewaar")

    assert "Het contact is vastgelegd." in coach.text
    assert "Vindt het begin van de dag druk" in coach.text and "50 minuten" in coach.text
    assert "Samen een koffiepauze plannen" in coach.text
    coach.visit(f"/plaatsingen/{mine}")
    coach.page.get_by_role("heading", name="Wanneer is er contact?").wait_for()
    coach.read()


def test_an_employer_says_a_day_and_takes_it_back_and_is_not_asked_why(come, service):
    with service.database.transaction(at=clock.now()) as session:
        user = session.scalars(select(User).where(User.role == Role.EMPLOYER)).one()
        ours = Vacancy.employer_id.in_(actor_for(session, user).employer_ids)
        running = select(Placement).join(Placement.vacancy).where(ours, Placement.status == PlacementStatus.RUNNING)
        placement = session.scalars(running).first()
        assert placement is not None
        reference = placement.reference
    employer = come("werkgever", viewport=PHONE)
    employer.visit(f"/plaatsingen/{reference}").follow("Contact en gemiste dagen")
    before = employer.page.get_by_role("button", name="Neem terug").count()
    employer.fill("Hoeveel uur is er niet gewerkt?", "zes")
    employer.press("Meld deze dag")
    assert "Vul een getal in, zoals 25,5." in employer.text
    employer.fill("Hoeveel uur is er niet gewerkt?", "6")
    employer.press("Meld deze dag")
    assert "Vastgelegd." in employer.text
    assert employer.page.get_by_role("button", name="Neem terug").count() == before + 1
    employer.press("Neem terug", exact=False)

    assert "Teruggenomen." in employer.text
    assert "ziek" not in employer.html.lower()


def test_a_learner_signs_beside_the_coach_and_nothing_changes_after_that(come, draft):
    coach = come("jobcoach", viewport=PHONE)
    assert "wat is geleerd, en laat tekenen" in coach.text
    coach.visit(f"/plaatsingen/afsluiting/{draft}").follow("Laat de leerling tekenen")
    assert "Dit heb je geleerd" in coach.h1
    coach.press("Ik teken dit")
    assert "Kies: eens of niet eens." in coach.text
    coach.tick("Ik ben het er niet mee eens")
    coach.fill("Wat wil je er zelf over zeggen?", "Ik deed ook de balie alleen")
    coach.press("Ik teken dit")

    assert "Getekend. Deze versie verandert niet meer." in coach.text
    assert "Ik ben het er niet mee eens." in coach.text and "Ik deed ook de balie alleen" in coach.text
    coach.visit(f"/plaatsingen/afsluiting/{draft}/wijzigen", status=403)
    coach.visit(f"/plaatsingen/afsluiting/{draft}").follow("Schrijf een nieuwe versie")
    coach.press("Bewaar")
    assert "nog niet getekend" in coach.text


def test_an_alderman_reads_how_long_work_lasts(come):
    alderman = come("wethouder")
    alderman.visit("/blijven-werken")

    assert "Plaatsingen in de hele regio" in alderman.text
