"""What people of a role do on the way from a vacancy to a counted garantiebaan. Each step is what a person would click."""

import re
from collections.abc import Callable
from email import policy
from email.parser import BytesParser

from sqlalchemy import select

from employers.models import Employer
from tests.journeys.visiting import Visitor
from werkbedrijf.foundation import clock
from werkbedrijf.foundation.actors import speaks_for
from werkbedrijf.garantiebanen.board import board_on, cube_in
from werkbedrijf.jobs import run_job
from werkbedrijf.serving import Service

FIRM = "Verzendhuis De Zwaluw"
PLACE = "Orderpicker"
SOMEONE = ("Wieke", "Onvindbaarda")
HOME = "Hengelo"
PHONE = "06 0000 4321"


def register_employer(manager: Visitor, name: str, *, kvk: str, contact: str) -> str:
    """An employer with its first establishment and contact person; gives its reference."""
    manager.visit("/werkgevers").follow("Nieuwe werkgever")
    firm = manager.group("Werkgever")
    manager.fill("Naam", name, within=firm)
    manager.fill("KvK-nummer", kvk, within=firm)
    where = manager.group("Eerste vestiging")
    manager.fill("Straat", "Pakkampstraat", within=where)
    manager.fill("Huisnummer", "8", within=where)
    manager.fill("Postcode", "7511 AA", within=where)
    manager.fill("Plaats", "Enschede", within=where)
    who = manager.group("Contactpersoon")
    manager.fill("Naam", contact, within=who)
    manager.fill("Telefoon", "053 000 0123", within=who)
    manager.press("Registreer werkgever")
    return manager.reference


def begin_place(manager: Visitor, employer: str) -> None:
    """Choose the occupation with the arrow keys; its draft lies ready, and all of it is taken over."""
    manager.visit(f"/werkgevers/{employer}").follow("Nieuwe plek")
    with manager.going():
        manager.pick("Beroep", "orderp", PLACE)
    manager.press("Neem alles over")


def log_place(manager: Visitor, employer: str) -> str:
    """A garantiebaan in one sitting, opened at once; gives its reference."""
    begin_place(manager, employer)
    manager.fill("Minste uren per week", "24")
    manager.press("Opslaan en openen")
    # What came from an occupation does not open by itself: somebody went through it.
    assert "Loop ze eerst na, en zeg dan dat ze kloppen." in manager.text
    manager.tick("Ik heb de taken en eisen nagelopen. Zo is het werk hier.", exact=False)
    manager.press("Opslaan en openen")
    return manager.reference


def register_candidate(coach: Visitor, name: tuple[str, str] = SOMEONE) -> str:
    """Someone who stands in the doelgroepregister; gives the reference."""
    coach.visit("/kandidaten").follow("Nieuwe kandidaat")
    coach.fill("Voornaam", name[0])
    coach.fill("Achternaam", name[1])
    coach.choose("Woont in de gemeente", HOME)
    coach.fill("Telefoon", PHONE)
    coach.choose("Regeling", "Participatiewet")
    coach.fill("Valt hieronder vanaf", "2024-01-01")
    coach.page.get_by_label("Staat in het doelgroepregister als").select_option(value="PW_COLLEGE")
    coach.fill("Staat in het register vanaf", "2024-01-01")
    coach.press("Schrijf in")
    return coach.reference


def fill_in_practical(coach: Visitor) -> None:
    """Hours, travel and wishes: the first step of what someone can, right after signing someone in."""
    coach.fill("Ten minste", "24")
    coach.fill("Ten hoogste", "32")
    coach.fill("Postcode", "7551")
    coach.fill("Reist ten hoogste", "60")
    coach.press("Bewaar en ga verder")


def fill_in_group(coach: Visitor) -> None:
    """Every question of the step on the screen, at the highest level."""
    questions = coach.page.locator("form fieldset.choices:has(input[value='4'])")
    for index in range(questions.count()):
        questions.nth(index).locator("input[value='4']").check()
    coach.press("Bewaar en ga verder")


