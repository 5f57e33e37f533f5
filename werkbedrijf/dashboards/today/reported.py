"""Lines of Vandaag about places that employers reported themselves."""

from sqlalchemy.orm import Session

from employers.reporting.queries import reported_to
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor


def lines(session: Session, actor: Actor) -> list[Line]:
    """Concepts of the employers of whom this account manager is the face."""
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
