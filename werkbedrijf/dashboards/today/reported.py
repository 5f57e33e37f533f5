"""Lines of Vandaag about places that employers reported themselves, or want changed."""

from sqlalchemy.orm import Session

from employers.reporting.queries import reported_to
from employers.vacancies.wishes.queries import wishes_for
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor


def lines(session: Session, actor: Actor) -> list[Line]:
    """Concepts and wishes of the employers of whom this account manager is the face."""
    return [*_wishes(session, actor), *_concepts(session, actor)]


def _wishes(session: Session, actor: Actor) -> list[Line]:
    return [
        Line(
            f"{wish.vacancy.employer.name} vraagt een wijziging: {wish.vacancy.title}",
            "place_wishes.show",
            {"wish": wish.vacancy.reference},
            button="Bekijk de wijziging",
            who="neem het over, of zeg waarom niet",
            on=wish.asked_on,
        )
        for wish in session.scalars(wishes_for(actor).limit(MOST_LINES)).unique()
    ]


def _concepts(session: Session, actor: Actor) -> list[Line]:
    return [
        Line(
            f"{place.employer.name} meldde een nieuwe plek: {place.title}",
            "vacancies.show",
            {"vacancy": place.reference},
            button="Bekijk de plek",
            who="bel, maak de plek af en zet hem open",
            on=place.logged_on,
        )
        for place in session.scalars(reported_to(actor).limit(MOST_LINES)).unique()
    ]