def switch_on(coach: Visitor, candidate: str) -> None:
    """Candidate and coach both say yes to being seen; name and phone may be known after an invitation."""
    coach.visit(f"/kandidaten/{candidate}")
    coach.confirm("Kandidaat zegt ja")
    coach.confirm("Jobcoach zegt ja")
    coach.unfold("Afspraak wijzigen")
    coach.tick("Naam")
    coach.tick("Telefoonnummer")
    coach.press("Leg vast")


def find_somebody(coach: Visitor) -> None:
    """The list of an open place on which somebody of one's own can be put forward."""
    coach.visit("/plekken?stand=open")
    places = coach.page.locator("tbody th a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    for place in places:
        coach.visit(f"{place}/kandidaten?wie=mijn")
        if coach.page.get_by_role("button", name="Stel voor").count():
            return
    raise AssertionError("nobody of this coach can be put forward anywhere")


def put_forward(coach: Visitor, within=None) -> None:
    """Put somebody forward; past the list of the allocation it asks why, and that is told."""
    coach.press("Stel voor", within=within, exact=False)
    if coach.h1 == "Waarom deze kandidaat?":
        coach.tick("Kent dit werk of deze werkgever al")
        coach.press("Stel voor")


def known_firm(service: Service) -> str:
    """The employer that signs in."""
    known = select(Employer.reference).join(speaks_for, speaks_for.c.employer_id == Employer.id)
    with service.database.reading(at=clock.now()) as session:
        return session.scalars(known.order_by(speaks_for.c.user_id).limit(1)).one()


def let_somebody_wait(come: Callable[..., Visitor], service: Service) -> None:
    """Put somebody forward for a new place of the employer that signs in: its own places may all be filled."""
    place = log_place(come("accountmanager"), known_firm(service))
    coach = come("jobcoach")
    coach.visit(f"/plekken/{place}/kandidaten?wie=mijn")
    put_forward(coach)


def divide(service: Service) -> None:
    """Let the timetable make the allocation that somebody asked for, now."""
    run = run_job(service.database, service.settings, "verdelen-op-verzoek", at=clock.now())
    assert run is not None
    assert run.went_well


def card_of(visitor: Visitor, title: str):
    """The row of a list with this title."""
    return visitor.page.get_by_role("article").filter(has=visitor.page.get_by_role("heading", name=title))


def told_last_month(service: Service) -> bool:
    """Whether the board of the last month that was published shows the region; few people, or few per gemeente, stay hidden."""
    with service.database.session(at=clock.now()) as session:
        board = board_on(session, clock.today())
        assert board is not None
        return not cube_in(board).total.hidden


def deliver(service: Service) -> None:
    """Let the timetable deliver what waits in the outbox, now."""
    run = run_job(service.database, service.settings, "berichten", at=clock.now())
    assert run is not None
    assert run.went_well


def letter(service: Service, to: str, about: str) -> str:
    """The body of the one mail to an address whose subject holds these words."""
    read = BytesParser(policy=policy.default)
    mails = [read.parsebytes(path.read_bytes()) for path in service.settings.mail_folder.glob("*.eml")]
    found = [mail.get_content() for mail in mails if mail["To"] == to and about in mail["Subject"]]
    assert len(found) == 1, [(mail["To"], mail["Subject"]) for mail in mails]
    return found[0]


def link_in(text: str) -> str:
    """The address in a letter."""
    found = re.search(r"https?://\S+", text)
    assert found, text
    return found[0]


def invite_user(administrator: Visitor, name: str, email: str, *, role: str, employer: str = "") -> None:
    """Somebody new may come in."""
    administrator.visit("/beheer/gebruikers").follow("Nodig iemand uit")
    administrator.fill("Naam", name)
    administrator.fill("E-mailadres", email)
    administrator.tick(role)
    if employer:
        administrator.pick("Werkgever", employer[:8], employer)
    else:
        administrator.labelled("Organisatie").select_option(index=1)
    administrator.press("Verstuur de uitnodiging")


def persons_counted(manager: Visitor) -> int:
    """How many people count today: exact, behind the published figure, for who keeps the records."""
    manager.visit("/garantiebanen/plaatsingen")
    told = manager.page.locator(".lead").inner_text()
    return int(re.search(r": ([\d.]+) perso", told)[1].replace(".", ""))
