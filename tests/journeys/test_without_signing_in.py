"""An employer without an account looks at cards on a phone; nothing on any of its pages says who anybody is."""

from contextlib import suppress

import pytest
from sqlalchemy import select

from candidates.models import Candidate
from employers.vacancies.queries import open_vacancies
from matching.proposals.models import Proposal
from matching.proposals.shortlist import candidates_for
from matching.trays import actions
from matching.trays.errors import NothingToTell
from matching.trays.workflow import CardStatus
from tests.journeys.visiting import PHONE
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import Role, User, actor_for
from werkbedrijf.foundation.texts import long_day, short_day

pytestmark = pytest.mark.browser

LAWS = ("Participatiewet", "Wajong", "Wsw", "WSW", "doelgroepregister", "burgerservicenummer")
OWN = ("/plekken/", "/voordrachten/", "/plaatsingen/", "/werkgevers/", "/gesprekken/")


@pytest.fixture
def traces(service):
    """Whatever identifies anybody of the region whom no employer met yet, in every way it could be written."""
    with service.database.reading(at=clock.now()) as session:
        staff = set(session.scalars(select(User.name)))
        met = select(Proposal.candidate_id).where(Proposal.status.in_(("uitgenodigd", "aangenomen", "geplaatst")))
        found = set(LAWS)
        for one in session.scalars(select(Candidate).where(Candidate.id.not_in(met))):
            found |= {one.reference, one.uuid, one.phone, one.email, one.name} - staff
            found |= {one.born_on.isoformat(), f"{one.born_on:%d-%m-%Y}", long_day(one.born_on), short_day(one.born_on)}
        return {trace for trace in found if trace}


@pytest.fixture
def shared(service):
    """A kaartenmapje with a link, through the real acts; gives the address and how many cards it has."""
    with service.database.transaction(at=clock.now()) as session:
        manager = session.scalars(
            select(User).where(User.role == Role.ACCOUNT_MANAGER, User.email.startswith("accountmanager@"))
        ).one()
        actor, on = actor_for(session, manager), clock.today()
        for vacancy in session.scalars(open_vacancies()).unique():
            found = candidates_for(session, vacancy, on=on, key=b"lot", limit=20, suitable_only=True)
            shown = [row for row in found.rows if row.candidate.visibility.is_shown(on) and row.open_here is None]
            rows = shown[:4]
            if len(rows) < 4:
                continue
            tray = actions.make_tray(session, actor, vacancy, [row.candidate for row in rows], on=on)
            for card in tray.cards:
                # Of somebody with too few people alike there is no card.
                with suppress(NothingToTell), session.begin_nested():
                    actions.agree_card(session, actor_for(session, card.candidate.coach), card, on=on)
            many = sum(card.status is CardStatus.AGREED for card in tray.cards)
            if many:
                return f"/kaarten/{actions.share_tray(session, actor, tray, on=on)}", many, tray.reference
    raise AssertionError("no place of the region has four people who fit it, and a card of one of them")


def test_a_phone_without_an_account_reads_cards_and_asks_for_more(come, shared, traces):
    path, many, reference = shared
    visitor = come(viewport=PHONE)
    visitor.visit(path)
    assert "U hoeft niet in te loggen" in visitor.text
    pages = [visitor.html]
    visitor.press("Bekijk de kaarten")
    assert visitor.page.locator("article").count() == many
    pages.append(visitor.html)
    box = visitor.page.locator("input[name=kaart]").first
    code = box.get_attribute("value")
    box.check()
    visitor.press("Verstuur")
    assert f"U wilt meer weten over kaart {code}." in visitor.text
    pages.append(visitor.html)
    for html in pages:
        assert [told for told in traces if told in html] == []

    manager = come("accountmanager")
    assert f"wil meer weten over kaart {code}" in manager.text
    manager.visit(f"/kaartenmapjes/{reference}")
    assert "Bekeken door" in manager.text
    manager.press("Ik pak dit op", exact=False)
    manager.visit("/vandaag")
    assert f"wil meer weten over kaart {code}" not in manager.text


def test_no_page_an_employer_reaches_says_who_anybody_is(come, traces):
    employer = come("werkgever", viewport=PHONE)
    todo, pages = ["/vandaag", "/plekken", "/voordrachten", "/plaatsingen", "/berichten", "/werk-anders-verdelen"], {}
    while todo:
        path = todo.pop()
        if path in pages or path.endswith(".ics"):
            continue
        employer.visit(path)
        pages[path] = employer.html
        links = employer.page.locator("main a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
        todo += [one for one in links if one and one.startswith(OWN)]

    assert len(pages) > 8
    for path, html in pages.items():
        assert [told for told in traces if told in html] == [], path


def test_an_employer_reports_a_place_invites_a_colleague_and_plans_a_gesprek(come):
    employer = come("werkgever", viewport=PHONE)
    employer.follow("Meld een nieuwe plek")
    employer.fill("1. Welk werk is het?", "Wasgoed vouwen")
    employer.press("Meld deze plek")
    assert "Dit moet nog anders" in employer.text
    employer.fill("2. Hoeveel uur per week, ongeveer?", "20")
    employer.press("Meld deze plek")
    assert "Wasgoed vouwen, gemeld vandaag" in employer.text

    employer.follow("Wie heeft toegang?")
    employer.fill("Naam", "Nora Nieuw")
    employer.fill("E-mailadres", "nora@werkgever.example")
    employer.press("Nodig uit")
    assert "Nora Nieuw krijgt een bericht" in employer.text
