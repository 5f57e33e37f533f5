"""Places on Vandaag of an account manager: to finish, to look at again, that close, and what employers asked about them."""

from datetime import date
from typing import Any

from sqlalchemy import Select, or_
from sqlalchemy.orm import Session

from employers.models import Employer
from employers.reporting.queries import reported_to
from employers.vacancies.models import Vacancy
from employers.vacancies.wishes.models import PlaceWish
from employers.vacancies.wishes.queries import wishes_for
from employers.vacancies.workflow import VacancyStatus
from werkbedrijf.dashboards.today.asking import UNTIL, asked
from werkbedrijf.dashboards.today.lines import Line
from werkbedrijf.dashboards.today.matters import MOST_LINES
from werkbedrijf.foundation.actors import Actor
from werkbedrijf.foundation.gateway import visible


def wished(session: Session, actor: Actor) -> list[Line]:
    """Changes that employers of whom this account manager is the face asked for."""
    return [
        Line(
            f"{employer} vraagt een wijziging: {title}",
            "place_wishes.show",
            {"wish": reference},
            button="Bekijk de wijziging",
            who="neem het over, of zeg waarom niet",
            on=asked_on,
        )
        for reference, title, employer, asked_on in asked(session, _wishes, actor)
    ]


def _wishes(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (Vacancy.reference, Vacancy.title, Employer.name, PlaceWish.asked_on)
    return wishes_for(actor).with_only_columns(*told).limit(MOST_LINES)


def reported(session: Session, actor: Actor) -> list[Line]:
    """Places that such employers reported themselves."""
    return [
        Line(
            f"{employer} meldde een nieuwe plek: {title}",
            "vacancies.show",
            {"vacancy": reference},
            button="Bekijk de plek",
            who="bel, maak de plek af en zet hem open",
            on=logged_on,
        )
        for reference, title, employer, logged_on in asked(session, _reported, actor)
    ]


def _reported(actor: Actor) -> Select[*tuple[Any, ...]]:
    told = (Vacancy.reference, Vacancy.title, Employer.name, Vacancy.logged_on)
    return reported_to(actor).with_only_columns(*told).limit(MOST_LINES)


def drafts(session: Session, actor: Actor) -> list[Line]:
    """Places this person began and did not open yet."""
    return [
        Line(
            f"Maak deze plek af en zet hem open: {title}",
            "vacancies.show",
            {"vacancy": reference},
            who=employer,
            on=logged_on,
        )
        for reference, title, employer, logged_on in asked(session, _drafts, actor)
    ]


def _drafts(actor: Actor) -> Select[*tuple[Any, ...]]:
    begun = (Vacancy.status == VacancyStatus.DRAFT, Vacancy.logged_by_id == actor.id)
    told = (Vacancy.reference, Vacancy.title, Employer.name, Vacancy.logged_on)
    return _places(actor, *begun).with_only_columns(*told).order_by(Vacancy.logged_on, Vacancy.id)


def still_true(session: Session, actor: Actor) -> list[Line]:
    """Open places of which somebody has to say whether they are still there."""
    return [
        Line(
            f"Klopt deze plek nog? {title}",
            "vacancies.show",
            {"vacancy": reference},
            button="Kijk na",
            who=employer,
            on=asked_on,
        )
        for reference, title, employer, asked_on in asked(session, _still_true, actor)
    ]


def _still_true(actor: Actor) -> Select[*tuple[Any, ...]]:
    nobodys = Employer.account_manager_id.is_(None) & (Vacancy.logged_by_id == actor.id)
    waiting = (Vacancy.status == VacancyStatus.OPEN, Vacancy.asked_on.is_not(None))
    told = (Vacancy.reference, Vacancy.title, Employer.name, Vacancy.asked_on)
    mine = _places(actor, *waiting, or_(Employer.account_manager_id == actor.id, nobodys))
    return mine.with_only_columns(*told).order_by(Vacancy.asked_on, Vacancy.id)


def closing(session: Session, actor: Actor, until: date) -> list[Line]:
    """Open places of which the last day to react is near."""
    return [
        Line(
            f"Plek sluit: {title}",
            "vacancies.show",
            {"vacancy": reference},
            who=employer,
            on=closes_on,
        )
        for reference, title, employer, closes_on in asked(session, _closing, actor, until=until)
    ]


def _closing(actor: Actor) -> Select[*tuple[Any, ...]]:
    near = (Vacancy.status == VacancyStatus.OPEN, Vacancy.closes_on <= UNTIL)
    told = (Vacancy.reference, Vacancy.title, Employer.name, Vacancy.closes_on)
    mine = _places(actor, Employer.account_manager_id == actor.id, *near)
    return mine.with_only_columns(*told).order_by(Vacancy.closes_on, Vacancy.id)


def _places(actor: Actor, *narrowed: Any) -> Select[Vacancy]:
    found = visible(actor, Vacancy).join(Vacancy.employer).where(*narrowed)
    return found.order_by(None).limit(MOST_LINES)
