"""The page of the calendar: the region, one employer, or the own leerwerkplekken."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flask import render_template
from sqlalchemy import Select
from sqlalchemy.orm import Session, joinedload

from employers.models import Employer, Sector
from employers.queries import find_employer
from employers.training.models import TrainingForm, TrainingPlace
from employers.training.queries import training_places_visible_to
from employers.training.weeks import monday_of
from employers.vacancies.models import Vacancy
from employers.vacancies.workflow import VacancyStatus
from matching.bookings import calendar
from matching.bookings.loading import loaded
from matching.bookings.pages import row_of, span
from werkbedrijf.foundation.actors import Actor, Role
from werkbedrijf.foundation.clock import day_of
from werkbedrijf.foundation.facts.regions import gemeente_by_code

MOST_PLACES = 60
STEP = timedelta(weeks=calendar.SHOWN_WEEKS)
FARTHEST = timedelta(weeks=156)


def calendar_page(session: Session, actor: Actor, args: Mapping[str, str]) -> str:
    """Weeks of the leerwerkplekken of the region or of one employer: numbers, and the mentors only of one employer."""
    today = day_of(session.info["at"])
    from_week = _asked_week(args.get("van", ""), today)
    weeks = calendar.columns(from_week)
    employer = _asked_employer(session, actor, args.get("werkgever", ""))
    chosen = {name: args.get(name, "") for name in ("sector", "gemeente", "vorm")}
    everything = _places(session, actor, employer)
    options = _options(everything)
    chosen = {name: value if value in {one[0] for one in options[name]} else "" for name, value in chosen.items()}
    places = [one for one in everything if _answers(one, chosen)]
    rows = loaded(session, places[:MOST_PLACES], on=today)
    with_mentors = employer is not None or actor.is_a(Role.EMPLOYER)
    return render_template(
        "bookings/calendar.html",
        rows=[row_of(one, weeks, today, with_mentors=with_mentors) for one in rows],
        left_out=max(0, len(places) - MOST_PLACES),
        total=len(places),
        weeks=weeks,
        employer=employer,
        options=options,
        chosen=chosen,
        earlier=(from_week - STEP).isoformat() if from_week > monday_of(today) else None,
        later=(from_week + STEP).isoformat(),
        span=span(weeks),
        own=actor.is_a(Role.EMPLOYER),
        day=today,
    )


def _asked_week(typed: str, today: date) -> date:
    try:
        asked = date.fromisoformat(typed)
    except ValueError:
        return monday_of(today)
    first = monday_of(today)
    return max(first, monday_of(min(asked, first + FARTHEST)))


def _asked_employer(session: Session, actor: Actor, reference: str) -> Employer | None:
    return find_employer(session, actor, reference) if actor.is_staff and reference else None


def _places(session: Session, actor: Actor, employer: Employer | None) -> list[TrainingPlace]:
    rows: Select[TrainingPlace] = training_places_visible_to(actor).where(Vacancy.status != VacancyStatus.CLOSED)
    if employer is not None:
        rows = rows.where(Vacancy.employer_id == employer.id)
    rows = rows.join(Vacancy.employer).options(joinedload(TrainingPlace.vacancy).joinedload(Vacancy.establishment))
    return list(session.scalars(rows.order_by(None).order_by(Employer.search_name, TrainingPlace.id)).unique())


def _options(places: Sequence[TrainingPlace]) -> dict[str, list[tuple[str, str, int | None]]]:
    """Chips with how many: only what there is."""

    def counted(values: Sequence[str], words: Mapping[str, str]) -> list[tuple[str, str, int | None]]:
        return [(value, words.get(value, value), values.count(value)) for value in sorted(set(values))]

    gemeenten = [one.vacancy.establishment.gemeente_code for one in places]
    names = {code: found.name for code in set(gemeenten) if (found := gemeente_by_code(code))}
    return {
        "vorm": counted([one.form.value for one in places], {one.value: one.short for one in TrainingForm}),
        "gemeente": counted(gemeenten, names),
        "sector": counted(
            [one.vacancy.employer.sector.value for one in places], {one.value: one.value.capitalize() for one in Sector}
        ),
    }


def _answers(place: TrainingPlace, chosen: Mapping[str, str]) -> bool:
    is_ = {
        "vorm": place.form.value,
        "gemeente": place.vacancy.establishment.gemeente_code,
        "sector": place.vacancy.employer.sector.value,
    }
    return all(is_[name] == value for name, value in chosen.items() if value)
