"""From a vacancy to a counted garantiebaan: six people, each in a browser of their own, from beginning to end."""

import pytest

from tests.journeys import roads
from tests.journeys.roads import FIRM, HOME, PHONE, PLACE, SOMEONE, card_of
from werkbedrijf.foundation import clock

pytestmark = pytest.mark.browser

CONTACT = "Merel Inkoopstra"
MAILBOX = "merel@zwaluw.example"
PASSWORD = "vier-losse-woorden-hier"


def test_a_vacancy_becomes_a_counted_garantiebaan(come, service):
    manager = come("accountmanager")
    counted = roads.persons_counted(manager)
    firm = roads.register_employer(manager, FIRM, kvk="69599084", contact=CONTACT)
    place = roads.log_place(manager, firm)
    assert "open" in manager.page.locator(".lead").inner_text()
    manager.follow("Wie kan dit werk?")
    assert manager.h1 == "Wie kan dit werk?"

    administrator = come("beheerder")
    roads.invite_user(administrator, CONTACT, MAILBOX, role="Werkgever", employer=FIRM)
    roads.deliver(service)
    employer = come()
    employer.visit(roads.link_in(roads.letter(service, MAILBOX, "Welkom")))
    employer.fill("Nieuw wachtwoord", PASSWORD)
    employer.fill("Nog een keer hetzelfde wachtwoord", PASSWORD)
    employer.press("Bewaar en log in")
    assert employer.h1 == "Vandaag"

    coach = come("jobcoach")
    candidate = roads.register_candidate(coach)
    roads.fill_in_practical(coach)
    for _ in range(5):
        roads.fill_in_group(coach)
    coach.press("Bewaar en sluit af")
    roads.switch_on(coach, candidate)
    assert "zichtbaar voor werkgevers" in coach.page.locator(".lead").inner_text()

    proposal = _proposed(coach, place, candidate)
    elsewhere = _also_proposed_elsewhere(coach, candidate, place)

    roads.deliver(service)
    mail = roads.letter(service, MAILBOX, "Een kandidaat voor uw plek")
    _tells_nothing_of(mail, candidate)
    _employer_says_yes(employer, roads.link_in(mail), candidate)

    placement = _planned_and_started(manager, proposal)
    coach.visit(f"/voordrachten/{elsewhere}")
    assert "vervallen" in coach.page.locator(".lead").inner_text()
    manager.visit(f"/plekken/{place}")
    assert "vol" in manager.page.locator(".lead").inner_text()
    assert roads.persons_counted(manager) == counted + 1
    alderman = come("wethouder")
    alderman.visit("/wethouder")
    # Rounded, or not told at all: how many there were at the end of last month depends on the day this region is made.
    told = alderman.page.locator(".lead").inner_text()
    assert ("ongeveer" if roads.told_last_month(service) else "minder dan 10 mensen") in told

    auditor = come("auditor")
    auditor.visit(f"/logboek?onderwerp={placement}")
    assert "Plaatsing" in auditor.text
    assert SOMEONE[1] not in auditor.html


def _proposed(coach, place: str, candidate: str) -> str:
    coach.visit(f"/plekken/{place}/kandidaten").follow("Alleen mijn kandidaten")
    row = card_of(coach, " ".join(SOMEONE))
    assert "Kan vandaag: orders verzamelen met een scanner" in row.inner_text()
    assert "past 100 %" in row.inner_text()
    assert coach.page.get_by_role("heading", name="Niet in de lijst").count() == 1
    assert "Participatiewet" not in coach.html
    roads.put_forward(coach, within=row)
    assert "De werkgever krijgt vandaag bericht" in coach.text
    return coach.reference


def _also_proposed_elsewhere(coach, candidate: str, place: str) -> str:
    coach.visit(f"/kandidaten/{candidate}/plekken")
    assert coach.h1 == "Welke plekken passen?"
    roads.put_forward(coach)
    return coach.reference


def _tells_nothing_of(html: str, candidate: str) -> None:
    for told in (*SOMEONE, candidate, "Participatiewet", "PW_COLLEGE", PHONE, HOME):
        assert told not in html, told


def _employer_says_yes(employer, link: str, candidate: str) -> None:
    employer.visit("/plekken").follow(PLACE)
    _tells_nothing_of(employer.html, candidate)
    employer.visit("/voordrachten")
    _tells_nothing_of(employer.html, candidate)
    employer.visit(link)
    assert employer.h1 == "Kandidaat 1 van 1"
    assert "Niet alles staat hier" in employer.text
    _tells_nothing_of(employer.html, candidate)
    employer.press("Uitnodigen")
    assert "Kan vandaag" in employer.text
    assert SOMEONE[1] in employer.text
    assert PHONE in employer.text
    for hidden in (candidate, "Participatiewet", "PW_COLLEGE", HOME):
        assert hidden not in employer.html
    employer.confirm("Ik wil verder met deze kandidaat")
    assert "plant nu samen met u de plaatsing" in employer.text


def _planned_and_started(manager, proposal: str) -> str:
    manager.visit(f"/voordrachten/{proposal}").follow("Plan de plaatsing")
    manager.choose("Contract", "Arbeidscontract met deze werkgever")
    manager.fill("Uren per week", "24")
    manager.fill("Eerste werkdag", clock.today().isoformat())
    manager.press("Plan de plaatsing")
    manager.confirm("Meld de start")
    assert "loopt" in manager.page.locator(".lead").inner_text()
    return manager.reference
