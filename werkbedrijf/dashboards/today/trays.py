"""Lines of Vandaag about kaartenmapjes: who waits for a yes, what an employer asks, and what can go out."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from candidates.naming import NAME, Names
from employers.models import Employer
from employers.vacancies.models import Vacancy
from matching.trays.models import Tray, TrayCard
from matching.trays.queries import asked_cards, ready_trays, wanted_cards
from werkbedrijf.dashboards.today.asking import asked
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.clock import day_of


def waiting_near(session: Session, actor: Actor) -> list[Line]:
    """What waits for this account manager."""
    ready = [
        Line(
            f"Maak de link van je kaartenmapje voor {title}",
            "trays.show",
            {"tray": reference},
            who=employer,
            on=made_on,
        )
        for reference, title, employer, made_on in asked(session, _ready, actor)
    ]
    return [*_wanted_lines(asked(session, _wanted, actor)), *ready]


def waiting(session: Session, actor: Actor, names: Names) -> Iterable[Line]:
    """What waits for this coach."""
    wanted, mine = asked(session, _wanted, actor), names.noted(asked(session, _asked, actor))
    return (line for lines in (_wanted_lines(wanted), _asked_lines(mine, names)) for line in lines)


def _wanted_lines(cards: Sequence[Any]) -> list[Line]:
    return [
        Line(
            f"{employer} wil meer weten over kaart {code}",
            "trays.show",
            {"tray": reference},
            who=title,
            on=_day_of(wanted_at),
        )
        for reference, title, employer, code, wanted_at in cards
    ]


def _asked_lines(cards: Sequence[Any], names: Names) -> list[Line]:
    return [
        Line(
            f"Mag {names.of(card)} zonder naam in een kaartenmapje?",
            "trays.show",
            {"tray": card.reference},
            button="Zeg ja of nee",
            who=f"{card.employer}, {card.title}",
            on=card.asked_on,
        )
        for card in cards
    ]


def _day_of(at: datetime | None) -> date | None:
    return day_of(at) if at else None


def _wanted(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (Tray.reference, Vacancy.title, Employer.name, TrayCard.code, TrayCard.wanted_at)
    return wanted_cards(actor).with_only_columns(*told).limit(MOST_LINES)


def _asked(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (*NAME, Tray.reference, Vacancy.title, Employer.name.label("employer"), TrayCard.asked_on)
    return asked_cards(actor).with_only_columns(*told).limit(MOST_LINES)


def _ready(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (Tray.reference, Vacancy.title, Employer.name, Tray.made_on)
    return ready_trays(actor).with_only_columns(*told).limit(MOST_LINES)
