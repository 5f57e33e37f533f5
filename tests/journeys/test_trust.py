"""Colleagues who look over each other's shoulder: roles and rights, a file in an emergency, double files, a bezwaar, papers."""

import pytest
from sqlalchemy import select

from candidates.models import Candidate
from candidates.numbers.models import CandidateNumber
from tests.journeys.visiting import PHONE
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import User
from werkbedrijf.foundation.emergency import EmergencyAccess

pytestmark = pytest.mark.browser

PAPERS = ("algoritmeregister", "modelkaart", "menselijk-toezicht", "dpia-bijlage")


@pytest.fixture
def asked(service):
    """Ask the database of the service."""
    with service.database.reading(at=clock.now()) as session:
        yield session


def coach_of(session):
    return session.scalars(select(User).where(User.email.startswith("jobcoach@"))).one()


def of_a_colleague(session):
    """Somebody of the same partner whose file this coach may only open in an emergency."""
    coach, taken = coach_of(session), select(EmergencyAccess.candidate_id)
    people = select(Candidate).where(
        Candidate.organisation_id == coach.organisation_id,
        Candidate.coach_id != coach.id,
        Candidate.id.not_in(taken),
    )
    return session.scalars(people.order_by(Candidate.id)).first()


def test_a_role_waits_for_a_second_person_and_the_rights_are_looked_through(come):
    administrator = come("beheerder")
    administrator.follow("Gebruikers").follow("1 rol wacht")
    assert "vier ogen zien meer dan twee" in administrator.text
    assert not administrator.page.get_by_role("button", name="Bevestig de rol").count()

    partner = come("organisatiebeheerder")
    partner.follow("Bekijk het verzoek")
    partner.confirm("Bevestig de rol")
    assert "heeft nu deze rol" in partner.text and "wacht geen rol" in partner.text
    partner.follow("Gebruikers").follow_first("tbody th a")
    partner.visit("/beheer/rechten")
    partner.confirm("Alles klopt: nagekeken")
    assert "u heeft de rechten nagekeken" in partner.text
    administrator.visit("/beheer/rechten")
    assert "nagekeken" in administrator.text


def test_a_file_opened_in_an_emergency_is_seen_by_who_keeps_watch(come, asked):
    person = of_a_colleague(asked)
    coach = come("jobcoach", viewport=PHONE)
    coach.follow("Bekijk waarom")
    assert "de werkgever belde" in coach.text
    coach.visit(f"/kandidaten/{person.reference}").follow("noodtoegang")
    coach.press("Open het bestand")
    assert "Vertel in een korte zin" in coach.text
    coach.fill("Waarom heb je dit bestand nu nodig?", "Mijn collega is weg en de werkgever belt over morgen.")
    coach.press("Open het bestand")
    assert person.first_name in coach.h1

    watching = come("organisatiebeheerder")
    watching.follow("Noodtoegang", exact=True)
    assert person.reference in watching.text and "belt over morgen" in watching.text
    assert person.last_name not in watching.html


def test_two_files_of_one_person_show_a_year_and_no_name(come, asked):
    twice = asked.scalars(select(Candidate).join(CandidateNumber, CandidateNumber.candidate_id == Candidate.id)).all()
    manager = come("accountmanager")
    manager.follow("Geef akkoord")
    manager.press("Geef akkoord", exact=False)
    assert "akkoord gegeven" in manager.text

    coordinator = come("regiocoordinator")
    coordinator.follow("Dubbele inschrijvingen")
    for person in twice:
        assert f"{person.reference}, geboren in {person.born_on.year}" in coordinator.text
        assert person.last_name not in coordinator.html
    assert "wacht op de partners" in coordinator.text


def test_a_bezwaar_goes_from_the_coach_to_an_answer(come):
    coach = come("jobcoach")
    coach.visit("/kandidaten").follow_first("tbody th a")
    reference = coach.reference
    coach.visit(f"/kandidaten/{reference}/bezwaar")
    coach.tick("Een voordracht")
    coach.tick("De kandidaat zelf")
    coach.fill("Waarom is de kandidaat het er niet mee eens?", "Ik wil dit werk niet, dat had ik gezegd.")
    coach.press("Registreer het bezwaar")
    bezwaar = coach.reference

    coordinator = come("regiocoordinator")
    assert f"Beantwoord bezwaar {bezwaar} uiterlijk" in coordinator.text
    coordinator.visit("/bezwaren").follow(bezwaar)
    coordinator.press("Pak op")
    coordinator.tick("Gegrond: de kandidaat krijgt gelijk")
    coordinator.labelled("Besluit en reden").fill("U had dit gezegd. De voordracht had niet gemogen.")
    coordinator.labelled("Wat is er veranderd? (verplicht als het bezwaar gegrond is)").fill(
        "De voordracht is ingetrokken."
    )
    coordinator.press("Leg het besluit vast")
    coordinator.press("Bekendgemaakt aan de kandidaat")
    assert "Het besluit is bekendgemaakt" in coordinator.text

    coach.visit(f"/bezwaren/{bezwaar}")
    assert "De voordracht is ingetrokken." in coach.text


@pytest.mark.parametrize("screen", [None, PHONE])
def test_papers_and_promises_are_for_everyone_to_read(come, screen):
    reader = come("auditor", **({"viewport": screen} if screen else {}))
    reader.follow("Papieren")
    for paper in PAPERS:
        reader.visit(f"/papieren/{paper}")
    reader.visit("/bewaartermijnen")
    stranger = come(**({"viewport": screen} if screen else {}))
    stranger.visit("/vertrouwen")
    assert stranger.h1 == "Vertrouwen"
