"""An employer: cards of people who can do the work, an answer, and nothing about who they are."""

import pytest
from sqlalchemy import select

from candidates.models import Candidate
from matching.proposals.models import Proposal
from tests.journeys import roads
from tests.journeys.visiting import PHONE
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import User

pytestmark = pytest.mark.browser

LARGE_ENOUGH = 44
LAWS = ("Participatiewet", "Wajong", "Wsw", "doelgroepregister")


@pytest.fixture
def people(service):
    """What employers may not know, of everyone whom no employer has invited."""
    with service.database.reading(at=clock.now()) as session:
        staff = set(session.scalars(select(User.name)))
        met = select(Proposal.candidate_id).where(Proposal.status.in_(("uitgenodigd", "aangenomen", "geplaatst")))
        unmet = session.scalars(select(Candidate).where(Candidate.id.not_in(met))).all()
        told = {one.reference for one in unmet} | {one.phone for one in unmet}
        return told | ({one.name for one in unmet} - staff)


def test_no_page_of_an_employer_says_who_someone_is(come, people):
    employer = come("werkgever", viewport=PHONE)
    todo, pages = ["/vandaag", "/plekken", "/voordrachten", "/plaatsingen"], {}
    while todo:
        path = todo.pop()
        employer.visit(path)
        pages[path] = employer.html
        links = employer.page.locator("main a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
        todo += [one for one in links if one.startswith(("/plekken/", "/voordrachten/")) and one not in (*pages, *todo)]

    assert len(pages) > 6
    for path, html in pages.items():
        assert [told for told in (*people, *LAWS) if told in html] == [], path


def test_an_employer_says_no_on_a_phone_and_the_account_manager_reads_why(come, service):
    roads.let_somebody_wait(come, service)
    employer = come("werkgever", viewport=PHONE)
    employer.visit("/voordrachten")
    employer.follow_first("article:has-text('verstuurd') a")
    proposal = employer.reference
    assert "Niet alles staat hier" in employer.text
    invite = employer.page.get_by_role("button", name="Uitnodigen").bounding_box()
    assert invite["height"] >= LARGE_ENOUGH
    assert invite["y"] + invite["height"] <= PHONE["height"]

    employer.unfold("Niet nu, omdat")
    employer.press("Verstuur uw antwoord")
    assert "Dit moet nog anders" in employer.text
    employer.tick("De uren of dagen passen niet")
    employer.fill("Toelichting", "Wij beginnen om zes uur.")
    employer.press("Verstuur uw antwoord")
    assert "Dank voor uw antwoord" in employer.text
    assert "Niet alles staat hier" not in employer.text

    manager = come("accountmanager")
    manager.visit(f"/voordrachten/{proposal}")
    assert "De uren of dagen passen niet" in manager.text
    assert "Wij beginnen om zes uur." in manager.text


def test_an_employer_finds_no_door_to_people_or_other_firms(come, service):
    employer = come("werkgever")
    with service.database.reading(at=clock.now()) as session:
        someone = session.scalar(select(Candidate.reference))
    doors = (f"/kandidaten/{someone}", f"/kandidaten/{someone}/plekken", "/kandidaten", "/voordrachten/V-9999")
    for path in doors:
        employer.visit(path, status=404)
    employer.visit("/beheer/gebruikers", status=403)
